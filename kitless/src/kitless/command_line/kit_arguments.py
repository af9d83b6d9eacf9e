"""Arguments of Kit's command line: `--/path/of/setting=value`, and whole lists of arguments as manifests hold them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kitless.errors import KitlessError

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTING_PREFIX = "--/"


class KitArgumentError(KitlessError):
    """An argument of the command line cannot be understood."""


@dataclass(frozen=True, slots=True)
class KitArguments:
    """What a list of arguments says.

    Attributes:
        ext_folders: Of `--ext-folder`.
        enable: Of `--enable`.
        settings: Of `--/path=value`, values by path.
        others: What kitless has nothing to do for, such as `--vulkan`.
    """

    ext_folders: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def split_settings(arguments: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Take every `--/path=value` out of a command line.

    Returns:
        Values by path, and the other arguments.

    Raises:
        KitArgumentError: One has no "=".
    """
    settings: dict[str, Any] = {}
    others: list[str] = []
    for argument in arguments:
        if argument.startswith(SETTING_PREFIX):
            path, equals, text = argument.removeprefix("--").partition("=")
            if not equals:
                raise KitArgumentError(f"{argument}: a setting is given as --/path/of/setting=value")
            settings[path] = setting_value(text)
        else:
            others.append(argument)
    return settings, others


def setting_value(text: str) -> Any:
    """The value that a text on the command line stands for.

    true and false in any case, whole and other numbers, texts in quotes and lists of these are what TOML has them for;
    everything else is a text.
    """
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return value if isinstance(value, bool | int | float | str | list) else text


def parse_arguments(arguments: Iterable[str]) -> KitArguments:
    """Read the arguments that a `[[test]]` table gives its process.

    Raises:
        KitArgumentError: A setting has no value, or an option that needs one is the last argument.
    """
    settings, rest = split_settings(arguments)
    values: dict[str, list[str]] = {"--ext-folder": [], "--enable": []}
    others: list[str] = []
    remaining = iter(rest)
    for argument in remaining:
        option, equals, value = argument.partition("=")
        if option not in values:
            others.append(argument)
            continue
        if not equals:
            following = next(remaining, None)
            if following is None:
                raise KitArgumentError(f"{option} needs a value and is the last argument")
            value = following
        values[option].append(value)
    return KitArguments(tuple(values["--ext-folder"]), tuple(values["--enable"]), settings, tuple(others))
