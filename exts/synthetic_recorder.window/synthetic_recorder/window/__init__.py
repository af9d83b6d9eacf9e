"""The window of the Synthetic Data Recorder.

::

    extension ──> RecorderWindow ──> sections/ (widgets) ──> models/ (no widgets) ──> synthetic_recorder.core
                        └── sync_controls(): text, colour and enabled of every widget, from the models

The models read and change the recorder's config; none of them keeps a copy of it. Text that was typed and is no value
is the one thing that the window knows and the config cannot hold.
"""

from __future__ import annotations
