"""What ``Writer.write`` is given: three structures for the same data.

    "renderProduct"   data["renderProducts"][<rp>][<annotator>] = {"data": …, "idToLabels": …}
                      data["renderProducts"][<rp>]["camera"], ["resolution"]
    "annotator"       data["annotators"][<annotator>][<rp>] = {"data": …, "idToLabels": …}
                      data["camera"][<rp>], data["resolution"][<rp>]
    "legacy"          data["rgb"] = array, data["semantic_segmentation"] = {"data": …, "info": {…}}
                      with several render products: data["rgb-<rp>"]
                      data["rp_<rp>"] = {"camera": …, "resolution": …}
    always            data["trigger_outputs"], data["named_outputs"]
                      data["reference_time"] when that annotator is among those of the writer

<rp> is the last segment of the render product's path. A render product whose updates are switched off has a
camera and a resolution and no annotators. An annotator that has no array (camera_params) is its dictionary in all
structures, without "data".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kitless.annotators import AnnotatorData
    from kitless.replicator.annotator import Annotator
    from kitless.replicator.array_devices import AnyArray
    from kitless.replicator.render_product import RenderProduct

Payload = dict[str, Any]

REFERENCE_TIMES = ("ReferenceTime", "reference_time")


@dataclass(frozen=True)
class ProductData:
    """What the annotators of a writer say about one render product.

    Attributes:
        product: The render product.
        annotators: Empty when it was not rendered.
    """

    product: RenderProduct
    annotators: Mapping[Annotator, AnnotatorData]


def build_payload(
    structure: str, products: Sequence[ProductData], trigger_outputs: dict[str, int]
) -> Payload:
    """The payload in one of the structures drawn above."""
    payload = STRUCTURES[structure](products)
    # All render products are captured at the same time.
    for annotator, data in (pair for each in products for pair in each.annotators.items()):
        if annotator.name in REFERENCE_TIMES:
            payload["reference_time"] = dict(data.info)
    payload["trigger_outputs"] = trigger_outputs
    payload["named_outputs"] = {}
    return payload


def _by_render_product(products: Sequence[ProductData]) -> Payload:
    return {
        "renderProducts": {
            each.product.name: {
                **{annotator.name: _flat(annotator, data) for annotator, data in each.annotators.items()},
                **_about(each.product),
            }
            for each in products
        }
    }


def _by_annotator(products: Sequence[ProductData]) -> Payload:
    annotators: dict[str, dict[str, Any]] = {}
    for each in products:
        for annotator, data in each.annotators.items():
            annotators.setdefault(annotator.name, {})[each.product.name] = _flat(annotator, data)
    return {
        "annotators": annotators,
        "camera": {each.product.name: each.product.camera_path for each in products},
        "resolution": {each.product.name: each.product.resolution for each in products},
    }


def _legacy(products: Sequence[ProductData]) -> Payload:
    payload: Payload = {}
    for each in products:
        suffix = f"-{each.product.name}" if len(products) > 1 else ""
        for annotator, data in each.annotators.items():
            payload[f"{annotator.name}{suffix}"] = _with_info_aside(annotator, data)
        payload[f"rp_{each.product.name}"] = _about(each.product)
    return payload


def _flat(annotator: Annotator, data: AnnotatorData) -> dict[str, Any]:
    return data.info if annotator.is_dictionary else {"data": data.data, **data.info}


def _with_info_aside(annotator: Annotator, data: AnnotatorData) -> AnyArray | dict[str, Any]:
    if annotator.is_dictionary:
        return data.info
    return {"data": data.data, "info": data.info} if data.info else data.data


def _about(product: RenderProduct) -> dict[str, Any]:
    return {"camera": product.camera_path, "resolution": product.resolution}


STRUCTURES: Mapping[str, Callable[[Sequence[ProductData]], Payload]] = MappingProxyType(
    {"annotator": _by_annotator, "legacy": _legacy, "renderProduct": _by_render_product}
)
