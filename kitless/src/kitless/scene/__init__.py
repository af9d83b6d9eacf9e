"""From a USD stage to a render scene, and the changes after that."""

from .findings import SceneFinding, SceneFindings
from .names import DrawnNames
from .skeletons import SkeletonPose
from .snapshot import SceneSnapshot
from .squeezed import has_inverse
from .translator import SceneTranslator

__all__ = [
    "DrawnNames",
    "SceneFinding",
    "SceneFindings",
    "SceneSnapshot",
    "SceneTranslator",
    "SkeletonPose",
    "has_inverse",
]
