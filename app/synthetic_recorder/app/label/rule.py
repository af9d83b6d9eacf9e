"""Which prims get which label, from the command line or from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import read_json_file
from synthetic_recorder.core.errors import ConfigError
from synthetic_recorder.labels.semantics import Label

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_TYPE = "class"
"""The semantic type that Replicator's annotators look for unless they are told otherwise."""

_MEMBERS = ("prims", "type", "label")


@dataclass(frozen=True)
class LabelRule:
    """One label for all prims that a pattern matches.

    Attributes:
        prims: Pattern, as `synthetic_recorder.labels.semantics.match_prims` takes it.
        label: What they get.
    """

    prims: str
    label: Label

    def __str__(self) -> str:
        return f"{self.label} on {self.prims}"


def read_rules(file: Path) -> tuple[LabelRule, ...]:
    """Read rules from a JSON file: ``[{"prims": "*cracker_box*", "type": "class", "label": "box"}]``.

    Raises:
        ConfigError: The file cannot be read, a value is missing or of the wrong type, a key is unknown, or there is
            no rule. The message starts with the file and the place in it.
    """
    value = read_json_file(file)
    try:
        rules = tuple(_rule(item) for item in JsonNode(value, "rules").array())
    except ConfigError as error:
        raise ConfigError(str(file), str(error)) from error
    if not rules:
        raise ConfigError(str(file), "rules: expected at least one, got an empty list")
    return rules


def _rule(node: JsonNode) -> LabelRule:
    rule = node.object()
    rule.refuse_unknown(_MEMBERS)
    return LabelRule(
        rule["prims"].string(), Label(rule.string_of("type", DEFAULT_TYPE), rule["label"].string())
    )
