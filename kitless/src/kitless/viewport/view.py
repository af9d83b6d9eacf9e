"""Where a camera stands and what it turns around: the arithmetic of navigation, without a stage.

Angles are degrees, lengths the stage's unit, matrices USD's (row vectors).

```
            up                       orbit   around the target; the camera goes along a sphere
             |   forward             look    around the camera itself
   camera ---+----------▶ target     pan     camera and target together, in the picture's plane
             |  distance             dolly   nearer to the target, or away from it
```
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pxr import Gf

STEEPEST = 89.9
"""Of the way a camera is turned up or down: straight up there is no left and right any more."""

MARGIN = 1.1
"""How much larger than what is framed a framed picture is."""


@dataclass(frozen=True)
class View:
    """A camera's place.

    Attributes:
        to_world: Camera to world, a rotation and a translation. The camera looks along -Z with +Y up.
        distance: To the target, which is straight ahead.
    """

    to_world: Gf.Matrix4d
    distance: float

    @property
    def position(self) -> Gf.Vec3d:
        """Where the camera is."""
        return self.to_world.ExtractTranslation()

    @property
    def forward(self) -> Gf.Vec3d:
        """Unit vector of where it looks."""
        return -Gf.Vec3d(*self.to_world.GetRow3(2))

    @property
    def right(self) -> Gf.Vec3d:
        """Unit vector to the right in its picture."""
        return Gf.Vec3d(*self.to_world.GetRow3(0))

    @property
    def top(self) -> Gf.Vec3d:
        """Unit vector to the top of its picture."""
        return Gf.Vec3d(*self.to_world.GetRow3(1))

    @property
    def target(self) -> Gf.Vec3d:
        """What it turns around."""
        return self.position + self.forward * self.distance

    def orbited(self, yaw: float, pitch: float, up: Gf.Vec3d) -> View:
        """The camera has gone around its target.

        Args:
            yaw: To the right, about `up`.
            pitch: Upwards. It ends where the camera would look straight down or up.
            up: Unit vector of the stage's up axis.
        """
        return self._turned(self.target, yaw, -self._allowed(-pitch, up), up)

    def looked(self, yaw: float, pitch: float, up: Gf.Vec3d) -> View:
        """The camera has turned where it stands: `yaw` to the left, `pitch` upwards. See `orbited`."""
        return self._turned(self.position, yaw, -self._allowed(pitch, up), up)

    def panned(self, right: float, top: float) -> View:
        """Camera and target have moved in the picture's plane."""
        offset = self.right * right + self.top * top
        return replace(self, to_world=self.to_world * Gf.Matrix4d().SetTranslate(offset))

    def dollied(self, factor: float) -> View:
        """The camera's distance from its target has changed by a factor above 0."""
        offset = self.forward * (self.distance * (1.0 - factor))
        return View(self.to_world * Gf.Matrix4d().SetTranslate(offset), self.distance * factor)

    def framed(self, centre: Gf.Vec3d, radius: float, half_angle: float) -> View:
        """The camera looks at a ball that fills its picture, from where it looked before.

        Args:
            centre: Of the ball.
            radius: Of the ball, above 0.
            half_angle: Half of the picture's narrower field of view, 0 to 90.
        """
        return self.centred(centre, MARGIN * radius / math.sin(math.radians(half_angle)))

    def centred(self, centre: Gf.Vec3d, distance: float) -> View:
        """The camera looks at a point from a distance, in the direction that it looked before."""
        to_world = Gf.Matrix4d(self.to_world).SetTranslateOnly(centre - self.forward * distance)
        return View(to_world, distance)

    def _allowed(self, tilt: float, up: Gf.Vec3d) -> float:
        """As much of a turn of the view upwards as keeps it below the steepest; away from there all is allowed."""
        steepness = math.degrees(math.asin(max(-1.0, min(1.0, Gf.Dot(self.forward, up)))))
        if Gf.Dot(self.top, up) < 0.0:
            return tilt  # Upside down already: somebody has put it there.
        highest, lowest = max(steepness, STEEPEST), min(steepness, -STEEPEST)
        return max(lowest, min(highest, steepness + tilt)) - steepness

    def _turned(self, around: Gf.Vec3d, yaw: float, pitch: float, up: Gf.Vec3d) -> View:
        # About the camera's own right, which is level unless it is rolled, and then about the stage's axis: no roll
        # comes in, and one that is there stays.
        turn = Gf.Matrix4d().SetRotate(Gf.Rotation(self.right, -pitch))
        turn *= Gf.Matrix4d().SetRotate(Gf.Rotation(up, yaw))
        there, back = Gf.Matrix4d().SetTranslate(-around), Gf.Matrix4d().SetTranslate(around)
        return replace(self, to_world=(self.to_world * there * turn * back).GetOrthonormalized())
