"""`kitless test`, from the command line to the report. Each command starts processes, so each tells several things."""

from __future__ import annotations

import re

import pytest

OUTCOMES = {
    "test_outcomes": """
        import logging
        import os
        import unittest

        import carb.settings
        import omni.kit.app
        import omni.kit.test


        class TestOutcomes(omni.kit.test.AsyncTestCase):
            async def test_passes(self):
                await omni.kit.app.get_app().next_update_async()

            async def test_fails(self):
                print("just before")
                self.assertEqual(6 * 7, 43)

            def test_skips(self):
                self.skipTest("not on a Sunday")

            async def test_logs(self):
                logging.getLogger("my.tool").error("half of the frames are lost")

            async def test_logs_what_is_known(self):
                logging.getLogger("my.tool").error("known and harmless")

            @unittest.expectedFailure
            async def test_passes_unexpectedly(self):
                pass

            async def test_settings_and_folder(self):
                settings = carb.settings.get_settings()
                self.assertEqual(settings.get("/my/level"), 3)
                self.assertEqual(settings.get("/my/name"), "of the command")
                self.assertEqual(os.getcwd(), omni.kit.test.get_test_output_path())
                self.assertEqual(os.listdir(), [])
                open("written.txt", "w").close()
    """
}
OUTCOMES_MANIFEST = """
    [[test]]
    args = ["--/my/level=3", "--/my/name='of the manifest'", "--vulkan"]
    stdoutFailPatterns.exclude = ["*[Error] [my.tool] known*"]
    [[test]]
    name = "elsewhere"
    pythonTests.exclude = ["*"]
"""


def lines_of(out):
    """The outcome of each test by the last part of its name."""
    return dict(
        reversed(found)
        for found in re.findall(r"^  (passed|FAILED|skipped) .* s  (?:.*\.)?(\w+|starts.*)$", out, re.M)
    )


def test_a_run_when_tests_end_in_every_way_then_report_and_exit_code_say_so(
    make_extension, kitless_command, workplace
):
    make_extension("my.tool", manifest=OUTCOMES_MANIFEST, **OUTCOMES)

    for _ in range(2):  # The second time, the folder of the first must not be in the way.
        ended = kitless_command("test", "my.tool-1.2.3", "--/my/name=of the command")

    assert ended.code == 1
    assert lines_of(ended.out) == {
        "starts and shuts down": "passed",
        "test_passes": "passed",
        "test_fails": "FAILED",
        "test_skips": "skipped",
        "test_logs": "FAILED",
        "test_logs_what_is_known": "passed",
        "test_passes_unexpectedly": "FAILED",
        "test_settings_and_folder": "passed",
    }
    assert "AssertionError: 42 != 43" in ended.out
    assert "kitless/testing" not in ended.out
    assert "      just before" in ended.out
    assert "not on a Sunday" in ended.out
    assert "[Error] [my.tool] half of the frames are lost" in ended.out
    assert "not run: the manifest excludes all of its tests" in ended.out
    assert "3 passed, 3 failed, 1 skipped" in ended.out
    written = workplace / "_testoutput"
    assert (written / "exttest_my.tool-default" / "written.txt").is_file()
    assert "known and harmless" in (written / "exttest_my.tool-default.log").read_text()


def test_a_run_when_filtered_then_only_those_tests_are_run_and_no_startup(make_extension, kitless_command):
    make_extension("my.tool", manifest=OUTCOMES_MANIFEST, **OUTCOMES)

    ended = kitless_command("test", "my.tool", "--filter", "Outcomes.test_log*known", "--name", "default")
    nothing = kitless_command("test", "my.tool", "--filter", "no_such_test")
    unknown = kitless_command("test", "my.tool", "--name", "windows")

    assert lines_of(ended.out) == {"test_logs_what_is_known": "passed"}
    assert ended.code == 0
    assert (nothing.code, unknown.code) == (2, 2)
    assert "no test has that in its name; there are 7 tests" in nothing.err
    assert "no [[test]] table of that name, it has startup, default, elsewhere" in unknown.err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("import os; os.kill(os.getpid(), 11)", "the process was ended by SIGSEGV"),
        ("import os; os._exit(7)", "the process ended with exit code 7"),
    ],
)
def test_a_run_when_its_process_dies_then_the_test_that_ran_has_failed_and_the_rest_is_counted(
    make_extension, kitless_command, body, told
):
    source = f"""
        import unittest

        class TestDeath(unittest.TestCase):
            def test_a_before(self): pass
            def test_b_death(self):
                print("last words", flush=True)
                {body}
            def test_c_after(self): pass
    """
    make_extension("my.tool", test_death=source)

    ended = kitless_command("test", "my.tool", "--name", "default")

    assert ended.code == 1
    assert lines_of(ended.out) == {"test_a_before": "passed", "test_b_death": "FAILED"}
    assert told in ended.out
    assert "last words" in ended.out
    assert "1 of 3 selected tests have not run" in ended.out


def test_a_run_when_its_time_is_over_then_it_is_stopped_with_what_it_has_started(
    make_extension, kitless_command
):
    source = """
        import subprocess
        import unittest

        class TestEndless(unittest.TestCase):
            def test_it(self):
                # It holds the output open, as a server would that a test has forgotten.
                subprocess.run(["sleep", "3600"])
    """
    make_extension("my.tool", manifest="[[test]]\ntimeout = 1\n", test_endless=source)

    ended = kitless_command("test", "my.tool", "--name", "default")

    assert ended.code == 1
    assert "stopped after 1 s" in ended.out


def test_a_run_when_a_module_cannot_be_imported_then_it_has_failed_and_the_others_run(
    make_extension, kitless_command
):
    make_extension("my.tool", test_bad="import omni.kit.nothing_like_it\n", **OUTCOMES)

    ended = kitless_command("test", "my.tool", "--filter", "test_passes", "--name", "default")

    assert ended.code == 1
    assert lines_of(ended.out)["test_bad"] == "FAILED"
    assert lines_of(ended.out)["test_passes"] == "passed"
    assert "kitless does not implement omni.kit.nothing_like_it" in ended.out


def test_a_run_when_the_extension_does_not_start_then_the_error_is_told_once_for_each_table(
    make_extension, kitless_command
):
    make_extension("my.tool", extension="raise RuntimeError('no licence')\n", **OUTCOMES)

    ended = kitless_command("test", "my.tool")

    assert ended.code == 1
    assert ended.out.count("RuntimeError: no licence\n") == 2
    assert "0 passed, 0 failed, 0 skipped, something else is wrong in startup, default" in ended.out


def test_a_run_when_a_fixture_of_a_class_fails_or_shutdown_logs_then_both_are_told(
    make_extension, kitless_command
):
    make_extension(
        "my.tool",
        extension="""
            import carb
            import omni.ext

            class Extension(omni.ext.IExt):
                def on_shutdown(self):
                    carb.log_error("left a thread behind")
        """,
        test_class="""
            import unittest

            class TestClass(unittest.TestCase):
                @classmethod
                def setUpClass(cls):
                    raise OSError("no device")

                def test_it(self): pass
        """,
    )

    ended = kitless_command("test", "my.tool", "--name", "default")

    assert ended.code == 1
    assert "OSError: no device" in ended.out
    assert "outside of its tests, this was written:" in ended.out
    assert "left a thread behind" in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no.such.extension"], "extension 'no.such.extension' was not found"),
        (["my.tool", "--/a/b"], "a setting is given as --/path/of/setting=value"),
        (["my.tool", "--ext-folder", "no_such_folder"], "no_such_folder is not a folder"),
    ],
)
def test_a_run_when_it_is_asked_for_what_is_not_there_then_one_message_says_so(
    make_extension, kitless_command, arguments, told
):
    make_extension("my.tool")

    ended = kitless_command("test", *arguments)

    assert ended.code == 2
    assert told in ended.err
    assert "Traceback" not in ended.err


def test_a_run_when_an_extension_has_no_tests_then_its_startup_is_the_test(make_extension, kitless_command):
    make_extension("my.tool", tests="")

    ended = kitless_command("test", "my.tool")

    assert ended.code == 0
    assert lines_of(ended.out) == {"starts and shuts down": "passed"}
    assert "no test found" in ended.out


@pytest.mark.parametrize(
    ("manifest", "modules", "told"),
    [
        ("", {"tests": ""}, "module 'tests' of each [[python.module]]"),
        ('[[test]]\npythonTests.include = ["nowhere.*"]\n', OUTCOMES, "select none of 7"),
    ],
)
def test_a_run_when_nothing_is_run_then_it_is_no_success(
    make_extension, kitless_command, manifest, modules, told
):
    make_extension("my.tool", manifest=manifest, **modules)

    ended = kitless_command("test", "my.tool", "--name", "default")

    assert ended.code == 2
    assert "nothing was run for my.tool" in ended.err
    assert told in ended.err


def test_a_run_when_the_manifest_excludes_every_test_then_it_is_a_success(make_extension, kitless_command):
    make_extension("my.tool", manifest=OUTCOMES_MANIFEST, **OUTCOMES)

    ended = kitless_command("test", "my.tool", "--name", "elsewhere")

    assert ended.code == 0
