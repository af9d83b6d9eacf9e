"""Runs a module in a process of its own and reads its answer."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any


class ProbeError(Exception):
    """A process has ended without an answer."""


def ask(module: str, *arguments: str, seconds: float = 60.0) -> dict[str, Any]:
    """Run ``python -m module arguments`` and return the last JSON object that it has printed.

    Raises:
        ProbeError: It has printed none, or has not ended in time; the message says how it has ended.
    """
    # -P: what lies where one stands must not be taken for a module.
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        ended = subprocess.run(  # noqa: S603 - our own modules
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProbeError(f"it has not ended within {seconds:.0f} s") from error
    for line in reversed(ended.stdout.splitlines()):
        # Native libraries may have the last word.
        if line.startswith("{"):
            answer: dict[str, Any] = json.loads(line)
            return answer
    raise ProbeError(_how_it_ended(ended))


def _how_it_ended(ended: subprocess.CompletedProcess[str]) -> str:
    if ended.returncode < 0:
        try:
            name = signal.Signals(-ended.returncode).name
        except ValueError:
            name = f"signal {-ended.returncode}"
        return f"its process was ended by {name}"
    last = ended.stderr.strip().splitlines()[-1:] or [f"its process has ended with {ended.returncode}"]
    return last[0]
