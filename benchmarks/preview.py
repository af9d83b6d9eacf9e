"""What an open preview costs a recording, and what a still preview costs an app that has nothing to do.

The same stage is recorded without a preview and with it, in turns and in one process: so many frames of rgb and
semantic segmentation, and beside them the preview's own picture whenever one is due. An empty window is there in both,
so that the user interface is drawn in both.

::

    cost of the preview     seconds from the first frame to the last with it, against those without it
    cost at rest            seconds of an update in which nothing has changed, with the window against without it
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from window_response import SIZE, SPHERES, WINDOW_SIZE, make_config, make_stage

import kitless

FRAMES = 20
SETTLING = 20
UPDATES = 100
ANNOTATORS = {"rgb": True, "semantic_segmentation": True}
WITHOUT, WITH = WAYS = ("no preview", "preview")


@dataclass
class Measured:
    """What was measured of one way to record, in seconds.

    Attributes:
        recordings: From one frame to the next, on average of each recording.
        updates: Updates of the app at rest.
    """

    recordings: list[float] = field(default_factory=list)
    updates: list[float] = field(default_factory=list)


async def measure_way(app: kitless.App, way: str, frames: int, updates: int, measured: Measured) -> None:
    """Record in one way, and then let the app rest."""
    from omni import ui  # noqa: PLC0415

    from synthetic_recorder.core import get_recorder  # noqa: PLC0415
    from synthetic_recorder.preview.identifiers import WINDOW_TITLE  # noqa: PLC0415

    ui.Workspace.show_window(WINDOW_TITLE, way == WITH)
    for _ in range(SETTLING):
        await app.next_update()
    recorder = get_recorder()
    recorded_at: dict[int, float] = {}
    subscription = recorder.subscribe_progress(
        lambda progress: recorded_at.setdefault(progress.frame, time.perf_counter())
    )
    await recorder.start()
    await recorder.wait()
    subscription.unsubscribe()
    measured.recordings.append((recorded_at[frames] - recorded_at[1]) / (frames - 1))
    for _ in range(SETTLING):
        await app.next_update()
    for _ in range(updates):
        begin = time.perf_counter()
        await app.next_update()
        measured.updates.append(time.perf_counter() - begin)


def measure(arguments: argparse.Namespace, folder: Path) -> dict[str, Measured]:
    """Record in both ways, in turns."""
    app = kitless.start(
        exts=["synthetic_recorder.core", "synthetic_recorder.preview"],
        settings={
            "/kitless/device": arguments.device,
            "/app/window/width": arguments.window[0],
            "/app/window/height": arguments.window[1],
        },
    )
    try:
        from omni import ui  # noqa: PLC0415

        from synthetic_recorder.core import get_recorder  # noqa: PLC0415

        window = ui.Window("Benchmark", width=200, height=100)
        app.run(app.usd_context.attach_stage_async(make_stage(arguments.spheres)))
        config = make_config(folder, tuple(arguments.size))
        get_recorder().config = dataclasses.replace(
            config,
            writer=dataclasses.replace(config.writer, parameters=ANNOTATORS),
            control=dataclasses.replace(config.control, frames=arguments.frames),
        )
        measured = {way: Measured() for way in WAYS}
        counts = arguments.frames, arguments.updates
        # The first recording compiles kernels.
        app.run(measure_way(app, WITH, *counts, Measured()))
        for _ in range(arguments.rounds):
            for way in WAYS:
                app.run(measure_way(app, way, *counts, measured[way]))
        window.destroy()
        return measured
    finally:
        app.shutdown()


def ratios(measured: dict[str, Measured]) -> dict[str, float]:
    """Return what the preview costs, against the app without it."""
    return {
        name: statistics.median(getattr(measured[WITH], name))
        / statistics.median(getattr(measured[WITHOUT], name))
        for name in ("recordings", "updates")
    }


def table(measured: dict[str, Measured]) -> str:
    """Return seconds and ratios, as people read them."""
    cost = ratios(measured)
    lines = [f"{'':12} {'a recorded frame':>18} {'an update at rest':>18}"]
    for way, times in measured.items():
        frame, update = statistics.median(times.recordings), statistics.median(times.updates)
        lines.append(f"{way:12} {frame:16.4f} s {update:16.4f} s")
    lines.append(f"{'ratio':12} {cost['recordings']:>18.2f} {cost['updates']:>18.2f}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--frames", type=int, default=FRAMES, help=f"frames of each recording, 2 or more ({FRAMES})"
    )
    parser.add_argument("--updates", type=int, default=UPDATES, help=f"updates at rest ({UPDATES})")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of both ways (3)")
    parser.add_argument("--spheres", type=int, default=SPHERES, help=f"spheres on the stage ({SPHERES})")
    parser.add_argument("--size", type=int, nargs=2, default=SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--window", type=int, nargs=2, default=WINDOW_SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--device", default="auto", help="cpu, cuda:0, … (auto)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where every number is written")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(arguments, Path(folder))
    sys.stdout.write(f"{table(measured)}\n")
    if arguments.json is not None:
        numbers = {
            "machine": {"platform": platform.platform(), "python": platform.python_version()},
            "arguments": {name: value for name, value in vars(arguments).items() if name != "json"},
            "ways": {way: dataclasses.asdict(times) for way, times in measured.items()},
            "ratios": ratios(measured),
        }
        arguments.json.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
