"""How labels go with 10,000 prims, against the time that USD takes to open and walk the same stage.

::

    one unit        the file is opened, every prim is visited
    without an app  survey, report, pattern; a label on one prim, and the survey made anew; a label on all, and undone
    in the app      with the window Labels open: the longest standstill that follows when all are selected or labelled,
                    and when that is undone

Every second prim is labelled beforehand, so that adding is both: writing, and finding that nothing is to be written.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import kitless

if TYPE_CHECKING:
    from collections.abc import Callable

PRIMS = 10_000
WINDOW_SIZE = (1440, 900)
UNIT = "open and walk"
SETTLING = 10


class Stopwatch:
    """Collects times by name, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def time[T](self, name: str, work: Callable[[], T]) -> T:
        """Do some work, and note how long it took."""
        begin = time.perf_counter()
        result = work()
        self.seconds.setdefault(name, []).append(time.perf_counter() - begin)
        return result

    def ratios(self) -> dict[str, float]:
        """Median of each, in medians of the unit."""
        unit = statistics.median(self.seconds[UNIT])
        return {name: statistics.median(seconds) / unit for name, seconds in self.seconds.items()}


def make_stage(file: Path, prims: int) -> None:
    """Write a stage of so many gprims in groups of 100; every second one is labelled, with one of ten labels."""
    from pxr import Usd, UsdGeom, UsdSemantics  # noqa: PLC0415

    stage = Usd.Stage.CreateNew(str(file))
    UsdGeom.Xform.Define(stage, "/World")
    for number in range(prims):
        path = f"/World/Group_{number // 100}/{'can' if number % 3 else 'box'}_{number}"
        prim = UsdGeom.Cube.Define(stage, path).GetPrim()
        if number % 2 == 0:
            UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr([f"label_{number % 20}"])
    stage.Save()


def measure_without_an_app(file: Path, watch: Stopwatch) -> None:
    """Measure what the command line does."""
    from pxr import Sdf, Usd  # noqa: PLC0415

    from synthetic_recorder.labels import semantics  # noqa: PLC0415

    def open_and_walk() -> Usd.Stage:
        # A copy, as USD would keep a layer that it has open.
        opened = Usd.Stage.Open(Sdf.Layer.OpenAsAnonymous(str(file)))
        for prim in opened.Traverse():
            prim.GetPrimTypeInfo()
        return opened

    stage = watch.time(UNIT, open_and_walk)
    survey = watch.time("survey", lambda: semantics.LabelSurvey.of(stage))
    watch.time("report", lambda: semantics.LabelReport.of(survey).lines())
    cans = watch.time("pattern", lambda: semantics.match_prims(stage, "can_*"))
    one = stage.GetPrimAtPath(cans[0])
    label = semantics.Label("class", "new")
    watch.time("label one", lambda: semantics.add_label(one, label))
    watch.time("survey after one", lambda: survey.refreshed([one.GetPath()]).counts)
    prims = [prim for prim in stage.Traverse() if prim.GetTypeName() == "Cube"]
    edit = watch.time("label all", lambda: semantics.add_label(prims, label))
    watch.time("undo all", edit.undo)


async def measure_in_the_app(app: kitless.App, watch: Stopwatch) -> None:
    """Measure how long the app stands still, from one update to the next, when somebody does something."""
    import omni.kit.commands  # noqa: PLC0415
    import omni.kit.undo  # noqa: PLC0415

    stage = app.usd_context.get_stage()
    selection = app.usd_context.get_selection()
    paths = [str(prim.GetPath()) for prim in stage.Traverse() if prim.GetTypeName() == "Cube"]

    async def stand_still(name: str, work: Callable[[], object]) -> None:
        longest = 0.0
        for number in range(SETTLING):
            begin = time.perf_counter()
            if number == 0:
                work()
            await app.next_update()
            longest = max(longest, time.perf_counter() - begin)
        watch.seconds.setdefault(name, []).append(longest)

    await stand_still("window: nothing", lambda: None)
    await stand_still("window: select one", lambda: selection.set_selected_prim_paths(paths[:1], True))
    await stand_still("window: label one", lambda: _add_label(paths[:1]))
    await stand_still("window: undo one", omni.kit.undo.undo)
    await stand_still("window: select all", lambda: selection.set_selected_prim_paths(paths, True))
    await stand_still("window: label all", lambda: _add_label(paths))
    await stand_still("window: undo all", omni.kit.undo.undo)
    await stand_still("window: select none", selection.clear_selected_prim_paths)


def _add_label(paths: list[str]) -> None:
    import omni.kit.commands  # noqa: PLC0415

    omni.kit.commands.execute("AddSemanticLabel", prim_paths=paths, semantic_type="class", text="new")


def measure_window(file: Path, size: tuple[int, int], rounds: int, watch: Stopwatch) -> None:
    """Measure in an app that has nothing but the window Labels."""
    app = kitless.start(
        exts=["synthetic_recorder.labels"],
        settings={"/app/window/width": size[0], "/app/window/height": size[1]},
    )
    try:
        from omni import ui  # noqa: PLC0415

        from synthetic_recorder.labels.identifiers import WINDOW_TITLE  # noqa: PLC0415

        ui.Workspace.show_window(WINDOW_TITLE)
        app.run(app.usd_context.open_stage_async(str(file)))
        for _ in range(rounds):
            app.run(measure_in_the_app(app, watch))
    finally:
        app.shutdown()


def table(watch: Stopwatch) -> str:
    """Return the ratios, as people read them."""
    ratios = watch.ratios()
    lines = [f"{'':44} {'median':>9} {'in units':>9}"]
    for name, seconds in watch.seconds.items():
        lines.append(f"{name:44} {statistics.median(seconds):7.4f} s {ratios[name]:9.3f}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prims", type=int, default=PRIMS, help=f"prims on the stage ({PRIMS})")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--window", type=int, nargs=2, default=WINDOW_SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--json", type=Path, metavar="FILE", help="where every number is written")
    arguments = parser.parse_args()
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stage.usdc")
        make_stage(file, arguments.prims)
        for _ in range(arguments.rounds):
            measure_without_an_app(file, watch)
        measure_window(file, tuple(arguments.window), arguments.rounds, watch)
    sys.stdout.write(f"{table(watch)}\n")
    if arguments.json is not None:
        numbers = {
            "machine": {"platform": platform.platform(), "python": platform.python_version()},
            "arguments": {name: value for name, value in vars(arguments).items() if name != "json"},
            "unit": UNIT,
            "seconds": watch.seconds,
            "ratios": watch.ratios(),
        }
        arguments.json.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
