"""Numbers, times and answers as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from synthetic_recorder.core.preflight.disk import in_bytes

__all__ = ["Answer", "counted", "in_bytes", "in_frames_per_second", "in_time"]

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Answer:
    """What has become of a click.

    Attributes:
        text: A sentence; of what has failed, why, and that nothing has changed.
        is_error: Whether it has failed.
    """

    text: str
    is_error: bool = False


def counted(number: int, noun: str) -> str:
    """Return a number and what is counted: ``1 frame``, ``1,250 frames``."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def in_frames_per_second(rate: float) -> str:
    """Return a rate with three digits (``12.5 frames/s``); a slow one as the time that a frame takes (``4.2 s/frame``).

    Args:
        rate: Frames per second; 0 = it is not known yet, which is ``-``.
    """
    if rate <= 0:
        return "-"
    if rate < 1:
        seconds = 1 / rate
        return f"{in_time(seconds) if seconds >= _MINUTE else f'{seconds:.3g} s'}/frame"
    return f"{rate:,.0f} frames/s" if rate >= 99.95 else f"{rate:.3g} frames/s"


def in_time(seconds: float) -> str:
    """Return a time in its two largest units, in whole seconds (``8 s``, ``1 min 20 s``, ``2 h 5 min``)."""
    whole = round(seconds)
    # Rounded once, at the front: 59 min 59.6 s are 1 h 0 min, and never 59 min 60 s.
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    if whole < _DAY:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
    return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"
