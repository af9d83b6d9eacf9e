"""The start of Warp."""

from __future__ import annotations

import subprocess
import sys

ASK = """
from kitless.render import KernelCacheError, resolve_device

for _ in range(2):
    try:
        resolve_device()
    except KernelCacheError as error:
        print(error)
"""


def test_a_folder_of_kernels_that_cannot_be_made_when_warp_starts_then_says_so_and_how_to_have_another(
    tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("WARP_CACHE_PATH", str(tmp_path / "file" / "cache"))

    # A process of its own: in this one Warp may have started.
    ended = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    first, second = ended.stdout.splitlines()
    assert first.startswith(f"compiled kernels cannot be kept in {tmp_path}/file/cache")
    assert first.endswith(
        "(Not a directory); make it writable, or set the environment variable WARP_CACHE_PATH to a folder that is"
    )
    assert second == first
