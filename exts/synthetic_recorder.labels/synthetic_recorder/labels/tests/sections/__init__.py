"""Tests of the sections, each in a window of its own."""
