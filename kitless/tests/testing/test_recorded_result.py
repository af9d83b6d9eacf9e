"""What is told of tests that are left out, whichever way unittest of this Python leaves them out."""

import unittest

from kitless.testing.recorded_result import RecordedResult
from kitless.testing.records import Event, Outcome


def test_a_test_when_a_decorator_skips_it_after_one_that_failed_then_is_told_as_skipped():
    class Some(unittest.TestCase):
        def test_a(self):
            self.fail("broken")

        @unittest.skip("deprecated")
        def test_b(self):
            """Never run."""

    told = []

    unittest.defaultTestLoader.loadTestsFromTestCase(Some).run(RecordedResult(told.append))

    assert [record.event for record in told] == [Event.BEGAN, Event.ENDED, Event.BEGAN, Event.ENDED]
    assert [record.outcome for record in told if record.event is Event.ENDED] == [
        Outcome.FAILED,
        Outcome.SKIPPED,
    ]
    assert told[-1].detail == "deprecated"


def test_a_class_when_its_fixture_skips_it_then_begins_and_ends_once():
    class Some(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            raise unittest.SkipTest("not here")

        def test_a(self):
            """Never run."""

    told = []

    unittest.defaultTestLoader.loadTestsFromTestCase(Some).run(RecordedResult(told.append))

    assert [record.event for record in told] == [Event.BEGAN, Event.ENDED]
    assert told[-1].outcome is Outcome.SKIPPED
