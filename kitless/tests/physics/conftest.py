"""An App whose timeline moves bodies."""

import pytest

import kitless

from .worlds import Player, empty_stage


@pytest.fixture
def app():
    app = kitless.start()
    yield app
    app.shutdown()


@pytest.fixture
def stage():
    return empty_stage()


@pytest.fixture
def played(app):
    """Play a stage from its start."""

    def played(stage) -> Player:
        player = Player(app, stage)
        player.play()
        return player

    return played
