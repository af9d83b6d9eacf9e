"""Enabling extensions after what they depend on, and disabling them before it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kitless.app.extension_catalog import ExtensionCatalog
from kitless.app.extension_events import ExtensionHooks, ExtensionStateChangeType
from kitless.app.extension_id import ExtensionId, read_folder_name
from kitless.app.resolve import plan_start
from kitless.app.running_extension import RunningExtension
from kitless.errors import ExtensionNotFoundError, ExtensionStartingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.manifest import Manifest
    from kitless.app.settings import Settings
    from kitless.app.tokens import Tokens

_logger = logging.getLogger("kitless.extensions")

_Change = ExtensionStateChangeType


class ExtensionRunner:
    """The extensions that are enabled, in the order in which they were started."""

    def __init__(self, settings: Settings, tokens: Tokens, dispatcher: EventDispatcher) -> None:
        self._settings = settings
        self._tokens = tokens
        self._catalog = ExtensionCatalog()
        self._hooks = ExtensionHooks(dispatcher)
        self._running: dict[str, RunningExtension] = {}
        self._passed_over: set[str] = set()

    def add_folder(self, folder: str | Path) -> None:
        """Search a folder of extensions, or one that is an extension itself. Earlier folders come first.

        Raises:
            ExtensionFolderError: There is no such folder.
        """
        self._catalog.add_folder(folder)

    def enable(self, *names: str, also_needs: Sequence[str] = ()) -> None:
        """Enable extensions and, before each, what it depends on. What is enabled already stays as it is.

        Kit's own extensions that kitless lacks are passed over as dependencies, with one warning.

        Args:
            names: Extensions, by name.
            also_needs: What is to be enabled with them, before them unless it depends on them, such as the
                dependencies of a `[[test]]`.

        Raises:
            ExtensionNotFoundError: No folder holds it.
            ExtensionManifestError: Its manifest, or that of a dependency, is wrong.
            ExtensionDependencyError: A dependency is missing.
            ExtensionCycleError: Dependencies go round in a circle.
            ExtensionStartError: Its code, or that of a dependency, raised. What this call had started is
                disabled again.
        """
        plan = plan_start(names, self._catalog, also_needs)
        self._warn_of(plan.passed_over)
        started: list[str] = []
        try:
            for manifest in plan.manifests:
                if manifest.name not in self._running:
                    self._start(manifest)
                    started.append(manifest.name)
        except BaseException:
            for each in reversed(started):
                self._stop(each)
            raise

    def disable(self, name: str) -> None:
        """Disable an extension and, before it, what depends on it. Nothing happens if it is not enabled.

        Raises:
            ExtensionStartingError: It, or what depends on it, is being started.
        """
        for each in self._dependents(name):
            self._stop(each)

    def reload(self, name: str) -> None:
        """Disable an extension and what depends on it, and enable them again from what their files say now.

        Raises:
            ExtensionNotFoundError: It is not enabled.
            ExtensionStartingError: It, or what depends on it, is being started.
            ExtensionError: One cannot be enabled any more, see `enable`; then none of them is.
        """
        if name not in self._running:
            raise ExtensionNotFoundError(name, self._catalog.folders, sorted(self._running))
        stopped = self._dependents(name)
        for each in stopped:
            self._stop(each)
        self.enable(*reversed(stopped))

    def disable_all(self) -> None:
        """Disable everything, the last one first."""
        for name in reversed(list(self._running)):
            self._stop(name)

    def manifest(self, ext_id: str) -> Manifest:
        """The manifest of an extension, by name or id.

        Raises:
            ExtensionNotFoundError: No folder holds it.
            ExtensionManifestError: It cannot be read.
        """
        name = read_folder_name(ext_id).name
        if name in self._running:
            return self._running[name].manifest
        found = self._catalog.found
        if name not in found:
            raise ExtensionNotFoundError(
                name, self._catalog.folders, sorted(found), is_kits_own=self._catalog.is_lacking(name)
            )
        return self._catalog.read(found[name])

    # -- internals ---------------------------------------------------------------------------------

    def _start(self, manifest: Manifest) -> None:
        extension = ExtensionId(manifest.name, manifest.version)
        self._hooks.tell(extension, _Change.BEFORE_EXTENSION_ENABLE)
        self._settings.set_default("/", manifest.settings)
        self._tokens.set_value(manifest.name, str(manifest.folder))
        running = RunningExtension(manifest)
        # Enabled while it starts: an on_startup may ask for its own path.
        self._running[manifest.name] = running
        try:
            running.start()
        except BaseException:
            self._forget(manifest.name)
            raise
        self._hooks.tell(extension, _Change.AFTER_EXTENSION_ENABLE)

    def _stop(self, name: str) -> None:
        running = self._running.get(name)
        # An on_shutdown may disable its own extension, as others that it belongs to.
        if running is not None and not running.is_stopping:
            extension = ExtensionId(name, running.manifest.version)
            self._hooks.tell(extension, _Change.BEFORE_EXTENSION_DISABLE)
            running.stop()
            self._forget(name)
            self._hooks.tell(extension, _Change.AFTER_EXTENSION_DISABLE)

    def _forget(self, name: str) -> None:
        del self._running[name]
        self._tokens.remove_token(name)

    def _dependents(self, name: str) -> list[str]:
        """A running extension and what depends on it, however far away; the last one to start comes first."""
        if name not in self._running:
            return []
        dependents = [other for other in reversed(list(self._running)) if name in self._needed_by(other)]
        for each in (name, *dependents):
            if self._running[each].is_starting:
                raise ExtensionStartingError(name, each)
        return [*dependents, name]

    def _needed_by(self, name: str) -> set[str]:
        """The names of everything that a running extension depends on, however far away."""
        needed: set[str] = set()
        waiting = [name]
        while waiting:
            running = self._running.get(waiting.pop())
            if running is None:
                continue
            for dependency in (*running.manifest.dependencies, *running.manifest.optional_dependencies):
                if dependency not in needed:
                    needed.add(dependency)
                    waiting.append(dependency)
        return needed

    def _warn_of(self, passed_over: dict[str, list[str]]) -> None:
        new = {name: whose for name, whose in passed_over.items() if name not in self._passed_over}
        if new:
            self._passed_over.update(new)
            _logger.warning(
                "going on without these extensions of Kit's, which kitless lacks: %s; what is used of them "
                "raises an error that names it",
                "; ".join(f"{name} (for {', '.join(whose)})" for name, whose in sorted(new.items())),
            )
