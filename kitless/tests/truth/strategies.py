"""What scenes that nobody has thought of are made of."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere

# App and renderer outlive the examples; each of them has a stage of its own.
quick = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False, allow_subnormal=False)


axes = st.sampled_from(["X", "Y", "Z"])
shapes = st.one_of(
    between(0.3, 1.9).map(Box),
    between(0.2, 1.0).map(Sphere),
    st.builds(Cylinder, between(0.2, 0.8), between(0.2, 1.6), axes),
    st.builds(Cone, between(0.2, 0.8), between(0.2, 1.6), axes),
    st.builds(Capsule, between(0.1, 0.6), between(0.0, 1.4), axes),
    st.builds(Plane, between(0.3, 1.8), between(0.3, 1.8), axes),
    st.just(Polygons(CUBE_POINTS, CUBE_QUADS)),
)
