"""Check that there is a skeleton for the annotator that goes by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import UsdSkel

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

from .stage_prims import drawable_prims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding


def check_skeletons(writer: WriterConfig, stage: Usd.Stage) -> Iterator[Finding]:
    """Find skeleton data of a stage that has no skeleton."""
    if not basic_writer.is_on(basic_writer.SKELETONS, writer.parameters):
        return
    if not any(prim.IsA(UsdSkel.Skeleton) for prim in drawable_prims(stage)):
        yield warning(
            "skeletons-none",
            "stage",
            f"There is no UsdSkel.Skeleton on the stage: {basic_writer.SKELETONS} will be empty.",
            f"Switch {basic_writer.SKELETONS} off, or record a stage with skeletons.",
        )
