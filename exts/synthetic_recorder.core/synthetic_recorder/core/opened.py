"""What a start has opened, and what its recording needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .commit import Staging
    from .config import RecorderConfig
    from .data_set import DataSet
    from .output import Reserved
    from .take import Take


@dataclass(frozen=True, slots=True)
class Opened:
    """What a start has opened.

    Attributes:
        config: What is recorded.
        reserved: Where the data set lies.
        staging: Where the take's writer writes to.
        take: What captures.
        data_set: The data set.
    """

    config: RecorderConfig
    reserved: Reserved
    staging: Staging
    take: Take
    data_set: DataSet
