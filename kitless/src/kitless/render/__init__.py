"""Rendering: a G-buffer and a shaded picture of a render scene, in Warp, on the CPU or CUDA."""

from .appearance import Color, Surface, TextureImage, Wrap
from .camera import Camera
from .channels import Channel, Channels
from .coverage import Coverage
from .device import describe_device, resolve_device
from .errors import (
    CameraError,
    DeviceError,
    KernelCacheError,
    PictureSizeError,
    RenderCancelledError,
    RenderError,
)
from .gbuffer import GBuffer
from .geometry import AnalyticKind, AnalyticShape, PartOf, TriangleMesh
from .lenses import (
    FThetaLens,
    Lens,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    OrthographicLens,
    PinholeLens,
    Sensor,
)
from .lights import Light, Lighting, LightKind, Shaping
from .optics import Optics
from .render_scene import Drawable, RenderScene
from .renderer import EXPOSURE, Renderer
from .sky import Sky, SkyImage
from .textures import linear_to_srgb, srgb_to_linear

__all__ = [
    "EXPOSURE",
    "AnalyticKind",
    "AnalyticShape",
    "Camera",
    "CameraError",
    "Channel",
    "Channels",
    "Color",
    "Coverage",
    "DeviceError",
    "Drawable",
    "FThetaLens",
    "GBuffer",
    "KernelCacheError",
    "Lens",
    "Light",
    "LightKind",
    "Lighting",
    "OpenCVFisheyeLens",
    "OpenCVPinholeLens",
    "Optics",
    "OrthographicLens",
    "PartOf",
    "PictureSizeError",
    "PinholeLens",
    "RenderCancelledError",
    "RenderError",
    "RenderScene",
    "Renderer",
    "Sensor",
    "Shaping",
    "Sky",
    "SkyImage",
    "Surface",
    "TextureImage",
    "TriangleMesh",
    "Wrap",
    "describe_device",
    "linear_to_srgb",
    "resolve_device",
    "srgb_to_linear",
]
