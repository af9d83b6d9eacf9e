"""Check that there is a skeleton for the annotator that goes by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Usd, UsdSkel

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding


def check_skeletons(writer: WriterConfig, stage: Usd.Stage) -> Iterator[Finding]:
    """Find skeleton data of a stage that has no skeleton."""
    if not basic_writer.is_on(basic_writer.SKELETONS, writer.parameters):
        return
    everything = Usd.PrimRange.Stage(stage, Usd.TraverseInstanceProxies())
    if not any(prim.IsA(UsdSkel.Skeleton) for prim in everything):
        yield warning(
            "skeletons-none",
            "stage",
            f"There is no UsdSkel.Skeleton on the stage: {basic_writer.SKELETONS} will be empty.",
            f"Switch {basic_writer.SKELETONS} off, or record a stage with skeletons.",
        )
