"""Parts of a G-buffer that cost extra and are rendered when somebody asks for them."""

from __future__ import annotations

from typing import Literal

Channel = Literal["color", "radiance", "material"]
"""``color``: `GBuffer.color`. ``radiance``: `GBuffer.radiance`. ``material``: `GBuffer.albedo`, `GBuffer.roughness`."""

Channels = frozenset[Channel]


def need_light(channels: Channels) -> bool:
    """Whether any of them shows light, so that the scene has to be lit and subframes count."""
    return not channels.isdisjoint({"color", "radiance"})
