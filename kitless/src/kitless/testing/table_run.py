"""Running one table: its process is started, listened to, stopped when it takes too long, and judged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kitless.testing.line_judge import LineJudge
from kitless.testing.records import SEPARATOR, Event, Outcome, Record
from kitless.testing.results import TableEnd, TestEnd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kitless.testing.request import TableRequest
    from kitless.testing.tables import Table

_LAST_LINES = 40
"""How much of the output is repeated when a process ends in the middle."""

_SECONDS_TO_DIE = 10.0


def run_table(
    table: Table,
    request: TableRequest,
    *,
    headless: bool = True,
    on_test: Callable[[TestEnd], None] = lambda _test: None,
    on_line: Callable[[str], None] = lambda _line: None,
) -> TableEnd:
    """Run a table in a process of its own, in the request's output folder.

    Args:
        table: What is run, for its patterns and its time.
        request: What the process is asked to do.
        headless: Whether windows are drawn where nobody sees them.
        on_test: Called with every test that has ended.
        on_line: Called with every line of output.

    Returns:
        How it has ended. The whole output is beside the output folder, in a file of its name with `.log`.
    """
    folder = Path(request.output_folder)
    log = folder.with_name(f"{folder.name}.log")
    environment = os.environ | {"PYTHONFAULTHANDLER": "1"} | ({"OMNIUI_HEADLESS": "1"} if headless else {})
    began = time.perf_counter()
    with (
        log.open("w", encoding="utf-8") as log_file,
        subprocess.Popen(  # noqa: S603 - this Python, this package
            [sys.executable, "-u", "-m", "kitless.testing.table_process", request.to_json()],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A session of its own: what the tests start is stopped with them.
            start_new_session=True,
        ) as process,
    ):
        listener = _Listener(table, on_test, on_line)
        clock = _Clock(process, table.timeout_seconds)
        try:
            for line in _lines(process):
                if SEPARATOR not in line:
                    log_file.write(f"{line}\n")
                listener.hear(line)
        except BaseException:
            _kill(process)
            raise
        finally:
            clock.stop()
    return listener.end(
        table.name, time.perf_counter() - began, log, _how_it_ended(process.returncode, clock, table)
    )


class _Clock:
    """Stops a process after a time; Python writes in its last moment what each thread was doing."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.has_run_out = False
        self._process = process
        self._timer = threading.Timer(seconds, self._run_out) if seconds > 0 else None
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _run_out(self) -> None:
        self.has_run_out = True
        self._process.send_signal(signal.SIGABRT)
        try:
            self._process.wait(_SECONDS_TO_DIE)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _kill(self._process)


class _Listener:
    """Sorts lines and records into tests."""

    def __init__(
        self, table: Table, on_test: Callable[[TestEnd], None], on_line: Callable[[str], None]
    ) -> None:
        self._judge = LineJudge(table.fail_patterns, table.allowed_patterns)
        self._on_test = on_test
        self._on_line = on_line
        self._end = TableEnd(table.name)
        self._test = ""
        self._lines: list[str] = []
        self._finished = False
        self._selected = 0

    def hear(self, line: str) -> None:
        """Take one line, of output or with a record."""
        text, separator, record = line.partition(SEPARATOR)
        if text:
            self._lines.append(text)
            self._on_line(text)
        if separator:
            self._note(Record.from_text(record))

    def end(self, name: str, seconds: float, log: Path, death: str) -> TableEnd:
        """The table's end, when its process has ended; `death` says how, if that is a problem."""
        if self._test:
            self._add(
                TestEnd(
                    self._test, Outcome.FAILED, detail=death or "the process ended in it", output=self._take()
                )
            )
        elif not self._finished and not self._end.problems:
            last = "\n".join(self._lines[-_LAST_LINES:])
            self._end.problems.append(f"{death or 'the process ended too early'}\n{last}".rstrip())
        elif death:
            self._end.problems.append(death)
        self._judge_lines_outside_of_tests()
        missing = self._selected - len(self._end.tests)
        if missing > 0:
            self._end.problems.append(f"{missing} of {self._selected} selected tests have not run")
        self._end.name, self._end.seconds, self._end.log = name, seconds, log
        return self._end

    def _note(self, record: Record) -> None:
        match record.event:
            case Event.START_FAILED:
                self._end.problems.append(record.detail)
                self._lines.clear()
            case Event.SELECTED:
                self._selected, self._end.found = record.count, record.found
            case Event.IMPORT_FAILED:
                self._selected += 1
                self._add(TestEnd(record.name, Outcome.FAILED, detail=record.detail, output=self._take()))
            case Event.BEGAN:
                self._judge_lines_outside_of_tests()
                self._test = record.name
            case Event.ENDED:
                self._test = ""
                self._add(self._judged(record))
            case Event.FINISHED:
                self._finished = True

    def _judged(self, record: Record) -> TestEnd:
        """How a test has ended, given what was written while it ran."""
        lines = self._take()
        outcome, detail = record.outcome, record.detail
        bad = [line for line in lines if self._judge.fails(line)]
        if bad and outcome is not Outcome.FAILED:
            outcome = Outcome.FAILED
            detail = "\n".join(["it has written what no test may write:", *bad])
        return TestEnd(record.name, outcome, record.seconds, detail, lines)

    def _judge_lines_outside_of_tests(self) -> None:
        bad = [line for line in self._take() if self._judge.fails(line)]
        if bad:
            self._end.problems.append("\n".join(["outside of its tests, this was written:", *bad]))

    def _add(self, test: TestEnd) -> None:
        self._end.tests.append(test)
        self._on_test(test)

    def _take(self) -> tuple[str, ...]:
        lines, self._lines = tuple(self._lines), []
        return lines


def _lines(process: subprocess.Popen[bytes]) -> Iterable[str]:
    if process.stdout is not None:
        for line in process.stdout:
            yield line.decode("utf-8", "replace").rstrip("\r\n")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _how_it_ended(code: int, clock: _Clock, table: Table) -> str:
    if clock.has_run_out:
        return f"stopped after {table.timeout_seconds:g} s; its 'timeout', or --timeout, says how long it may take"
    if code < 0:
        return f"the process was ended by {signal.Signals(-code).name}"
    return f"the process ended with exit code {code}" if code else ""
