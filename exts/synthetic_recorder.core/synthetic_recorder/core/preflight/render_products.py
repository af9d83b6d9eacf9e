"""Checks of the cameras, the resolutions and the names of the render products."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pxr import Sdf, UsdGeom

from synthetic_recorder.core.findings import error, some_of, warning

from . import file_names
from .frame_size import MOST_PIXELS
from .stage_prims import is_prim_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pxr import Usd

    from synthetic_recorder.core.config import RenderProductConfig
    from synthetic_recorder.core.findings import Finding

# Beyond this the buffers of one render product take gigabytes of memory.
_LARGE = 8000 * 8000
# Files are called after it, with an annotator and a number: most systems take 255 bytes.
_LONGEST_NAME = 128
_REPLICATORS_OWN = re.compile(r"replicator(_\d+)?", re.IGNORECASE | re.ASCII)


def check_render_products(
    products: Sequence[RenderProductConfig], stage: Usd.Stage | None, *, lists_cameras: bool = True
) -> Iterator[Finding]:
    """Find cameras that are not there, impossible resolutions, and names that cannot be used.

    Args:
        products: The render products.
        stage: Where their cameras are; None checks the rest.
        lists_cameras: Whether to look through the stage for the cameras that could be meant.
    """
    if not products:
        yield error(
            "render-products-none",
            "render_products",
            "There is no render product.",
            "Add at least one camera.",
        )
    # The stage is looked through once at most, however many cameras are missing.
    remedy = cache(lambda: _remedy(stage if lists_cameras else None))
    # Without case: on Windows left and Left are one folder.
    uses_of_name = Counter(product.name.casefold() for product in products)
    for index, product in enumerate(products):
        where = f"render_products[{index}]"
        if stage is not None:
            yield from _check_camera(product.camera, stage, f"{where}.camera", remedy)
        yield from _check_resolution(product, where)
        yield from _check_name(product.name, uses_of_name, f"{where}.name")
        # A folder is made for each, unless there is only one.
        if len(products) > 1:
            yield from _check_folder(product.name, f"{where}.name")
    yield from _check_pixels_together(products)


def _check_camera(path: str, stage: Usd.Stage, where: str, remedy: Callable[[], str]) -> Iterator[Finding]:
    if not is_prim_path(path):
        yield error(
            "camera-path-invalid",
            where,
            f"{path!r} is not the path of a prim.",
            "Give an absolute path such as /World/Camera.",
        )
        return
    prim = stage.GetPrimAtPath(path)
    if not prim:
        yield error(
            "camera-missing",
            where,
            f"There is no prim at {path} on the stage.",
            remedy(),
        )
    elif not prim.IsA(UsdGeom.Camera):
        yield error(
            "camera-not-a-camera",
            where,
            f"The prim at {path} is a {prim.GetTypeName() or 'prim without a type'}, not a Camera.",
            "Give the path of a UsdGeom.Camera.",
        )
    elif prim.IsAbstract():
        yield error(
            "camera-inactive",
            where,
            f"The camera at {path} is a class, and sees nothing.",
            "Give another one, for example a camera that inherits from it.",
        )
    elif not prim.IsActive():
        yield error(
            "camera-inactive",
            where,
            f"The camera at {path} is deactivated, and sees nothing.",
            "Activate it, or give another one.",
        )


def _remedy(stage: Usd.Stage | None) -> str:
    if stage is None:
        return "Choose a camera of the stage."
    cameras = [str(prim.GetPath()) for prim in stage.Traverse() if prim.IsA(UsdGeom.Camera)]
    return f"Cameras on the stage: {some_of(cameras) or 'none'}."


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
    if pixels > MOST_PIXELS:
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


def _check_pixels_together(products: Sequence[RenderProductConfig]) -> Iterator[Finding]:
    """Find render products of which each has a usual size, and all of them together have not."""
    sizes = [max(0, product.width) * max(0, product.height) for product in products]
    if sum(sizes) > _LARGE and max(sizes) <= _LARGE:
        yield warning(
            "resolution-large",
            "render_products",
            f"{len(products)} render products with {sum(sizes):,} pixels together take a lot of memory.",
            "Record fewer at a time, or smaller ones, if the renderer runs out of it.",
        )


def _check_folder(name: str, where: str) -> Iterator[Finding]:
    objection = file_names.windows_objection(name)
    if objection and file_names.ON_WINDOWS:
        yield error(
            "render-product-name-invalid",
            where,
            f"On Windows a folder that is called {name!r} {objection}.",
            "Choose another name.",
        )
    elif objection:
        yield warning(
            "render-product-name-not-portable",
            where,
            f"On Windows a folder that is called {name!r} {objection}: the data set cannot be copied there.",
            "Choose another name, unless it stays where it is.",
        )


def _check_name(name: str, uses_of_name: Counter[str], where: str) -> Iterator[Finding]:
    if not name:
        return
    if not Sdf.Path.IsValidIdentifier(name) or len(name.encode()) > _LONGEST_NAME:
        yield error(
            "render-product-name-invalid",
            where,
            f"{name!r} cannot be the name of a prim.",
            f"Use letters, digits and underscores, no digit first, {_LONGEST_NAME} at most; or leave it empty.",
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
