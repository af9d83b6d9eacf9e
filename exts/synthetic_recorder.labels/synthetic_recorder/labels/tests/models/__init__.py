"""Tests of the models: no widget is made."""
