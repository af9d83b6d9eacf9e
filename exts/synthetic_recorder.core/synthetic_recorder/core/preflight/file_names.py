"""Which texts can be the name of one file or folder, here and on other systems."""

from __future__ import annotations

import os
import re
import unicodedata

ON_WINDOWS = os.name == "nt"

# Both on every system: a config is made on one and used on another.
_SEPARATORS = "/\\"
# Control characters, separators of lines and of paragraphs.
_UNWRITABLE = {"Cc", "Zl", "Zp"}
_NOT_ON_WINDOWS = frozenset('<>:"|?*')
_WINDOWS_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\..*)?", re.IGNORECASE)


def is_one_name(text: str) -> bool:
    """Return whether a text names one thing inside a folder, and nothing outside of it."""
    return text not in ("", ".", "..") and not any(
        character in _SEPARATORS or unicodedata.category(character) in _UNWRITABLE for character in text
    )


def windows_objection(name: str) -> str | None:
    """Return what Windows has against a name, as the end of a sentence; None for nothing."""
    if _WINDOWS_DEVICE.fullmatch(name):
        return "is a device"
    if name.endswith((".", " ")):
        return "loses its last character"
    if forbidden := sorted(_NOT_ON_WINDOWS.intersection(name)):
        return f"cannot have {' or '.join(forbidden)} in it"
    return None
