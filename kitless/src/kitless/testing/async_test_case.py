"""`omni.kit.test.AsyncTestCase`: test cases whose methods may be coroutines, on the App's loop."""

from __future__ import annotations

import contextvars
import inspect
import shutil
import unittest
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from kitless.app import get_app
from kitless.testing.error_log import ErrorLog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator


class _NothingToAwait:
    """What a method returns that may be awaited and need not be."""

    def __await__(self) -> Generator[None]:
        return
        yield


_NOTHING_TO_AWAIT = _NothingToAwait()


class AsyncTestCase(unittest.TestCase):
    """A test case whose `setUp`, `test_…`, `tearDown` and cleanups may each be a coroutine or a plain method.

    Coroutines run on the App's loop: the App is updated until they have ended, and `next_update_async` awaits those
    updates. No update comes between the end of `setUp` and the beginning of the test. Plain methods run outside of any
    loop, so that `rep.orchestrator.step()` works in them.

    Attributes:
        fail_on_log_error: Whether an error in the log fails the test. May be set by class or by test.

    Differs:
        Plain test methods run outside of any event loop. `run` is unittest's own: it returns when the test has ended.
    """

    fail_on_log_error: ClassVar[bool] = False

    def setUp(self) -> Any:
        """Does nothing. Subclasses' own may call it with or without `await`."""
        return _NOTHING_TO_AWAIT

    def tearDown(self) -> Any:
        """Does nothing. Subclasses' own may call it with or without `await`."""
        return _NOTHING_TO_AWAIT

    async def wait_n_updates(self, n_frames: int = 3) -> None:
        """Wait until the App has made `n_frames` updates."""
        for _ in range(n_frames):
            await get_app().next_update()

    async def retry_until_success(
        self, operation: Callable[[], Any], wait_frames: int = 1, max_retries: int = 50
    ) -> bool:
        """Call `operation`, which may be a coroutine function, until it returns something true.

        Args:
            operation: Called without arguments.
            wait_frames: Updates between two calls.
            max_retries: How often it is called at most, after the first time.

        Returns:
            Whether it has.

        Differs:
            The default numbers are ours; Kit's are not published.
        """
        for attempt in range(max_retries + 1):
            if attempt:
                await self.wait_n_updates(wait_frames)
            if await _result_of(operation):
                return True
        return False

    async def assertTrueWithRetry(  # noqa: N802 - Kit's name
        self,
        operation: Callable[[], Any],
        wait_frames: int = 1,
        max_retries: int = 50,
        msg: str | None = None,
    ) -> None:
        """Fail unless `operation` becomes true. See `retry_until_success`.

        Differs:
            The default numbers are ours; Kit's are not published.
        """
        if not await self.retry_until_success(operation, wait_frames, max_retries):
            self.fail(msg or f"{operation!r} was not true in {max_retries + 1} calls")

    async def assertEqualWithRetry(  # noqa: N802 - Kit's name
        self,
        operation: Callable[[], Any],
        expected: Any,
        wait_frames: int = 1,
        max_retries: int = 50,
        msg: str | None = None,
    ) -> None:
        """Fail unless `operation` returns `expected` in the end. See `retry_until_success`.

        Differs:
            The default numbers are ours; Kit's are not published.
        """
        last: list[Any] = []

        async def is_expected() -> bool:
            last[:] = [await _result_of(operation)]
            return bool(last[0] == expected)

        if not await self.retry_until_success(is_expected, wait_frames, max_retries):
            self.assertEqual(last[0], expected, msg)  # noqa: PT009 - this is unittest

    def copyFile(self, src: str | Path, dst: str | Path, permissions: int | None = None) -> str:  # noqa: N802 - Kit's
        """Copy a file; `permissions`, such as 0o644, are those of the copy. Returns its path."""
        copy = Path(shutil.copy(src, dst))
        if permissions is not None:
            copy.chmod(permissions)
        return str(copy)

    def copyTree(self, src: str | Path, dst: str | Path, permissions: int | None = None) -> str:  # noqa: N802 - Kit's
        """Copy a folder and all in it; `permissions` are those of the copied files. Returns its path."""
        copy = Path(shutil.copytree(src, dst))
        if permissions is not None:
            for path in copy.rglob("*"):
                if path.is_file():
                    path.chmod(permissions)
        return str(copy)

    # -- unittest's hooks: unittest.IsolatedAsyncioTestCase is built on the same ----------------------

    def _callSetUp(self) -> None:  # noqa: N802 - unittest's name
        self._context = contextvars.copy_context()
        if self.fail_on_log_error:
            # Registered first, so it runs last: what tearDown and other cleanups log counts too.
            errors = ErrorLog()
            self.addCleanup(self._fail_if_errors_were_logged, errors)
            errors.start()
        self._finish(self.setUp)

    def _callTestMethod(self, method: Callable[[], Any]) -> None:  # noqa: N802 - unittest's name
        self._finish(method)

    def _callTearDown(self) -> None:  # noqa: N802 - unittest's name
        self._finish(self.tearDown)

    def _callCleanup(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:  # noqa: N802
        self._finish(function, *args, **kwargs)

    def _finish(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call a function and, when it gives something to await, update the App until that has ended.

        Kit runs a whole test in one coroutine. Here each part is a task; what one sets in context variables, the next
        one sees.
        """
        returned = self._context.run(function, *args, **kwargs)
        if inspect.isawaitable(returned) and returned is not _NOTHING_TO_AWAIT:
            self._context.run(get_app().run, self._await_and_keep_context(returned))

    async def _await_and_keep_context(self, awaitable: Awaitable[Any]) -> None:
        try:
            await awaitable
        finally:
            self._context = contextvars.copy_context()

    def _fail_if_errors_were_logged(self, errors: ErrorLog) -> None:
        errors.stop()
        if errors.messages:
            self.fail(
                "the test passes only without errors in the log; there were:\n" + "\n".join(errors.messages)
            )


class AsyncTestCaseFailOnLogError(AsyncTestCase):
    """An `AsyncTestCase` that fails when an error is logged from the beginning of `setUp` to the last cleanup."""

    fail_on_log_error: ClassVar[bool] = True


async def _result_of(operation: Callable[[], Any]) -> Any:
    result = operation()
    return await result if inspect.isawaitable(result) else result
