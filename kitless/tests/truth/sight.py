"""What kitless shows of a stage, through the public API, and how it is held against the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .ray_caster import Pinhole, Solid, Truth, cast

if TYPE_CHECKING:
    from types import ModuleType

RELATIVE_TOLERANCE = 1e-4
NORMAL_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Sight:
    """The annotators of one captured frame; labels (H, W) of str are resolved by ``idToLabels``."""

    labels: np.ndarray
    colorized_labels: np.ndarray
    distance_to_camera: np.ndarray
    distance_to_image_plane: np.ndarray
    normals: np.ndarray


async def capture(rep: ModuleType, camera: str, resolution: tuple[int, int], rt_subframes: int = -1) -> Sight:
    """Capture one frame of a camera with all annotators that geometry decides."""
    ids, colors, *rest = await read_annotators(
        rep,
        camera,
        resolution,
        ("semantic_segmentation", {"colorize": False}),
        ("semantic_segmentation", {"colorize": True}),
        ("distance_to_camera", None),
        ("distance_to_image_plane", None),
        ("normals", None),
        rt_subframes=rt_subframes,
    )
    return Sight(resolve_ids(**ids), resolve_colors(**colors), *rest)


async def read_annotators(
    rep: ModuleType,
    camera: str,
    resolution: tuple[int, int],
    *requests: tuple[str, dict[str, Any] | None],
    rt_subframes: int = -1,
) -> list[Any]:
    """Capture one frame and return what each requested annotator (name, init_params) has of it."""
    render_product = rep.create.render_product(camera, resolution, force_new=True)
    annotators = [
        rep.AnnotatorRegistry.get_annotator(name, init_params=init_params) for name, init_params in requests
    ]
    for annotator in annotators:
        annotator.attach(render_product)
    await rep.orchestrator.step_async(rt_subframes=rt_subframes, delta_time=0.0, pause_timeline=True)
    data = [annotator.get_data() for annotator in annotators]
    for annotator in annotators:
        annotator.detach()
    render_product.destroy()
    return data


def resolve_ids(data: np.ndarray, info: dict[str, Any]) -> np.ndarray:
    """Labels (H, W) of str from ids (H, W) uint32."""
    assert data.dtype == np.uint32
    ids, where = np.unique(data, return_inverse=True)
    return np.array([info["idToLabels"][str(number)]["class"] for number in ids])[where.reshape(data.shape)]


def resolve_colors(data: np.ndarray, info: dict[str, Any]) -> np.ndarray:
    """Labels (H, W) of str from colours (H, W, 4) uint8."""
    assert data.dtype == np.uint8
    assert data.shape[2:] == (4,)
    colors, where = np.unique(data.reshape(-1, 4), axis=0, return_inverse=True)
    names = [info["idToLabels"][str(tuple(map(int, color)))]["class"] for color in colors]
    return np.array(names)[where.reshape(data.shape[:2])]


def assert_true(
    sight: Sight, solids: list[Solid], camera: Pinhole, *, meters_per_unit: float = 1.0, all_seen: bool = True
) -> Truth:
    """Every pixel of every annotator is what the ray caster says; returns what it says.

    A scene that leaves room for doubt, or with `all_seen` hides a solid completely, is an error of the test.
    """
    height, width = sight.labels.shape
    truth = cast(solids, camera, width, height)
    assert not truth.undecidable.any(), "the test's scene has pixel centres on edges: move something a little"
    if all_seen:
        assert set(truth.index.flat) >= set(range(len(solids))), (
            "the test's scene has a solid that is not seen"
        )
    labels = truth.labels(solids)
    assert_same(sight.labels, labels)
    assert_same(sight.colorized_labels, labels)
    assert_close(sight.distance_to_camera, truth.distance * meters_per_unit)
    assert_close(sight.distance_to_image_plane, truth.depth * meters_per_unit)
    assert sight.normals.dtype == np.float32
    assert sight.normals.shape == (height, width, 4)
    assert_normals(sight.normals[..., :3], truth)
    return truth


def assert_same(seen: np.ndarray, true: np.ndarray) -> None:
    """Labels or paths are equal in every pixel."""
    assert seen.shape == true.shape
    wrong = seen != true
    if wrong.any():
        first = tuple(map(int, np.argwhere(wrong)[0]))
        raise AssertionError(
            f"{wrong.sum()} of {wrong.size} pixels are wrong, the first at {first}: "
            f"seen {seen[first]}, true {true[first]}"
        )


def assert_close(seen: np.ndarray, true: np.ndarray) -> None:
    """Distances are float32, equal to RELATIVE_TOLERANCE, and +inf exactly where nothing is."""
    assert seen.dtype == np.float32
    assert_same(np.isposinf(seen), np.isposinf(true))
    np.testing.assert_allclose(seen, true, rtol=RELATIVE_TOLERANCE, atol=0)


def assert_normals(seen: np.ndarray, truth: Truth, where: np.ndarray | None = None) -> None:
    """Normals (H, W, 3) are equal in direction and sign, to NORMAL_TOLERANCE and the truth's own spread.

    With `where`, bool (H, W), only those pixels are looked at.
    """
    error = np.abs(seen - truth.normal).max(axis=-1)
    wrong = ~(error <= NORMAL_TOLERANCE + truth.normal_spread)
    if where is not None:
        wrong &= where
    if wrong.any():
        first = tuple(map(int, np.argwhere(wrong)[0]))
        raise AssertionError(
            f"{wrong.sum()} of {wrong.size} normals are wrong, the first at {first}: "
            f"seen {seen[first]}, true {truth.normal[first]} (spread {truth.normal_spread[first]:.1g})"
        )
