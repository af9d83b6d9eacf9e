"""Tokens such as `${temp}` in paths, with the names of `carb.tokens.ITokens`."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from pathlib import Path

_logger = logging.getLogger("kitless.tokens")
_TOKEN = re.compile(r"\$\{([^{}]+)\}")


class Tokens:
    """Names that stand for folders. Every enabled extension is one: `${my.extension}` is its folder."""

    def __init__(self) -> None:
        home = Path.home()
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "kitless"
        cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "kitless"
        self._values = {
            "cache": str(cache),
            "data": str(data),
            "documents": str(home / "Documents"),
            "home": str(home),
            "logs": str(data / "logs"),
            "omni_documents": str(home / "Documents"),
            "temp": tempfile.gettempdir(),
        }

    def resolve(self, text: str) -> str:
        """The text with every known token replaced; an unknown one stays, with a warning, as in Kit."""

        def replaced(match: re.Match[str]) -> str:
            value = self._values.get(match[1])
            if value is None:
                _logger.warning("token %s in '%s' is not known; it stays as it is", match[0], text)
                return match[0]
            return value

        return _TOKEN.sub(replaced, text)

    def exists(self, name: str) -> bool:
        """Whether the token, without its braces, is known."""
        return name in self._values

    def set_value(self, name: str, value: str) -> None:
        """Add a token or change what it stands for."""
        self._values[name] = value

    def remove_token(self, name: str) -> None:
        """Forget a token. Nothing happens when it is not known."""
        self._values.pop(name, None)
