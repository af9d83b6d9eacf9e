"""The viewport: which camera is looked through, with the names of `omni.kit.viewport.utility`.

    viewport_api    a viewport: camera, resolution, matrices, render product
    windows         the viewports that there are, by the titles of their windows
    camera_state    where a viewport's camera is and what it looks at

Nothing is drawn in a window: what a viewport would show is rendered when somebody attaches an annotator or a writer to
its render product.
"""

from __future__ import annotations

from kitless.viewport.viewport_api import ViewportAPI
from kitless.viewport.windows import ViewportWindow

__all__ = ["ViewportAPI", "ViewportWindow"]
