from collections.abc import Callable

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdSemantics

from kitless.annotators import AnnotatorData, Frame, Take, find_definition
from kitless.render import Camera, Coverage, Drawable, GBuffer, PinholeLens, Surface, TriangleMesh
from kitless.scene import DrawnNames, SceneSnapshot
from kitless.semantics import StageLabels

MakeFrame = Callable[..., Frame]
Evaluate = Callable[..., AnnotatorData]

TRIANGLE = TriangleMesh(np.eye(3, dtype=np.float32), np.array([[0, 1, 2]], np.int32), np.zeros(1, np.int32))


@pytest.fixture
def make_frame() -> MakeFrame:
    """A frame made of arrays: make_frame(instance=…, depth=…, …); what is not given is empty sky.

    The camera is in the origin and looks along -Z. Its picture, of the arrays' size or `size` (width, height), is 2
    units wide at distance 1. Of the drawables all things can be given, in the same order: names (`prim_paths`),
    geometries and matrices (`to_world`); of names `spaces` (their local_to_world) and `sources`. Coverage is pairs of a
    pixel and an instance.
    """

    def make(
        instance=None,
        depth=None,
        normal=None,
        color=None,
        prim_paths=(),
        meters_per_unit=1.0,
        offset=(0.0, 0.0),
        size=None,
        geometries=None,
        to_world=None,
        spaces=(),
        sources=(),
        coverage=(),
        clipping=(0.1, 1000.0),
        lens=None,
    ) -> Frame:
        given = next((array for array in (instance, depth, normal, color) if array is not None), None)
        width, height = size or np.shape(given)[1::-1]
        shape = (height, width)
        count = len(prim_paths)
        camera = Camera(
            path="/Camera",
            width=width,
            height=height,
            to_world=np.eye(4),
            lens=lens or PinholeLens((width, height), 1.0, (2.0, 2.0 * height / width), offset),
            near=clipping[0],
            far=clipping[1],
        )
        gbuffer = GBuffer(
            instance=np.full(shape, -1, np.int32) if instance is None else np.asarray(instance, np.int32),
            face=np.full(shape, -1, np.int32),
            barycentrics=np.zeros((*shape, 2), np.float32),
            ray_distance=np.full(shape, np.inf, np.float32)
            if depth is None
            else np.asarray(depth, np.float32),
            normal=np.zeros((*shape, 3), np.float32) if normal is None else np.asarray(normal, np.float32),
            color=None if color is None else np.asarray(color, np.uint8),
        )
        scene = SceneSnapshot(
            drawables=tuple(
                Drawable(path, geometry, Surface())
                for path, geometry in zip(prim_paths, geometries or [TRIANGLE] * count, strict=True)
            ),
            to_world=np.tile(np.eye(4), (count, 1, 1)) if to_world is None else np.array(to_world),
            names=DrawnNames(tuple(sorted(set(prim_paths))), dict(sources)),
            local_to_world=lambda name: dict(spaces).get(name, np.eye(4)),
        )
        return Frame(
            render_product="/Render/Replicator",
            gbuffer=gbuffer,
            camera=camera,
            scene=scene,
            meters_per_unit=meters_per_unit,
            time=0.0,
            cast_coverage=lambda: Coverage(*np.array(sorted(coverage), np.int32).reshape(-1, 2).T),
        )

    return make


@pytest.fixture
def stage() -> Usd.Stage:
    """A can that is red, a box with two labels, and a table without any."""
    stage = Usd.Stage.CreateInMemory()
    for path, labels in {
        "/box": {"class": ["box", "food"]},
        "/can": {"class": ["can"], "color": ["red"]},
        "/table": {},
    }.items():
        prim = UsdGeom.Mesh.Define(stage, path).GetPrim()
        for semantic_type, values in labels.items():
            UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr(values)
    return stage


@pytest.fixture
def evaluate(stage) -> Evaluate:
    """evaluate(name, frame, take, **parameters): what an annotator says of the next frame of a take, or of a first."""

    def evaluate(name: str, frame: Frame, take: Take | None = None, **parameters) -> AnnotatorData:
        definition = find_definition(name)
        return definition.evaluate(frame, take or Take(StageLabels(stage)), definition.complete(parameters))

    return evaluate
