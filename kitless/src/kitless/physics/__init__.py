"""Rigid bodies of UsdPhysics, moved by Newton while the timeline plays."""

from .playback import PhysicsPlayback

__all__ = ["PhysicsPlayback"]
