"""The manifest of a data set, ``recording.json``: what was recorded, from what, with what, and how it ended."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

from .layout import FRAMES, LAYOUT_VERSION
from .records import FileRecord

if TYPE_CHECKING:
    from synthetic_recorder.core.config.json_reader import JsonNode


class LayoutError(ConfigError):
    """A data set has another layout than this recorder reads; nothing in it is damaged."""


class Status(enum.Enum):
    """How a finished recording has ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a data set comes from: what must be the same for a recording to go on.

    All of it are JSON values. Nothing in it depends on where the data set lies or on when it was recorded, so that
    two recordings of the same have the same manifest.

    Attributes:
        config: The config without its output: a data set may be copied and moved.
        writer: ``name`` and ``version`` of the writer.
        stage: ``identifier`` of the stage and its ``layers``, each with ``identifier`` and ``sha256``.
        renderer: ``name``, ``mode`` and ``device``, and the ``settings`` that show in pictures, as far as they are set.
        seed: Replicator's global seed.
        versions: Version of everything that has a part in the pixels and files, by name.
    """

    config: dict[str, Any]
    writer: dict[str, Any]
    stage: dict[str, Any]
    renderer: dict[str, Any]
    seed: int
    versions: dict[str, str]

    @classmethod
    def from_json(cls, node: JsonNode) -> Provenance:
        """Read a provenance."""
        values = node.object()
        return cls(
            values["config"].object().members(),
            values["writer"].object().members(),
            values["stage"].object().members(),
            values["renderer"].object().members(),
            values["seed"].integer(),
            _read_texts(values["versions"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the provenance as JSON has it."""
        return {
            "config": self.config,
            "writer": self.writer,
            "stage": self.stage,
            "renderer": self.renderer,
            "seed": self.seed,
            "versions": self.versions,
        }


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a finished data set.

    Attributes:
        provenance: Where it comes from.
        status: How its recording has ended.
        frames: Frames in it.
        frames_asked: Frames that were asked for; 0 = until stopped.
        frames_file: ``frames.jsonl`` itself, which names the files of all frames.
        files: Files that belong to no frame, sorted by path.
        findings: What was found before and while it was recorded, as dicts.
    """

    provenance: Provenance
    status: Status
    frames: int
    frames_asked: int
    frames_file: FileRecord
    files: tuple[FileRecord, ...] = ()
    findings: tuple[dict[str, str], ...] = field(default=())

    @classmethod
    def from_json(cls, node: JsonNode) -> Manifest:
        """Read a manifest."""
        values = node.object()
        require_layout(values["layout_version"])
        return cls(
            Provenance.from_json(values["provenance"]),
            Status(values["status"].choice([status.value for status in Status])),
            values["frames"].integer(),
            values["frames_asked"].integer(),
            FileRecord.of_own(values["frames_file"], FRAMES),
            tuple(FileRecord.from_json(file) for file in values["files"].array()),
            read_findings(values["findings"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the manifest as JSON has it."""
        return {
            "layout_version": LAYOUT_VERSION,
            "status": self.status.value,
            "frames": self.frames,
            "frames_asked": self.frames_asked,
            "frames_file": self.frames_file.to_dict(),
            "files": [file.to_dict() for file in self.files],
            "findings": list(self.findings),
            "provenance": self.provenance.to_dict(),
        }


def require_layout(version: JsonNode) -> None:
    """Require that a data set has this layout. Its versions begin with 1.

    Raises:
        LayoutError: It has another one.
        ConfigError: That is no version.
    """
    number = version.integer()
    if number != LAYOUT_VERSION:
        maker = "a newer" if number > LAYOUT_VERSION else "no"
        todo = ", use that one" if number > LAYOUT_VERSION else ""
        problem = f"expected {LAYOUT_VERSION}, got {number}; {maker} recorder has made this data set{todo}"
        raise LayoutError(version.where, problem)


def read_findings(node: JsonNode) -> tuple[dict[str, str], ...]:
    """Read what was found."""
    return tuple(_read_texts(finding) for finding in node.array())


def _read_texts(node: JsonNode) -> dict[str, str]:
    values = node.object()
    return {name: values[name].string() for name in values}
