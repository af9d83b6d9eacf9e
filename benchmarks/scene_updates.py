"""What it costs to follow a change of one prim, by how many prims there are that do not change.

A stage of cubes, half of them instances, is followed by the scene that pictures are drawn of, with few of them and with
many.

::

    ratio    seconds of an update with many prims, against those with few
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom, UsdLux, UsdSemantics

from kitless.scene import SceneTranslator

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 10, 10_000
UPDATES = 20
FIRST = "/World/Cube_0"


def make_stage(prims: int) -> Usd.Stage:
    """So many cubes side by side, every other one as an instance of an asset, and a lamp."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Xform.Define(stage, "/World")
    stage.CreateClassPrim("/Asset")
    UsdGeom.Cube.Define(stage, "/Asset/Cube")
    for number in range(prims):
        path = f"/World/Cube_{number}"
        if number % 2:
            prim = UsdGeom.Xform.Define(stage, path).GetPrim()
            prim.GetReferences().AddInternalReference("/Asset")
            prim.SetInstanceable(True)
        else:
            prim = UsdGeom.Cube.Define(stage, path).GetPrim()
        UsdGeom.XformCommonAPI(prim).SetTranslate((3.0 * (number % 100), 3.0 * (number // 100), 0))
    UsdLux.SphereLight.Define(stage, "/World/Lamp")
    return stage


def animate_transform(stage: Usd.Stage, code: int) -> None:
    """The first cube turns."""
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath(FIRST)).SetRotate((code, 0, 0), time=code)


def animate_points(stage: Usd.Stage, code: int) -> None:
    """A mesh deforms."""
    mesh = UsdGeom.Mesh.Define(stage, "/World/Mesh")
    mesh.CreateSubdivisionSchemeAttr("none")
    mesh.CreateFaceVertexCountsAttr([3])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2])
    mesh.CreatePointsAttr().Set([(0, 0, -1 - code), (1, 0, -1), (0, 1, -1)], code)


def animate_color(stage: Usd.Stage, code: int) -> None:
    """The first cube changes its colour."""
    UsdGeom.Gprim(stage.GetPrimAtPath(FIRST)).CreateDisplayColorAttr().Set([(0.01 * code, 0, 0)], code)


def animate_light(stage: Usd.Stage, code: int) -> None:
    """The lamp becomes brighter."""
    UsdLux.SphereLight.Get(stage, "/World/Lamp").CreateIntensityAttr().Set(float(code), code)


def animate_visibility(stage: Usd.Stage, code: int) -> None:
    """The first cube blinks with every update."""
    visibility = UsdGeom.Imageable(stage.GetPrimAtPath(FIRST)).CreateVisibilityAttr()
    visibility.Set("invisible" if code % 2 else "inherited", code)


def move(stage: Usd.Stage, number: int) -> None:
    """The first cube is moved by a script."""
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath(FIRST)).SetTranslate((0, 0, number))


def recolor(stage: Usd.Stage, number: int) -> None:
    """The first cube is given another colour by a script."""
    UsdGeom.Gprim(stage.GetPrimAtPath(FIRST)).CreateDisplayColorAttr([(0.01 * number, 0, 0)])


def resize(stage: Usd.Stage, number: int) -> None:
    """The first cube is given another size by a script."""
    UsdGeom.Cube.Get(stage, FIRST).GetSizeAttr().Set(1.0 + 0.01 * number)


def relabel(stage: Usd.Stage, number: int) -> None:
    """The first cube, which has a label, is given another by a script."""
    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath(FIRST), "class").CreateLabelsAttr([f"label_{number}"])


def add(stage: Usd.Stage, number: int) -> None:
    """A cube comes by a script."""
    UsdGeom.Cube.Define(stage, f"/World/New_{number}")


ANIMATIONS = (animate_transform, animate_points, animate_color, animate_light, animate_visibility)
EDITS = (move, recolor, resize, relabel, add)


def measure(change: Callable[[Usd.Stage, int], None], prims: int, updates: int) -> list[float]:
    """Seconds of each update."""
    stage = make_stage(prims)
    animated = change in ANIMATIONS
    change(stage, 0)
    if animated:
        for code in range(updates + 2):
            change(stage, code)
    translator = SceneTranslator(stage, "cpu")
    seconds = []
    translator.update(Usd.TimeCode(0))
    # The first change after a walk over the stage makes what the others find there.
    for number in range(1, updates + 2):
        if not animated:
            change(stage, number)
        begin = time.perf_counter()
        translator.update(Usd.TimeCode(number if animated else 0))
        seconds.append(time.perf_counter() - begin)
    translator.close()
    return seconds[1:]


def main() -> None:
    """Measure, print the table, write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=FEW, help=f"prims of the small stage ({FEW})")
    parser.add_argument("--many", type=int, default=MANY, help=f"prims of the large stage ({MANY})")
    parser.add_argument("--updates", type=int, default=UPDATES, help=f"updates of each ({UPDATES})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where every number is written")
    arguments = parser.parse_args()
    seconds = {
        change.__name__: {
            name: measure(change, prims, arguments.updates)
            for name, prims in (("few", arguments.few), ("many", arguments.many))
        }
        for change in (*ANIMATIONS, *EDITS)
    }
    medians = {
        name: {size: statistics.median(values) for size, values in sizes.items()}
        for name, sizes in seconds.items()
    }
    ratios = {name: sizes["many"] / sizes["few"] for name, sizes in medians.items()}
    lines = [f"{'':20} {arguments.few:>8} prims {arguments.many:>8} prims    ratio"]
    lines += [
        f"{name:20} {1e3 * sizes['few']:11.2f} ms {1e3 * sizes['many']:11.2f} ms {ratios[name]:8.2f}"
        for name, sizes in medians.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if arguments.json is not None:
        numbers = {
            "machine": {"platform": platform.platform(), "python": platform.python_version()},
            "arguments": {name: value for name, value in vars(arguments).items() if name != "json"},
            "seconds": seconds,
            "ratios": ratios,
        }
        arguments.json.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
