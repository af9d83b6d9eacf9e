"""What the tests of this extension run on: the extension on the path, and an app that has enabled it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))


@pytest.fixture(scope="module")
def app():
    import kitless  # noqa: PLC0415

    app = kitless.start(
        exts=["synthetic_recorder.widgets"],
        ext_folders=[EXTENSION.parent],
        settings={"/kitless/ui/headless": True},
        persistent_settings=False,
    )
    yield app
    app.shutdown()
