"""The viewport: which camera is looked through, with the names of `omni.kit.viewport.utility`, and its live picture.

    viewport_api    a viewport: camera, resolution, matrices, render product
    windows         the viewports that there are, by the titles of their windows
    camera_state    where a viewport's camera is and what it looks at

    live_picture    keeps a picture up to date: share, how much may be spent; picture_thread, where it is rendered
    picture         a picture, and what each pixel shows: picking, outline
    camera_controls moves the camera by the mouse: view, the arithmetic; camera_edit, what is authored and undone;
                    bounding_ball, what is framed; framing, by a call

None of it knows widgets: the window is `kitless.ui.editor.viewport_panel`. Without one nothing is drawn; what the
viewport would show is rendered when somebody attaches an annotator or a writer to its render product.
"""

from __future__ import annotations

from kitless.viewport.viewport_api import ViewportAPI
from kitless.viewport.windows import ViewportWindow, get_active_viewport

__all__ = ["ViewportAPI", "ViewportWindow", "get_active_viewport"]
