"""Tests of the window Labels."""
