"""The parts of a config: what is recorded, by which writer, where to, and for how long.

Each part is a frozen dataclass that refuses a value of another type with a ``ConfigError``, reads itself from
JSON (``from_json``: an error names the place in the file), and writes itself to JSON (``to_dict``). Whether the
values make sense for a stage is the business of :mod:`synthetic_recorder.core.preflight`: a window must be able
to hold a config that is not ready yet.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.errors import ConfigError

from .json_reader import JsonNode, JsonObject
from .json_value import frozen, thawed

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_FOLDER = "_out_sdrec"


class OnConflict(enum.Enum):
    """What to do when the folder of the data set exists already."""

    INCREMENT = "increment"
    FAIL = "fail"


@dataclass(frozen=True)
class RenderProductConfig:
    """One camera at one resolution.

    Attributes:
        camera: Prim path of a ``UsdGeom.Camera``.
        width: Width of the image, in pixels.
        height: Height of the image, in pixels.
        name: Name of the render product, and of its folder when there are several; empty = Replicator names
            it.
    """

    camera: str = ""
    width: int = 1280
    height: int = 720
    name: str = ""

    def __post_init__(self) -> None:
        require_types(self, camera=str, width=int, height=int, name=str)

    @classmethod
    def from_json(cls, node: JsonNode) -> RenderProductConfig:
        """Read a render product; ``camera`` must be there."""
        values = _members(cls, node)
        return cls(
            camera=values["camera"].string(),
            width=values.integer_of("width", cls.width),
            height=values.integer_of("height", cls.height),
            name=values.string_of("name", cls.name),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the render product as JSON has it."""
        return {"camera": self.camera, "width": self.width, "height": self.height, "name": self.name}


@dataclass(frozen=True)
class WriterConfig:
    """Who writes the files.

    The parameters are read only to their depth: lists are tuples here. ``to_dict`` has them as a writer expects them,
    as ``dict`` and ``list``.

    Attributes:
        name: Name in Replicator's writer registry.
        parameters: Its parameters, JSON values by name.
    """

    name: str = basic_writer.NAME
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        require_types(self, name=str)
        where = "WriterConfig.parameters"
        if not isinstance(self.parameters, Mapping):
            JsonNode(self.parameters, where).object()
        # A copy: a caller who goes on editing its dict must not change this config.
        object.__setattr__(self, "parameters", frozen(self.parameters, where))

    def __reduce__(self) -> tuple[type[WriterConfig], tuple[str, dict[str, Any]]]:
        # A read-only view can neither be copied nor be sent to another process.
        return WriterConfig, (self.name, thawed(self.parameters))

    @classmethod
    def from_json(cls, node: JsonNode) -> WriterConfig:
        """Read a writer; its parameters are checked by preflight, against the writer's signature."""
        values = _members(cls, node)
        return cls(
            name=values.string_of("name", cls.name),
            parameters=values["parameters"].object().members() if "parameters" in values else {},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the writer as JSON has it."""
        return {"name": self.name, "parameters": thawed(self.parameters)}


@dataclass(frozen=True)
class S3Config:
    """A bucket for the data set. Credentials come from the usual AWS chain and are never part of a config.

    Attributes:
        enabled: Whether the data set goes there, and not to disk. What the others say is kept either way.
        bucket: Name of the bucket.
        prefix: What the keys begin with, before the data set's folder; may be empty.
        region: Region of the bucket; empty = as the AWS chain says.
        endpoint: URL of a server that is not Amazon's; empty = Amazon's. Without user and password.
    """

    enabled: bool = False
    bucket: str = ""
    prefix: str = ""
    region: str = ""
    endpoint: str = ""

    def __post_init__(self) -> None:
        require_types(self, enabled=bool, bucket=str, prefix=str, region=str, endpoint=str)
        _refuse_user_info(JsonNode(self.endpoint, "S3Config.endpoint"))

    @classmethod
    def from_json(cls, node: JsonNode) -> S3Config:
        """Read a bucket."""
        values = _members(cls, node)
        if "endpoint" in values:
            _refuse_user_info(values["endpoint"])
        return cls(
            enabled=values.boolean_of("enabled", default=cls.enabled),
            bucket=values.string_of("bucket", cls.bucket),
            prefix=values.string_of("prefix", cls.prefix),
            region=values.string_of("region", cls.region),
            endpoint=values.string_of("endpoint", cls.endpoint),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the bucket as JSON has it."""
        return {
            "enabled": self.enabled,
            "bucket": self.bucket,
            "prefix": self.prefix,
            "region": self.region,
            "endpoint": self.endpoint,
        }


@dataclass(frozen=True)
class OutputConfig:
    """Where the data set goes: ``<directory>/<folder>``, or ``s3://<bucket>/<prefix>/<folder>``.

    Attributes:
        directory: Working directory; a relative one starts at the process's current directory, empty is that
            itself.
        folder: Name of the data set's folder.
        on_conflict: What to do when that folder exists.
        s3: Bucket in place of the working directory, if it is enabled.
    """

    directory: str = ""
    folder: str = DEFAULT_FOLDER
    on_conflict: OnConflict = OnConflict.INCREMENT
    s3: S3Config = field(default_factory=S3Config)

    def __post_init__(self) -> None:
        require_types(self, directory=str, folder=str, on_conflict=OnConflict, s3=S3Config)

    @classmethod
    def for_folder(cls, path: Path, on_conflict: OnConflict = OnConflict.INCREMENT) -> OutputConfig:
        """Return the output whose data set folder is ``path`` (``~`` and ``..`` resolved).

        Raises:
            ConfigError: It is no path: its ``~name`` is nobody here.
        """
        try:
            whole = path.expanduser().resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise ConfigError("output", f"{str(path)!r} is not a path here ({error})") from error
        return cls(directory=str(whole.parent), folder=whole.name, on_conflict=on_conflict)

    @classmethod
    def from_json(cls, node: JsonNode) -> OutputConfig:
        """Read an output."""
        values = _members(cls, node)
        policies = [policy.value for policy in OnConflict]
        return cls(
            directory=values.string_of("directory", cls.directory),
            folder=values.string_of("folder", cls.folder),
            on_conflict=(
                OnConflict(values["on_conflict"].choice(policies))
                if "on_conflict" in values
                else cls.on_conflict
            ),
            s3=S3Config.from_json(values["s3"]) if "s3" in values else S3Config(),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the output as JSON has it."""
        return {
            "directory": self.directory,
            "folder": self.folder,
            "on_conflict": self.on_conflict.value,
            "s3": self.s3.to_dict(),
        }


@dataclass(frozen=True)
class ControlConfig:
    """How long, and with what timeline.

    Attributes:
        frames: Frames to record; 0 = until stopped.
        interval: Every how many-th frame is recorded: frame k of the recording is frame k x interval.
        rt_subframes: Renders of the same instant for each frame; 0 = the renderer's default.
        control_timeline: Whether the recording starts the timeline at its beginning, moves it by exactly
            ``interval`` frames for each recorded frame, and stops it at the end. Otherwise the timeline is left as
            it is.
    """

    frames: int = 10
    interval: int = 1
    rt_subframes: int = 0
    control_timeline: bool = False

    def __post_init__(self) -> None:
        require_types(self, frames=int, interval=int, rt_subframes=int, control_timeline=bool)

    @classmethod
    def from_json(cls, node: JsonNode) -> ControlConfig:
        """Read the control values."""
        values = _members(cls, node)
        return cls(
            frames=values.integer_of("frames", cls.frames),
            interval=values.integer_of("interval", cls.interval),
            rt_subframes=values.integer_of("rt_subframes", cls.rt_subframes),
            control_timeline=(values.boolean_of("control_timeline", default=cls.control_timeline)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the control values as JSON has them."""
        return {
            "frames": self.frames,
            "interval": self.interval,
            "rt_subframes": self.rt_subframes,
            "control_timeline": self.control_timeline,
        }


def require_types(part: object, **expected: type) -> None:
    """Refuse a part of a config that holds something of another type.

    Raises:
        ConfigError: It names the field, the type that it must have, and what came.
    """
    for name, wanted in expected.items():
        JsonNode(getattr(part, name), f"{type(part).__name__}.{name}").of_type(wanted)


def _members(cls: type, node: JsonNode) -> JsonObject:
    """Return the object in ``node``, whose keys must be fields of the dataclass ``cls``."""
    values = node.object()
    values.refuse_unknown([known.name for known in fields(cls)])
    return values


def _refuse_user_info(endpoint: JsonNode) -> None:
    """Refuse ``https://user:password@host``, without showing it."""
    if "@" in endpoint.string():
        raise endpoint.error(
            "expected a URL without user and password, such as https://minio.example:9000; credentials come from "
            "the usual AWS chain and are no part of a config"
        )
