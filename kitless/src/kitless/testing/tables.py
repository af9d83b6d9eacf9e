"""The `[[test]]` tables of an extension's manifest: what `kitless test` runs, one process for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kitless.app.manifest import MANIFEST
from kitless.errors import ExtensionManifestError
from kitless.testing.selection import EVERY_TEST, Selection

if TYPE_CHECKING:
    from kitless.app.manifest import Manifest

STARTUP = "startup"
"""The table of this name enables the extension and shuts down again, without tests. Every extension has it."""

DEFAULT = "default"
"""What a table without a name is called."""

DEFAULT_TIMEOUT_SECONDS = 300.0

LOGGED_ERRORS = ("*[error]*", "*[fatal]*")
"""Lines of output that fail a table whatever its manifest says, unless it allows them."""


@dataclass(frozen=True, slots=True)
class Table:
    """One `[[test]]` table.

    Attributes:
        name: Its name, or `DEFAULT`.
        enabled: Whether it is to be run at all.
        dependencies: Extensions that its tests need beside those that the extension itself needs.
        args: Arguments of Kit's command line for its process.
        selection: Which tests it runs.
        timeout_seconds: After that its process is stopped; 0 is never.
        fail_patterns: Lines of output that fail it.
        allowed_patterns: Lines that do not, although one of `fail_patterns` matches.
    """

    name: str = DEFAULT
    enabled: bool = True
    dependencies: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    selection: Selection = EVERY_TEST
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    fail_patterns: tuple[str, ...] = LOGGED_ERRORS
    allowed_patterns: tuple[str, ...] = ()


def tables_of(manifest: Manifest) -> list[Table]:
    """The tables of an extension: `startup` first, then the others in the order of the file.

    A manifest without tables has `startup` and `default`.

    Raises:
        ExtensionManifestError: A table holds what no `[[test]]` can.
    """
    tables = [_TableReader(manifest, entry).table() for entry in manifest.tests]
    startup = [table for table in tables if table.name == STARTUP] or [Table(STARTUP)]
    others = [table for table in tables if table.name != STARTUP] or [Table(DEFAULT)]
    return startup + others


class _TableReader:
    """Reads one table; what it cannot be is an error that names the key."""

    def __init__(self, manifest: Manifest, entry: dict[str, Any]) -> None:
        self._manifest = manifest
        self._entry = entry

    def table(self) -> Table:
        return Table(
            name=self._value("name", str, "") or DEFAULT,
            enabled=self._value("enabled", bool, default=True),
            dependencies=self._texts("dependencies"),
            args=self._texts("args"),
            selection=Selection(self._texts("pythonTests.include"), self._texts("pythonTests.exclude")),
            timeout_seconds=float(self._value("timeout", int | float, DEFAULT_TIMEOUT_SECONDS)),
            fail_patterns=LOGGED_ERRORS + self._texts("stdoutFailPatterns.include"),
            allowed_patterns=self._texts("stdoutFailPatterns.exclude"),
        )

    def _texts(self, key: str) -> tuple[str, ...]:
        texts = self._value(key, list, [])
        if not all(isinstance(text, str) for text in texts):
            raise self._wrong(key, "a list of texts", texts)
        return tuple(texts)

    def _value(self, key: str, kind: Any, default: Any) -> Any:
        *parents, last = key.split(".")
        node: Any = self._entry
        for parent in parents:
            node = node.get(parent, {})
            if not isinstance(node, dict):
                raise self._wrong(parent, "a table", node)
        value = node.get(last, default)
        if not isinstance(value, kind):
            raise self._wrong(key, getattr(kind, "__name__", str(kind)), value)
        return value

    def _wrong(self, key: str, expected: str, came: Any) -> ExtensionManifestError:
        return ExtensionManifestError(
            str(self._manifest.folder / MANIFEST), f"[[test]] {key} expects {expected}, got {came!r}"
        )
