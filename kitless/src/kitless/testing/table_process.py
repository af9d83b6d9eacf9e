"""The process of one table: an App with the extension, its tests, and records of how they go.

Started by `table_run` as `python -m kitless.testing.table_process REQUEST`, REQUEST being JSON.
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path
from typing import TYPE_CHECKING

import kitless
from kitless.app.manifest import read_manifest
from kitless.console_log import log_to_console
from kitless.errors import KitlessError
from kitless.testing.discovery import discover
from kitless.testing.output_path import OUTPUT_PATH_SETTING
from kitless.testing.own_traceback import own_traceback
from kitless.testing.recorded_result import RecordedResult
from kitless.testing.records import Event, Record
from kitless.testing.request import TableRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UPDATES_BEFORE_TESTS = 3
"""What extensions have put off to the first updates is done before tests begin, and before `startup` ends."""


def run(request: TableRequest, tell: Callable[[Record], None]) -> None:
    """Start an App, do what is asked, and shut it down; `tell` gets the records."""
    app = kitless.start(
        ext_folders=request.ext_folders,
        settings={
            # Kit's name for "this process is here for tests"; open extensions ask for it.
            "/exts/omni.kit.test/runTestsAndQuit": True,
            OUTPUT_PATH_SETTING: request.output_folder,
            **request.settings,
        },
    )
    try:
        try:
            app.extensions.enable(request.extension, also_needs=request.enable)
        except KitlessError as error:
            tell(Record(Event.START_FAILED, request.extension, detail=_told(error)))
            return
        for _ in range(_UPDATES_BEFORE_TESTS):
            app.update()
        if request.with_tests:
            _run_tests(request, Path(app.extensions.get_extension_path(request.extension)), tell)
    finally:
        app.shutdown()
    tell(Record(Event.FINISHED))


def _run_tests(request: TableRequest, folder: Path, tell: Callable[[Record], None]) -> None:
    found = discover(module.name for module in read_manifest(folder).modules)
    selected = [test for test in found.tests if request.selection.wants(test.id())]
    tell(Record(Event.SELECTED, count=len(selected), found=len(found.tests)))
    for name, detail in found.failures.items():
        tell(Record(Event.IMPORT_FAILED, name, detail=detail))
    unittest.TestSuite(selected).run(RecordedResult(tell))


def _told(error: BaseException) -> str:
    """A message, and the traceback of what has caused it."""
    cause = error.__cause__
    return f"{error}\n{own_traceback(cause)}" if cause else str(error)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the request that stands in the first argument. Records go to standard output."""
    (text,) = sys.argv[1:] if arguments is None else arguments
    # A test may put something else in the place of sys.stdout; records go where the output of the process goes.
    descriptor = os.dup(sys.stdout.fileno())

    def tell(record: Record) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(descriptor, record.to_line().encode())

    log_to_console(sys.stdout)
    run(TableRequest.from_json(text), tell)


if __name__ == "__main__":
    main()
