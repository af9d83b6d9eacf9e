"""The layers of a stage: what each is called, wherever the stage lies, and what it holds.

::

    <folder of the root layer>/stage.usda          stage.usda
    <folder of the root layer>/props/box.usd       props/box.usd
    beside that folder, in one checkout            ../props/box.usd
    from elsewhere: another disk, another home     box.usd
    of a server                                    https://server/props/box.usd
    in memory                                      anonymous

A layer is told by what it holds, its SHA-256, and called so that people know which one it is: names are the same in two
checkouts of a stage, and none of them says whose folder it lies in.
"""

from __future__ import annotations

import hashlib
import ntpath
import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from pxr import Ar, Sdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pxr import Usd

_ANONYMOUS = "anonymous"
# Folders of which each folder in them is somebody's.
_FOLDERS_OF_HOMES = frozenset({"/home", "/users"})


def describe_stage(stage: Usd.Stage) -> dict[str, Any]:
    """Return the stage's ``identifier`` and ``layers``, each with ``identifier`` and ``sha256``.

    The layers are those that the stage is composed of now, the root layer first and the others sorted: no session
    layer, no layer that is muted or in a payload that is not loaded, none that only a value clip opens.

    The hash is that of the file. Of a layer that has changed since it was loaded or saved, or that has no file of this
    machine, it is that of its text, less the names of layers in memory and the folder of the root layer.
    """
    root = stage.GetRootLayer()
    own = stage.GetLayerStack(includeSessionLayers=False)
    session = [layer for layer in stage.GetLayerStack(includeSessionLayers=True) if layer not in own]
    layers = [layer for layer in stage.GetUsedLayers(includeClipLayers=False) if layer not in session]
    place = _Place(root)
    described = [
        {"identifier": place.name_of(layer), "sha256": _hash(layer, layers, place.folder)} for layer in layers
    ]
    first = place.name_of(root)
    described.sort(key=lambda layer: (layer["identifier"] != first, layer["identifier"], layer["sha256"]))
    return {"identifier": first, "layers": described}


class _Place:
    """Where a root layer lies, and how others are called from there.

    Attributes:
        folder: Its folder, or the address of it; empty for one that is in memory.
    """

    def __init__(self, root: Sdf.Layer) -> None:
        self._root = root
        self.folder = "" if root.anonymous else posixpath.dirname(_address(root)[0])

    def name_of(self, layer: Sdf.Layer) -> str:
        """Return what a layer is called."""
        if layer.anonymous:
            return _ANONYMOUS
        package, inner = _address(layer)
        name = posixpath.basename(package) if layer == self._root else self._name(package)
        if inner:
            name = Ar.JoinPackageRelativePath([name, inner])
        _, arguments = Sdf.Layer.SplitIdentifier(layer.identifier)
        return str(Sdf.Layer.CreateIdentifier(name, arguments))

    def _name(self, address: str) -> str:
        server, path = _parted(address)
        own_server, folder = _parted(self.folder)
        is_near = server == own_server and bool(folder)
        if is_near and not _holds_homes(posixpath.commonpath([folder, path])):
            return posixpath.relpath(path, folder)
        if server and not is_near and not _is_in_a_home(path):
            return f"{server}{path}"
        return posixpath.basename(path)


def _address(layer: Sdf.Layer) -> tuple[str, str]:
    """Return the file or address of a layer, with ``/`` between folders, and its place in that if it is a package."""
    path = layer.realPath or Sdf.Layer.SplitIdentifier(layer.identifier)[0]
    inner = ""
    if Ar.IsPackageRelativePath(path):
        path, inner = Ar.SplitPackageRelativePathOuter(path)
    if "://" in path:
        # A signed address has a key in its query, and another one each day.
        parts = urlsplit(path)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, posixpath.normpath(parts.path), "", "")), inner
    return Path(os.path.abspath(path)).as_posix(), inner  # noqa: PTH100 - resolve would follow links


def _parted(address: str) -> tuple[str, str]:
    """Return the server of an address, or the drive of a path, and the rest."""
    if "://" in address:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}", parts.path
    return ntpath.splitdrive(address) if os.name == "nt" else ("", address)


def _holds_homes(folder: str) -> bool:
    """Return whether a way that leads through a folder may name somebody's home on it."""
    return folder == "/" or folder.lower() in _FOLDERS_OF_HOMES or Path(folder) in _own_home().parents


def _is_in_a_home(path: str) -> bool:
    return any(path.lower().startswith(f"{homes}/") for homes in _FOLDERS_OF_HOMES)


def _own_home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        # There is none.
        return Path()


def _hash(layer: Sdf.Layer, layers: Sequence[Sdf.Layer], folder: str) -> str:
    if not layer.dirty and not layer.anonymous:
        file, _ = _address(layer)
        try:
            with Path(file).open("rb") as opened:
                return hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            # Of a server, or gone since it was opened: what was read of it is what counts.
            pass
    text = layer.ExportToString()
    for other in layers:
        if other.anonymous:
            text = text.replace(other.identifier, _ANONYMOUS)
    if folder:
        text = text.replace(f"{folder}/", "")
    return hashlib.sha256(text.encode()).hexdigest()
