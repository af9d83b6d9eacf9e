"""Records ten pictures of scattered boxes: `kitless --headless --exec "examples/record.py FOLDER"`, or in Isaac Sim."""

import sys
from pathlib import Path

import omni.replicator.core as rep
import omni.usd
import yolo_writer  # noqa: F401 - registers the writer
from omni.kit.async_engine import run_coroutine

FRAMES = 10


async def record(folder: Path) -> None:
    """Record the data set into a folder."""
    await omni.usd.get_context().new_stage_async()
    rep.set_global_seed(7)
    rep.orchestrator.set_capture_on_play(False)
    random = rep.rng.ReplicatorRNG().generator
    rep.functional.create.dome_light(intensity=500)
    boxes = [rep.functional.create.cube(semantics={"class": "box"}, scale=0.5) for _ in range(5)]
    camera = rep.functional.create.camera(position=(0, 0, 10), focal_length=20, horizontal_aperture=20)
    product = rep.create.render_product(camera, (320, 320))
    writer = rep.WriterRegistry.get("YoloWriter")
    writer.initialize(output_dir=folder, class_names=["box"])
    writer.attach(product)
    for _ in range(FRAMES):
        for box in boxes:
            rep.functional.modify.pose(box, position_value=random.uniform((-4, -4, -1), (4, 4, 1)))
        await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    writer.detach()
    product.destroy()


run_coroutine(record(Path(sys.argv[1] if len(sys.argv) > 1 else "_out_boxes").absolute()))
