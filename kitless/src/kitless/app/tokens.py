"""Tokens such as `${temp}` in paths, with the names of `carb.tokens.ITokens`."""

from __future__ import annotations

import logging
import platform
import re
import tempfile
from importlib.metadata import version
from pathlib import Path

import platformdirs

from kitless.app.absent import named_in_kit
from kitless.app.build import CONFIG, PLATFORM

_logger = logging.getLogger("kitless.tokens")
_TOKEN = re.compile(r"\$\{([^{}]+)\}")


@named_in_kit("carb.tokens.ITokens")
class Tokens:
    """Names that stand for folders. Every enabled extension is one: `${my.extension}` is its folder."""

    def __init__(self) -> None:
        documents = str(Path.home() / "Documents")
        data, cache, logs = (
            str(find("kitless"))
            for find in (
                platformdirs.user_data_path,
                platformdirs.user_cache_path,
                platformdirs.user_log_path,
            )
        )
        self._values = {
            "app_documents": documents,
            "app_name": "kitless",
            "app_version": version("kitless"),
            "cache": cache,
            "config": CONFIG,
            "data": data,
            "documents": documents,
            "home": str(Path.home()),
            "logs": logs,
            "omni_cache": cache,
            "omni_data": data,
            "omni_documents": documents,
            "omni_global_config": str(platformdirs.user_config_path("kitless")),
            "omni_logs": logs,
            "platform": PLATFORM,
            "python_version": ".".join(platform.python_version_tuple()[:2]),
            "shared_documents": documents,
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
