"""`omni.ui.tests`: what other tests use of it."""
