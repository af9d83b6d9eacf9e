"""`omni.kit.test.async_unittest`."""

from kitless.testing.async_test_case import AsyncTestCase, AsyncTestCaseFailOnLogError

__all__ = ["AsyncTestCase", "AsyncTestCaseFailOnLogError"]
