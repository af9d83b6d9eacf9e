"""A Replicator writer for YOLO. Importing this package registers it: `rep.WriterRegistry.get("YoloWriter")`."""

import omni.replicator.core as rep

from .writer import YoloWriter

__all__ = ["YoloWriter"]

rep.WriterRegistry.register(YoloWriter)
