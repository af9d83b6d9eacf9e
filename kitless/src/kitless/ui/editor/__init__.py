"""An editor around the windows of extensions: stage tree, viewport, timeline and files.

```
 File  …
 +-------------------------+-------------+
 | Viewport                | Stage       |
 |                         |             |
 |                         +-------------+
 |                         | room for    |   ui.Workspace.get_window("Stage"), docked to its BOTTOM
 +-------------------------+ more        |
 | timeline                |             |
 +-------------------------+-------------+
```
"""

from __future__ import annotations

from kitless.ui.editor.editor import Editor

__all__ = ["Editor"]
