"""The other forms in which Kit has the methods of its USD context: to be awaited, and with a function to be called.

The work is done at once in either form, but for `open_stage_async`, which lets the App go on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from pxr import Usd, UsdUtils

from kitless.errors import StageError, StageOpenError
from kitless.stage.event_types import UsdContextInitialLoadSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    type OnFinish = Callable[[bool, str], object]
    type OnSaved = Callable[[bool, str, list[str]], object]

_LOAD_ALL = UsdContextInitialLoadSet.LOAD_ALL


class ContextForms(ABC):
    """Methods that end in `_async` and `_with_callback`.

    The former return Kit's pair of success and message, the latter call a function with these; where the plain
    method raises a `StageError`, they give False and the error's message.
    """

    @abstractmethod
    def open_stage(self, url: str | Path, load_set: UsdContextInitialLoadSet = _LOAD_ALL) -> bool:
        """Open a stage file."""

    @abstractmethod
    def new_stage(self) -> bool:
        """Open a new stage."""

    @abstractmethod
    def attach_stage(self, stage: Usd.Stage) -> bool:
        """Make a stage the open one."""

    @abstractmethod
    def close_stage(self) -> bool:
        """Close the stage."""

    @abstractmethod
    def reopen_stage(self, load_set: UsdContextInitialLoadSet = _LOAD_ALL) -> bool:
        """Open the same file again."""

    @abstractmethod
    def save_stage(self) -> bool:
        """Save the stage."""

    @abstractmethod
    def save_as_stage(self, url: str | Path) -> bool:
        """Save the stage to another file."""

    @abstractmethod
    def save_layers(self, new_root_layer_path: str, layer_identifiers: Sequence[str]) -> bool:
        """Save layers."""

    # -- to be awaited -----------------------------------------------------------------------------

    @abstractmethod
    async def open_stage_async(
        self, url: str | Path, load_set: UsdContextInitialLoadSet = _LOAD_ALL
    ) -> tuple[bool, str]:
        """Open a stage file while the App goes on."""

    async def new_stage_async(self) -> tuple[bool, str]:
        """See `new_stage`. Returns (True, "")."""
        return _outcome(self.new_stage)

    async def attach_stage_async(self, stage: Usd.Stage) -> tuple[bool, str]:
        """See `attach_stage`. Returns (True, "") or (False, what went wrong)."""
        return _outcome(lambda: self.attach_stage(stage))

    async def close_stage_async(self) -> tuple[bool, str]:
        """See `close_stage`. Returns (True, "")."""
        return _outcome(self.close_stage)

    async def reopen_stage_async(self, load_set: UsdContextInitialLoadSet = _LOAD_ALL) -> tuple[bool, str]:
        """See `reopen_stage`. Returns (True, "") or (False, what went wrong)."""
        return _outcome(lambda: self.reopen_stage(load_set))

    async def save_stage_async(self) -> tuple[bool, str, list[str]]:
        """See `save_stage`. Returns (True, "", the saved layers) or (False, what went wrong, [])."""
        return self._saved(self.save_stage)

    async def save_as_stage_async(self, url: str | Path) -> tuple[bool, str, list[str]]:
        """See `save_as_stage`. Returns (True, "", the saved layers) or (False, what went wrong, [])."""
        return self._saved(lambda: self.save_as_stage(url))

    async def save_layers_async(
        self, new_root_layer_path: str, layer_identifiers: Sequence[str]
    ) -> tuple[bool, str, list[str]]:
        """See `save_layers`. Returns (True, "", the saved layers) or (False, what went wrong, [])."""
        return self._saved(lambda: self.save_layers(new_root_layer_path, layer_identifiers))

    # -- with a function to be called --------------------------------------------------------------

    def open_stage_with_callback(
        self, url: str | Path, on_finish_fn: OnFinish, load_set: UsdContextInitialLoadSet = _LOAD_ALL
    ) -> bool:
        """See `open_stage`."""
        return _report(_outcome(lambda: self.open_stage(url, load_set)), on_finish_fn)

    def new_stage_with_callback(self, on_finish_fn: OnFinish) -> bool:
        """See `new_stage`."""
        return _report(_outcome(self.new_stage), on_finish_fn)

    def attach_stage_with_callback(self, stage_id: int, on_finish_fn: OnFinish | None = None) -> bool:
        """See `attach_stage`.

        Args:
            stage_id: The stage's id in `UsdUtils.StageCache`, as a number.
            on_finish_fn: Called with success and message.
        """
        return _report(_outcome(lambda: self.attach_stage(_cached_stage(stage_id))), on_finish_fn)

    def close_stage_with_callback(self, on_finish_fn: OnFinish) -> bool:
        """See `close_stage`."""
        return _report(_outcome(self.close_stage), on_finish_fn)

    def reopen_stage_with_callback(
        self, on_finish_fn: OnFinish, load_set: UsdContextInitialLoadSet = _LOAD_ALL
    ) -> bool:
        """See `reopen_stage`."""
        return _report(_outcome(lambda: self.reopen_stage(load_set)), on_finish_fn)

    def save_stage_with_callback(self, on_finish_fn: OnSaved) -> bool:
        """See `save_stage`."""
        outcome = self._saved(self.save_stage)
        on_finish_fn(*outcome)
        return outcome[0]

    def save_as_stage_with_callback(self, url: str | Path, on_finish_fn: OnSaved) -> bool:
        """See `save_as_stage`."""
        outcome = self._saved(lambda: self.save_as_stage(url))
        on_finish_fn(*outcome)
        return outcome[0]

    @abstractmethod
    def _last_saved(self) -> list[str]:
        """The layers that were written last."""

    def _saved(self, save: Callable[[], bool]) -> tuple[bool, str, list[str]]:
        succeeded, message = _outcome(save)
        return succeeded, message, self._last_saved() if succeeded else []


def _outcome(call: Callable[[], bool]) -> tuple[bool, str]:
    try:
        return call(), ""
    except StageError as error:
        return False, str(error)


def _report(outcome: tuple[bool, str], on_finish_fn: OnFinish | None) -> bool:
    if on_finish_fn is not None:
        on_finish_fn(*outcome)
    return outcome[0]


def _cached_stage(stage_id: int) -> Usd.Stage:
    stage = UsdUtils.StageCache.Get().Find(Usd.StageCache.Id.FromLongInt(stage_id))
    if stage is None:
        raise StageOpenError(
            f"id {stage_id}", "UsdUtils.StageCache has no stage of this id; insert it there first"
        )
    return stage
