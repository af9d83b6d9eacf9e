"""Everything that kitless raises.

```
KitlessError
├── AppError
│   ├── AppNotStartedError        the process has no App
│   └── AppStateError             the App is asked for something that it cannot do now
├── NotImplementedByKitlessError  a name of Kit's or Replicator's that kitless has only by name
├── SettingsError                 a settings path, or a value, that cannot be stored
├── EventError                    an event or an observer that cannot be
├── ExtensionError
│   ├── ExtensionFolderError      a folder of extensions is not there
│   ├── ExtensionNotFoundError    no folder holds the extension
│   ├── ExtensionManifestError    extension.toml is missing, unreadable or wrong
│   ├── ExtensionDependencyError  a dependency is missing
│   ├── ExtensionCycleError       extensions depend on each other in a circle
│   ├── ExtensionStartError       an extension's own code failed while it started
│   └── ExtensionStartingError    an extension is to be disabled while it starts
├── TimelineError                 a time or a rate that no timeline can have
└── StageError
    ├── StageOpenError            the stage cannot be read
    ├── StageSaveError            the stage cannot be written
    └── StageNotOpenError         there is no stage
```

Rendering, semantics and Replicator derive their own errors from `KitlessError`, in their own packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class KitlessError(Exception):
    """The base of every error that kitless raises on purpose."""


class AppError(KitlessError):
    """The App cannot do what it was asked for."""


class AppNotStartedError(AppError):
    """The process has no App yet, or none any more."""

    def __init__(self, wanted_by: str) -> None:
        super().__init__(
            f"{wanted_by} needs a running kitless App and there is none; call kitless.start() first"
        )
        self.wanted_by = wanted_by


class AppStateError(AppError):
    """The App is in a state in which the call makes no sense."""


class NotImplementedByKitlessError(KitlessError, NotImplementedError):
    """Something of Kit's or Replicator's was used that kitless does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"kitless does not implement {name}")
        self.missing_name = name


class SettingsError(KitlessError):
    """A settings path or value cannot be used."""


class EventError(KitlessError):
    """An event is dispatched or observed in a way that makes no sense."""


class ExtensionError(KitlessError):
    """An extension cannot be found, read, resolved, started or stopped."""


class ExtensionFolderError(ExtensionError):
    """A folder that should hold extensions is not there."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"extension folder {folder} is not a folder; give one that holds extensions, or an extension"
        )
        self.folder = folder


class ExtensionNotFoundError(ExtensionError):
    """No extension folder holds an extension of that name."""

    def __init__(
        self, name: str, folders: Sequence[str], known: Sequence[str], *, is_kits_own: bool = False
    ) -> None:
        super().__init__(
            f"extension '{name}' is one of Kit's own that kitless lacks; it is passed over as a dependency, but "
            "cannot be enabled"
            if is_kits_own
            else f"extension '{name}' was not found; searched: {', '.join(folders) or 'no folder'}; "
            f"found there: {', '.join(known) or 'no extension'}; name its parent folder with --ext-folder, or in "
            "ext_folders"
        )
        self.name = name


class ExtensionManifestError(ExtensionError):
    """config/extension.toml is missing, is not TOML, or says something that cannot be."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"extension manifest {path}: {reason}")
        self.path = path
        self.reason = reason


class ExtensionDependencyError(ExtensionError):
    """An extension needs another one that is neither in a folder nor provided by kitless."""

    def __init__(self, name: str, dependency: str, chain: Sequence[str], folders: Sequence[str]) -> None:
        super().__init__(
            f"extension '{name}' depends on '{dependency}', which kitless does not provide and no extension "
            f"folder holds; needed through {' -> '.join(chain)}; searched: {', '.join(folders) or 'no folder'}"
        )
        self.name = name
        self.dependency = dependency


class ExtensionCycleError(ExtensionError):
    """Extensions depend on each other in a circle, so none can be started first."""

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__(
            f"extensions depend on each other in a circle: {' -> '.join(cycle)}; remove one of these"
        )
        self.cycle = tuple(cycle)


class ExtensionStartError(ExtensionError):
    """Importing an extension's modules or its on_startup failed; the extension is off again."""

    def __init__(self, extension_id: str, doing: str, cause: BaseException) -> None:
        super().__init__(
            f"extension '{extension_id}' did not start: {doing} raised {type(cause).__name__}: {cause}; "
            "the extension is disabled again"
        )
        self.extension_id = extension_id


class ExtensionStartingError(ExtensionError):
    """An extension is to be disabled from within its own start."""

    def __init__(self, name: str, starting: str) -> None:
        whose = "" if name == starting else f", which depends on '{name}'"
        super().__init__(
            f"extension '{name}' cannot be disabled while '{starting}' is being started{whose}; "
            "set_extension_enabled() does it with the next update"
        )
        self.name = name
        self.starting = starting


class TimelineError(KitlessError):
    """A time, a range or a rate that no timeline can have."""


class StageError(KitlessError):
    """The USD context cannot do what it was asked for."""


class StageOpenError(StageError):
    """A stage cannot be opened. The stage that was open before still is."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot open stage {path}: {reason}")
        self.path = path
        self.reason = reason


class StageSaveError(StageError):
    """A stage cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot save stage {path}: {reason}")
        self.path = path
        self.reason = reason


class StageNotOpenError(StageError):
    """There is no stage to work on."""

    def __init__(self, wanted_by: str) -> None:
        super().__init__(
            f"{wanted_by} needs an open stage and there is none; open one or make a new one first"
        )
        self.wanted_by = wanted_by
