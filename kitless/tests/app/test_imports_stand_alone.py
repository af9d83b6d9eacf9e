"""Each package can be the first that a process imports."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "package", ["app", "client", "commands", "replicator", "stage", "timeline", "viewport"]
)
def test_a_package_when_it_is_imported_first_then_it_is_there(package):
    ended = subprocess.run(
        [sys.executable, "-c", f"import kitless.{package}; import kitless; kitless.App"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stderr
