"""`omni.ui.tests.test_base`."""

from kitless.ui.testing.omni_ui_test import OmniUiTest

__all__ = ["OmniUiTest"]
