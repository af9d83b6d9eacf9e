"""What a script does to a stage between two steps is in the next frame, and nowhere else."""

from __future__ import annotations

import json

import numpy as np
import pytest
from pxr import Gf, UsdGeom

import kitless


@pytest.fixture
def step(stage, workplace, add_camera):
    """Take a step, and return the boxes of its frame by label."""
    app = kitless.start()
    import omni.replicator.core as rep  # noqa: PLC0415 - is there once an App has started

    add_camera(stage)
    app.usd_context.attach_stage(stage)
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(output_dir=str(workplace), bounding_box_2d_tight=True)
    writer.attach(rep.create.render_product("/Camera", (32, 24)))
    frame = -1

    def step():
        nonlocal frame
        frame += 1
        rep.orchestrator.step(delta_time=0.0)
        rep.orchestrator.wait_until_complete()
        boxes = np.load(workplace / f"bounding_box_2d_tight_{frame:04d}.npy")
        labels = json.loads((workplace / f"bounding_box_2d_tight_labels_{frame:04d}.json").read_text())
        return {
            labels[str(box["semanticId"])]["class"]: (int(box["x_min"]), int(box["x_max"])) for box in boxes
        }

    yield step
    writer.detach()
    app.shutdown()


def test_edits_when_a_script_makes_them_between_steps_then_the_next_frame_has_them(
    stage, step, add_card, label
):
    card = add_card(stage, "/A", "a")
    assert step() == {"a": (12, 19)}

    card.GetPrim().GetAttribute("xformOp:translate").Set(Gf.Vec3d(0.5, 0, 0))
    assert step() == {"a": (14, 21)}

    add_card(stage, "/B", "b", at=(-2.5, 0, 0))
    assert step() == {"a": (14, 21), "b": (2, 9)}

    label(card, "c")
    assert step() == {"c": (14, 21), "b": (2, 9)}

    UsdGeom.Imageable(card).MakeInvisible()
    assert step() == {"b": (2, 9)}

    UsdGeom.Imageable(card).MakeVisible()
    stage.RemovePrim("/B")
    assert step() == {"c": (14, 21)}

    stage.GetPrimAtPath("/A").SetActive(False)
    assert step() == {}
    stage.GetPrimAtPath("/A").SetActive(True)
    assert step() == {"c": (14, 21)}
