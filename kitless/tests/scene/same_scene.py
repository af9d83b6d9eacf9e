"""Whether two scenes are the same."""

import numpy as np
from hypothesis import strategies as st
from pxr import Usd

from kitless.render import Camera, RenderScene, TriangleMesh
from kitless.scene import SceneTranslator

WIDTH, HEIGHT = 16, 12


def arrays_of(geometry) -> list:
    if isinstance(geometry, TriangleMesh):
        optional = [array for array in (geometry.normals, geometry.colors) if array is not None]
        return [geometry.points, geometry.triangles, geometry.faces, *geometry.uvs, *optional]
    return [np.array([geometry.kind, geometry.half_length])]


def assert_same_scene(scene: RenderScene, new: RenderScene) -> None:
    """All that annotators read of them is the same."""
    assert [(drawable.prim_path, drawable.gprim, drawable.surface) for drawable in scene.drawables] == [
        (drawable.prim_path, drawable.gprim, drawable.surface) for drawable in new.drawables
    ]
    np.testing.assert_allclose(scene.to_world, new.to_world, atol=1e-12)
    for ours, theirs in zip(scene.drawables, new.drawables, strict=True):
        for first, second in zip(arrays_of(ours.geometry), arrays_of(theirs.geometry), strict=True):
            np.testing.assert_array_equal(first, second)


def assert_same_picture(renderer, stage, scene, new, time) -> None:
    """All that is on the device is the same, as far as a picture shows it."""
    camera = Camera.from_prim(stage.GetPrimAtPath("/Camera"), time, WIDTH, HEIGHT)
    ours, theirs = (renderer.render(each, camera, channels=frozenset({"color"})) for each in (scene, new))
    np.testing.assert_array_equal(ours.instance, theirs.instance)
    np.testing.assert_array_equal(ours.ray_distance, theirs.ray_distance)
    np.testing.assert_array_equal(ours.color, theirs.color)


def assert_like_new(renderer, stage: Usd.Stage, translator: SceneTranslator, time: Usd.TimeCode) -> None:
    """What a translator makes of a stage is what a new one does."""
    scene = translator.update(time)
    other = SceneTranslator(stage, "cpu")
    new = other.update(time)
    other.close()
    assert_same_scene(scene, new)
    assert_same_picture(renderer, stage, scene, new, time)


def updates_of(edits) -> st.SearchStrategy:
    """Some updates: at which time code, and which of the edits, each with a number, come before."""
    before = st.lists(st.tuples(st.sampled_from(edits), st.integers(0, 40)), max_size=3)
    return st.lists(st.tuples(before, st.integers(0, 3)), min_size=1, max_size=5)


def assert_followed(renderer, stage: Usd.Stage, updates, edit) -> None:
    """After each update of `updates_of`, where ``edit(what, number)`` edits, the scene is what a new reader makes."""
    translator = SceneTranslator(stage, "cpu")
    try:
        translator.update(Usd.TimeCode(0))
        for edits, code in updates:
            for what, number in edits:
                edit(what, number)
            assert_like_new(renderer, stage, translator, Usd.TimeCode(code))
    finally:
        translator.close()
