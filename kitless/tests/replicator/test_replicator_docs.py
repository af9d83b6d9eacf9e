"""The Python of the page on Replicator, as a script's own file."""

import importlib.util
import re
from pathlib import Path

import numpy as np

from kitless.replicator import annotator_registry as annotators
from kitless.replicator import orchestrator

PAGE = Path(__file__).parents[3] / "docs" / "kitless" / "replicator.md"


def test_the_augmentations_of_the_page_when_run_then_do_what_they_say(render_product, tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    file = tmp_path / "users_script.py"
    file.write_text(code)
    spec = importlib.util.spec_from_file_location("users_script", file)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    plain_rgb, plain_depth = annotators.get("rgb"), annotators.get("distance_to_camera")
    for annotator in (script.rgb, script.depth, plain_rgb, plain_depth):
        annotator.attach(render_product())

    orchestrator.step()

    # 0.7 is given to augment, 0.5 to from_function; bytes are cut off, not rounded.
    assert np.array_equal(script.rgb.get_data(), (plain_rgb.get_data() * 0.7).astype(np.uint8))
    distance, noisy = plain_depth.get_data(), script.depth.get_data(device="cpu")
    hit = np.isfinite(distance)
    assert 0 < np.abs(noisy[hit] - distance[hit]).max() < 1
