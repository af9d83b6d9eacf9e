"""A disk that is full while a recording runs: it ends soon and says so."""

from __future__ import annotations

import errno
from pathlib import Path


def test_a_recording_when_the_disk_is_full_then_ends_within_a_few_frames_and_keeps_what_was_written(
    command, workplace, stage_file, write_config, monkeypatch
):
    write_bytes = Path.write_bytes

    def write_to_a_full_disk(self, data):
        if self.name.startswith("rgb_") and self.name >= "rgb_0003.png":
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", write_to_a_full_disk)

    ended = command("record", write_config(), "--stage", stage_file, "--frames", 100_000, "--json")

    assert ended.code == 1
    assert ended.report["status"] == "failed"
    assert "No space left on device" in ended.report["error"]
    # The write threads are at most a queue behind; a frame makes three files, a queue has 1000.
    assert 3 <= ended.report["frames"] < 400
    assert {f"rgb_000{frame}.png" for frame in range(3)} <= {
        path.name for path in (workplace / "set").iterdir()
    }
