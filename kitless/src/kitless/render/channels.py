"""Parts of a G-buffer that cost extra and are rendered when somebody asks for them."""

from __future__ import annotations

from typing import Literal

Channel = Literal["color", "radiance", "material"]
"""``color``: `GBuffer.color`. ``radiance``: `GBuffer.radiance`. ``material``: `GBuffer.albedo`, `GBuffer.roughness`."""

Channels = frozenset[Channel]
