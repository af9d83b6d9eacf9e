"""Kit's glyphs: pictures in its font, which callers put into texts by the name of a file."""

from __future__ import annotations

from pathlib import PurePosixPath

_CHARACTERS = (
    (("delete", "close", "remove", "cancel"), "\N{MULTIPLICATION SIGN}"),
    (("add", "plus", "new"), "+"),
    (("minus",), "\N{MINUS SIGN}"),
    (("info",), "\N{INFORMATION SOURCE}"),
    (("folder", "open", "browse", "more", "options"), "\N{HORIZONTAL ELLIPSIS}"),
)


def character(file_path: str, font_style: object = None) -> str:
    """`omni.ui.get_custom_glyph_code`: a character that can stand in a text for a glyph of Kit's.

    Args:
        file_path: Such as "${glyphs}/menu_delete.svg".
        font_style: Not used.

    Differs:
        ovui draws no SVG glyphs. A character of its font stands for each: a cross for what deletes or closes, three
        dots for what opens a folder, "+" for what adds; for any other the first letter of the last word of the
        file's name.
    """
    del font_style
    words = PurePosixPath(file_path).stem.lower().replace("-", "_").split("_")
    for names, sign in _CHARACTERS:
        if not set(words).isdisjoint(names):
            return sign
    return words[-1][:1].upper()
