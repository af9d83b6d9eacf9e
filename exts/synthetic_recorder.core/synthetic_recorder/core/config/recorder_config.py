"""A whole config, and its file.

::

    {
      "version": 1,
      "render_products": [{"camera": "/World/Camera", "width": 640, "height": 480, "name": ""}],
      "writer": {"name": "BasicWriter", "parameters": {"rgb": true}},
      "output": {"directory": "", "folder": "_out_sdrec", "on_conflict": "increment"},
      "control": {"frames": 10, "rt_subframes": 0, "control_timeline": false}
    }

Only ``version`` must be there; what is left out has the default of its part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from synthetic_recorder.core.errors import ConfigError

from .isaac_sim import is_isaac_sim_config, translate
from .json_reader import JsonNode, read_json_file
from .model import ControlConfig, OutputConfig, RenderProductConfig, WriterConfig, require_types

CONFIG_VERSION = 1
_SECTIONS = ("version", "render_products", "writer", "output", "control")


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
            self, render_products=tuple, writer=WriterConfig, output=OutputConfig, control=ControlConfig
        )
        for index, product in enumerate(self.render_products):
            JsonNode(product, f"RecorderConfig.render_products[{index}]").of_type(RenderProductConfig)

    @classmethod
    def load(cls, path: str | Path) -> RecorderConfig:
        """Read a config file, ours or one that Isaac Sim's recorder has saved (any version of it).

        Raises:
            ConfigError: The file cannot be read, a value has the wrong type, a key is unknown, or the config
                asks for something that does not exist yet (S3). The message starts with the file and the
                place in it.
        """
        file = Path(path)
        node = read_json_file(file)
        try:
            document = node.object()
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
            ConfigError: A value has the wrong type, a key is unknown, or the version is.
        """
        document = JsonNode(data).object()
        document.refuse_unknown(_SECTIONS)
        version = document["version"]
        if version.integer() != CONFIG_VERSION:
            raise version.error(
                f"expected {CONFIG_VERSION}, got {version.value}; a newer recorder has saved this"
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

    def save(self, path: str | Path) -> None:
        """Write the config to a JSON file that ``load`` reads."""
        Path(path).write_text(json.dumps(self.to_dict(), indent=2) + "\n", encoding="utf-8")
