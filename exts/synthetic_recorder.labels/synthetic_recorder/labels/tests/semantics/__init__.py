"""Tests of labels on stages, which need no app."""
