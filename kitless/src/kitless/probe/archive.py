"""Reading the archive that the probe writes."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kitless.errors import KitlessError

ANSWERS_FILE = "answers.json"
SUPPORTED_VERSION = 1


class ProbeArchiveError(KitlessError):
    """An archive is not one that the probe has written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is no archive of the probe: {reason}; give the isaacsim_probe.zip that "
            "tools/isaacsim_probe/isaacsim_probe.py has written"
        )
        self.path = path


@dataclass(frozen=True)
class Experiment:
    """What one experiment found.

    Attributes:
        settles: Numbers of the questions that it is about.
        answer: JSON; None when the experiment failed.
        error: What it failed with, or None.
    """

    settles: tuple[int, ...]
    answer: Any
    error: str | None


@dataclass(frozen=True)
class Answers:
    """Everything that one run of the probe found.

    Attributes:
        questions: What the experiments are about, by number.
        experiments: By name.
    """

    questions: dict[int, str]
    experiments: dict[str, Experiment]


def read_answers(path: Path) -> Answers:
    """Read an archive.

    Raises:
        ProbeArchiveError: There is no such file, or it is not what the probe writes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            document = json.loads(archive.read(ANSWERS_FILE))
    except FileNotFoundError:
        raise ProbeArchiveError(path, "there is no such file") from None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ProbeArchiveError(path, str(error)) from error
    try:
        version = document["probe"]
        answers = Answers(
            {int(number): str(text) for number, text in document["questions"].items()},
            {str(name): _experiment(each) for name, each in document["experiments"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProbeArchiveError(path, f"{ANSWERS_FILE} lacks {error}") from error
    if version != SUPPORTED_VERSION:
        raise ProbeArchiveError(
            path, f"it is of version {version!r}, and this kitless reads {SUPPORTED_VERSION}"
        )
    return answers


def _experiment(document: dict[str, Any]) -> Experiment:
    return Experiment(
        tuple(int(number) for number in document["settles"]), document.get("answer"), document.get("error")
    )
