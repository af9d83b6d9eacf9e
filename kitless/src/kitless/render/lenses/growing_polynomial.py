"""Polynomials that grow, and their inverse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .lens import Vectors

SAMPLES = 4096
NEWTON_STEPS = 6


@dataclass(frozen=True)
class GrowingPolynomial:
    """c0 + c1 x + c2 x² + … from x = 0 to where it stops growing, or to `highest`.

    Attributes:
        coefficients: From the constant one on.
        highest: No x beyond this one.
    """

    coefficients: tuple[float, ...]
    highest: float

    @cached_property
    def limit(self) -> float:
        """The largest x: `highest`, or where the polynomial stops growing before that."""
        derivative = np.polynomial.Polynomial(self.coefficients).deriv()
        return min([self.highest, *positive_roots(derivative.coef)])

    def __call__(self, x: Vectors) -> Vectors:
        """The value; NaN outside 0 … limit."""
        inside = (x >= 0.0) & (x <= self.limit)
        return np.where(inside, np.polynomial.polynomial.polyval(x, self.coefficients), np.nan)

    def inverse(self, y: Vectors) -> Vectors:
        """The x at which the polynomial has the value y; NaN where it has it nowhere between 0 and limit."""
        derivative = np.polynomial.polynomial.polyder(self.coefficients)
        samples = np.linspace(0.0, self.limit, SAMPLES)
        values = np.polynomial.polynomial.polyval(samples, self.coefficients)
        # The samples say where; what Newton's method makes of it has all digits.
        x = np.interp(y, values, samples)
        for _ in range(NEWTON_STEPS):
            slope = np.polynomial.polynomial.polyval(x, derivative)
            excess = np.polynomial.polynomial.polyval(x, self.coefficients) - y
            step = np.divide(excess, slope, out=np.zeros_like(x), where=slope > 0.0)
            x = np.clip(x - step, 0.0, self.limit)
        return np.where((y >= values[0]) & (y <= values[-1]), x, np.nan)


def positive_roots(coefficients: npt.ArrayLike) -> list[float]:
    """Real roots above 0 of c0 + c1 x + c2 x² + …, ascending."""
    roots = np.polynomial.polynomial.polyroots(np.trim_zeros(np.asarray(coefficients, dtype=np.float64), "b"))
    real = roots[np.abs(roots.imag) <= 1e-9 * np.abs(roots)].real
    return sorted(real[real > 0.0].tolist())
