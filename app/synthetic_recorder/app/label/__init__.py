"""``synthetic-recorder label``: labels by names and paths, without an app.

::

    STAGE ──> LabelLayer (its root layer, or a new layer on top) ──> rules, upgrade ──> saved whole, or not at all
                   └──────────── report before ─────────┴─────────── report after

What labels are, and what a pattern matches, is the business of the extension ``synthetic_recorder.labels``.
"""

from .request import LabelRequest, LabelRequestError
from .rule import LabelRule
from .run import label_stage

__all__ = ["LabelRequest", "LabelRequestError", "LabelRule", "label_stage"]
