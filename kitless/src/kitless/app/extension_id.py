"""Names and versions of extensions: `my.extension-1.2.0`."""

from __future__ import annotations

import re
from typing import NamedTuple

_VERSION_SUFFIX = re.compile(r"-(\d+(?:\.\d+)*\.?(?:[-+].*)?)$")
_NUMBERS = re.compile(r"\d+")


class ExtensionId(NamedTuple):
    """An extension's name and version; a version of "" is none."""

    name: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.version}" if self.version else self.name

    @property
    def rank(self) -> tuple[bool, tuple[int, ...], str]:
        """Sorts the versions of one extension: without version, 1.9.0-beta, 1.9.0, 1.10.0."""
        release, dash, prerelease = self.version.partition("+")[0].partition("-")
        numbers = tuple(int(number) for number in _NUMBERS.findall(release))
        return bool(self.version), (*numbers, 0 if dash else 1), prerelease


def read_folder_name(text: str) -> ExtensionId:
    """The name and the version that a folder, or an id, gives an extension."""
    found = _VERSION_SUFFIX.search(text)
    return ExtensionId(text[: found.start()], found[1]) if found else ExtensionId(text)


def get_extension_name(ext_id: str) -> str:
    """`omni.ext.get_extension_name`: the name in an id; `my.ext-1.2.0` is `my.ext`."""
    return read_folder_name(ext_id).name
