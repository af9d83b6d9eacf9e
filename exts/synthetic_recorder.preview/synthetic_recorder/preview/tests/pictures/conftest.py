"""What tests of pictures run on: the extension on the path, arrays; and for those of real annotators, an app."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

EXTENSION = Path(__file__).parents[4]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))

BOX_2D = [
    ("semanticId", "<u4"),
    *((name, "<i4") for name in ("x_min", "y_min", "x_max", "y_max")),
    ("occlusionRatio", "<f4"),
]
BOX_3D = [
    ("semanticId", "<u4"),
    *((name, "<f4") for name in ("x_min", "y_min", "z_min", "x_max", "y_max", "z_max")),
    ("transform", "<f4", (4, 4)),
    ("occlusionRatio", "<f4"),
]


@pytest.fixture(scope="session")
def boxes_2d():
    """Rows of bounding_box_2d_tight, of (semanticId, x_min, y_min, x_max, y_max)."""

    def boxes_2d(*rows):
        return np.array([(*row, 0.0) for row in rows], dtype=BOX_2D)

    return boxes_2d


@pytest.fixture(scope="session")
def boxes_3d():
    """Rows of bounding_box_3d, of (semanticId, lowest corner, highest corner, transform)."""

    def boxes_3d(*rows):
        return np.array(
            [(number, *low, *high, transform, 0.0) for number, low, high, transform in rows], dtype=BOX_3D
        )

    return boxes_3d


@pytest.fixture(scope="session")
def camera_params():
    """Those of a pinhole of focal length 25 and aperture 20: 1.25 picture widths a unit at distance 1."""

    def camera_params(size=(64, 48), view=None, near=1.0, far=100.0):
        width, height = size
        projection = np.zeros((4, 4))
        projection[0, 0] = 2 * 25 / 20
        projection[1, 1] = 2 * 25 / 20 * width / height
        projection[2, 2], projection[2, 3], projection[3, 2] = (
            near / (far - near),
            -1,
            far * near / (far - near),
        )
        return {
            "cameraModel": "pinhole",
            "cameraNearFar": np.array([near, far], dtype=np.float32),
            "cameraProjection": projection.reshape(-1),
            "cameraViewTransform": (np.eye(4) if view is None else np.asarray(view)).reshape(-1),
            "renderProductResolution": np.array(size, dtype=np.int32),
        }

    return camera_params


@pytest.fixture(scope="module")
def app():
    # Only this file knows which app that is.
    import kitless  # noqa: PLC0415

    app = kitless.start(settings={"/kitless/device": "cpu"}, persistent_settings=False)
    yield app
    app.shutdown()
