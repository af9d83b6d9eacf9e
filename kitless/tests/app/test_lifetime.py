"""The beginning and the end of an App, each in an interpreter of its own: this one has the session's."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def run_script(script: str, *arguments: str) -> None:
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments]
    finished = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stderr


def test_get_app_when_none_was_started_or_it_has_ended_then_the_error_says_what_to_call():
    run_script("""
        import kitless
        from kitless.errors import AppNotStartedError

        def refused():
            try:
                kitless.get_app()
            except AppNotStartedError as error:
                return "kitless.start()" in str(error)

        assert refused()
        kitless.start().shutdown()
        assert refused()
    """)


def test_shutdown_when_called_then_events_extensions_tasks_and_stage_end_in_order(tmp_path, make_extension):
    make_extension(
        "alpha.tool",
        """
        import builtins
        import omni.ext

        class Extension(omni.ext.IExt):
            def on_shutdown(self):
                builtins.journal.append("extension")
        """,
    )
    run_script(
        """
        import asyncio, builtins, sys
        import kitless
        from kitless.app import POST_QUIT_EVENT_TYPE, PRE_SHUTDOWN_EVENT_TYPE
        from kitless.stage import StageEventType

        journal = builtins.journal = []
        app = kitless.start(["alpha.tool"], ext_folders=[sys.argv[1]])
        app.usd_context.new_stage()
        quitting = asyncio.Event()

        def on_shutdown(event):
            journal.append("quit" if event.type == POST_QUIT_EVENT_TYPE else "shutdown")
            quitting.set()

        async def recorder():
            await quitting.wait()
            await app.next_update()
            journal.append("drained")

        async def endless():
            try:
                while True:
                    await asyncio.sleep(10)
            finally:
                journal.append("cancelled")

        streams = [
            app.shutdown_stream.create_subscription_to_pop(on_shutdown),
            app.usd_context.get_stage_event_stream().create_subscription_to_pop_by_type(
                StageEventType.CLOSED, lambda _event: journal.append("closed")
            ),
        ]
        app.create_task(recorder())
        app.create_task(endless())
        app.update()
        app.shutdown()
        app.shutdown()
        expected = ["quit", "drained", "shutdown", "extension", "cancelled", "closed"]
        assert journal == expected, journal
        """,
        str(tmp_path),
    )


def test_start_when_an_extension_fails_then_there_is_no_app_and_the_next_start_works(tmp_path):
    run_script(
        """
        import sys
        import kitless
        from kitless.errors import AppNotStartedError, ExtensionNotFoundError

        try:
            kitless.start(["not.there"], ext_folders=[sys.argv[1]])
        except ExtensionNotFoundError:
            pass
        try:
            kitless.get_app()
        except AppNotStartedError:
            kitless.start().shutdown()
        else:
            raise AssertionError("an App is left")
        """,
        str(tmp_path),
    )


def test_start_when_a_second_app_follows_the_first_then_extensions_start_again(tmp_path, make_extension):
    make_extension("alpha.tool", "import omni.usd\n")
    run_script(
        """
        import sys
        import kitless

        for _ in range(2):
            app = kitless.start(["alpha.tool"], ext_folders=[sys.argv[1]])
            assert app.extensions.is_extension_enabled("alpha.tool")
            app.update()
            app.shutdown()
            assert "alpha.tool" not in sys.modules
        """,
        str(tmp_path),
    )
