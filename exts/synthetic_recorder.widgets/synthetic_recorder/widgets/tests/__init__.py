"""Tests of the widgets, and what tests of windows share."""
