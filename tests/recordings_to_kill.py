"""Recordings that are killed at any instant, and processes that record them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).resolve().parents[1]
TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
IMPORTED = Path(__file__).parent / "imported"


@dataclass(frozen=True)
class Case:
    """One recording.

    Attributes:
        name: What is special about it.
        frames: How many frames it has; more than a batch.
        sections: Sections of its config.
        imported: What its processes import.
    """

    name: str
    frames: int
    sections: dict[str, Any]
    imported: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    def write_config(self, folder: Path) -> Path:
        """Write its config into a folder."""
        config = {"version": 1, **self.sections}
        config["control"] = {"frames": self.frames, "control_timeline": True} | config.get("control", {})
        file = folder / f"{self}.json"
        file.write_text(json.dumps(config))
        return file


def _cameras(*names: str) -> list[dict[str, Any]]:
    sizes = {"turtle": (48, 36), "overview": (32, 24)}
    return [
        {"camera": f"/World/{name}_Camera", "name": name, "width": sizes[name][0], "height": sizes[name][1]}
        for name in names
    ]


EVERYTHING = Case(
    "all annotators of two cameras on a stage that changes at random",
    26,
    {
        "render_products": _cameras("turtle", "overview"),
        "writer": json.loads((ROOT / "config/all_annotators.json").read_text())["writer"],
        "control": {"rt_subframes": 2},
    },
    ("randomized_tabletop.py",),
)
INTERVAL = Case(
    "every third frame",
    40,
    {
        "render_products": _cameras("turtle"),
        "writer": {"name": "BasicWriter", "parameters": {"rgb": True, "motion_vectors": True}},
        "control": {"interval": 3},
    },
    ("randomized_tabletop.py",),
)
NOTES = Case(
    "a writer that can be committed as it goes along",
    50,
    {"render_products": _cameras("turtle"), "writer": {"name": "NotesWriter"}},
    ("writers_to_kill.py", "randomized_tabletop.py"),
)
GROWING = Case(
    "a writer with a list that goes on growing",
    40,
    {"render_products": _cameras("overview"), "writer": {"name": "ListWriter"}},
    ("writers_to_kill.py",),
)
CASES = (EVERYTHING, NOTES, GROWING, INTERVAL)


class Process:
    """A ``synthetic-recorder record`` of its own process.

    Args:
        case: What it records.
        config: Its config file.
        folder: The data set's folder.
        arguments: More arguments.
        kill_at: Number of its call to the file system in ``folder`` before which it is killed; 0: not.
        count: File that gets the number of these calls.
    """

    def __init__(
        self,
        case: Case,
        config: Path,
        folder: Path,
        *arguments: str,
        kill_at: int = 0,
        count: Path | None = None,
    ) -> None:
        self._folder = folder
        imported = [str(IMPORTED / name) for name in ("kill_at_file_call.py", *case.imported)]
        environment = {"KILL_IN": str(folder), "KILL_AT": str(kill_at)}
        if count is not None:
            environment["KILL_COUNT"] = str(count)
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "synthetic_recorder.app.main", "record", str(config)),
                *("--stage", str(TABLETOP), "--output", str(folder), "--json", *arguments),
                *(argument for name in imported for argument in ("--import", name)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
        )

    def end(self) -> dict[str, Any]:
        """Wait for its end, which must be a good one, and return its report."""
        out, err = self._process.communicate(timeout=600)
        assert self._process.returncode == 0, f"it ended with {self._process.returncode}: {out}{err}"
        return json.loads(out.splitlines()[-1])

    def end_killed(self) -> bool:
        """Wait for its end, and say whether it was killed; otherwise it must have come to a good one."""
        out, err = self._process.communicate(timeout=600)
        assert self._process.returncode in (0, -9), f"it ended with {self._process.returncode}: {out}{err}"
        return self._process.returncode == -9

    def kill_after(self, seconds: float, *, begun: bool) -> bool:
        """Kill it so many seconds after it was started, or after it has begun its data set."""
        journal, moment = self._folder / "journal.jsonl", time.monotonic()
        before = journal.stat().st_mtime_ns if journal.exists() else None
        while begun and not (journal.exists() and journal.stat().st_mtime_ns != before):
            if self._has_ended(0.01) or time.monotonic() > moment + 120:
                break
        self._has_ended(seconds)
        self._process.kill()
        return self.end_killed()

    def _has_ended(self, seconds: float) -> bool:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


@dataclass(frozen=True)
class Reference:
    """A recording that nobody has interrupted.

    Attributes:
        folder: Its data set.
        seconds: How long its process took.
        calls: How many calls to the file system it made in its folder.
        recording_seconds: How long it recorded.
    """

    folder: Path
    seconds: float
    calls: int
    recording_seconds: float

    @classmethod
    def record(cls, case: Case, config: Path, folder: Path) -> Reference:
        """Record it."""
        count, start = folder.with_name("calls"), time.monotonic()
        report = Process(case, config, folder, count=count).end()
        return cls(folder, time.monotonic() - start, int(count.read_text()), report["seconds"])

    def kill_one(self, case: Case, config: Path, folder: Path, random: Random) -> str:
        """Start a recording in a folder, or resume the one that is there, and kill it some time; say when."""
        how = random.choice(("at once", "recording", "recording", "call", "call", "call"))
        kill_at = random.randint(1, self.calls) if how == "call" else 0
        process = Process(case, config, folder, "--resume", kill_at=kill_at)
        if how == "call":
            moment, was_killed = f"before call {kill_at}", process.end_killed()
        else:
            begun = how == "recording"
            longest = self.recording_seconds if begun else self.seconds
            seconds = random.uniform(0, longest)
            moment = f"{seconds:.3f} s after {'the data set was begun' if begun else 'its start'}"
            was_killed = process.kill_after(seconds, begun=begun)
        return f"killed {moment}" if was_killed else f"complete before it was killed {moment}"
