from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXTENSIONS = Path(__file__).parents[4]


def test_the_tests_for_kits_runner_when_run_by_kitless_then_pass(tmp_path):
    command = [Path(sys.executable).with_name("kitless"), "test", "synthetic_recorder.labels"]

    ended = subprocess.run(
        [*command, "--ext-folder", EXTENSIONS], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2 passed, 0 failed, 0 skipped" in ended.stdout
