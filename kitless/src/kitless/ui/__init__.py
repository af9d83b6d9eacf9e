"""The user interface: `omni.ui` by ovui, one frame drawn per update of the App, and what Kit builds on it.

```
import omni.ui ──> import_hook: a CUDA driver or the one without devices, Vulkan, no Kit in sight
                     └─> session.UserInterface: window, menu bar; draws one frame per update of an App that shows
                         something
menus/          omni.kit.menu.utils          actions.py       omni.kit.actions.core
notifications/  omni.kit.notification_manager dialogs/         omni.kit.window.filepicker, .popup_dialog
testing/        omni.kit.ui_test             capture.py       omni.kit.renderer.capture
editor/         stage tree, viewport, timeline and File menu around the windows of extensions
```

Nothing here is imported, and ovui is not loaded, before somebody imports `omni.ui` or one of these names.
"""

from __future__ import annotations

__all__: list[str] = []
