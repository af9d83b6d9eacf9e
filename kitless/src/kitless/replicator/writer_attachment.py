"""A writer at work, from attach to detach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kitless.replicator.payload import ProductData, build_payload
from kitless.replicator.write_owners import Party, join_party, writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kitless.annotators import Frame, Take
    from kitless.replicator.annotator import Annotator
    from kitless.replicator.payload import Payload
    from kitless.replicator.render_product import RenderProduct
    from kitless.replicator.writer import Trigger, Writer
    from kitless.scene import SceneSnapshot


@dataclass(eq=False)
class WriterAttachment:
    """A writer at work.

    Attributes:
        writer: The writer.
        render_products: What it writes.
        annotators: What it wants to know.
        trigger: When it writes; see `Writer.attach`.
        trigger_name: What the payload counts its frames by.
        take: Its ids and its last frame: each attached writer has its own, so that they depend on the stage alone.
        party: Who has attached it, and is told of files that cannot be written.
        frames: How many frames it has been given.
        write_requested: Whether it asked for the next frame.
        latest: The data of its last frame.
    """

    writer: Writer
    render_products: list[RenderProduct]
    annotators: list[Annotator]
    trigger: Trigger
    take: Take
    party: Party = field(default_factory=join_party)
    trigger_name: str = "on_frame"
    frames: int = 0
    write_requested: bool = False
    latest: Payload | None = None

    @property
    def writer_name(self) -> str:
        """The writer's class, for messages."""
        return type(self.writer).__name__

    def is_due(self) -> bool:
        """Whether it wants the frame that is being captured. To be asked once per capture."""
        if self.trigger is None:
            return self.write_requested
        return bool(self.trigger()) if callable(self.trigger) else True

    def follow(self, scene: SceneSnapshot) -> None:
        """Number what has appeared, whether it wants the frame or not. Once per capture, before `write`."""
        for annotator in self.annotators:
            annotator.follow(scene, self.take)

    def write(self, frames: Mapping[RenderProduct, Frame]) -> None:
        """Give the writer its frame. Nothing happens when none of its render products was rendered."""
        if not any(product in frames for product in self.render_products):
            return
        products = [
            ProductData(
                product,
                {annotator: annotator.evaluate(frames[product], self.take) for annotator in self.annotators}
                if product in frames
                else {},
            )
            for product in self.render_products
        ]
        for product in self.render_products:
            if product in frames:
                self.take.remember(frames[product])
        with writing(self.writer_name, self.party):
            self._give(products)

    def _give(self, products: Sequence[ProductData]) -> None:
        if self.frames == 0:
            self.writer.write_metadata()
        # A trigger of its own is counted by itself. Otherwise it is captures: those that it asks for are numbered as if
        # it had been given every one.
        number = self.frames if callable(self.trigger) else self.take.number
        self.latest = build_payload(self.writer.data_structure, products, {self.trigger_name: number})
        self.write_requested = False
        self.frames += 1
        self.writer.write(self.latest)
