"""Running tests against an App: `omni.kit.test`, `omni.kit.ui_test`, and the pytest plugin."""
