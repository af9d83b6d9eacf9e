"""Checks of the cameras, the resolutions and the names of the render products."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pxr import Sdf, UsdGeom

from synthetic_recorder.core.findings import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pxr import Usd

    from synthetic_recorder.core.config import RenderProductConfig
    from synthetic_recorder.core.findings import Finding

# Beyond this the buffers of one render product take gigabytes of memory.
_LARGE = 8000 * 8000
# Beyond this no image file and no renderer can hold the pixels.
_TOO_LARGE = 2**31
_REPLICATORS_OWN = re.compile(r"replicator(_\d+)?", re.IGNORECASE | re.ASCII)


def check_render_products(
    products: Sequence[RenderProductConfig], stage: Usd.Stage | None
) -> Iterator[Finding]:
    """Find cameras that are not there, impossible resolutions, and names that cannot be used."""
    if not products:
        yield error(
            "render-products-none",
            "render_products",
            "There is no render product.",
            "Add at least one camera.",
        )
    # Without case: on Windows left and Left are one folder.
    uses_of_name = Counter(product.name.casefold() for product in products)
    for index, product in enumerate(products):
        where = f"render_products[{index}]"
        if stage is not None:
            yield from _check_camera(product.camera, stage, f"{where}.camera")
        yield from _check_resolution(product, where)
        yield from _check_name(product.name, uses_of_name, f"{where}.name")


def _check_camera(path: str, stage: Usd.Stage, where: str) -> Iterator[Finding]:
    if not path.startswith("/") or not Sdf.Path.IsValidPathString(path):
        yield error(
            "camera-path-invalid",
            where,
            f"{path!r} is not the path of a prim.",
            "Give an absolute path such as /World/Camera.",
        )
        return
    prim = stage.GetPrimAtPath(path)
    if not prim:
        cameras = [str(other.GetPath()) for other in stage.Traverse() if other.IsA(UsdGeom.Camera)]
        yield error(
            "camera-missing",
            where,
            f"There is no prim at {path} on the stage.",
            f"Cameras on the stage: {', '.join(cameras) or 'none'}.",
        )
    elif not prim.IsA(UsdGeom.Camera):
        yield error(
            "camera-not-a-camera",
            where,
            f"The prim at {path} is a {prim.GetTypeName() or 'prim without a type'}, not a Camera.",
            "Give the path of a UsdGeom.Camera.",
        )


def _check_resolution(product: RenderProductConfig, where: str) -> Iterator[Finding]:
    for side, pixels in (("width", product.width), ("height", product.height)):
        if pixels < 1:
            yield error(
                "resolution-not-positive",
                f"{where}.{side}",
                f"The {side} is {pixels} pixels.",
                "Give at least 1.",
            )
    if min(product.width, product.height) < 1:
        return
    pixels = product.width * product.height
    if pixels > _TOO_LARGE:
        yield error(
            "resolution-too-large",
            where,
            f"No image can have {product.width} x {product.height} pixels.",
            "Give a smaller resolution.",
        )
    elif pixels > _LARGE:
        yield warning(
            "resolution-large",
            where,
            f"{product.width} x {product.height} pixels take a lot of memory.",
            "Give a smaller resolution if the renderer runs out of it.",
        )


def _check_name(name: str, uses_of_name: Counter[str], where: str) -> Iterator[Finding]:
    if not name:
        return
    if not Sdf.Path.IsValidIdentifier(name):
        yield error(
            "render-product-name-invalid",
            where,
            f"{name!r} cannot be the name of a prim.",
            "Use letters, digits and underscores, and no digit first; or leave it empty.",
        )
    uses = uses_of_name[name.casefold()]
    if uses > 1:
        yield error(
            "render-product-name-repeated",
            where,
            f"{uses} render products are called {name!r}, upper and lower case taken as the same.",
            "Give each its own name: their files would overwrite each other.",
        )
    if uses_of_name[""] and _REPLICATORS_OWN.fullmatch(name):
        yield error(
            "render-product-name-reserved",
            where,
            f"Replicator gives names like {name!r} to the render products that have none.",
            "Give another name, or give all render products a name.",
        )
