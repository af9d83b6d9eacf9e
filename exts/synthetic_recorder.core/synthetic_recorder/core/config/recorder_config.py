"""A whole config, and its file.

::

    {
      "version": 1,
      "render_products": [{"camera": "/World/Camera", "width": 640, "height": 480, "name": ""}],
      "writer": {"name": "BasicWriter", "parameters": {"rgb": true}},
      "output": {"directory": "", "folder": "_out_sdrec", "on_conflict": "increment"},
      "control": {"frames": 10, "interval": 1, "rt_subframes": 0, "control_timeline": false}
    }

Only ``version`` must be there; what is left out has the default of its part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

from .isaac_sim import is_isaac_sim_config, translate
from .json_reader import JsonNode
from .json_text import read_json_file, save_json_file
from .json_value import frozen
from .model import ControlConfig, RenderProductConfig, WriterConfig, require_types
from .output_config import OutputConfig
from .overrides import apply_overrides

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIG_VERSION = 1
# Editors look into $schema for what a config may hold; it says nothing about the recording.
_MEMBERS = ("version", "render_products", "writer", "output", "control", "$schema")


@dataclass(frozen=True)
class RecorderConfig:
    """Everything that a recording needs to know besides the stage.

    Attributes:
        render_products: Cameras and resolutions, in the order in which they are made.
        writer: Who writes the files.
        output: Where to.
        control: For how long, and with what timeline.
        notes: What the file said that this config could not take over, one sentence each; preflight reports
            them as warnings. Not part of the config: neither saved nor compared.
    """

    render_products: tuple[RenderProductConfig, ...] = ()
    writer: WriterConfig = field(default_factory=WriterConfig)
    output: OutputConfig = field(default_factory=OutputConfig)
    control: ControlConfig = field(default_factory=ControlConfig)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        require_types(
            self,
            render_products=tuple,
            writer=WriterConfig,
            output=OutputConfig,
            control=ControlConfig,
            notes=tuple,
        )
        for index, product in enumerate(self.render_products):
            JsonNode(product, f"RecorderConfig.render_products[{index}]").of_type(RenderProductConfig)

    @classmethod
    def load(cls, path: str | Path) -> RecorderConfig:
        """Read a config file, ours or one that Isaac Sim's recorder has saved (any version of it).

        Raises:
            ConfigError: The file cannot be read, a value has the wrong type, a key is unknown or that of a
                credential. The message starts with the file and the place in it.
        """
        file = Path(path)
        value = read_json_file(file)
        try:
            document = JsonNode(value).object()
            if is_isaac_sim_config(document):
                translated, notes = translate(document, file.parent)
                return cls.from_dict(translated, notes)
            return cls.from_dict(document.members())
        except ConfigError as error:
            raise ConfigError(str(file), str(error)) from error

    @classmethod
    def from_dict(cls, data: dict[str, Any], notes: tuple[str, ...] = ()) -> RecorderConfig:
        """Read a config from JSON values.

        Raises:
            ConfigError: A value has the wrong type or is none that JSON has, a key is unknown or that of a
                credential, or the version is unknown.
        """
        document = JsonNode(data).object()
        frozen(data, "")
        document.refuse_unknown(_MEMBERS)
        document.string_of("$schema", "")
        version = document["version"]
        if version.integer() != CONFIG_VERSION:
            raise version.error(
                f"expected {CONFIG_VERSION}, got {version.value}; another version of the recorder has saved this"
            )
        products = document["render_products"].array() if "render_products" in document else []
        return cls(
            render_products=tuple(RenderProductConfig.from_json(product) for product in products),
            writer=WriterConfig.from_json(document["writer"]) if "writer" in document else WriterConfig(),
            output=OutputConfig.from_json(document["output"]) if "output" in document else OutputConfig(),
            control=ControlConfig.from_json(document["control"])
            if "control" in document
            else ControlConfig(),
            notes=notes,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the config as JSON values; ``from_dict`` of them is equal to this config."""
        return {
            "version": CONFIG_VERSION,
            "render_products": [product.to_dict() for product in self.render_products],
            "writer": self.writer.to_dict(),
            "output": self.output.to_dict(),
            "control": self.control.to_dict(),
        }

    def with_overrides(self, assignments: Sequence[str]) -> RecorderConfig:
        """Return this config with single values set.

        Args:
            assignments: ``PATH=VALUE`` each, as :func:`.apply_overrides` takes them; paths are those of
                ``to_dict``.

        Raises:
            ConfigError: An assignment is none, or what it sets does not belong there; ``where`` is the place.
        """
        return RecorderConfig.from_dict(apply_overrides(self.to_dict(), assignments), self.notes)

    def save(self, path: str | Path) -> None:
        """Write the config to a JSON file that ``load`` reads; the whole file, or nothing of it.

        Raises:
            ConfigError: The file cannot be written; what was there is as it was.
        """
        save_json_file(Path(path), self.to_dict())
