"""The names by which a payload tells data: each is to mean one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.annotators import known_names
from kitless.replicator.errors import WriterError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kitless.replicator.annotator import Annotator
    from kitless.replicator.render_product import RenderProduct


def require_one_meaning(writer: str, annotators: Sequence[Annotator], goes_by: Callable[[str], str]) -> None:
    """Refuse annotators of which only one would come through.

    Args:
        writer: Whose annotators these are, for the message.
        annotators: The annotators.
        goes_by: From the registered name of an annotator to what its data is told by.

    Raises:
        WriterError: Two of them go by one name and have different parameters, augmentations or devices.
    """
    known: dict[str, Annotator] = {}
    for annotator in annotators:
        name = goes_by(annotator.name)
        other = known.setdefault(name, annotator)
        if other.meaning != annotator.meaning:
            second_name = f"{annotator.name}_fast"
            has_second_name = second_name in known_names() and goes_by(second_name) != name
            difference = (
                f"the parameters {other.parameters} and {annotator.parameters}"
                if other.parameters != annotator.parameters
                else "other augmentations or devices"
            )
            raise WriterError(
                f"{writer}: the annotator {name!r} is there twice, with {difference}: one of them would hide the "
                "other; use a writer for each"
                + (f", or the name {second_name!r} for one" if has_second_name else "")
            )


def require_own_names(writer: str, products: Sequence[RenderProduct]) -> None:
    """Refuse render products of one name.

    Args:
        writer: Who writes them, for the message.
        products: The render products.

    Raises:
        WriterError: Two of them have one name.
    """
    paths: dict[str, str] = {}
    for product in products:
        other = paths.setdefault(product.name, product.path)
        if other != product.path:
            raise WriterError(
                f"{writer}.attach: {other} and {product.path} have one name, and one's data would hide the other's; "
                "use a writer for each"
            )
