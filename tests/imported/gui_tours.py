"""What a person does in ``synthetic-recorder gui``: the tour that the environment names, in place of their hands."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import traceback
from pathlib import Path

import omni.kit.app
import omni.replicator.core as rep
import omni.usd

from synthetic_recorder.core import get_recorder

app = omni.kit.app.get_app()


class Moody(rep.Writer):
    """Writes a file with each frame, until it is told to fail."""

    fails = False

    def __init__(self, backend):
        self.backend = backend
        self.annotators = [rep.AnnotatorRegistry.get_annotator("rgb")]
        self._frame = 0

    def write(self, data):
        if Moody.fails:
            raise OSError("the disk is in a bad mood")
        self.backend.write_blob(f"frame_{self._frame}.txt", b"frame")
        self._frame += 1


rep.WriterRegistry.register(Moody)


async def until(condition):
    while not condition():
        await app.next_update_async()


async def opened():
    await until(lambda: Path(omni.usd.get_context().get_stage_url()).suffix == ".usda")


async def recorded(frames):
    """Start the recorder, and wait until there are so many frames."""
    await opened()
    counts = []
    recorder = get_recorder()
    subscription = recorder.subscribe_progress(lambda progress: counts.append(progress.frame))
    await recorder.start()
    await until(lambda: max(counts, default=0) >= frames)
    subscription.unsubscribe()


async def look():
    """Write what there is to be seen, and a picture of it."""
    # Not before the command has decided that there is a window.
    from omni import ui  # noqa: PLC0415
    from omni.kit.renderer.capture import acquire_renderer_capture_interface  # noqa: PLC0415

    await opened()
    for _ in range(10):
        await app.next_update_async()
    seen = {
        "windows": {window.title: window.visible for window in ui.Workspace.get_windows()},
        "docks": {window.title: window.dock_id for window in ui.Workspace.get_windows() if window.docked},
        "config": get_recorder().config.to_dict(),
    }
    Path("seen.json").write_text(json.dumps(seen))
    acquire_renderer_capture_interface().capture_next_frame_swapchain("seen.png")
    await app.next_update_async()
    await app.next_update_async()
    app.post_quit()


async def interrupt():
    await recorded(3)
    os.kill(os.getpid(), signal.SIGINT)


async def interrupt_twice():
    await recorded(3)
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)


async def interrupt_and_fail():
    await recorded(3)
    Moody.fails = True
    os.kill(os.getpid(), signal.SIGINT)


async def interrupt_while_asked():
    """Ctrl-C while the File menu asks what becomes of changes."""
    from omni import ui  # noqa: PLC0415 - as above
    from omni.kit import ui_test  # noqa: PLC0415

    await opened()
    omni.usd.get_context().get_stage().DefinePrim("/Unsaved", "Cube")
    await ui_test.menu_click("File/New")
    await until(lambda: ui.Workspace.get_window("Unsaved Changes") is not None)
    os.kill(os.getpid(), signal.SIGINT)


async def read_what_failed():
    """Write what the window tells of a stage that cannot be opened, and which stage is open."""
    from omni import ui  # noqa: PLC0415 - as above
    from omni.kit import ui_test  # noqa: PLC0415

    def told():
        windows = [window.title for window in ui.Workspace.get_windows() if window.visible]
        texts = [ui_test.find(f"{title}//Frame/**/notification_text") for title in windows]
        return [text.widget.text for text in texts if text is not None]

    await until(told)
    Path("told.json").write_text(json.dumps(told()))
    app.post_quit()


async def quit_at_once():
    app.post_quit()


async def guided(tour):
    try:
        await tour()
    except Exception:
        traceback.print_exc()
        app.post_quit(3)


tours = [asyncio.ensure_future(guided(globals()[os.environ["GUI_TOUR"]]))]
