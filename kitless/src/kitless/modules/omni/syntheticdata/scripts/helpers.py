"""`omni.syntheticdata.scripts.helpers`: absent.

The order in which `get_bbox_3d_corners` gives the corners is not public, and a cuboid with its corners in another
order is a wrong label.
"""

from kitless.app.absent import absent_function

__all__ = ["get_bbox_3d_corners"]

get_bbox_3d_corners = absent_function("omni.syntheticdata.scripts.helpers.get_bbox_3d_corners")
