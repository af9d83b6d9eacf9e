"""Data sets as they lie in a store, finished or not, read strictly and changed in nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.errors import DataSetError

from .committed import Committed
from .journal import read_lines, reading, whole_lines
from .layout import FRAMES, JOURNAL, MANIFEST
from .manifest import Manifest, Provenance, read_findings, require_layout

if TYPE_CHECKING:
    from .store import Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a store has of a data set.

    Attributes:
        provenance: Where it comes from.
        findings: What was found, as dicts.
        committed: What is committed of it.
        manifest: Its manifest, when it is finished.
    """

    provenance: Provenance
    findings: tuple[dict[str, str], ...]
    committed: Committed
    manifest: Manifest | None = None


def load(store: Store) -> Loaded | None:
    """Return what a store has of a data set; None when there is none.

    Raises:
        DataSetError: Its manifest, its frames or its journal cannot be read.
    """
    manifest = store.read(MANIFEST)
    if manifest is not None:
        return _load_finished(store, manifest)
    journal = store.journal()
    return None if journal is None else _load_unfinished(store, journal)


def _load_finished(store: Store, text: bytes) -> Loaded:
    with reading(store.location, MANIFEST):
        manifest = Manifest.from_json(JsonNode(parse_json(text.decode())))
    lines = store.read(FRAMES)
    if lines is None or hashlib.sha256(lines).hexdigest() != manifest.frames_file.sha256:
        problem = "is missing" if lines is None else f"is not the file that {MANIFEST} names"
        raise DataSetError(store.location, f"{FRAMES} {problem}; restore it from a copy, or record again.")
    committed = Committed()
    with reading(store.location, FRAMES):
        for entry in read_lines(lines):
            committed.replay_frame(entry)
        if len(committed.frames) != manifest.frames:
            raise ValueError(f"it has {len(committed.frames)} frames, and {MANIFEST} says {manifest.frames}")
    with reading(store.location, MANIFEST):
        named = committed.paths()
        for file in manifest.files:
            if file.path in named:
                raise ValueError(f"{file.path} is named twice")
            named.add(file.path)
    committed.add([], manifest.files)
    return Loaded(manifest.provenance, manifest.findings, committed, manifest)


def _load_unfinished(store: Store, journal: bytes) -> Loaded:
    committed = Committed()
    with reading(store.location, JOURNAL):
        entries = read_lines(whole_lines(journal))
        header = next(entries, JsonNode({})).object()["recording"].object()
        require_layout(header["layout_version"])
        provenance, findings = Provenance.from_json(header["provenance"]), read_findings(header["findings"])
        committed.replay_journal(entries)
    _settle_replaced(store, committed)
    return Loaded(provenance, findings, committed)


def _settle_replaced(store: Store, committed: Committed) -> None:
    """Find out of files that were being replaced whether the old one is there, or the new one."""
    for path, new in list(committed.replacing.items()):
        try:
            with store.open(path) as file:
                # Lists and texts: small enough.
                is_new = hashlib.sha256(file.read()).hexdigest() == new.sha256
        except FileNotFoundError:
            # Neither: a check of the files will say so.
            continue
        if is_new:
            committed.add([], [new])
    committed.replacing.clear()
