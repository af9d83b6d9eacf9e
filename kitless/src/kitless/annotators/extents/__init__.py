"""How far what is drawn reaches, hidden or not: in a space, and in the picture.

Meshes by their vertices, round shapes exactly. Extents in the picture are those of what lies in front of the near
clipping distance, beyond the picture's borders too; whether something has a part inside of the view is a question of
its own, for a box may reach into the picture where nothing of what is in it does.
"""

from kitless.annotators.extents.picture import PictureExtents, picture_extents
from kitless.annotators.extents.space import extents_in_space

__all__ = ["PictureExtents", "extents_in_space", "picture_extents"]
