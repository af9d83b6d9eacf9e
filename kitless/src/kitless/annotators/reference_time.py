"""ReferenceTime: the time of the frame, as a fraction of two whole numbers."""

from fractions import Fraction

import numpy as np

from kitless.annotators.definition import AnnotatorDefinition, dictionary
from kitless.annotators.frame import Frame

LARGEST_DENOMINATOR = 1_000_000
"""Frames of any rate are exact with it; a time that is no such fraction is given to the microsecond."""


def reference_time(frame: Frame) -> dict[str, int]:
    """The timeline's time at which the frame was captured.

    Returns:
        ``referenceTimeNumerator`` and ``referenceTimeDenominator``, in lowest terms; their quotient is in seconds, so
        that frame 9 of a timeline with 24 frames a second is at 3 / 8. The denominator is never 0.
    """
    time = Fraction(frame.time).limit_denominator(LARGEST_DENOMINATOR)
    return {"referenceTimeNumerator": time.numerator, "referenceTimeDenominator": time.denominator}


DEFINITIONS = tuple(
    AnnotatorDefinition(name, dictionary(reference_time), np.int64, is_dictionary=True)
    for name in ("ReferenceTime", "reference_time")
)
