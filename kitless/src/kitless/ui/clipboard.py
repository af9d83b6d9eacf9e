"""The clipboard, as ovui reaches it: offscreen it is one of this process."""

from __future__ import annotations

from omni import ui


def copy(value_str: str) -> None:
    """`omni.kit.clipboard.copy`: put a text into the clipboard."""
    ui._ui._set_clipboard_text(value_str)  # noqa: SLF001 - ovui has no public name for it


def paste() -> str:
    """`omni.kit.clipboard.paste`: return the text in the clipboard; empty when there is none."""
    return str(ui._ui._get_clipboard_text() or "")  # noqa: SLF001
