"""How long after a click the recorder's window reacts while heavy frames are recorded, against the time of one frame.

Three ways to record the same stage, in turns and in one process: without a window, with the recorder's window, and with
the viewport and the stage tree beside it. In the last two somebody clicks Pause, at a random instant, and Resume.

::

    the click happens   it is noticed                          the window shows it
          │  a frame is rendered  │  press │ release │ pause() │
          ├───────────────────────┴────────┴─────────┴─────────┤
          └────────────────── reaction ────────────────────────┘

As on a desktop a click waits in a queue until the next frame of the window is drawn; what is measured ends when a frame
was drawn in which the button says Resume.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import kitless

SPHERES = 200
SIZE = (1280, 720)
WINDOW_SIZE = (1440, 900)
BEFORE_THE_WINDOW = 499
AFTER_THE_WINDOW = 501
NO_WINDOW, WINDOW, VIEWPORT = WAYS = ("no window", "window", "window and viewport")


@dataclass
class Measured:
    """What was measured of one way to record, in seconds.

    Attributes:
        frames: From one recorded frame to the next.
        reactions: From clicks to the frames of the window that show their effect.
        standstills: From one frame of the window to the next, while something is recorded.
    """

    frames: list[float] = field(default_factory=list)
    reactions: list[float] = field(default_factory=list)
    standstills: list[float] = field(default_factory=list)

    @property
    def frame(self) -> float:
        """Median time of a frame."""
        return statistics.median(self.frames)

    def ratio(self, name: str) -> dict[str, float]:
        """Median and maximum of one of the lists, in frames."""
        values = getattr(self, name)
        if not values:
            return {}
        return {"median": statistics.median(values) / self.frame, "max": max(values) / self.frame}


class Hand:
    """Clicks where the pointer is, at an instant that no frame knows of.

    Args:
        app: The App.
    """

    def __init__(self, app: kitless.App) -> None:
        self._due: float | None = None
        self._is_pressed = False
        self._subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._give_events(), order=BEFORE_THE_WINDOW, name="benchmark: hand"
        )

    def click_at(self, instant: float) -> None:
        """Click at an instant of ``time.perf_counter``."""
        self._due = instant

    def close(self) -> None:
        """Click no more."""
        self._subscription.unsubscribe()

    def _give_events(self) -> None:
        from omni import ui  # noqa: PLC0415 - there is a window by now

        if self._is_pressed:
            ui._ui._inject_mouse_button(0, False)  # noqa: SLF001 - as omni.kit.ui_test does on kitless
            self._is_pressed = False
        elif self._due is not None and time.perf_counter() >= self._due:
            ui._ui._inject_mouse_button(0, True)  # noqa: SLF001
            self._is_pressed = True
            self._due = None


class Watch:
    """Notes when frames are recorded and when the window is drawn.

    Args:
        app: The App.
        recorder: What records.
        measured: Takes the times.
    """

    def __init__(self, app: kitless.App, recorder: object, measured: Measured) -> None:
        from synthetic_recorder.core import RecorderState  # noqa: PLC0415

        self.drawn_at = time.perf_counter()
        self.frames = 0
        self._running = RecorderState.RUNNING
        self._recorder = recorder
        self._measured = measured
        self._frame_at: float | None = None
        self._subscriptions = (
            app.update_stream.create_subscription_to_pop(
                lambda _event: self._note_drawn(), order=AFTER_THE_WINDOW, name="benchmark: watch"
            ),
            recorder.subscribe_progress(self._note_progress),
            recorder.subscribe_state(self._note_state),
        )

    def close(self) -> None:
        """Note no more."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()

    def _note_drawn(self) -> None:
        now = time.perf_counter()
        if self._recorder.state is self._running:
            self._measured.standstills.append(now - self.drawn_at)
        self.drawn_at = now

    def _note_state(self, _state: object) -> None:
        # A frame that had a pause in it is none to measure by.
        self._frame_at = None

    def _note_progress(self, progress: object) -> None:
        if progress.frame == self.frames or self._recorder.state is not self._running:
            return
        self.frames = progress.frame
        now = time.perf_counter()
        if self._frame_at is not None:
            self._measured.frames.append(now - self._frame_at)
        self._frame_at = now


def make_stage(spheres: int) -> object:
    """Return a stage of labelled spheres before a camera, and a light."""
    from pxr import Gf, Usd, UsdGeom, UsdLux, UsdSemantics  # noqa: PLC0415

    places = random.Random(7)  # noqa: S311 - the same stage each time
    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    stage.SetEndTimeCode(100_000)
    for number in range(spheres):
        sphere = UsdGeom.Sphere.Define(stage, f"/World/Sphere_{number}")
        sphere.CreateRadiusAttr(places.uniform(0.2, 0.6))
        UsdGeom.XformCommonAPI(sphere).SetTranslate(
            Gf.Vec3d(*(places.uniform(-side, side) for side in (6, 3.5, 3)))
        )
        labels = UsdSemantics.LabelsAPI.Apply(sphere.GetPrim(), "class")
        labels.CreateLabelsAttr([f"label_{number % 10}"])
    camera = UsdGeom.Camera.Define(stage, "/World/Camera")
    UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 20))
    UsdLux.DistantLight.Define(stage, "/World/Sun").CreateIntensityAttr(1000.0)
    return stage


def make_config(folder: Path, size: tuple[int, int]) -> object:
    """Return a config that records everything that BasicWriter can, until it is stopped."""
    from synthetic_recorder.app import resources  # noqa: PLC0415
    from synthetic_recorder.core import RecorderConfig  # noqa: PLC0415

    config = RecorderConfig.load(resources.config("all_annotators"))
    product = dataclasses.replace(
        config.render_products[0], camera="/World/Camera", width=size[0], height=size[1], name=""
    )
    return dataclasses.replace(
        config,
        render_products=(product,),
        output=dataclasses.replace(config.output, directory=str(folder)),
        control=dataclasses.replace(config.control, frames=0, rt_subframes=0),
    )


async def record(app: kitless.App, way: str, clicks: int, measured: Measured) -> None:
    """Record in one way, and click so often; without a window, for as many frames as clicks take."""
    from omni import ui  # noqa: PLC0415

    from kitless.ui.editor import Editor  # noqa: PLC0415
    from synthetic_recorder.core import RecorderState, get_recorder  # noqa: PLC0415
    from synthetic_recorder.window.identifiers import WINDOW_TITLE  # noqa: PLC0415

    recorder = get_recorder()
    editor = Editor(app) if way == VIEWPORT else None
    ui.Workspace.show_window(WINDOW_TITLE, way != NO_WINDOW)
    for _ in range(10):
        await app.next_update()
    watch = Watch(app, recorder, measured)
    await recorder.start()
    await _frames(app, watch, 3)
    if way == NO_WINDOW:
        await _frames(app, watch, 2 * clicks)
    else:
        button = await _pause_button()
        hand = Hand(app)
        for _ in range(clicks):
            await _frames(app, watch, 2)
            instant = time.perf_counter() + random.uniform(0, 2) * measured.frame  # noqa: S311
            hand.click_at(instant)
            while not (button.text == "Resume" and watch.drawn_at > instant):
                await app.next_update()
            measured.reactions.append(watch.drawn_at - instant)
            hand.click_at(time.perf_counter())
            while recorder.state is not RecorderState.RUNNING:
                await app.next_update()
        hand.close()
    await recorder.stop()
    watch.close()
    if editor is not None:
        editor.destroy()


async def _frames(app: kitless.App, watch: Watch, number: int) -> None:
    """Wait until so many more frames are recorded."""
    last = watch.frames + number
    while watch.frames < last:
        await app.next_update()


async def _pause_button() -> object:
    """Find the button and put the pointer on it."""
    import omni.kit.ui_test as ui_test  # noqa: PLC0415, PLR0402

    from synthetic_recorder.window import identifiers  # noqa: PLC0415

    found = ui_test.find(f"{identifiers.WINDOW_TITLE}//Frame/**/{identifiers.PAUSE_RESUME}")
    await found.bring_to_front()
    found.widget.scroll_here_y(0.5)
    await ui_test.wait_n_updates(4)
    await ui_test.emulate_mouse_move(found.center)
    return found.widget


def measure(arguments: argparse.Namespace, folder: Path) -> dict[str, Measured]:
    """Record in every way, in turns."""
    app = kitless.start(
        exts=["synthetic_recorder.window"],
        settings={
            "/kitless/device": arguments.device,
            "/app/window/width": arguments.window[0],
            "/app/window/height": arguments.window[1],
        },
    )
    try:
        from synthetic_recorder.core import get_recorder  # noqa: PLC0415

        app.run(app.usd_context.attach_stage_async(make_stage(arguments.spheres)))
        get_recorder().config = make_config(folder, tuple(arguments.size))
        measured = {way: Measured() for way in WAYS}
        for _ in range(arguments.rounds):
            for way in WAYS:
                app.run(record(app, way, arguments.clicks, measured[way]))
        return measured
    finally:
        app.shutdown()


def table(measured: dict[str, Measured]) -> str:
    """Return the ratios, as people read them."""
    plain = measured[NO_WINDOW].frame
    lines = [
        f"{'':20} {'frame':>8} {'against no window':>18} {'reaction, in frames':>20} {'standstill, in frames':>22}"
    ]
    for way, times in measured.items():
        cells = [
            "{median:.2f}, max {max:.2f}".format(**ratio) if ratio and way != NO_WINDOW else "-"
            for ratio in (times.ratio("reactions"), times.ratio("standstills"))
        ]
        lines.append(
            f"{way:20} {times.frame:6.3f} s {times.frame / plain:>18.2f} {cells[0]:>20} {cells[1]:>22}"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clicks", type=int, default=10, help="clicks on Pause in each round (10)")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of all ways (2)")
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
            "ways": {
                way: dataclasses.asdict(times)
                | {
                    "reaction_in_frames": times.ratio("reactions"),
                    "standstill_in_frames": times.ratio("standstills"),
                }
                for way, times in measured.items()
            },
        }
        arguments.json.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
