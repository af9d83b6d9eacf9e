"""Which files a file picker shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kitless.ui.dialogs.file_items import FileItem


class FileFilter:
    """What a file picker's options and its caller's function let through.

    Args:
        accepts: The caller's function; None lets everything through.
        descriptions: Of that function's own options. With these, extensions are its business.
        extensions: (extensions, description) pairs such as ("*.json, *.toml", "Configs").

    Attributes:
        option: Which of the options is chosen, counted from 0.
    """

    def __init__(
        self,
        accepts: Callable[[FileItem], bool] | None,
        descriptions: Sequence[str],
        extensions: Sequence[tuple[str, str]],
    ) -> None:
        self.option = 0
        self._accepts = accepts
        self._descriptions = list(descriptions)
        self._extensions = [] if descriptions else list(extensions)

    @property
    def texts(self) -> list[str]:
        """What there is to choose from; nothing without options."""
        return self._descriptions or [f"{description} ({kinds})" for kinds, description in self._extensions]

    def lets_through(self, item: FileItem) -> bool:
        """Whether an item is shown."""
        if self._extensions and not item.is_folder:
            kinds = self._extensions[self.option][0].split(",")
            if not any(_fits(item.name, kind.strip()) for kind in kinds):
                return False
        return self._accepts is None or bool(self._accepts(item))


def _fits(name: str, kind: str) -> bool:
    """Whether a file is of a kind: a pattern such as "*.json", or the end of the name."""
    return Path(name).match(kind if "*" in kind else f"*{kind}")
