"""Writers of every kind that a preflight may meet, and a registry of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence


class Writer:
    """Stands for Replicator's base class: ``initialize`` hands everything to ``__init__``."""

    def initialize(self, **kwargs):
        self.__init__(**kwargs)


class BasicWriter(Writer):
    def __init__(
        self,
        output_dir=None,
        s3_bucket=None,
        s3_region=None,
        s3_endpoint=None,
        semantic_types=None,
        rgb=False,
        semantic_segmentation=False,
        colorize_semantic_segmentation=True,
        bounding_box_2d_tight=False,
        instance_id_segmentation=False,
        distance_to_camera=False,
        pointcloud=False,
        pointcloud_include_unlabelled=False,
        skeleton_data=False,
        image_output_format="png",
        frame_padding=4,
        semantic_filter_predicate=None,
        backend=None,
    ):
        raise AssertionError("a check must not run a writer's __init__")


class ByPositionWriter(Writer):
    def __init__(self, folder, /, backend=None):
        raise AssertionError("a check must not run a writer's __init__")


class FolderWriter(Writer):
    def __init__(self, output_dir, num_frames):
        raise AssertionError("a check must not run a writer's __init__")


class OwnInitializeWriter(Writer):
    def __init__(self):
        pass

    def initialize(self, backend, quality=90):
        pass


class HomelessWriter(Writer):
    def __init__(self, rgb=False):
        pass


class BareWriter(Writer):
    """Takes nothing, whatever object's own __init__ says."""


class BrokenWriter(Writer):
    def __new__(cls):
        raise RuntimeError("cannot be made")


class TypedWriter(Writer):
    def __init__(
        self,
        backend: object,
        image_format: Literal["png", "jpg"] = "png",
        names: Sequence[str] | None = None,
        size: tuple[int, int] = (640, 480),
    ):
        raise AssertionError("a check must not run a writer's __init__")


WRITERS = {
    cls.__name__: cls
    for cls in (
        BareWriter,
        BasicWriter,
        BrokenWriter,
        ByPositionWriter,
        FolderWriter,
        HomelessWriter,
        OwnInitializeWriter,
        TypedWriter,
    )
}


class Registry:
    def get_writers(self):
        return WRITERS

    def get(self, name):
        return WRITERS[name].__new__(WRITERS[name])
