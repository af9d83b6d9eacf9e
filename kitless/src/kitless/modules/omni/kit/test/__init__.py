"""`omni.kit.test`."""

from unittest import TestCase

from kitless.testing.async_test_case import AsyncTestCase, AsyncTestCaseFailOnLogError
from kitless.testing.output_path import get_test_output_path

from . import async_unittest

__all__ = [
    "AsyncTestCase",
    "AsyncTestCaseFailOnLogError",
    "TestCase",
    "async_unittest",
    "get_test_output_path",
]
