"""Asks a running Isaac Sim what its documentation leaves open, and zips the answers.

    isaac-sim.sh --no-window --exec /path/to/isaacsim_probe.py

It makes a small stage, records it with every switch of BasicWriter in every way that matters, steps the timeline in
every state, and writes `isaacsim_probe.zip` into the working directory (or into the folder that the environment
variable ISAACSIM_PROBE_OUTPUT names): `answers.json` and the recorded files. It takes a few minutes, changes no
setting for good, needs no network and no assets. `kitless compare-probe isaacsim_probe.zip` holds the answers against
kitless.

Every experiment stands for itself: one that fails has its error as its answer, and the others go on. Each says which
questions it settles; they are numbered as in `QUESTIONS`.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import platform
import shutil
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

import carb.settings
import numpy as np
import omni.kit.app
import omni.replicator.core as rep
import omni.timeline
import omni.usd
from PIL import Image
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics, UsdSkel, Vt

PROBE_VERSION = 1
ARCHIVE_NAME = "isaacsim_probe.zip"
OUTPUT_VARIABLE = "ISAACSIM_PROBE_OUTPUT"

QUESTIONS = {
    1: "the version of omni.replicator.core",
    2: "signatures and defaults; the members of Status; whether preview makes writers write",
    3: "how segmentation that is not colorized is stored",
    4: "the space of normals, and how they are rounded",
    5: "whether x_max and y_max are inclusive; how loose boxes are rounded",
    6: "shapes and types of point clouds and of segmentation arrays",
    7: "the keys of skeleton files",
    8: "what is written when there is nothing to write",
    9: "ids and colours of instance segmentations, and their order over frames",
    10: "what a step does to a timeline that is stopped, paused or playing, at several rates",
    11: "the folder of a relative path, and of one that exists",
    12: "what unknown names raise, and what attaching or registering twice does",
    13: "the parameters of the registered writers",
    14: "how labels of ancestors come into segmentation and boxes",
    15: "whose frame it is that a step without waiting leaves behind",
}

WIDTH, HEIGHT = 64, 48
FOCAL_LENGTH, HORIZONTAL_APERTURE = 24.0, 20.955
CAMERA_Z = 10.0
MOVER_STEP = 0.05  # stage units along x per time code

# Names of points in the picture, each well inside of one object, as points in space on a face that the camera sees.
PLACES = {
    "near_box": (-1.0, 0.0, 1.0),
    "far_box": (1.0, 0.6, -1.0),
    "unlabelled": (3.0, -1.8, 0.5),
    "labelled_below_a_label": (3.0, 1.8, 0.5),
    "old_label": (-3.0, -2.0, 0.5),
    "character": (-3.0, 1.8, 0.5),
    "background": (0.0, 2.8, 0.0),
}

SWITCHES = (
    "rgb",
    "bounding_box_2d_tight",
    "bounding_box_2d_loose",
    "semantic_segmentation",
    "instance_id_segmentation",
    "instance_segmentation",
    "distance_to_camera",
    "distance_to_image_plane",
    "bounding_box_3d",
    "occlusion",
    "normals",
    "motion_vectors",
    "camera_params",
    "pointcloud",
    "skeleton_data",
)
COLORIZE = (
    "colorize_semantic_segmentation",
    "colorize_instance_id_segmentation",
    "colorize_instance_segmentation",
    "colorize_depth",
)
ANNOTATORS = (
    *(name for name in SWITCHES if name != "rgb"),
    "rgb",
    "LdrColor",
    "bounding_box_2d_tight_fast",
    "bounding_box_2d_loose_fast",
    "bounding_box_3d_fast",
    "instance_segmentation_fast",
    "instance_id_segmentation_fast",
    "primPaths",
    "ReferenceTime",
)
NAMESPACES = (
    "",
    "AnnotatorRegistry",
    "BackendDispatch",
    "Writer",
    "WriterRegistry",
    "annotators",
    "annotators.Annotator",
    "annotators.Augmentation",
    "backends",
    "backends.BackendGroup",
    "backends.BaseBackend",
    "backends.DiskBackend",
    "backends.S3Backend",
    "create",
    "distribution",
    "functional",
    "functional.create",
    "functional.create_batch",
    "functional.get",
    "functional.modify",
    "functional.physics",
    "functional.randomizer",
    "functional.utils",
    "get",
    "modify",
    "orchestrator",
    "randomizer",
    "rng",
    "rng.ReplicatorRNG",
    "settings",
    "trigger",
    "utils",
    "writers",
)


# -- the stage -----------------------------------------------------------------------------------------


def build_stage() -> Usd.Stage:
    """Fill a new stage: meters, Y up, 24 time codes a second, a camera that looks along -Z from 10 units away."""
    context = omni.usd.get_context()
    context.new_stage()
    stage = context.get_stage()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24.0)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(240)
    UsdLux.DomeLight.Define(stage, "/World/dome").CreateIntensityAttr(1000.0)
    label(add_box(stage, "/World/near_box", (-1.0, 0.0, 0.0), 2.0), "class", "box")
    far_box = add_box(stage, "/World/far_box", (0.5, 0.6, -2.0), 2.0)
    label(far_box, "class", "box")
    label(far_box, "color", "red")
    add_box(stage, "/World/unlabelled", (3.0, -1.8, 0.0), 1.0)
    label(UsdGeom.Xform.Define(stage, "/World/shelf").GetPrim(), "class", "shelf")
    label(UsdGeom.Xform.Define(stage, "/World/shelf/can").GetPrim(), "class", "can")
    add_box(stage, "/World/shelf/can/part", (3.0, 1.8, 0.0), 1.0)
    label_the_old_way(add_box(stage, "/World/old_label", (-3.0, -2.0, 0.0), 1.0), "class", "old")
    label(add_box(stage, "/World/edge", (4.4, 0.0, 0.0), 1.4), "class", "edge")
    mover = add_box(stage, "/World/mover", (-0.5, -2.0, 0.0), 0.8)
    label(mover, "class", "mover")
    translate = UsdGeom.Xformable(mover).GetOrderedXformOps()[0]
    for time_code in (0, 240):
        translate.Set(Gf.Vec3d(-0.5 + MOVER_STEP * time_code, -2.0, 0.0), time_code)
    label(add_character(stage, "/World/character", (-3.0, 1.8, 0.0)), "class", "character")
    for name, turn in (("camera", 0.0), ("second_camera", 0.0), ("camera_into_nothing", 180.0)):
        camera = UsdGeom.Camera.Define(stage, f"/World/{name}")
        camera.CreateFocalLengthAttr(FOCAL_LENGTH)
        camera.CreateHorizontalApertureAttr(HORIZONTAL_APERTURE)
        camera.CreateVerticalApertureAttr(HORIZONTAL_APERTURE * HEIGHT / WIDTH)
        camera.CreateClippingRangeAttr(Gf.Vec2f(0.1, 1000.0))
        camera.AddTranslateOp().Set(Gf.Vec3d(0.0, 0.0, CAMERA_Z))
        camera.AddRotateXYZOp().Set(Gf.Vec3f(0.0, turn, 0.0))
    return stage


def add_box(stage: Usd.Stage, path: str, center: tuple[float, float, float], size: float) -> Usd.Prim:
    """Add a cube as a mesh: no renderer has to decide how finely it divides it."""
    mesh = UsdGeom.Mesh.Define(stage, path)
    mesh.CreatePointsAttr(box_points(size))
    mesh.CreateFaceVertexCountsAttr([4] * 6)
    mesh.CreateFaceVertexIndicesAttr([0, 1, 3, 2, 4, 6, 7, 5, 0, 4, 5, 1, 2, 3, 7, 6, 0, 2, 6, 4, 1, 5, 7, 3])
    mesh.CreateExtentAttr([Gf.Vec3f(-size / 2), Gf.Vec3f(size / 2)])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.AddTranslateOp().Set(Gf.Vec3d(*center))
    return mesh.GetPrim()


def box_points(size: float) -> list[Gf.Vec3f]:
    """The corners of a cube; z runs fastest."""
    half = size / 2
    return [Gf.Vec3f(x, y, z) for x in (-half, half) for y in (-half, half) for z in (-half, half)]


def add_character(stage: Usd.Stage, path: str, center: tuple[float, float, float]) -> Usd.Prim:
    """Add a cube that hangs on a skeleton of two joints."""
    root = UsdSkel.Root.Define(stage, path)
    root.AddTranslateOp().Set(Gf.Vec3d(*center))
    skeleton = UsdSkel.Skeleton.Define(stage, f"{path}/skeleton")
    skeleton.CreateJointsAttr(["hip", "hip/head"])
    bind = Vt.Matrix4dArray([Gf.Matrix4d(1.0), Gf.Matrix4d(1.0).SetTranslate(Gf.Vec3d(0.0, 0.3, 0.0))])
    skeleton.CreateBindTransformsAttr(bind)
    skeleton.CreateRestTransformsAttr(bind)
    add_box(stage, f"{path}/body", (0.0, 0.0, 0.0), 1.0)
    binding = UsdSkel.BindingAPI.Apply(stage.GetPrimAtPath(f"{path}/body"))
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateJointIndicesPrimvar(False, 1).Set(Vt.IntArray([0] * 8))
    binding.CreateJointWeightsPrimvar(False, 1).Set(Vt.FloatArray([1.0] * 8))
    return root.GetPrim()


def label(prim: Usd.Prim, semantic_type: str, value: str) -> None:
    """Label a prim with the schema that Isaac Sim 5 and later write."""
    UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr([value])


def label_the_old_way(prim: Usd.Prim, semantic_type: str, value: str) -> None:
    """Label a prim with the schema of Isaac Sim 4 and earlier, which is a plugin that not everybody has."""
    prim.AddAppliedSchema("SemanticsAPI:Semantics")
    for name, text in (("semanticType", semantic_type), ("semanticData", value)):
        attribute = prim.CreateAttribute(f"semantic:Semantics:params:{name}", Sdf.ValueTypeNames.String)
        attribute.Set(text)


def pixel_of(place: str) -> tuple[int, int]:
    """The row and column that show a place: a pinhole's, written out."""
    x, y, z = PLACES[place]
    scale = FOCAL_LENGTH / HORIZONTAL_APERTURE * WIDTH / (CAMERA_Z - z)
    return int(HEIGHT / 2 - scale * y), int(WIDTH / 2 + scale * x)


# -- how answers are told ------------------------------------------------------------------------------


def told(value: object) -> object:
    """A value as JSON: arrays by type, shape and what they say at the places; everything else as it is."""
    if hasattr(value, "numpy") and not isinstance(value, np.ndarray):
        value = value.numpy()
    if isinstance(value, np.ndarray):
        return told_array(value)
    if isinstance(value, dict):
        return {str(key): told(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [told(each) for each in value]
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return f"a {type(value).__name__}"


def told_array(array: np.ndarray) -> dict[str, object]:
    """Type and shape; a picture's values at the places; the rows of anything short."""
    answer: dict[str, object] = {"dtype": str(array.dtype), "shape": list(array.shape)}
    if array.shape[:2] == (HEIGHT, WIDTH):
        answer["at"] = {place: array[pixel_of(place)].tolist() for place in PLACES}
    elif array.dtype.names is not None or array.size <= 64:
        answer["rows"] = json.loads(json.dumps(array.tolist(), default=str))
    return answer


def labels_at_places(data: object) -> dict[str, object] | None:
    """What a segmentation says of each place; None of what is no segmentation."""
    info = data.get("info", {}) if isinstance(data, dict) else {}
    names = info.get("idToSemantics", info.get("idToLabels"))
    if names is None or np.shape(data["data"])[:2] != (HEIGHT, WIDTH):
        return None
    by_id = {str(key): value for key, value in names.items()}
    return {place: by_id.get(str(int(data["data"][pixel_of(place)]))) for place in PLACES}


def boxes_by_prim(data: object) -> dict[str, object] | None:
    """The fields of each box by its prim's path, with its labels in place of their id; None of what is no boxes."""
    info = data.get("info", {}) if isinstance(data, dict) else {}
    if "primPaths" not in info or data["data"].dtype.names is None:
        return None
    answer = {}
    for path, row in zip(info["primPaths"], data["data"], strict=False):
        fields = {name: told(row[name]) for name in row.dtype.names}
        fields["semanticId"] = info.get("idToLabels", {}).get(str(fields.get("semanticId")))
        answer[str(path)] = fields
    return answer


def told_folder(folder: Path) -> dict[str, object]:
    """Every file below a folder by its path, with what it holds."""
    return {
        path.relative_to(folder).as_posix(): told_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told_file(path: Path) -> object:
    """What a file holds: the values of a picture or an array at the places, JSON and text as they are."""
    if path.suffix == ".png":
        with Image.open(path) as image:
            return {"mode": image.mode, **told_array(np.asarray(image))}
    if path.suffix == ".npy":
        return told_array(np.load(path, allow_pickle=False))
    text = path.read_text(encoding="utf-8")
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def told_signature(function: object) -> str | None:
    """A callable's parameters with their defaults; None for what does not say them. Types are left out: they vary."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in parameters]
    return str(inspect.Signature(plain))


async def told_error(attempt: object) -> str:
    """The type of what a function raises, or that it raises nothing."""
    try:
        outcome = attempt()
        if inspect.isawaitable(outcome):
            await outcome
    except Exception as error:
        return type(error).__name__
    return "nothing"


# -- recording -----------------------------------------------------------------------------------------


class CountingWriter(rep.Writer):
    """Keeps the payloads of one annotator list in one structure."""

    def __init__(self, annotators: tuple[str, ...] = ("rgb",), data_structure: str = "legacy") -> None:
        self.annotators = list(annotators)
        self.data_structure = data_structure
        self.payloads: list[dict[str, object]] = []

    def write(self, data: dict[str, object]) -> None:
        """Keep the payload."""
        self.payloads.append(data)

    def write_metadata(self) -> None:
        """Write none: there is no backend."""


def counting_writer(annotators: tuple[str, ...] = ("rgb",), data_structure: str = "legacy") -> CountingWriter:
    """A writer as the registry gives it, initialized."""
    if "CountingWriter" not in rep.WriterRegistry.get_writers():
        rep.WriterRegistry.register(CountingWriter)
    writer = rep.WriterRegistry.get("CountingWriter")
    writer.initialize(annotators=annotators, data_structure=data_structure)
    return writer


async def next_update() -> None:
    """Let the application go on."""
    await omni.kit.app.get_app().next_update_async()


async def record(
    folder: Path, cameras: tuple[str, ...] = ("camera",), frames: int = 2, **switches: bool
) -> dict[str, object]:
    """Record with BasicWriter and say what lies in the folder afterwards."""
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(folder))
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(backend=backend, **{"rgb": False, **switches})
    products = [
        rep.create.render_product(f"/World/{name}", (WIDTH, HEIGHT), force_new=True) for name in cameras
    ]
    writer.attach(products)
    for _ in range(frames):
        await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    writer.detach()
    for product in products:
        product.destroy()
    await next_update()
    return told_folder(folder)


async def collect(annotators: tuple[str, ...], data_structure: str, cameras: tuple[str, ...]) -> object:
    """One step's payload in a structure."""
    writer = counting_writer(annotators, data_structure)
    products = [
        rep.create.render_product(f"/World/{name}", (WIDTH, HEIGHT), force_new=True) for name in cameras
    ]
    writer.attach(products)
    await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    writer.detach()
    for product in products:
        product.destroy()
    await next_update()
    return [told(payload) for payload in writer.payloads]


# -- experiments ---------------------------------------------------------------------------------------


async def ask_versions(_folder: Path) -> object:
    """Who answers."""
    manager = omni.kit.app.get_app().get_extension_manager()
    return {
        "replicator": manager.get_enabled_extension_id("omni.replicator.core"),
        "application": omni.kit.app.get_app().get_build_version(),
        "python": platform.python_version(),
        "usd": ".".join(str(number) for number in Usd.GetVersion()),
    }


async def ask_signatures(_folder: Path) -> object:
    """The public callables of `rep` and what they take."""
    answer: dict[str, object] = {}
    for namespace in NAMESPACES:
        owner: object = rep
        for part in filter(None, namespace.split(".")):
            owner = getattr(owner, part, None)
        if owner is None:
            answer[namespace] = None
            continue
        for name in dir(owner):
            member = getattr(owner, name, None)
            if not name.startswith("_") and callable(member):
                answer[f"{namespace}.{name}".lstrip(".")] = told_signature(member)
    return answer


async def ask_status(_folder: Path) -> object:
    """The members of Status, and the state between steps."""
    await rep.orchestrator.step_async()
    after_step = rep.orchestrator.get_status().name
    await rep.orchestrator.wait_until_complete_async()
    return {
        "members": [member.name for member in rep.orchestrator.Status],
        "after a step": after_step,
        "after waiting": rep.orchestrator.get_status().name,
    }


async def ask_writing(_folder: Path) -> object:
    """How often writers write: for a preview, for a step, for a step with subframes, without a step."""
    writer = counting_writer()
    product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
    writer.attach(product)
    counts = {}
    await rep.orchestrator.preview_async()
    await rep.orchestrator.wait_until_complete_async()
    counts["preview"] = len(writer.payloads)
    await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    counts["and a step"] = len(writer.payloads)
    await rep.orchestrator.step_async(rt_subframes=4)
    await rep.orchestrator.wait_until_complete_async()
    counts["and a step with 4 subframes"] = len(writer.payloads)
    for _ in range(5):
        await next_update()
    counts["and 5 updates"] = len(writer.payloads)
    writer.detach()
    product.destroy()
    return counts


async def ask_all_switches(folder: Path) -> object:
    """Every switch of BasicWriter, one render product, in colour."""
    return await record(folder, **dict.fromkeys((*SWITCHES, *COLORIZE), True))


async def ask_all_switches_as_numbers(folder: Path) -> object:
    """The same without colour."""
    return await record(folder, **dict.fromkeys(SWITCHES, True), **dict.fromkeys(COLORIZE, False))


async def ask_two_render_products(folder: Path) -> object:
    """The same with two render products: where the files lie."""
    files = await record(
        folder, ("camera", "second_camera"), frames=1, **dict.fromkeys((*SWITCHES, *COLORIZE), True)
    )
    return sorted(files)


async def ask_empty_view(folder: Path) -> object:
    """Every switch, and nothing to be seen."""
    return await record(
        folder, ("camera_into_nothing",), frames=1, **dict.fromkeys((*SWITCHES, *COLORIZE), True)
    )


async def ask_all_pointcloud_points(folder: Path) -> object:
    """A point cloud with what has no label."""
    return await record(folder, frames=1, pointcloud=True, pointcloud_include_unlabelled=True)


async def ask_annotators(_folder: Path) -> object:
    """What each annotator gives a script."""
    answer: dict[str, object] = {}
    for name in ANNOTATORS:
        product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
        try:
            annotator = rep.AnnotatorRegistry.get_annotator(name)
            annotator.attach(product)
            before = told(annotator.get_data())
            await rep.orchestrator.step_async()
            data = annotator.get_data()
            answer[name] = {
                "before the first frame": before,
                "after a step": told(data),
                "labels": labels_at_places(data),
                "boxes": boxes_by_prim(data),
            }
            annotator.detach()
        except Exception as error:
            answer[name] = {"error": f"{type(error).__name__}: {error}"}
        product.destroy()
        await next_update()
    return answer


async def ask_payloads(_folder: Path) -> object:
    """What writers are given, in each structure, from one render product and from two."""
    annotators = ("rgb", "semantic_segmentation", "bounding_box_2d_tight_fast", "camera_params")
    return {
        f"{structure}, {len(cameras)} render products": await collect(annotators, structure, cameras)
        for structure in ("legacy", "annotator", "renderProduct")
        for cameras in (("camera",), ("camera", "second_camera"))
    }


async def ask_ids_over_frames(folder: Path) -> object:
    """Ids while objects go and come."""
    stage = omni.usd.get_context().get_stage()
    near_box = UsdGeom.Imageable(stage.GetPrimAtPath("/World/near_box"))
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(folder))
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(
        backend=backend,
        rgb=False,
        semantic_segmentation=True,
        instance_segmentation=True,
        instance_id_segmentation=True,
        bounding_box_2d_tight=True,
    )
    product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
    writer.attach(product)
    near_box.MakeInvisible()
    await rep.orchestrator.step_async()
    near_box.MakeVisible()
    await rep.orchestrator.step_async()
    label(add_box(stage, "/World/a_late_box", (-3.6, 0.0, 0.0), 0.8), "class", "a_late_label")
    await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    writer.detach()
    product.destroy()
    stage.RemovePrim("/World/a_late_box")
    await next_update()
    return told_folder(folder)


async def ask_timeline(_folder: Path) -> object:
    """Where steps leave the timeline."""
    timeline = omni.timeline.get_timeline_interface()
    product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
    writer = counting_writer()
    writer.attach(product)
    answer: dict[str, object] = {}
    arguments: tuple[dict[str, object], ...] = (
        {},
        {"pause_timeline": False},
        {"delta_time": 0.0},
        {"delta_time": 0.0, "pause_timeline": False},
        {"delta_time": 0.1},
        {"delta_time": 0.1, "pause_timeline": False},
        {"rt_subframes": 4, "pause_timeline": False},
    )
    for rate in (24.0, 60.0, 120.0):
        for state in ("stopped", "paused", "playing"):
            for keywords in arguments:
                timeline.stop()
                timeline.set_time_codes_per_second(rate)
                timeline.commit()
                await next_update()
                if state != "stopped":
                    timeline.play()
                    timeline.commit()
                if state == "paused":
                    timeline.pause()
                    timeline.commit()
                times = [timeline.get_current_time()]
                for _ in range(3):
                    await rep.orchestrator.step_async(**keywords)
                    times.append(timeline.get_current_time())
                answer[f"{state} at {rate:g}, {keywords}"] = {
                    "frames after each step": [round((each - times[0]) * rate, 4) for each in times[1:]],
                    "afterwards": (
                        "playing"
                        if timeline.is_playing()
                        else "stopped"
                        if timeline.is_stopped()
                        else "paused"
                    ),
                }
    timeline.stop()
    timeline.set_time_codes_per_second(24.0)
    timeline.commit()
    writer.detach()
    product.destroy()
    await next_update()
    return answer


async def ask_timeline_changes(_folder: Path) -> object:
    """When a change of the timeline shows that is not committed, and one that is."""
    timeline = omni.timeline.get_timeline_interface()
    timeline.play()
    answer = {"plays at once": timeline.is_playing()}
    await next_update()
    answer["plays after an update"] = timeline.is_playing()
    timeline.stop()
    timeline.commit()
    answer["plays after a commit of stop"] = timeline.is_playing()
    await next_update()
    return answer


async def ask_capture_on_play(_folder: Path) -> object:
    """How many frames a playing timeline captures by itself."""
    timeline = omni.timeline.get_timeline_interface()
    answer = {}
    for switched_on in (False, True):
        rep.orchestrator.set_capture_on_play(switched_on)
        product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
        writer = counting_writer()
        writer.attach(product)
        timeline.play()
        timeline.commit()
        for _ in range(10):
            await next_update()
        timeline.stop()
        timeline.commit()
        await rep.orchestrator.wait_until_complete_async()
        answer["on" if switched_on else "off"] = len(writer.payloads)
        writer.detach()
        product.destroy()
        await next_update()
    rep.orchestrator.set_capture_on_play(False)
    return answer


async def ask_waiting(_folder: Path) -> object:
    """Which frame an annotator has after a step that did not wait: the box has moved before each."""
    stage = omni.usd.get_context().get_stage()
    translate = UsdGeom.Xformable(stage.GetPrimAtPath("/World/unlabelled")).GetOrderedXformOps()[0]
    answer = {}
    for wait in (True, False):
        product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
        depth = rep.AnnotatorRegistry.get_annotator("distance_to_image_plane")
        depth.attach(product)
        await rep.orchestrator.step_async()
        seen = []
        for z in (0.5, 1.0, 1.5):
            translate.Set(Gf.Vec3d(3.0, -1.8, z))
            await rep.orchestrator.step_async(wait_for_render=wait)
            array = depth.get_data()
            seen.append(round(float(array[pixel_of("unlabelled")]), 3) if array.size else None)
        await rep.orchestrator.wait_until_complete_async()
        answer["waiting" if wait else "not waiting"] = seen
        translate.Set(Gf.Vec3d(3.0, -1.8, 0.0))
        depth.detach()
        product.destroy()
        await next_update()
    return answer


async def ask_output_folders(folder: Path) -> object:
    """Where files go when the folder exists, and when its path is relative."""
    target = folder / "existing"
    for overwrite in (True, True, False, False):
        backend = rep.backends.get("DiskBackend")
        backend.initialize(output_dir=str(target), overwrite=overwrite)
        backend.schedule(rep.functional.write_json, path="a.json", data={"overwrite": overwrite})
        await rep.orchestrator.wait_until_complete_async()
    relative = rep.backends.get("DiskBackend")
    relative_name = f"isaacsim_probe_{os.getpid()}"
    relative.initialize(output_dir=relative_name)
    relative.schedule(rep.functional.write_json, path="a.json", data={})
    await rep.orchestrator.wait_until_complete_async()
    candidates = {
        "the working directory": Path.cwd(),
        "~/omni.replicator_out": Path.home() / "omni.replicator_out",
        "the setting": Path(
            carb.settings.get_settings().get("/omni/replicator/backends/disk/root_dir") or "/nonexistent"
        ),
    }
    found = [name for name, parent in candidates.items() if (parent / relative_name / "a.json").is_file()]
    for parent in candidates.values():
        shutil.rmtree(parent / relative_name, ignore_errors=True)
    return {"existing folder": told_folder(folder), "relative path lies in": found}


async def ask_errors(_folder: Path) -> object:
    """What wrong calls raise."""
    product = rep.create.render_product("/World/camera", (WIDTH, HEIGHT), force_new=True)
    writer = counting_writer()
    writer.attach(product)
    answer = {
        "an unknown writer": await told_error(lambda: rep.WriterRegistry.get("NoSuchWriter")),
        "an unknown annotator": await told_error(
            lambda: rep.AnnotatorRegistry.get_annotator("no_such_annotator")
        ),
        "an unknown backend": await told_error(lambda: rep.backends.get("NoSuchBackend")),
        "a writer attached twice": await told_error(lambda: writer.attach(product)),
        "a writer registered twice": await told_error(
            lambda: [rep.WriterRegistry.register(CountingWriter) for _ in range(2)]
        ),
        "a camera that is not there": await told_error(
            lambda: rep.create.render_product("/World/no_such_camera", (WIDTH, HEIGHT))
        ),
        "a step from inside the loop": await told_error(rep.orchestrator.step),
        "a writer that is not registered, unregistered": await told_error(
            lambda: rep.WriterRegistry.unregister("NoSuchWriter")
        ),
    }
    writer.detach()
    product.destroy()
    rep.WriterRegistry.unregister("CountingWriter")
    return answer


async def ask_names_of_render_products(_folder: Path) -> object:
    """Names and reuse."""

    def create(**keywords: object) -> object:
        return rep.create.render_product("/World/camera", (WIDTH, HEIGHT), **keywords)

    first, second = create(), create()
    new, named, same_name = create(force_new=True), create(name="mine"), create(name="mine")
    products = (first, second, new, named, same_name)
    answer = [str(product.path) for product in products]
    for path in dict.fromkeys(answer):
        next(product for product in products if str(product.path) == path).destroy()
    await next_update()
    return answer


async def ask_writers(_folder: Path) -> object:
    """The writers that are registered, and their parameters."""
    return {
        str(name): told_signature(rep.WriterRegistry.get_writers()[name])
        for name in sorted(rep.WriterRegistry.get_writers())
    }


async def ask_backends(_folder: Path) -> object:
    """The backends that are registered, and what a backend of one's own must have."""
    base = rep.backends.BaseBackend
    return {
        "methods": sorted(name for name in dir(base) if not name.startswith("_")),
        "abstract": sorted(getattr(base, "__abstractmethods__", ())),
        "annotators": sorted(rep.AnnotatorRegistry.get_registered_annotators()),
    }


EXPERIMENTS = (
    (ask_versions, (1,)),
    (ask_signatures, (2,)),
    (ask_status, (2,)),
    (ask_writing, (2, 15)),
    (ask_all_switches, (4, 5, 6, 7, 9, 14)),
    (ask_all_switches_as_numbers, (3,)),
    (ask_two_render_products, (8,)),
    (ask_empty_view, (8,)),
    (ask_all_pointcloud_points, (6,)),
    (ask_annotators, (4, 5, 6, 9, 14)),
    (ask_payloads, (6,)),
    (ask_ids_over_frames, (9,)),
    (ask_timeline, (10,)),
    (ask_timeline_changes, (10,)),
    (ask_capture_on_play, (10,)),
    (ask_waiting, (15,)),
    (ask_output_folders, (11,)),
    (ask_errors, (12,)),
    (ask_names_of_render_products, (12,)),
    (ask_writers, (13,)),
    (ask_backends, (2, 12)),
)


# -- all of it -----------------------------------------------------------------------------------------


async def run(output_folder: Path) -> Path:
    """Do every experiment and zip the answers.

    Returns:
        The archive.
    """
    capture_on_play = carb.settings.get_settings().get("/omni/replicator/captureOnPlay")
    rep.orchestrator.set_capture_on_play(False)
    answers: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="isaacsim_probe_") as temporary:
        work = Path(temporary)
        try:
            for experiment, questions in EXPERIMENTS:
                name = experiment.__name__.removeprefix("ask_")
                answers[name] = {"settles": list(questions), **await answer_of(experiment, work / name)}
        finally:
            rep.orchestrator.set_capture_on_play(bool(capture_on_play))
        document = {
            "probe": PROBE_VERSION,
            "questions": {str(number): text for number, text in QUESTIONS.items()},
            "experiments": answers,
        }
        (work / "answers.json").write_text(json.dumps(document, indent=2, default=str), encoding="utf-8")
        output_folder.mkdir(parents=True, exist_ok=True)
        archive = output_folder / ARCHIVE_NAME
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path in sorted(work.rglob("*")):
                if path.is_file():
                    zipped.write(path, path.relative_to(work).as_posix())
    return archive


async def answer_of(experiment: object, folder: Path) -> dict[str, object]:
    """An experiment's answer on a stage of its own, or its error."""
    folder.mkdir(parents=True)
    begin = time.perf_counter()
    try:
        build_stage()
        await next_update()
        return {"answer": await experiment(folder), "seconds": time.perf_counter() - begin}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}


async def main() -> None:
    """Run the probe, say where the archive is, and end the application."""
    archive = await run(Path(os.environ.get(OUTPUT_VARIABLE) or Path.cwd()))
    print(f"isaacsim_probe: the answers are in {archive}", flush=True)
    omni.kit.app.get_app().post_quit()


# Under which name Kit runs a script is not documented; whoever imports this file wants its functions only.
if not __name__.endswith("isaacsim_probe"):
    asyncio.ensure_future(main())
