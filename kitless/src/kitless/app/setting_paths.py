"""Paths of settings, such as "/omni/replicator/captureOnPlay"."""

from __future__ import annotations


def split_path(path: str) -> list[str]:
    """The names on the way; none for "/"."""
    return [name for name in path.split("/") if name]


def join_path(*names: str) -> str:
    """The path of the names on the way, from the root."""
    return "/" + "/".join(names)
