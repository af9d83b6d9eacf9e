"""The extension manager, with the names of `omni.ext.ExtensionManager`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.app import import_names
from kitless.app.manifest import Manifest, extension_name, is_extension_folder, read_manifest
from kitless.app.resolve import start_order
from kitless.app.running_extension import RunningExtension
from kitless.errors import ExtensionFolderError, ExtensionNotFoundError

if TYPE_CHECKING:
    from kitless.app.settings import Settings
    from kitless.app.tokens import Tokens


class ExtensionManager:
    """Finds extensions in folders, enables them after what they depend on, disables them before it."""

    def __init__(self, settings: Settings, tokens: Tokens) -> None:
        self._settings = settings
        self._tokens = tokens
        self._folders: list[Path] = []
        self._running: dict[str, RunningExtension] = {}

    def add_folder(self, folder: str | Path) -> None:
        """Search a folder of extensions, or one that is an extension itself. Earlier folders come first.

        Raises:
            ExtensionFolderError: There is no such folder.
        """
        resolved = Path(folder).resolve()
        if not resolved.is_dir():
            raise ExtensionFolderError(str(folder))
        if resolved not in self._folders:
            self._folders.append(resolved)

    def enable(self, name: str) -> None:
        """Enable an extension and, before it, what it depends on. Nothing happens to what is enabled already.

        Raises:
            ExtensionNotFoundError: No folder holds it.
            ExtensionManifestError: Its manifest, or that of a dependency, is wrong.
            ExtensionDependencyError: A dependency is missing.
            ExtensionCycleError: Dependencies go round in a circle.
            ExtensionStartError: Its code, or that of a dependency, raised. What this call had started is
                disabled again.
        """
        started: list[str] = []
        try:
            for manifest in self._start_order(name):
                if manifest.name not in self._running:
                    self._start(manifest)
                    started.append(manifest.name)
        except BaseException:
            for each in reversed(started):
                self._stop(each)
            raise

    def disable(self, name: str) -> None:
        """Disable an extension and, before it, what depends on it. Nothing happens if it is not enabled."""
        for other in reversed(list(self._running)):
            if other in self._running and name in self._needed_by(other):
                self._stop(other)
        self._stop(name)

    def disable_all(self) -> None:
        """Disable everything, the last one first."""
        for name in reversed(list(self._running)):
            self._stop(name)

    # -- Kit's names -------------------------------------------------------------------------------

    def set_extension_enabled_immediate(self, ext_id: str, enabled: bool) -> bool:
        """Enable or disable by name or id. Returns True; see `enable` for what is raised."""
        if enabled:
            self.enable(self._name(ext_id))
        else:
            self.disable(self._name(ext_id))
        return True

    def is_extension_enabled(self, ext_id: str) -> bool:
        """Whether an extension, by name or id, is enabled. What kitless provides itself always is."""
        name = self._name(ext_id)
        return name in self._running or import_names.implements(name)

    def get_enabled_extension_id(self, name: str) -> str | None:
        """The id of an enabled extension, or None."""
        running = self._running.get(name)
        return running.manifest.extension_id if running else None

    def get_extension_path(self, ext_id: str) -> str:
        """The folder of an extension, by name or id.

        Raises:
            ExtensionNotFoundError: No folder holds it.
        """
        return str(self._manifest(ext_id).folder)

    def get_extension_dict(self, ext_id: str) -> dict[str, Any]:
        """The manifest's `[package]` table and what `get_extensions` says, by name or id."""
        manifest = self._manifest(ext_id)
        return {**self._described(manifest), "package": dict(manifest.package)}

    def get_extensions(self) -> list[dict[str, Any]]:
        """Every extension in the folders: "id", "name", "version", "path", "enabled"."""
        return [self._described(read_manifest(folder)) for _, folder in sorted(self._found().items())]

    # -- internals ---------------------------------------------------------------------------------

    def _start(self, manifest: Manifest) -> None:
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

    def _stop(self, name: str) -> None:
        running = self._running.get(name)
        if running is not None:
            running.stop()
            self._forget(name)

    def _forget(self, name: str) -> None:
        del self._running[name]
        self._tokens.remove_token(name)

    def _start_order(self, name: str) -> list[Manifest]:
        return start_order(
            name,
            self._found(),
            read_manifest,
            import_names.implements,
            [str(folder) for folder in self._folders],
        )

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

    def _found(self) -> dict[str, Path]:
        """Extension folders by name; of two with one name, the one in the folder that was added first."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            candidates = [folder] if is_extension_folder(folder) else sorted(folder.glob("*"))
            for candidate in candidates:
                if is_extension_folder(candidate):
                    found.setdefault(extension_name(candidate), candidate)
        return found

    def _manifest(self, ext_id: str) -> Manifest:
        name = self._name(ext_id)
        if name in self._running:
            return self._running[name].manifest
        found = self._found()
        if name not in found:
            raise ExtensionNotFoundError(name, [str(folder) for folder in self._folders], sorted(found))
        return read_manifest(found[name])

    def _described(self, manifest: Manifest) -> dict[str, Any]:
        return {
            "id": manifest.extension_id,
            "name": manifest.name,
            "version": manifest.version,
            "path": str(manifest.folder),
            "enabled": manifest.name in self._running,
        }

    @staticmethod
    def _name(ext_id: str) -> str:
        return extension_name(Path(ext_id))
