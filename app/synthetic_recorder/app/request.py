"""What a person has asked to record, and the config that comes of it."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .user_code import UserCode

if TYPE_CHECKING:
    from synthetic_recorder.core import OutputConfig, RecorderConfig


@dataclass(frozen=True)
class Request:
    """What the person asked for.

    Attributes:
        config: File with the recorder's config.
        stage: File of the stage.
        output: Folder of the data set on disk, instead of the output of the config.
        frames: Number of frames, instead of that of the config.
        resume: Whether to go on with the recording that is there, instead of what the config does then.
        overrides: Values in the config, ``control.interval=5``; output and frames go before them.
        user_code: What is loaded before the config is checked, so that it may name the person's own writers.
    """

    config: Path
    stage: Path
    output: Path | None = None
    frames: int | None = None
    resume: bool = False
    overrides: tuple[str, ...] = ()
    user_code: UserCode = field(default_factory=UserCode)

    def command_to_resume(self, path: Path | str) -> str:
        """Return the command that goes on with what this request has begun.

        Args:
            path: Where the data set really is: its name may have been incremented.
        """
        command = ["synthetic-recorder", "record", str(self.config), "--stage", str(self.stage)]
        if isinstance(path, Path):
            command += ["--output", str(path)]
        if self.frames is not None:
            command += ["--frames", str(self.frames)]
        for option, values in (
            # What they say of conflicts would contradict --resume.
            ("--set", [override for override in self.overrides if not _is_of_conflicts(override)]),
            ("--enable", self.user_code.extensions),
            ("--ext-folder", self.user_code.ext_folders),
            ("--import", self.user_code.modules),
        ):
            for value in values:
                command += [option, str(value)]
        if not isinstance(path, Path):
            # In a bucket the config says all but the name, which may have been incremented.
            command += ["--set", f"output.folder={json.dumps(path.rpartition('/')[2])}"]
        return shlex.join([*command, "--resume"])


def requested_config(request: Request) -> RecorderConfig:
    """Return the config of a request; the extension must be importable.

    Raises:
        ConfigError: The file cannot be read, an override is none, or two wishes contradict each other.
    """
    from synthetic_recorder.core import RecorderConfig  # noqa: PLC0415

    config = RecorderConfig.load(request.config)
    config = (
        _resumed(config, request.overrides) if request.resume else config.with_overrides(request.overrides)
    )
    if request.output is not None:
        config = dataclasses.replace(config, output=_output_for(request.output, config.output))
    if request.frames is not None:
        control = dataclasses.replace(config.control, frames=request.frames)
        config = dataclasses.replace(config, control=control)
    return config


def _resumed(config: RecorderConfig, overrides: tuple[str, ...]) -> RecorderConfig:
    """Return a config with overrides that goes on with what is there.

    What the file says of conflicts is meant for the first start, and gives way; what an override says is not.
    """
    from synthetic_recorder.core import ConfigError, OnConflict  # noqa: PLC0415
    from synthetic_recorder.core.config import apply_overrides  # noqa: PLC0415

    changed = config.with_overrides(overrides)
    document = config.to_dict()
    del document["output"]["on_conflict"]
    said = apply_overrides(document, overrides)["output"].get("on_conflict", OnConflict.RESUME.value)
    if said != OnConflict.RESUME.value:
        raise ConfigError("--resume", f"contradicts --set output.on_conflict={said}; leave one of them out")
    return dataclasses.replace(
        changed, output=dataclasses.replace(changed.output, on_conflict=OnConflict.RESUME)
    )


def _output_for(path: Path, output: OutputConfig) -> OutputConfig:
    """Return the output that is the folder ``path``, with what is done when it exists taken from ``output``."""
    from synthetic_recorder.core import ConfigError, OnConflict, OutputConfig  # noqa: PLC0415

    result = OutputConfig.for_folder(path, output.on_conflict)
    if result.on_conflict is OnConflict.RESUME:
        return result
    # A folder that is not there yet is none that the person is in.
    with contextlib.suppress(OSError):
        here = Path.cwd()
        folder = Path(result.directory, result.folder)
        if any(folder.samefile(around) for around in (here, *here.parents)):
            raise ConfigError(
                "--output", f"expected the name of a new folder, got {folder}, which you are in"
            )
    return result


def _is_of_conflicts(override: str) -> bool:
    """Return whether an override says nothing but what is done if the folder exists."""
    return override.partition("=")[0].strip() == "output.on_conflict"
