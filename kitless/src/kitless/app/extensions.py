"""The extension manager, with the names of `omni.ext.ExtensionManager`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from kitless.app import kit_extensions
from kitless.app.absent import named_in_kit
from kitless.app.dictionary import DictionaryItem
from kitless.app.extension_events import ExtensionHooks, ExtensionStateChangeType, HookHolder
from kitless.app.extension_id import ExtensionId, read_folder_name
from kitless.app.extension_runner import ExtensionRunner
from kitless.errors import ExtensionError, ExtensionManifestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.events import EventStream
    from kitless.app.manifest import Manifest
    from kitless.app.settings import Settings
    from kitless.app.tokens import Tokens

_logger = logging.getLogger("kitless.extensions")

_Change = ExtensionStateChangeType


@named_in_kit("omni.ext.ExtensionManager")
class ExtensionManager(ExtensionRunner):
    """Finds extensions in folders, enables and disables them, says what there is and tells of changes."""

    def __init__(self, settings: Settings, tokens: Tokens, dispatcher: EventDispatcher) -> None:
        super().__init__(settings, tokens, dispatcher)
        # What was asked for and waits for the next update: names, and whether they are to be enabled.
        self._changes: dict[str, bool] = {}

    def apply_changes(self) -> None:
        """Do what `set_extension_enabled` asked for. What fails is logged."""
        changes, self._changes = self._changes, {}
        for name, enabled in changes.items():
            self.set_extension_enabled_immediate(name, enabled)

    # -- changes ----------------------------------------------------------------------

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

    # -- questions --------------------------------------------------------------------

    def is_extension_enabled(self, ext_id: str) -> bool:
        """Whether an extension, by name or id, is enabled. What kitless provides itself always is."""
        return self.get_enabled_extension_id(ext_id) is not None

    def get_enabled_extension_id(self, ext_id: str) -> str | None:
        """The id of an enabled extension, or None.

        Args:
            ext_id: Its name; or an id whose version, as far as it is written, must be that of the extension.

        Differs:
            What kitless is itself, such as `omni.usd`, has the version of kitless; `omni.warp` has that of Warp.
        """
        name, wanted_version = read_folder_name(ext_id)
        if name in self._running:
            manifest = self._running[name].manifest
            extension = ExtensionId(manifest.name, manifest.version)
        elif self._catalog.is_provided(name):
            extension = ExtensionId(name, kit_extensions.version_of(name))
        else:
            return None
        return str(extension) if _is_version(extension.version, wanted_version) else None

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

    def _described(self, manifest: Manifest) -> dict[str, Any]:
        return {
            "id": manifest.extension_id,
            "name": manifest.name,
            "version": manifest.version,
            "path": str(manifest.folder),
            "enabled": manifest.name in self._running,
        }


def _is_version(version: str, wanted: str) -> bool:
    """Whether a version begins with the numbers that are wanted: 1.10.0 with 1.10, and not with 1.1."""
    return version.startswith(wanted) and not (wanted and version[len(wanted) :][:1].isdigit())
