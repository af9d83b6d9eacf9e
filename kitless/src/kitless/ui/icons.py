"""Icons of Kit's own windows."""

from __future__ import annotations

from pathlib import Path


def get_icons_path() -> str:
    """`omni.kit.window.extensions.common.get_icons_path`: the folder of the icons of Kit's extensions window.

    Differs:
        The folder is not there, and images that name an icon in it are not drawn: kitless has none of Kit's icons.
    """
    return str(Path(__file__).parent / "icons")
