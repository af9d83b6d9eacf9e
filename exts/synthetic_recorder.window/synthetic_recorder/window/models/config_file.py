"""What the Config frame shows and does: the whole config as a file."""

from __future__ import annotations

import asyncio
import enum
import logging
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core import RecorderConfig, RecorderError, Subscribers, Subscription, first_config
from synthetic_recorder.core.threads import run_on_thread

from .background import Background
from .fields import RememberedPath
from .wording import Answer

if TYPE_CHECKING:
    import concurrent.futures
    from collections.abc import Callable

    from .document import ConfigDocument

_logger = logging.getLogger(__name__)

CONFIG_NOTES_PLACE = "config"
"""Where the preflight finds what a file said that the config could not take over."""


class Question(enum.Enum):
    """What is asked before something is lost."""

    REPLACE_FILE = "replace file"
    REPLACE_CONFIG = "replace config"


class ConfigFileModel:
    """Loads and saves the config, on a thread: a file may lie on a disk of the network.

    A file that cannot be read changes nothing. A save that would replace another file, and the defaults, which replace
    everything that was set, are done when the question has been answered.

    Args:
        document: The config.

    Attributes:
        path: The file.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self.path = RememberedPath(document, "config_file")
        self._document = document
        self._background = Background()
        self._changes = Subscribers[None]()
        self._is_busy = False
        # A save whose outcome is not shown yet.
        self._saving: tuple[Path, concurrent.futures.Future[bool]] | None = None
        self._question: Question | None = None
        # With the config that it is said of.
        self._answer: tuple[Answer, RecorderConfig] | None = None
        # The file that this window has saved last: it is replaced without a question.
        self._own_file: Path | None = None
        self._subscription = document.subscribe(self._forget_question)

    @property
    def can_load(self) -> bool:
        """Whether a file can be loaded now."""
        return bool(self.path.text.strip()) and self._document.is_editable and not self._is_busy

    @property
    def can_save(self) -> bool:
        """Whether the config can be saved now; during a recording, too."""
        return bool(self.path.text.strip()) and not self._is_busy

    @property
    def can_reset(self) -> bool:
        """Whether the defaults can be taken now."""
        return self._document.is_editable and not self._is_busy

    @property
    def question(self) -> str:
        """What is to be confirmed, as a sentence; "" for nothing."""
        if self._question is Question.REPLACE_FILE:
            return f"{_file_of(self.path.text).name} exists. Replace it?"
        return "Replace everything that is set in this window?" if self._question is not None else ""

    @property
    def answer(self) -> Answer | None:
        """What has become of the last click, until the config is another one."""
        if self._answer is None or self._answer[1] != self._document.config:
            return None
        return self._answer[0]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the file said that this config could not take over, one sentence each; none once it was saved."""
        return self._document.config.notes

    def load(self) -> None:
        """Read the file; its config takes the place of the present one, unless something is wrong with it."""
        if self.can_load:
            file = _file_of(self.path.text)
            reading = run_on_thread(partial(RecorderConfig.load, file), "load a config")
            self._begin(reading, partial(self._take, file))

    def save(self) -> None:
        """Write the config to the file, or ask first whether another one that is there is to be replaced."""
        if self.can_save:
            self._save(may_replace=False)

    def reset(self) -> None:
        """Ask whether the defaults are to take the place of everything that was set."""
        if self.can_reset:
            self._ask(Question.REPLACE_CONFIG)

    def confirm(self) -> None:
        """Answer the question with yes."""
        question, self._question = self._question, None
        if question is Question.REPLACE_FILE and self.can_save:
            self._save(may_replace=True)
        elif question is Question.REPLACE_CONFIG and self.can_reset:
            self._document.replace(first_config())
            self._say("These are the defaults.")

    def decline(self) -> None:
        """Answer the question with no."""
        self._ask(None)

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when there is another question or answer, or when a file was read or written."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Wait for no file any more; may be called again. What is being saved is saved, and a failure is logged."""
        if self._saving is not None:
            file, writing = self._saving
            # Called at once when it is written, or has failed, already: nobody has been told.
            writing.add_done_callback(partial(_log_failure, file))
            self._saving = None
        self._subscription.unsubscribe()
        self._background.cancel()

    def _save(self, *, may_replace: bool) -> None:
        if typed := self._document.unreadable:
            place, problem = next(iter(typed.items()))
            self._say(f"Nothing was saved: correct {place} first. {problem}", is_error=True)
            return
        config, file = self._document.config, _file_of(self.path.text)
        may_replace = may_replace or self._own_file == file
        writing = run_on_thread(partial(_write, config, file, may_replace), "save a config")
        self._saving = file, writing
        self._begin(writing, partial(self._note_saved, config, file))

    def _begin[Result](
        self, answer: concurrent.futures.Future[Result], then: Callable[[Result], None]
    ) -> None:
        self._question = None
        self._is_busy = True
        self._background.begin(self._wait(answer, then))
        self._changes.notify(None)

    async def _wait[Result](
        self, answer: concurrent.futures.Future[Result], then: Callable[[Result], None]
    ) -> None:
        try:
            # A window that is closed meanwhile does not call off what was begun.
            then(await asyncio.shield(asyncio.wrap_future(answer)))
        except RecorderError as error:
            self._say(f"{error}".rstrip(".") + ". Nothing was changed.", is_error=True)
        finally:
            self._is_busy, self._saving = False, None
            self._changes.notify(None)

    def _take(self, file: Path, config: RecorderConfig) -> None:
        self._document.replace(config)
        self._say(f"Loaded {file.name}.")

    def _note_saved(self, config: RecorderConfig, file: Path, was_saved: bool) -> None:
        if not was_saved:
            self._ask(Question.REPLACE_FILE)
            return
        self._own_file = file
        if self._document.is_editable and self._document.config == config and config.notes:
            # What is in the file now has nothing left of what they are about.
            self._document.edit(lambda present: replace(present, notes=()))
        self._say(f"Saved {file.name}.", config)

    def _ask(self, question: Question | None) -> None:
        self._question, self._answer = question, None
        self._changes.notify(None)

    def _say(self, text: str, config: RecorderConfig | None = None, *, is_error: bool = False) -> None:
        self._answer = Answer(text, is_error), config or self._document.config
        self._changes.notify(None)

    def _forget_question(self) -> None:
        # It was about what has changed since: the path, or what would be lost.
        self._question = None


def _file_of(text: str) -> Path:
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        # A person of that name has no home here: the file is not there, either.
        return path


def _write(config: RecorderConfig, file: Path, may_replace: bool) -> bool:
    """Save a config; return False and leave the file alone when it is there and may not be replaced."""
    if not may_replace and os.path.lexists(file):
        return False
    config.save(file)
    return True


def _log_failure(file: Path, writing: concurrent.futures.Future[bool]) -> None:
    if problem := writing.exception() or not writing.result():
        why = "it is there already" if problem is True else problem
        _logger.error("The Synthetic Data Recorder was closed, and has not saved %s: %s", file, why)
