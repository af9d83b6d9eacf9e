"""Decoding by Pillow, which is asked for only where it is needed: the recorder does without it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import MissingPackageError

from .blocks import Damage

if TYPE_CHECKING:
    from typing import BinaryIO


def require_decodable(file: BinaryIO, kind: str) -> None:
    """Decode an image, and throw it away.

    Args:
        file: The image, open for reading; it must be able to go back.
        kind: Name that Pillow has for its format.

    Raises:
        Damage: It cannot be decoded.
        MissingPackageError: Pillow is not installed.
    """
    try:
        images: Any = importlib.import_module("PIL.Image")
    except ImportError as error:
        raise MissingPackageError("Pillow", "to decode images") from error
    try:
        with images.open(file, formats=(kind,)) as image:
            image.load()
    except images.DecompressionBombError:
        # What Pillow finds too large to be honest is a usual size for a renderer.
        return
    # What Pillow raises for a damaged image is not one type, and not written down.
    except Exception as error:
        raise Damage(f"cannot be decoded ({error})") from error
