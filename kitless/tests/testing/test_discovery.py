from __future__ import annotations

import sys

import pytest

from kitless.testing.discovery import discover

CASE = """
    import unittest

    class Test{0}(unittest.TestCase):
        def test_b(self): pass
        def test_a(self): pass
"""


@pytest.fixture
def discovered(make_extension, monkeypatch):
    """discovered(module names, tests=…, test_more=…): what is found in an extension `found_here`."""
    made = set(sys.modules)

    def find(*names, **modules):
        monkeypatch.syspath_prepend(make_extension("found_here", **modules))
        return discover(names or ["found_here"])

    yield find
    for name in set(sys.modules) - made:
        if name.startswith("found_here"):
            del sys.modules[name]


def ids(found):
    return [test.id() for test in found.tests]


def test_discover_when_the_package_scans_then_all_its_test_modules_are_imported_and_sorted(discovered):
    found = discovered(test_two=CASE.format("Two"), test_one=CASE.format("One"), helper=CASE.format("Helper"))

    assert ids(found) == [
        "found_here.tests.test_one.TestOne.test_a",
        "found_here.tests.test_one.TestOne.test_b",
        "found_here.tests.test_two.TestTwo.test_a",
        "found_here.tests.test_two.TestTwo.test_b",
    ]


def test_discover_when_the_package_does_not_scan_then_what_it_imports_is_found(discovered):
    found = discovered(
        tests="from .test_one import *\n", test_one=CASE.format("One"), test_two=CASE.format("Two")
    )

    assert {test.rsplit(".", 1)[0] for test in ids(found)} == {"found_here.tests.test_one.TestOne"}


def test_discover_when_the_manifest_names_the_tests_too_then_each_is_found_once(discovered):
    found = discovered("found_here", "found_here.tests", test_one=CASE.format("One"))

    assert len(ids(found)) == 2


def test_discover_when_a_base_class_comes_from_elsewhere_then_only_the_extensions_own_count(discovered):
    found = discovered(
        test_one="""
            from unittest import TestCase

            class Base(TestCase):
                def test_of_base(self): pass

            class TestOne(Base): pass
        """
    )

    assert ids(found) == [
        "found_here.tests.test_one.Base.test_of_base",
        "found_here.tests.test_one.TestOne.test_of_base",
    ]


def test_discover_when_a_module_cannot_be_imported_then_it_is_named_and_the_others_are_found(discovered):
    found = discovered(test_bad="import nothing_like_that\n", test_good=CASE.format("Good"))

    assert len(ids(found)) == 2
    assert list(found.failures) == ["found_here.tests.test_bad"]
    assert "No module named 'nothing_like_that'" in found.failures["found_here.tests.test_bad"]
    assert "importlib" not in found.failures["found_here.tests.test_bad"]


def test_discover_when_a_module_has_no_tests_then_there_are_none(discovered):
    found = discovered("json")

    assert (found.tests, found.failures) == ([], {})
