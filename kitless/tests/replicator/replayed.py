"""A recording that changes all the time, taken in one go or from any frame on after a replay.

A replay is what a recorder does that goes on with a recording: the same stage, the writer attached without a trigger,
the same steps from the beginning, of which the last ones before the frame are written so that motion has something to
count from. Run as a script it records in a process of its own:

    replayed.py FOLDER FIRST FRAMES INTERVAL
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics, UsdShade

import kitless

RATE = 24.0
ANNOTATORS = (
    "bounding_box_2d_loose",
    "bounding_box_2d_tight",
    "bounding_box_3d",
    "camera_params",
    "distance_to_camera",
    "distance_to_image_plane",
    "instance_id_segmentation",
    "instance_segmentation",
    "motion_vectors",
    "normals",
    "occlusion",
    "pointcloud",
    "rgb",
    "semantic_segmentation",
)


def label(prim: Usd.Prim, *labels: str) -> None:
    UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr(list(labels))


def make_stage() -> Usd.Stage:
    """Far from the world's origin, where float32 would show around which point it is drawn."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(RATE)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(200)
    world = UsdGeom.Xform.Define(stage, "/World")
    world.AddTranslateOp().Set(Gf.Vec3d(70000, -40000, 0))
    UsdLux.DomeLight.Define(stage, "/World/sky").CreateIntensityAttr(700)
    box = UsdGeom.Cube.Define(stage, "/World/box")
    box.AddTranslateOp().Set(Gf.Vec3d(2.5, 0, 0))
    label(box.GetPrim(), "box")
    can = UsdGeom.Cylinder.Define(stage, "/World/can")
    label(can.GetPrim(), "can")
    translate = can.AddTranslateOp()
    translate.Set(Gf.Vec3d(-3, -1, 0), 0)
    translate.Set(Gf.Vec3d(-3, 3, 2), 20)
    # Of a label that has another value later.
    sign = UsdGeom.Sphere.Define(stage, "/World/sign")
    sign.AddTranslateOp().Set(Gf.Vec3d(-1, 3, -2))
    labels = UsdSemantics.LabelsAPI.Apply(sign.GetPrim(), "class").CreateLabelsAttr()
    labels.Set(["red light"], 0)
    labels.Set(["amber light"], 4)
    sheet = UsdGeom.Mesh.Define(stage, "/World/sheet")
    points = sheet.CreatePointsAttr()
    points.Set([(-4, -4, -1), (4, -4, -1), (4, -2, -2), (-4, -2, -2)], 0)
    points.Set([(-4, -4, -1), (4, -4, -3), (4, -2, -4), (-4, -2, -1)], 20)
    sheet.CreateFaceVertexCountsAttr([4])
    sheet.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    sheet.CreateSubdivisionSchemeAttr("none")
    label(sheet.GetPrim(), "sheet")
    trees = UsdGeom.PointInstancer.Define(stage, "/World/trees")
    tree = UsdGeom.Cone.Define(stage, "/World/trees/tree")
    label(tree.GetPrim(), "tree")
    trees.CreatePrototypesRel().SetTargets([tree.GetPath()])
    trees.CreateProtoIndicesAttr([0, 0])
    trees.CreatePositionsAttr([(0, 1, -5), (3, 2, -5)])
    for name, x in (("left", -1.0), ("right", 1.5)):
        camera = UsdGeom.Camera.Define(stage, f"/World/{name}")
        move = camera.AddTranslateOp()
        move.Set(Gf.Vec3d(x, 0.2, 17), 0)
        move.Set(Gf.Vec3d(x, 1.2, 16), 20)
    return stage


def randomize(rep) -> None:
    """Write down randomizers of all kinds; what they make is on the stage from then on."""
    rep.set_global_seed(5)
    shapes = rep.get.prims(path_pattern="/World/(box|sign)")
    with rep.trigger.on_frame(), shapes:
        rep.modify.attribute("primvars:displayColor", rep.distribution.sequence([[(1, 0, 0)], [(0, 0.5, 1)]]))
        rep.randomizer.rotation()
    with rep.trigger.on_frame(interval=3), rep.get.prims(path_pattern="/World/box"):
        rep.modify.pose(
            position=rep.distribution.uniform((1, -2, -2), (4, 1, 1)), scale=rep.distribution.normal(1, 0.1)
        )
    with rep.trigger.on_time(interval=2 / RATE):
        rep.create.sphere(
            position=rep.distribution.uniform((69996, -40003, -3), (70003, -39997, 0)),
            scale=0.4,
            semantics=[("class", "ball")],
        )
    with rep.trigger.on_custom_event("flash"):
        rep.create.light(
            light_type="Sphere",
            position=(70000, -39995, 6),
            intensity=rep.distribution.choice([30000, 90000, 150000]),
            count=1,
        )


def edit(rep, stage: Usd.Stage, step: int, rng) -> None:
    """What a user's script does before a step, on the thread of the app."""
    if step in (1, 4):
        rep.utils.send_og_event("flash")
    if step == 1:
        late = UsdGeom.Cube.Define(stage, "/World/aaa_late")
        UsdGeom.XformCommonAPI(late).SetTranslate(Gf.Vec3d(-1, -1, 1))
        label(late.GetPrim(), "zebra")
    if step == 2:
        label(stage.GetPrimAtPath("/World/box"), "crate", "box")
    if step == 3:
        stage.RemovePrim("/World/aaa_late")
        another = UsdGeom.Cone.Define(stage, "/World/aaa_another")
        UsdGeom.XformCommonAPI(another).SetTranslate(Gf.Vec3d(0, 2, 1))
        label(another.GetPrim(), "ant")
    if step == 5:
        # Far away from everything else: what is drawn around another point if anybody looks again.
        UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/can")).SetScale(Gf.Vec3f(0.7))
        UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World")).SetTranslate(Gf.Vec3d(70001, -40000, 0))
    if step == 6:
        material = UsdShade.Material.Define(stage, "/World/paint")
        shader = UsdShade.Shader.Define(stage, "/World/paint/shader")
        shader.CreateIdAttr("UsdPreviewSurface")
        shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.1, 0.8, 0.2))
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        can = stage.GetPrimAtPath("/World/can")
        UsdShade.MaterialBindingAPI.Apply(can).Bind(material)
    drawn = rng.generator.uniform(0, 1, 3)
    attribute = stage.GetPrimAtPath("/World/sheet").CreateAttribute(
        "primvars:displayColor", Sdf.ValueTypeNames.Color3fArray
    )
    attribute.Set([Gf.Vec3f(*drawn)])


def own_writer(rep):
    """A writer that names its files by what it is told, of a picture with noise."""

    def with_noise(data, seed):
        noise = np.random.default_rng(seed).integers(0, 40, data.shape[:2])
        data[..., 0] = np.clip(data[..., 0].astype(np.int64) + noise, 0, 255)
        return data

    class NoisyWriter(rep.Writer):
        def __init__(self, backend):
            self.backend = backend
            self._frame_id = 0
            rgb = rep.annotators.get("rgb")
            self.annotators = [
                rgb.augment(rep.annotators.Augmentation.from_function(with_noise, seed=None)),
                "semantic_segmentation",
            ]

        def write(self, data):
            number = data["trigger_outputs"]["on_frame"]
            for name in [key for key in data if key.startswith("rgb")]:
                self.backend.write_array(f"own/{name}_{self._frame_id:04d}_{number}.npy", data[name])
            self._frame_id += 1

    return NoisyWriter


def record(folder: Path, first: int, frames: int, interval: int = 1) -> dict[str, str]:
    """Record frames, in one go when the first is 0, else from one before the first on after a replay.

    Returns:
        SHA-256 of each file by its name.
    """
    app = kitless.start(settings={"/kitless/device": "cpu"})
    try:
        import omni.replicator.core as rep  # noqa: PLC0415 - is there once an App is

        app.usd_context.attach_stage(make_stage())
        stage = app.usd_context.get_stage()
        rep.orchestrator.set_capture_on_play(False)
        randomize(rep)
        rng = rep.rng.ReplicatorRNG()
        products = [
            rep.create.render_product(f"/World/{name}", (24, 18), name=name) for name in ("left", "right")
        ]
        backend = rep.backends.get("DiskBackend")
        backend.initialize(output_dir=str(folder))
        writers = [rep.WriterRegistry.get("BasicWriter"), own_writer(rep)(backend)]
        writers[0].initialize(backend=backend, **dict.fromkeys(ANNOTATORS, True))
        on_request = first > 0 or interval > 1
        # Motion counts from the frame before the first that counts.
        written_from = max(0, first - 2)
        for writer in writers:
            writer.attach(products, **({"trigger": None} if on_request else {}))
            writer._frame_id = written_from
        timeline = app.timeline_interface
        for step in range((frames - 1) * interval + 1):
            edit(rep, stage, step, rng)
            timeline.play()
            frame, rest = divmod(step, interval)
            if on_request and rest == 0 and frame >= written_from:
                for writer in writers:
                    writer.schedule_write()
            rep.orchestrator.step(pause_timeline=True)
        rep.orchestrator.wait_until_complete()
    finally:
        app.shutdown()
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    record(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
