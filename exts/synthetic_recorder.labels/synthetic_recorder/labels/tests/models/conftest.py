"""The models of one window."""

from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def models(app):
    """The package, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.labels.models")


@pytest.fixture
def changes():
    """One entry for each time that the models have told of a change."""
    return []


@pytest.fixture
def stage_labels(models, stage, changes):
    """The labels of the stage with three cubes."""
    labels = models.StageLabels(lambda: changes.append(1))
    yield labels
    labels.destroy()


@pytest.fixture
def selection(models, stage_labels):
    selection = models.SelectionModel(stage_labels)
    yield selection
    selection.destroy()


@pytest.fixture
def entry(models, stage_labels, selection, changes, undo):
    """The entry, with nothing to undo yet."""
    entry = models.EntryModel(stage_labels, selection, lambda: changes.append(1))
    yield entry
    entry.destroy()


@pytest.fixture
def select(app):
    """Select prims as a click on the stage does."""

    def select(*paths):
        app.usd_context.get_selection().set_selected_prim_paths(list(paths), True)
        app.update()

    return select
