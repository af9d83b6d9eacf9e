"""Device arrays of one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import warp as wp

from .camera import Camera
from .channels import Channels, need_light
from .gbuffer import GBuffer
from .memory import require_memory

HIT_TYPES = (int, int, wp.vec2, float, wp.vec3)


@dataclass(frozen=True)
class PictureArrays:
    """What a picture is rendered into, no more than it needs. All are (height, width).

    Attributes:
        hits: Instance, face, barycentrics, ray distance, normal of the pixels' centres: what is handed out.
        scratch: The same of the other subframes, one after the other; empty without them.
        radiance: Sum over the subframes, exposed at the end; None without light.
        color: RGBA, 8 bits; or None.
        albedo: Linear base colour; or None.
        roughness: Together with albedo.
    """

    hits: tuple[Any, ...]
    scratch: tuple[Any, ...] = ()
    radiance: Any = None
    color: Any = None
    albedo: Any = None
    roughness: Any = None

    @classmethod
    def allocate(cls, camera: Camera, device: str, channels: Channels, *, subframes: int) -> PictureArrays:
        """Arrays for some channels.

        Raises:
            PictureSizeError: The device's memory does not hold them.
        """
        types: dict[str, Any] = {}
        if need_light(channels):
            types["radiance"] = wp.vec3
        if "color" in channels:
            types["color"] = wp.vec4ub
        if "material" in channels:
            types.update(albedo=wp.vec3, roughness=float)
        sets = (HIT_TYPES, HIT_TYPES if subframes > 1 else (), tuple(types.values()))
        pixel_bytes = sum(wp.types.type_size_in_bytes(dtype) for dtypes in sets for dtype in dtypes)
        if not camera.lens.linear:
            pixel_bytes += wp.types.type_size_in_bytes(wp.vec3)
        shape = (camera.height, camera.width)
        require_memory(
            device,
            pixel_bytes * camera.width * camera.height,
            f"a picture of {camera.width} x {camera.height} pixels",
        )
        # Every pass but the sum of light writes every pixel.
        hits, scratch, rest = (
            tuple(wp.empty(shape, dtype=dtype, device=device) for dtype in dtypes) for dtypes in sets
        )
        arrays = cls(hits, scratch, **dict(zip(types, rest, strict=True)))
        if arrays.radiance is not None:
            arrays.radiance.zero_()
        return arrays

    def gbuffer(self, channels: Channels) -> GBuffer:
        """What is handed out."""
        instance, face, barycentrics, ray_distance, normal = (array.numpy() for array in self.hits)
        return GBuffer(
            instance,
            face,
            barycentrics,
            ray_distance,
            normal,
            color=None if self.color is None else self.color.numpy(),
            radiance=self.radiance.numpy() if "radiance" in channels else None,
            albedo=None if self.albedo is None else self.albedo.numpy(),
            roughness=None if self.roughness is None else self.roughness.numpy(),
        )
