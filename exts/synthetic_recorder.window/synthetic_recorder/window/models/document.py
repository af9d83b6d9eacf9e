"""The recorder's config, as the window edits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import RecorderState, Subscribers

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Recorder, RecorderConfig, Subscription


def is_within(where: str, place: str) -> bool:
    """Return whether a place in the config (``render_products[0].width``) is another one, or a part of it."""
    return where == place or where.startswith((f"{place}.", f"{place}["))


@dataclass(frozen=True)
class Typed:
    """What stands in a field since it was typed there.

    Attributes:
        text: The text.
        problem: Why it is no value, as a sentence; None if it is one.
        get: Reads the field's value from a config; raises LookupError where that has no such value.
        value: What the config had there when the text was typed: once it is another one, the text is old.
    """

    text: str
    problem: str | None
    get: Callable[[RecorderConfig], Any]
    value: Any


class ConfigDocument:
    """Reads and changes the config of a recorder, and tells that something has changed.

    It has no copy of the config. What was typed into a field is noted here by the field's place, so that nothing is
    recorded while the window shows something else than the config holds. When a recording is started all the same, by
    a script, what was typed is forgotten: the fields show what is recorded.

    Args:
        recorder: Whose config it is.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._typed: dict[str, Typed] = {}
        self._changes = Subscribers[None]()
        self._subscriptions = (
            recorder.subscribe_config(self._forget_old_texts),
            recorder.subscribe_state(self._on_state),
        )

    @property
    def config(self) -> RecorderConfig:
        """What the next start records."""
        return self._recorder.config

    @property
    def is_editable(self) -> bool:
        """Whether the config can be changed now: not while something is recorded."""
        return self._recorder.state is RecorderState.STOPPED

    @property
    def unreadable(self) -> dict[str, str]:
        """What was typed and is no value: places in the config, and why each is none, as a sentence."""
        return {place: typed.problem for place, typed in self._typed.items() if typed.problem is not None}

    def edit(self, change: Callable[[RecorderConfig], RecorderConfig]) -> None:
        """Give the recorder the config that ``change`` makes of its present one.

        Without effect while something is recorded: a menu or a dialog may have been open when it was started.

        Raises:
            ConfigError: ``change`` has made no config.
        """
        if self.is_editable:
            self._recorder.config = change(self._recorder.config)

    def replace(self, config: RecorderConfig) -> None:
        """Give the recorder another config as a whole; what was typed into fields is forgotten.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        self._recorder.config = config
        if self._typed:
            self._typed = {}
            self._changes.notify(None)

    def typed_at(self, place: str) -> Typed | None:
        """Return what was typed into the field of a place; None where the field shows its value."""
        return self._typed.get(place)

    def note_typed(self, place: str, typed: Typed | None) -> None:
        """Note what was typed into the field of a place, or, with None, that it shows its value."""
        if self._typed.get(place) == typed:
            return
        if typed is None:
            del self._typed[place]
        else:
            self._typed[place] = typed
        self._changes.notify(None)

    def forget_typed(self, place: str) -> None:
        """Let the fields at a place and in it show their values again; whoever moves what they belong to calls this."""
        kept = {where: typed for where, typed in self._typed.items() if not is_within(where, place)}
        if kept != self._typed:
            self._typed = kept
            self._changes.notify(None)

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when the config, what was typed, or whether it can be edited has changed."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Follow the recorder no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()

    def _on_state(self, state: RecorderState) -> None:
        if state is RecorderState.STARTING:
            self._typed = {}
        self._changes.notify(None)

    def _forget_old_texts(self, config: RecorderConfig) -> None:
        self._typed = {place: typed for place, typed in self._typed.items() if _is_of(typed, config)}
        self._changes.notify(None)


def _is_of(typed: Typed, config: RecorderConfig) -> bool:
    """Whether the value that a text was typed over is still the one in a config."""
    try:
        return bool(typed.get(config) == typed.value)
    except LookupError:
        return False
