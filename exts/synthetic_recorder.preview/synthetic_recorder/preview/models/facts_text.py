"""What is known of a pixel, for people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from synthetic_recorder.preview.pictures import label_text

if TYPE_CHECKING:
    from synthetic_recorder.preview.pictures import PixelFacts


def facts_text(facts: PixelFacts) -> tuple[str, str]:
    """Return two lines: where the pixel is, its labels and what was measured there; and whose it is.

    ``("31, 20 · class: box (id 2) · 4.900 m", "/World/Box (id 3)")``
    """
    measured = [
        f"{facts.x}, {facts.y}",
        _labels(facts),
        _distances(facts),
        "" if facts.normal is None else f"normal {_numbers(facts.normal, '.2f')}",
        "" if facts.motion is None else f"moved {_numbers(facts.motion, '+.1f')} px",
        _boxes(facts),
    ]
    owners = [_with_id(facts.prim_path, facts.prim_id), _instance(facts)]
    return tuple(" · ".join(filter(None, parts)) for parts in (measured, owners))  # type: ignore[return-value]


def _labels(facts: PixelFacts) -> str:
    return "" if facts.labels is None else _with_id(label_text(facts.labels), facts.label_id)


def _instance(facts: PixelFacts) -> str:
    # Mostly the labelled prim is the one that is drawn.
    path = "" if facts.instance_path == facts.prim_path else facts.instance_path
    text = "" if path is None else _with_id(path, facts.instance_id).strip()
    return f"instance {text}" if text else ""


def _boxes(facts: PixelFacts) -> str:
    named = ", ".join(f"{box.text}{_hidden(box.hidden)}" for box in facts.boxes)
    return f"in {named}" if named else ""


def _distances(facts: PixelFacts) -> str:
    if facts.distance_to_image_plane is not None:
        return f"{_meters(facts.distance_to_image_plane)} to the image plane"
    return "" if facts.distance_to_camera is None else _meters(facts.distance_to_camera)


def _meters(distance: float) -> str:
    return f"{distance:,.3f} m" if math.isfinite(distance) else "nothing in sight"


def _hidden(share: float | None) -> str:
    return f" ({share:.0%} hidden)" if share else ""


def _with_id(text: str | None, number: int | None) -> str:
    return "" if text is None else text if number is None else f"{text} (id {number})"


def _numbers(values: tuple[float, ...], form: str) -> str:
    return ", ".join(format(value, form) for value in values)
