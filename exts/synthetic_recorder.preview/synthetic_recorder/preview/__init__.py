"""Shows what annotators see, before and while it is recorded.

::

    extension ──> PreviewWindow ──> sections/ (widgets) ──> models/ (no widgets) ──> feed (annotators of Replicator)
                                                                    └──> pictures/ (arrays ─> pixels, no app)
"""

from __future__ import annotations
