"""normals, also known as SmoothNormal; and BumpNormal, which is the same without bump maps."""

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, plain
from kitless.annotators.frame import Frame


def normals(frame: Frame) -> npt.NDArray[np.float32]:
    """Surface normals in world space.

    Returns:
        float32 (H, W, 4): a unit vector on the camera's side, (0, 0, 0) where nothing is hit; the fourth channel is 1
        and says nothing. Interpolated normals that point past a silhouette are bent back until they are perpendicular
        to the ray.
    """
    normal = frame.gbuffer.normal
    padded = np.ones((*normal.shape[:2], 4), dtype=np.float32)
    padded[..., :3] = normal
    return padded


DEFINITIONS = tuple(
    AnnotatorDefinition(name, plain(normals), np.float32)
    for name in ("normals", "SmoothNormal", "BumpNormal")
)
