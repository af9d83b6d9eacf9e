"""Labels of the prims of a stage: seen, given, replaced, removed, found missing.

::

    extension ──> LabelsWindow ──> sections/ (widgets) ──> models/ (no widgets) ──> commands (undo) ──> semantics/
                                                                     command line ────────────────────────┘

``semantics/`` knows stages only (pxr), so that a program without an app can label, too.
"""

from __future__ import annotations
