from __future__ import annotations

import contextvars
import io
import logging
import stat
import unittest

import omni.kit.test
import pytest

import kitless

pytestmark = pytest.mark.usefixtures("kitless_app")


def run(test_class, method="test_it"):
    """The result of one test of a class that is defined in a test."""
    result = unittest.TestResult()
    test_class(method).run(result)
    return result


def complaints(result):
    return [text for _, text in (*result.failures, *result.errors)]


def test_a_test_case_when_its_methods_are_coroutines_then_each_is_run_once_and_in_order():
    calls = []

    class Case(omni.kit.test.AsyncTestCase):
        async def setUp(self):
            await kitless.get_app().next_update()
            calls.append("setUp")
            self.addCleanup(self.clean)

        async def test_it(self):
            await kitless.get_app().next_update()
            calls.append("test")

        async def tearDown(self):
            calls.append("tearDown")

        async def clean(self):
            calls.append("cleanup")

    assert complaints(run(Case)) == []
    assert calls == ["setUp", "test", "tearDown", "cleanup"]


def test_a_test_when_set_up_has_ended_then_no_update_comes_before_it():
    counts = []

    class Case(omni.kit.test.AsyncTestCase):
        async def setUp(self):
            await kitless.get_app().next_update()
            counts.append(kitless.get_app().update_count)

        async def test_it(self):
            counts.append(kitless.get_app().update_count)
            await self.wait_n_updates(2)
            counts.append(kitless.get_app().update_count)

    assert complaints(run(Case)) == []
    assert counts == [counts[0], counts[0], counts[0] + 2]


def test_a_plain_test_method_when_run_then_no_event_loop_runs_around_it():
    class Case(omni.kit.test.AsyncTestCase):
        def test_it(self):
            assert kitless.get_app().run(self.answer()) == 42

        async def answer(self):
            await kitless.get_app().next_update()
            return 42

    assert complaints(run(Case)) == []


@pytest.mark.parametrize("awaits", [True, False])
def test_set_up_of_the_base_class_when_called_with_or_without_await_then_both_work(awaits):
    class Case(omni.kit.test.AsyncTestCase):
        async def setUp(self):
            if awaits:
                await super().setUp()
            else:
                super().setUp()

        async def test_it(self):
            pass

    assert complaints(run(Case)) == []


def test_a_context_variable_when_set_in_set_up_then_the_test_and_tear_down_see_it():
    who = contextvars.ContextVar("who", default="nobody")
    seen = []

    class Case(omni.kit.test.AsyncTestCase):
        async def setUp(self):
            who.set("set up")

        async def test_it(self):
            seen.append(who.get())
            who.set("test")

        async def tearDown(self):
            seen.append(who.get())

    assert complaints(run(Case)) == []
    assert (seen, who.get()) == (["set up", "test"], "nobody")


def test_an_assertion_when_it_fails_in_a_coroutine_then_the_test_has_failed_and_is_torn_down():
    calls = []

    class Case(omni.kit.test.AsyncTestCase):
        async def test_it(self):
            self.fail()

        async def tearDown(self):
            calls.append("tearDown")

    result = run(Case)

    assert (len(result.failures), len(result.errors), calls) == (1, 0, ["tearDown"])


def test_a_sub_test_when_it_fails_then_the_others_go_on():
    class Case(omni.kit.test.AsyncTestCase):
        async def test_it(self):
            for number in range(4):
                with self.subTest(number=number):
                    await self.wait_n_updates(1)
                    assert number % 2 == 0

    assert len(run(Case).failures) == 2


@pytest.mark.parametrize(
    ("logs_in", "fails"), [("setUp", True), ("test_it", True), ("tearDown", True), ("", False)]
)
def test_a_test_case_that_fails_on_log_errors_when_one_is_logged_anywhere_then_it_fails(logs_in, fails):
    def log_if(place):
        if place == logs_in:
            logging.getLogger("my.writer").error("no space left")
        logging.getLogger("my.writer").warning("that is none")

    class Case(omni.kit.test.AsyncTestCaseFailOnLogError):
        async def setUp(self):
            log_if("setUp")

        async def test_it(self):
            log_if("test_it")

        async def tearDown(self):
            log_if("tearDown")

    found = complaints(run(Case))

    assert bool(found) is fails
    assert not fails or "my.writer: no space left" in found[0]


def test_retries_when_the_operation_becomes_right_then_it_is_called_until_then_with_updates_between():
    app = kitless.get_app()
    answers = iter([0, 0, 5])
    begins = []

    class Case(omni.kit.test.AsyncTestCase):
        async def test_it(self):
            begins.append(app.update_count)
            await self.assertEqualWithRetry(lambda: next(answers), 5, wait_frames=3, max_retries=2)
            begins.append(app.update_count)

    assert complaints(run(Case)) == []
    assert begins[1] - begins[0] == 6


def test_retries_when_the_operation_stays_wrong_then_the_test_fails_with_the_last_answer():
    calls = []

    class Case(omni.kit.test.AsyncTestCase):
        async def test_it(self):
            async def never():
                calls.append("never")
                return len(calls)

            await self.assertEqualWithRetry(never, 9, max_retries=3)

    (complaint,) = complaints(run(Case))

    assert "4 != 9" in complaint
    assert len(calls) == 4


def test_copy_file_when_permissions_are_given_then_the_copy_has_them(tmp_path):
    (tmp_path / "a.usda").write_text("#usda 1.0")

    class Case(omni.kit.test.AsyncTestCase):
        def test_it(self):
            self.copyFile(tmp_path / "a.usda", tmp_path / "b.usda", 0o600)

    assert complaints(run(Case)) == []
    assert (tmp_path / "b.usda").read_text() == "#usda 1.0"
    assert stat.S_IMODE((tmp_path / "b.usda").stat().st_mode) == 0o600


def test_the_standard_runner_when_it_runs_a_module_of_async_tests_then_it_counts_them():
    class Case(omni.kit.test.AsyncTestCase):
        async def test_one(self):
            await self.wait_n_updates()

        async def test_two(self):
            self.skipTest("not here")

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)

    assert (result.testsRun, len(result.skipped), result.wasSuccessful()) == (2, 1, True)


def test_the_output_path_when_nobody_has_set_one_then_it_is_below_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert omni.kit.test.get_test_output_path() == str(tmp_path / "_testoutput")
    assert (tmp_path / "_testoutput").is_dir()
