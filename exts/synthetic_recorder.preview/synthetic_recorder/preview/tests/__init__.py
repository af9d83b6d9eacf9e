"""Tests of the window Preview."""
