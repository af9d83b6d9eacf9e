"""The parts of a config: what is recorded, by which writer, and for how long; where to is in ``output_config``.

Each part is a frozen dataclass that refuses a value of another type with a ``ConfigError``, reads itself from
JSON (``from_json``: an error names the place in the file), and writes itself to JSON (``to_dict``). Whether the
values make sense for a stage is the business of :mod:`synthetic_recorder.core.preflight`: a window must be able
to hold a config that is not ready yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from synthetic_recorder.core import basic_writer

from .json_reader import JsonNode, JsonObject
from .json_value import frozen, thawed

# A config, in it "writer", in it "parameters".
_DEPTH_OF_PARAMETERS = 2


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
        values = members_of(cls, node)
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
        object.__setattr__(self, "parameters", frozen(self.parameters, where, _DEPTH_OF_PARAMETERS))

    def __reduce__(self) -> tuple[type[WriterConfig], tuple[str, dict[str, Any]]]:
        # A read-only view can neither be copied nor be sent to another process.
        return WriterConfig, (self.name, thawed(self.parameters))

    @classmethod
    def from_json(cls, node: JsonNode) -> WriterConfig:
        """Read a writer; its parameters are checked by preflight, against the writer's signature."""
        values = members_of(cls, node)
        return cls(
            name=values.string_of("name", cls.name),
            parameters=values["parameters"].object().members() if "parameters" in values else {},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the writer as JSON has it."""
        return {"name": self.name, "parameters": thawed(self.parameters)}


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
        values = members_of(cls, node)
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


def members_of(cls: type, node: JsonNode) -> JsonObject:
    """Return the object in ``node``, whose keys must be fields of the dataclass ``cls``."""
    values = node.object()
    values.refuse_unknown([known.name for known in fields(cls)])
    return values
