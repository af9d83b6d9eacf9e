"""From a USD stage to a render scene, and the changes after that."""

from .findings import SceneFinding, SceneFindings
from .translator import SceneTranslator

__all__ = ["SceneFinding", "SceneFindings", "SceneTranslator"]
