"""Between captures: what annotators that are attached by themselves see of a stage that goes on changing.

Kit renders with every update of the app, and such annotators follow. Here a frame costs too much for that, and few ask:

    update without a capture    ─▶ their data may be out of date
    annotator.get_data()        ─▶ is it? then the frame is rendered as the stage is now
    update with a capture       ─▶ they have the frame of the capture; where that failed, the next call says why
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from pxr import Tf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kitless.annotators import Frame
    from kitless.render import Channels
    from kitless.replicator.annotator import Annotator
    from kitless.replicator.render_product import RenderProduct


@dataclass(frozen=True)
class Moment:
    """All that a frame depends on. Frames of one moment are the same.

    Attributes:
        edits: How often the stage was edited before.
        time_code: The time.
        subset_labels: Whether labels of GeomSubsets count.
    """

    edits: int
    time_code: float
    subset_labels: bool


@dataclass(frozen=True)
class _Rendered:
    moment: Moment
    channels: Channels
    frame: Frame


class LiveFrames:
    """Brings annotators up to date when they are read.

    Args:
        render: Renders a render product with channels as the stage is now.
    """

    def __init__(self, render: Callable[[RenderProduct, Channels], Frame]) -> None:
        self._render = render
        self._edits = 0
        self._listener: Tf.Notice.Listener | None = None
        # Those for which an update has come that had no frame for them.
        self._waiting: WeakSet[Annotator] = WeakSet()
        self._seen: WeakKeyDictionary[Annotator, Moment] = WeakKeyDictionary()
        self._rendered: WeakKeyDictionary[RenderProduct, _Rendered] = WeakKeyDictionary()

    def follow(self, stage: Usd.Stage) -> None:
        """Notice edits of a stage from now on; once for each stage."""
        if self._listener is None:
            self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_edit, stage)

    def moment(self, time_code: Usd.TimeCode, *, subset_labels: bool) -> Moment:
        """What a frame that is rendered now depends on."""
        return Moment(self._edits, time_code.GetValue(), subset_labels)

    def pass_update(self, annotators: Iterable[Annotator]) -> None:
        """Note that an update of the App has captured nothing."""
        self._waiting.update(annotators)

    def saw(self, annotator: Annotator, moment: Moment) -> None:
        """Note that an annotator was given the frame of a capture."""
        self._waiting.discard(annotator)
        self._seen[annotator] = moment
        self._let_go(annotator.render_product)

    def lost(self, annotator: Annotator) -> None:
        """Note that an annotator has no data: a capture could not give it its frame."""
        self._seen.pop(annotator, None)
        self._waiting.add(annotator)

    def forget(self, annotator: Annotator) -> None:
        """Note that an annotator is attached anew, or no more."""
        self._seen.pop(annotator, None)
        self._waiting.discard(annotator)
        self._let_go(annotator.render_product)

    def refresh(self, annotator: Annotator, moment: Moment, channels: Channels) -> None:
        """Give an annotator the frame of now, unless it has one that is no other.

        Args:
            annotator: An annotator that is attached.
            moment: That of now.
            channels: What all annotators of its render product need, so that they share a frame.

        Raises:
            Exception: Whatever rendering or the annotator raises; it is tried again with the next call.
        """
        product = annotator.render_product
        if annotator not in self._waiting or product is None or product.is_destroyed:
            return
        if not product.hydra_texture.updates_enabled:
            return
        if self._seen.get(annotator) != moment:
            known = self._rendered.get(product)
            if known is None or known.moment != moment or not channels <= known.channels:
                known = self._rendered[product] = _Rendered(moment, channels, self._render(product, channels))
            annotator.receive(known.frame)
            self._seen[annotator] = moment
        self._waiting.discard(annotator)
        self._let_go(product)

    def is_waiting(self, annotator: Annotator) -> bool:
        """Whether its data may be out of date."""
        return annotator in self._waiting

    def close_stage(self) -> None:
        """Let go of the stage. Idempotent."""
        if self._listener is not None:
            self._listener.Revoke()
            self._listener = None
        self._waiting.clear()
        self._seen.clear()
        self._rendered.clear()

    def _let_go(self, product: RenderProduct | None) -> None:
        """Keep a frame, and the memory of its scene, only for those who have not been given it yet."""
        if product is not None and all(waiting.render_product is not product for waiting in self._waiting):
            self._rendered.pop(product, None)

    def _on_edit(self, _notice: Any, _stage: Any) -> None:
        self._edits += 1
