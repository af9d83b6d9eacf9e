"""The extension manager, with the names of `omni.ext.ExtensionManager`."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kitless.app.absent import named_in_kit
from kitless.app.dictionary import DictionaryItem
from kitless.app.extension_catalog import ExtensionCatalog
from kitless.app.extension_events import (
    ExtensionHooks,
    ExtensionStateChangeType,
    HookHolder,
)
from kitless.app.extension_id import ExtensionId, read_folder_name
from kitless.app.resolve import plan_start
from kitless.app.running_extension import RunningExtension
from kitless.errors import ExtensionError, ExtensionManifestError, ExtensionNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.events import EventStream
    from kitless.app.manifest import Manifest
    from kitless.app.settings import Settings
    from kitless.app.tokens import Tokens

_logger = logging.getLogger("kitless.extensions")

_Change = ExtensionStateChangeType


@named_in_kit("omni.ext.ExtensionManager")
class ExtensionManager:
    """Finds extensions in folders, enables them after what they depend on, disables them before it."""

    def __init__(self, settings: Settings, tokens: Tokens, dispatcher: EventDispatcher) -> None:
        self._settings = settings
        self._tokens = tokens
        self._catalog = ExtensionCatalog()
        self._hooks = ExtensionHooks(dispatcher)
        self._running: dict[str, RunningExtension] = {}
        # What was asked for and waits for the next update: names, and whether they are to be enabled.
        self._changes: dict[str, bool] = {}
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
        """Disable an extension and, before it, what depends on it. Nothing happens if it is not enabled."""
        for each in self._dependents(name):
            self._stop(each)

    def reload(self, name: str) -> None:
        """Disable an extension and what depends on it, and enable them again from what their files say now.

        Raises:
            ExtensionNotFoundError: It is not enabled.
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
        self._changes.clear()
        for name in reversed(list(self._running)):
            self._stop(name)

    def apply_changes(self) -> None:
        """Do what `set_extension_enabled` asked for. What fails is logged."""
        changes, self._changes = self._changes, {}
        for name, enabled in changes.items():
            self.set_extension_enabled_immediate(name, enabled)

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

    # -- Kit's names: changes ----------------------------------------------------------------------

    def set_extension_enabled_immediate(self, ext_id: str, enabled: bool) -> bool:
        """Enable or disable by name or id, now.

        Returns:
            Whether it is now as was wished. What went wrong is in the log, as in Kit; `enable` raises it.

        Differs:
            Native plugins are not loaded, modules of tests are not imported, and the versions that dependencies ask
            for are not compared. What kitless is itself cannot be disabled.
        """
        name = read_folder_name(ext_id).name
        if not enabled and name not in self._running and self._catalog.is_provided(name):
            _logger.warning("extension '%s' is a part of kitless and cannot be disabled", name)
            return False
        try:
            if enabled:
                self.enable(name)
            else:
                self.disable(name)
        except ExtensionError as error:
            _logger.error("%s", error, exc_info=error.__cause__)  # noqa: TRY400 - the cause has the traceback
            return False
        return True

    def set_extension_enabled(self, ext_id: str, enabled: bool) -> None:
        """Enable or disable by name or id at the beginning of the next update. What goes wrong is logged."""
        self._changes[read_folder_name(ext_id).name] = bool(enabled)

    def process_and_apply_all_changes(self) -> None:
        """Do what `set_extension_enabled` asked for, now."""
        self.apply_changes()

    def subscribe_to_extension_enable(
        self,
        on_enable_fn: Callable[[str], object] | None,
        on_disable_fn: Callable[[str], object] | None = None,
        ext_name: str = "",
        hook_name: str = "",
    ) -> tuple[HookHolder, HookHolder]:
        """Call functions with the id of extensions that are enabled or disabled.

        Args:
            on_enable_fn: Called after an extension has been enabled, and at once for each that is already.
            on_disable_fn: Called before an extension is disabled.
            ext_name: Only for the extension of this name; "" for every one.
            hook_name: Who this is, for log messages.

        Returns:
            Two holders, of the one and the other. Keep them: when one is collected, its calls end.
        """
        holders = (
            self._hooks.create_extension_state_change_hook(
                lambda ext_id, _type: on_enable_fn and on_enable_fn(ext_id),
                _Change.AFTER_EXTENSION_ENABLE,
                ext_name=ext_name,
                hook_name=hook_name,
            ),
            self._hooks.create_extension_state_change_hook(
                lambda ext_id, _type: on_disable_fn and on_disable_fn(ext_id),
                _Change.BEFORE_EXTENSION_DISABLE,
                ext_name=ext_name,
                hook_name=hook_name,
            ),
        )
        if on_enable_fn is not None:
            enabled = [ext_name] if ext_name else list(self._running)
            for ext_id in filter(None, map(self.get_enabled_extension_id, enabled)):
                on_enable_fn(ext_id)
        return holders

    def get_hooks(self) -> ExtensionHooks:
        """Hooks for every moment in the life of extensions."""
        return self._hooks

    def get_change_event_stream(self) -> EventStream:
        """Events of `EXTENSION_ENABLED_EVENT_TYPE` and `EXTENSION_DISABLED_EVENT_TYPE`.

        Differs:
            Kit's stream tells of changed folders and scripts; here extensions are not watched for changes.
        """
        return self._hooks.change_stream

    def add_path(self, path: str) -> None:
        """Search a folder for extensions too; see `add_folder`."""
        self._catalog.add_folder(path)

    def remove_path(self, path: str) -> None:
        """Do not search a folder any more; what is enabled stays so."""
        self._catalog.remove_folder(path)

    # -- Kit's names: questions --------------------------------------------------------------------

    def is_extension_enabled(self, ext_id: str) -> bool:
        """Whether an extension, by name or id, is enabled. What kitless provides itself always is."""
        return self.get_enabled_extension_id(ext_id) is not None

    def get_enabled_extension_id(self, ext_id: str) -> str | None:
        """The id of an enabled extension, or None.

        Args:
            ext_id: Its name; or an id whose version, as far as it is written, must be that of the extension.

        Differs:
            What kitless is itself, such as `omni.usd`, has the version of kitless.
        """
        name, wanted_version = read_folder_name(ext_id)
        if name in self._running:
            manifest = self._running[name].manifest
            extension = ExtensionId(manifest.name, manifest.version)
        elif self._catalog.is_provided(name):
            extension = ExtensionId(name, version("kitless"))
        else:
            return None
        return str(extension) if extension.version.startswith(wanted_version) else None

    def get_extension_path(self, ext_id: str | None) -> str:
        """The folder of an extension, by name or id; "" for None, the id of one that is not enabled.

        Raises:
            ExtensionNotFoundError: No folder holds it.
        """
        return str(self.manifest(ext_id).folder) if ext_id else ""

    def get_extension_id_by_module(self, module: str) -> str | None:
        """The id of the enabled extension to which a Python module belongs, or None."""
        belonging = [
            (len(each.name), running.manifest.extension_id)
            for running in self._running.values()
            for each in running.manifest.modules
            if each.name and f"{module}.".startswith(f"{each.name}.")
        ]
        return max(belonging)[1] if belonging else self.get_enabled_extension_id(module)

    def get_extension_path_by_module(self, module: str) -> str:
        """The folder of the enabled extension to which a Python module belongs.

        Raises:
            ExtensionNotFoundError: No enabled extension has it.
        """
        return self.get_extension_path(self.get_extension_id_by_module(module) or module)

    def get_extension_dict(self, ext_id: str | None) -> DictionaryItem | None:
        """The whole manifest and what `get_extensions` says, by name or id; None for None.

        Raises:
            ExtensionNotFoundError: No folder holds it.
        """
        if not ext_id:
            return None
        manifest = self.manifest(ext_id)
        described = self._described(manifest)
        return DictionaryItem(
            {
                **manifest.content,
                **described,
                "package": {"name": manifest.name, **manifest.content.get("package", {})},
                "state": {"enabled": described["enabled"]},
            }
        )

    def get_extensions(self) -> list[dict[str, Any]]:
        """Every extension in the folders: "id", "name", "version", "path", "enabled".

        One whose manifest cannot be read is left out, with a warning.
        """
        described = []
        for _, folder in sorted(self._catalog.found.items()):
            try:
                described.append(self._described(self._catalog.read(folder)))
            except ExtensionManifestError as error:
                _logger.warning("left out of the list of extensions: %s", error)
        return described

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
        if running is not None:
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
        dependents = [other for other in reversed(list(self._running)) if name in self._needed_by(other)]
        return [*dependents, name] if name in self._running else []

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

    def _described(self, manifest: Manifest) -> dict[str, Any]:
        return {
            "id": manifest.extension_id,
            "name": manifest.name,
            "version": manifest.version,
            "path": str(manifest.folder),
            "enabled": manifest.name in self._running,
        }
