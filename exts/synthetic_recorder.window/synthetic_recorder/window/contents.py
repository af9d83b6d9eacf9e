"""What is in the window: its models, its sections and the frames around them, from top to bottom.

::

    Writer ─┬─ Render Products
            ├─ Parameters
            ├─ Output ── S3 Bucket
            └─ Config
    Control
    Status
    ───────
    footer: Start/Stop, Pause/Resume, progress
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .models import (
    BUCKET_PLACE,
    CONFIG_NOTES_PLACE,
    BucketModel,
    ConfigDocument,
    ConfigFileModel,
    ControlModel,
    FindingsModel,
    HeadlineModel,
    OutputModel,
    RenderProductsModel,
    StatusModel,
    WriterModel,
)
from .sections import (
    BucketSection,
    ConfigFileSection,
    ControlSection,
    Footer,
    OutputSection,
    ParametersSection,
    RenderProductsSection,
    StatusSection,
)
from .widgets import SectionFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Recorder


# Titles, and the places in the config that are edited inside.
_FRAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "writer": ("Writer", ("render_products", "writer", "output", CONFIG_NOTES_PLACE)),
    "render_products": ("Render Products", ("render_products",)),
    "parameters": ("Parameters", ("writer",)),
    "output": ("Output", ("output",)),
    "s3_bucket": ("S3 Bucket", (BUCKET_PLACE,)),
    "config": ("Config", (CONFIG_NOTES_PLACE,)),
    "control": ("Control", ("control",)),
}


class Owned(Protocol):
    """What is let go of when the window closes."""

    def destroy(self) -> None:
        """Let go of everything; may be called again."""


class Part(Owned, Protocol):
    """A section, or the frame around one."""

    def sync(self) -> None:
        """Show what the models have now."""


class Section(Part, Protocol):
    """What is in a frame."""

    def build(self) -> None:
        """Make the widgets where the caller stands."""


class Contents:
    """Makes models, sections and frames, and owns them.

    Args:
        recorder: What is shown; borrowed.
        on_change: Called when something may be shown otherwise; often.
    """

    def __init__(self, recorder: Recorder, on_change: Callable[[], None]) -> None:
        document = ConfigDocument(recorder)
        findings = FindingsModel(document, recorder)
        output = OutputModel(document, recorder)
        bucket = BucketModel(document, findings)
        config = ConfigFileModel(document)
        control = ControlModel(document, recorder)
        self.status = StatusModel(recorder, control, findings)
        # In the order in which they are destroyed: what others read goes last.
        self._models = (control, config, bucket, output, findings, document)
        self._sections: dict[str, Section] = {
            "render_products": RenderProductsSection(RenderProductsModel(document), findings),
            "parameters": ParametersSection(WriterModel(document), findings),
            "output": OutputSection(output, findings),
            "s3_bucket": BucketSection(bucket, findings),
            "config": ConfigFileSection(config, findings),
            "control": ControlSection(control, findings),
            "status": StatusSection(self.status),
        }
        self._frames = {
            key: SectionFrame(title, key, findings, places) for key, (title, places) in _FRAMES.items()
        }
        self._frames["status"] = SectionFrame("Status", "status", findings, count=self.status.counts)
        self._footer = Footer(control, self.status, HeadlineModel(recorder, control, self.status, findings))
        self._parts: tuple[Part, ...] = (*self._sections.values(), *self._frames.values(), self._footer)
        told = (document, findings, output, bucket, config, control)
        self._subscriptions = (
            *(model.subscribe(on_change) for model in told),
            recorder.subscribe_progress(lambda _progress: on_change()),
        )

    def build_frames(self) -> None:
        """Make the frames where the caller stands."""
        self._frames["writer"].build(self._build_writer)
        self._build("control")
        self._build("status")

    def build_footer(self) -> None:
        """Make what is below them where the caller stands."""
        self._footer.build()

    def sync(self) -> None:
        """Derive text, colour and enabled of every widget from the models."""
        for part in self._parts:
            part.sync()

    def destroy(self) -> None:
        """Let go of widgets, models and recorder; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        owned: tuple[Owned, ...] = (*self._parts, *self._models)
        for each in owned:
            each.destroy()

    def _build(self, key: str) -> None:
        self._frames[key].build(self._sections[key].build)

    def _build_writer(self) -> None:
        self._build("render_products")
        self._build("parameters")
        self._frames["output"].build(self._build_output)
        self._build("config")

    def _build_output(self) -> None:
        self._sections["output"].build()
        self._build("s3_bucket")
