"""The same script and the same seed give the same data set, byte for byte, in two processes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
import kitless

app = kitless.start(settings={"/kitless/device": "cpu"})
import omni.replicator.core as rep
import omni.usd

omni.usd.get_context().new_stage()
rep.orchestrator.set_capture_on_play(False)
rep.set_global_seed(int(sys.argv[2]))
rng = rep.rng.ReplicatorRNG()
rep.create.light(light_type="Dome", intensity=500)
shapes = rep.create.group([
    rep.create.cube(count=2, semantics=[("class", "cube")]),
    rep.create.sphere(semantics=[("class", "ball"), ("kind", "round")]),
])
camera = rep.create.camera(position=tuple(rng.generator.uniform((4, 4, 4), (6, 6, 6))), look_at=(0, 0, 0))
with rep.trigger.on_frame():
    with shapes:
        rep.modify.pose(
            position=rep.distribution.uniform((-1, -1, -1), (1, 1, 1)), scale=rep.distribution.uniform(0.5, 1)
        )
        rep.randomizer.rotation()
        rep.randomizer.color(rep.distribution.uniform((0, 0, 0), (1, 1, 1)))
with rep.trigger.on_custom_event("lamps"):
    rep.create.light(
        light_type="Sphere",
        position=rep.distribution.normal((0, 0, 3), (1, 1, 0)),
        color=rep.distribution.choice([(1, 0, 0), (0, 1, 0)]),
        count=2,
    )
product = rep.create.render_product(camera, (48, 32))
writer = rep.WriterRegistry.get("BasicWriter")
writer.initialize(
    output_dir=sys.argv[1], rgb=True, bounding_box_2d_tight=True, semantic_segmentation=True, bounding_box_3d=True
)
writer.attach(product)
for number in range(3):
    if number == 1:
        rep.utils.send_og_event("lamps")
    rep.orchestrator.step()
rep.orchestrator.wait_until_complete()
writer.detach()
product.destroy()
app.shutdown()
"""


def record(folder: Path, seed: int, hash_seed: str) -> dict[str, str]:
    """Hashes of the files that a process of its own writes, by name."""
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(seed)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return record(tmp_path_factory.mktemp("first"), 11, "1")


def test_a_data_set_when_recorded_by_two_processes_then_is_the_same_byte_for_byte(first, tmp_path):
    second = record(tmp_path, 11, "2")

    assert second == first
    # 3 frames of rgb, segmentation with its labels, and two kinds of boxes with labels and paths; the metadata.
    assert len(first) == 3 * (1 + 2 + 3 + 3) + 1
    assert len({first[f"rgb_{number:04d}.png"] for number in range(3)}) == 3


def test_a_data_set_when_recorded_with_another_seed_then_is_another(first, tmp_path):
    other = record(tmp_path, 12, "1")

    assert other.keys() == first.keys()
    assert all(other[f"rgb_{number:04d}.png"] != first[f"rgb_{number:04d}.png"] for number in range(3))
