"""Load, draw and record every stage in a folder, and report by stage.

    uv run tests/corpus.py DIR [--pictures DIR] [--json FILE] [--record] [--timeout SECONDS]

Each stage is loaded in a process of its own, so that one that crashes or hangs is a line of the report. It is looked at
by the first camera that it has, or else by one that sees all of it. Exit codes: 0 every stage was loaded and drawn, 1
some was not, 2 bad input.

::

    result     ok, empty (nothing to draw), refused (the file cannot be opened), FAILED, CRASHED or TIMEOUT
    prims      gprims that are active and not guides or proxies, instances counted once each
    drawn      things that the renderer draws: gprims, parts of them, copies by point instancers
    seen       of those, the ones on the picture
"""

from __future__ import annotations

import json
import logging
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import typer

SUFFIXES = (".usd", ".usda", ".usdc", ".usdz")
CAMERA = "/CorpusCamera"
SIZE = (320, 240)
FOCAL_LENGTH, APERTURE = 35.0, 24.0
GOOD = ("ok", "empty", "refused")
RESULT = "corpus result: "
FRAMES = 2
CONFIG = {
    "version": 1,
    "render_products": [{"camera": CAMERA, "width": SIZE[0], "height": SIZE[1]}],
    "writer": {"name": "BasicWriter", "parameters": {"rgb": True, "semantic_segmentation": True}},
    "control": {"frames": FRAMES},
}


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of stages, or one stage.", exists=True)],
    pictures: Annotated[Path | None, typer.Option(help="Folder for a PNG of each stage.")] = None,
    report: Annotated[Path | None, typer.Option("--json", help="File for the report as JSON.")] = None,
    record: Annotated[bool, typer.Option("--record", help="Record two frames of each as well.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds that a stage may take.")] = 120.0,
    child: Annotated[bool, typer.Option("--child", hidden=True)] = False,
) -> None:
    """Load, draw and record every stage in a folder, and report by stage."""
    if child:
        typer.echo(RESULT + json.dumps(look_at(folder, pictures)))
        return
    stages = (
        [folder]
        if folder.is_file()
        else sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    )
    if not stages:
        raise typer.BadParameter(f"{folder} has no stage, no file that ends in {', '.join(SUFFIXES)}")
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    root = folder if folder.is_dir() else folder.parent
    entries = []
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for entry in pool.map(lambda stage: _examine(stage, root, pictures, timeout, record=record), stages):
            entries.append(entry)
            _show(entry)
    if report is not None:
        report.write_text(json.dumps(entries, indent=2) + "\n")
    results = Counter(entry["result"] for entry in entries)
    typer.echo(
        f"{len(entries)} stages: " + ", ".join(f"{count} {result}" for result, count in results.items())
    )
    raise typer.Exit(0 if all(entry["result"] in GOOD for entry in entries) else 1)


def _examine(
    stage: Path, root: Path, pictures: Path | None, timeout: float, *, record: bool
) -> dict[str, Any]:
    """What became of a stage, in processes of its own."""
    name = stage.relative_to(root).as_posix()
    picture = pictures / (name.replace("/", "__") + ".png") if pictures is not None else None
    command = [sys.executable, __file__, str(stage), "--child"]
    begin = time.monotonic()
    code, output = _run([*command, *(["--pictures", str(picture)] if picture else [])], timeout)
    entry: dict[str, Any] = {"stage": name, "seconds": round(time.monotonic() - begin, 2)}
    found = [line for line in output.splitlines() if line.startswith(RESULT)]
    if code == 0 and found:
        entry |= json.loads(found[-1].removeprefix(RESULT))
    else:
        result = "TIMEOUT" if code is None else "CRASHED" if code < 0 else "FAILED"
        entry |= {"result": result, "output": output[-4000:]}
    if record and entry["result"] == "ok":
        entry["recorded"] = _record(stage, timeout)
        if entry["recorded"] != "ok":
            entry["result"] = "FAILED"
    return entry


def _run(command: list[str], timeout: float) -> tuple[int | None, str]:
    """Exit code, None after the time limit, and output."""
    try:
        done = subprocess.run(
            command,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as expired:
        said = expired.stdout or b""
        return None, said.decode(errors="replace") if isinstance(said, bytes) else said
    return done.returncode, done.stdout


def _show(entry: dict[str, Any]) -> None:
    findings = Counter(finding["code"] for finding in entry.get("findings", ()))
    said = ", ".join(f"{code} x {count}" if count > 1 else code for code, count in sorted(findings.items()))
    counts = "  ".join(f"{name} {entry[name]}" for name in ("prims", "drawn", "seen") if name in entry)
    recorded = f"  recorded {entry['recorded']}" if "recorded" in entry else ""
    typer.echo(f"{entry['result']:<8} {entry['seconds']:6.1f} s  {entry['stage']}  {counts}{recorded}")
    if said:
        typer.echo(f"{'':17}{said}")
    if entry["result"] not in GOOD or entry.get("reason"):
        typer.echo(f"{'':17}{entry.get('reason') or entry.get('output', '').strip()[-500:]}")


def _record(stage: Path, timeout: float) -> str:
    """Record a stage by the command line; "ok" or what went wrong."""
    from pxr import Usd  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        opened = Usd.Stage.Open(str(stage))
        seen = Path(folder, "seen.usda")
        seen.write_text(_with_camera(opened, str(stage.resolve())))
        config = Path(folder, "config.json")
        config.write_text(json.dumps(CONFIG))
        command = [
            sys.executable,
            "-m",
            "synthetic_recorder.app.main",
            "record",
            str(config),
            "--stage",
            str(seen),
        ]
        code, output = _run([*command, "--output", str(Path(folder, "data")), "--json"], timeout)
        frames = len(list(Path(folder, "data").rglob("rgb_*.png")))
    if code == 0 and frames == FRAMES:
        return "ok"
    return f"exit code {code}, {frames} pictures: {output.strip()[-500:]}"


# -- in the process of one stage --------------------------------------------------------------------


class _Findings(logging.Handler):
    """Keeps what is logged with a code."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._found: dict[tuple[str, str], dict[str, str]] = {}

    @property
    def found(self) -> list[dict[str, str]]:
        return list(self._found.values())

    def emit(self, record: logging.LogRecord) -> None:
        code, where = getattr(record, "code", None), str(getattr(record, "where", ""))
        if code is not None:
            self._found[code, where] = {"code": code, "where": where, "what": record.getMessage()}


def look_at(file: Path, picture: Path | None) -> dict[str, Any]:
    """Load a stage in an App, draw it and say what came of it."""
    import kitless  # noqa: PLC0415
    from kitless.errors import StageOpenError  # noqa: PLC0415

    handler = _Findings()
    logging.getLogger("kitless").addHandler(handler)
    app = kitless.start()
    try:
        begin = time.monotonic()
        try:
            app.usd_context.open_stage(str(file))
        except StageOpenError as error:
            return {"result": "refused", "reason": str(error), "findings": handler.found}
        opened = time.monotonic()
        stage = app.usd_context.get_stage()
        prims, own = _count_gprims(stage), _own_camera(stage)
        camera = own or _add_camera(stage)
        seen, drawn = app.run(_draw(picture, stage, camera))
        return {
            "result": "ok" if drawn else "empty",
            "seconds_loading": round(opened - begin, 2),
            "seconds_drawing": round(time.monotonic() - opened, 2),
            "composition_errors": len(stage.GetCompositionErrors()),
            "prims": prims,
            "drawn": drawn,
            "seen": seen,
            "findings": handler.found,
        }
    finally:
        app.shutdown()


async def _draw(picture: Path | None, stage: Any, camera: str) -> tuple[int, int]:
    """How many things are seen, and drawn."""
    import numpy as np  # noqa: PLC0415
    import omni.replicator.core as rep  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415
    from pxr import Usd  # noqa: PLC0415

    from kitless.scene import SceneTranslator  # noqa: PLC0415

    product = rep.create.render_product(camera, SIZE)
    annotators = [
        rep.AnnotatorRegistry.get_annotator("HdrColor"),
        rep.AnnotatorRegistry.get_annotator("instance_id_segmentation", init_params={"colorize": False}),
    ]
    for annotator in annotators:
        annotator.attach(product)
    await rep.orchestrator.step_async(rt_subframes=4, delta_time=0.0)
    light, ids = (annotator.get_data() for annotator in annotators)
    if picture is not None:
        Image.fromarray(_exposed(np.asarray(light, np.float32)[..., :3], ids["data"])).save(picture)
    seen = {
        number
        for number in np.unique(ids["data"]).tolist()
        if ids["info"]["idToLabels"].get(str(number), "")[:1] == "/"
    }
    translator = SceneTranslator(stage, "cpu")
    drawn = len(translator.update(Usd.TimeCode.EarliestTime()).drawables)
    translator.close()
    return len(seen), drawn


def _exposed(light: Any, ids: Any) -> Any:
    """Light as sRGB, so bright that the stage's things are neither black nor white whatever its lights are."""
    import numpy as np  # noqa: PLC0415

    from kitless.render import linear_to_srgb  # noqa: PLC0415

    things = light[ids > 1].max(axis=-1) if (ids > 1).any() else light.max(axis=-1)
    brightest = float(np.percentile(things, 95))
    if not 0.2 < brightest < 1.0 and brightest > 0.0:
        light = light * (0.8 / brightest)
    return (linear_to_srgb(light.clip(0.0, 1.0)) * 255.0 + 0.5).astype(np.uint8)


def _count_gprims(stage: Any) -> int:
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    every = Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
    purposes = (UsdGeom.Tokens.default_, UsdGeom.Tokens.render)
    return sum(
        prim.IsA(UsdGeom.Gprim) and UsdGeom.Imageable(prim).ComputePurpose() in purposes for prim in every
    )


def _add_camera(stage: Any) -> str:
    """A camera in the session layer that sees all of the stage from its front, above and to the right."""
    from pxr import Sdf  # noqa: PLC0415

    layer = Sdf.Layer.CreateAnonymous(".usda")
    layer.ImportFromString("#usda 1.0\n" + _camera_text(stage))
    Sdf.CopySpec(layer, CAMERA, stage.GetSessionLayer(), CAMERA)
    return CAMERA


def _own_camera(stage: Any) -> str | None:
    """Path of the first camera in the stage's own layers."""
    from pxr import UsdGeom  # noqa: PLC0415

    cameras = (prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Camera))
    session = stage.GetSessionLayer()
    return next((str(prim.GetPath()) for prim in cameras if not session.GetPrimAtPath(prim.GetPath())), None)


def _with_camera(stage: Any, file: str) -> str:
    """Text of a layer on top of a stage's file with the camera, and with the stage's own units and times."""
    from pxr import UsdGeom  # noqa: PLC0415

    metadata = [
        f"subLayers = [@{file}@]",
        f'upAxis = "{UsdGeom.GetStageUpAxis(stage)}"',
        f"metersPerUnit = {UsdGeom.GetStageMetersPerUnit(stage)!r}",
        f"timeCodesPerSecond = {stage.GetTimeCodesPerSecond()!r}",
        f"startTimeCode = {stage.GetStartTimeCode()!r}",
        f"endTimeCode = {stage.GetEndTimeCode()!r}",
    ]
    return "#usda 1.0\n(\n    " + "\n    ".join(metadata) + "\n)\n" + _camera_text(stage)


def _camera_text(stage: Any) -> str:
    from pxr import Gf, Usd, UsdGeom  # noqa: PLC0415

    purposes = [UsdGeom.Tokens.default_, UsdGeom.Tokens.render]
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), purposes, useExtentsHint=False)
    box = cache.ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    known = not box.IsEmpty() and all(
        math.isfinite(number) for corner in (box.GetMin(), box.GetMax()) for number in corner
    )
    centre = box.GetMidpoint() if known else Gf.Vec3d(0.0)
    radius = max(box.GetSize().GetLength() / 2.0, 1e-9) if known else 1.0
    up = Gf.Vec3d(0, 0, 1) if UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z else Gf.Vec3d(0, 1, 0)
    front = Gf.Vec3d(0.5, -0.8, 0.35) if up[2] else Gf.Vec3d(0.5, 0.35, 0.8)
    height = APERTURE * SIZE[1] / SIZE[0]
    distance = radius / math.sin(math.atan(height / 2.0 / FOCAL_LENGTH))
    eye = centre + front.GetNormalized() * distance
    matrix = Gf.Matrix4d().SetLookAt(eye, centre, up).GetInverse()
    rows = ", ".join("(" + ", ".join(repr(matrix[i, j]) for j in range(4)) + ")" for i in range(4))
    return f"""
def Camera "{CAMERA[1:]}"
{{
    float focalLength = {FOCAL_LENGTH}
    float horizontalAperture = {APERTURE}
    float verticalAperture = {height}
    float2 clippingRange = ({max(distance - 1.5 * radius, distance * 1e-3)!r}, {distance + 4.0 * radius!r})
    matrix4d xformOp:transform = ({rows})
    uniform token[] xformOpOrder = ["xformOp:transform"]
}}
"""


if __name__ == "__main__":
    typer.run(main)
