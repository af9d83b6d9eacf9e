"""`omni.kit.renderer.capture`."""

from kitless.ui.capture import RendererCapture as IRendererCapture
from kitless.ui.capture import acquire_renderer_capture_interface

__all__ = ["IRendererCapture", "acquire_renderer_capture_interface"]
