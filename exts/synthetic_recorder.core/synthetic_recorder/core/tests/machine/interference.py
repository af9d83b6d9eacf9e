"""What somebody may do to recorders and to their world; the models are told before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .player import Player
    from .world import World


class Interference:
    """Everything that a sequence may do.

    Attributes:
        world: The world.
        players: The recorders in it, with their models.
        was_moved_now: Whether somebody has moved the timeline in this update.
        spoilt_before: What recordings had lost before this update, and nobody has put back since.
        is_timeline_known: Whether nobody but the app moves the timeline in this update.
    """

    def __init__(self, world: World):
        self.world = world
        self.players: list[Player] = []
        self.was_moved_now = self.is_timeline_known = False
        self.spoilt_before: set[str] = set()

    def call(self, index, name, delay=0):
        """Call start, stop, pause, resume or wait."""
        self.players[index].call(name, delay)

    def close(self, index):
        """Close a recorder."""
        self.players[index].close()

    def cancel(self, index, place):
        """Cancel a call."""
        self.players[index].cancel(place)

    def open_stage(self):
        """Open another stage."""
        self._lose_stage()
        self.spoilt_before = set()
        self.world.open_stage()

    def close_stage(self):
        """Close the stage."""
        self._lose_stage()
        self.world.close_stage()

    def spoil_camera(self, how):
        """Delete, deactivate, retype or restore the camera."""
        self.spoilt_before = set()
        self._disturb("camera that came back" if how == "restore" else "camera")
        getattr(self.world, f"{how}_camera")()

    def delete_render_products(self):
        """Delete the prims of render products."""
        if self.world.render_products:
            self._disturb("product")
            self.world.delete_render_products()

    def move_timeline(self, how):
        """Play, pause, stop or move the timeline."""
        self.is_timeline_known, self.was_moved_now = False, True
        for player in self.players:
            if player.model.records:
                # One that is not controlled may be moved, but not in the middle of a step.
                player.model.disturb("time")
                player.timeline_is_ours &= not player.model.take.control
        (self.world.move_time if how == "move" else getattr(self.world.app.timeline, how))()

    def put_timeline_back(self):
        """Put the timeline back to where a recorder has paused it."""
        for player in self.players:
            if player.model.state == "PAUSED" and player.model.take.control and player.settled_at is not None:
                self.move_timeline("pause")
                self.world.put_time(player.settled_at)

    def break_or_mend(self, how, is_broken):
        """Make the writer or the disk break, the disk slow or the bucket silent, or mend it."""
        setattr(self.world, f"is_{how}", is_broken)

    def mend(self):
        """Mend whatever stands in the way of a recording."""
        for how in ("writer_broken", "disk_broken", "disk_slow", "bucket_silent"):
            self.break_or_mend(how, False)
        if self.world.stage is None:
            self.open_stage()
        if self.world.problems:
            self.spoil_camera("restore")

    def _disturb(self, cause, *, is_fatal=False):
        for player in self.players:
            player.model.disturb(cause, is_fatal=is_fatal)

    def _lose_stage(self):
        # The timeline goes with its stage.
        self.is_timeline_known, self.was_moved_now = False, True
        if self.world.stage is not None:
            self._disturb("stage", is_fatal=True)
            for player in self.players:
                player.timeline_is_ours = False
