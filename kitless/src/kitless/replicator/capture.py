"""One capture: what somebody looks at is rendered once, and everybody who looks is given the frame.

attached writers and annotators ─▶ which render products, with which channels ─▶ render ─▶ Frame
                                                    annotators.receive(frame), writer.write(payload) ◀─┘

Between captures, annotators that are attached by themselves follow the stage; see `live_frames`.

A writer that is attached follows the stage through every capture, also through those that it does not want and that
cost no rendering then: a frame is the same whichever frames were written before it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom

from kitless.annotators import Frame, Take
from kitless.io import WriteQueueError
from kitless.replicator.errors import RenderProductError
from kitless.replicator.failures import Failures
from kitless.replicator.live_frames import LiveFrames, Moment
from kitless.replicator.render_device import chosen_device
from kitless.replicator.render_product_checks import find_camera
from kitless.semantics import SemanticTake, StageLabels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kitless.app import App
    from kitless.render import Channels, Renderer, RenderScene
    from kitless.replicator.annotator import Annotator
    from kitless.replicator.render_product import RenderProduct
    from kitless.replicator.write_owners import Party
    from kitless.replicator.writer_attachment import WriterAttachment
    from kitless.scene import SceneSnapshot, SceneTranslator

SUBFRAMES_SETTING = "/omni/replicator/RTSubframes"
SUBSET_LABELS_SETTING = "/syntheticdata/sensors/perSubsetSegmentation"
"""Whether labels of GeomSubsets count."""

_MOTION_BLUR_SETTING = "/omni/replicator/captureMotionBlur"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Scene:
    """The stage at the time of a capture, ready to be rendered.

    Attributes:
        stage: The stage.
        time_code: The time.
        renderer: Renders it.
        drawn: What the renderer takes.
        snapshot: What annotators take.
    """

    stage: Usd.Stage
    time_code: Usd.TimeCode
    renderer: Renderer
    drawn: RenderScene
    snapshot: SceneSnapshot


class CaptureEngine:
    """Renders and hands out frames.

    Attributes:
        writers: Writers that are attached.
        annotators: Annotators that are attached by themselves; see `add_annotator`.
        count: How many captures were made.
    """

    def __init__(self, app: App) -> None:
        self.writers: list[WriterAttachment] = []
        self.annotators: list[Annotator] = []
        self.count = 0
        self._app = app
        # Ids of all `annotators`, for as long as there are any.
        self._shared_ids: SemanticTake | None = None
        self._labels: StageLabels | None = None
        self._translator: SceneTranslator | None = None
        self._renderer: Renderer | None = None
        self._live = LiveFrames(self._render_now)
        self._logged: set[str] = set()
        self._told_of_motion_blur = False

    def begin_take(self) -> Take:
        """The take of a writer that is attached now. Ids are given out with its first frame."""
        return Take(self._stage_labels())

    def add_annotator(self, annotator: Annotator) -> Take:
        """Compute an annotator with each capture of its render product.

        Returns:
            Its take. The ids in it are those of all annotators that are attached by themselves, so that what one of
            them says can be looked up in another; they begin anew when none is left.
        """
        self._live.follow(self._require_stage())
        if not self.annotators:
            self._shared_ids = SemanticTake(self._stage_labels())
        self.annotators.append(annotator)
        return Take(self._stage_labels(), self._shared_ids)

    def remove_annotator(self, annotator: Annotator) -> None:
        """Compute an annotator no more. Idempotent."""
        self._live.forget(annotator)
        if annotator in self.annotators:
            self.annotators.remove(annotator)

    def capture(self, subframes: int, *, write: bool = True, party: Party | None = None) -> None:
        """Capture the stage at the timeline's current time.

        Args:
            subframes: Samples per pixel of the colour, at least 1.
            write: False renders what all writers look at and gives them nothing; their triggers are not asked.
            party: Who has asked for it, and is not told that files of others could not be written, nor of annotators
                that others have attached by themselves. None: is told.

        Raises:
            Exception: Whatever rendering, a trigger or a writer raises; a group of several. It is raised when
                everybody whom it does not concern has been given the frame.
        """
        self.count += 1
        failures = Failures(party, self._logged)
        # Triggers and writers may detach themselves and each other, and attach new ones.
        attached = tuple(self.writers)
        due = []
        for attachment in attached:
            with failures.collect(
                f"the writer {attachment.writer_name} was asked whether it wants its frame"
            ):
                if not write or attachment.is_due():
                    _require_alive(attachment.writer_name, attachment.render_products)
                    due.append(attachment)
        listening: list[tuple[Annotator, RenderProduct]] = []
        for annotator in self.annotators:
            product = annotator.render_product
            with failures.collect(f"the annotator {annotator.name} was to be computed", annotator.party):
                if product is not None:
                    _require_alive(annotator.name, [product])
                    listening.append((annotator, product))
        wanted = _wanted(due, listening)
        scene = self._prepare(failures) if wanted or attached else None
        if write and scene is not None:
            for attachment in attached:
                with failures.collect(f"the writer {attachment.writer_name} followed the stage"):
                    attachment.follow(scene.snapshot)
        frames: dict[RenderProduct, Frame] = {}
        if scene is not None:
            lookers = _lookers(due, listening)
            for product, channels in wanted.items():
                with failures.collect(f"{product} was rendered", *lookers[product]):
                    frames[product] = self._render(scene, product, channels, subframes)
        self._give_annotators([each for each in listening if each[1] in wanted], frames, failures)
        missing = wanted.keys() - frames.keys()
        for attachment in due if write else ():
            if attachment in self.writers and missing.isdisjoint(attachment.render_products):
                with failures.collect(
                    f"the writer {attachment.writer_name} was given its frame {attachment.frames}"
                ):
                    _give(attachment, frames, party)
        if write:
            for attachment in attached:
                attachment.take.number += 1
        failures.raise_collected()

    def finish_run(self) -> None:
        """Tell every attached writer that the last frame of a run has been taken.

        Raises:
            Exception: What a writer raises; a group of several. The others have been told.
        """
        failures = Failures()
        for attachment in tuple(self.writers):
            with failures.collect(f"the writer {attachment.writer_name} was told that the run has ended"):
                attachment.writer.on_final_frame()
        failures.raise_collected()

    def close_stage(self) -> None:
        """Detach everything and let go of the stage. Idempotent."""
        for attachment in tuple(self.writers):
            _logger.info("%s is detached: its stage is closed", attachment.writer_name)
            try:
                attachment.writer.detach()
            except Exception:
                # A user's detach must not keep the stage from closing.
                _logger.exception("%s.detach failed while the stage was closed", attachment.writer_name)
        self.writers.clear()
        for annotator in tuple(self.annotators):
            _logger.info("The annotator %s is detached: its stage is closed", annotator.name)
            annotator.detach()
        self._live.close_stage()
        for resource in (self._labels, self._translator, self._renderer):
            if resource is not None:
                resource.close()
        self._labels = self._translator = self._renderer = None
        self._shared_ids = None
        self._logged.clear()

    def _prepare(self, failures: Failures) -> _Scene | None:
        """Bring everything up to date with the stage; None when that fails."""
        # Imported here, so that scripts that register writers do not wait for Warp.
        from kitless.render import Renderer  # noqa: PLC0415
        from kitless.scene import SceneTranslator  # noqa: PLC0415

        with failures.collect("the stage was prepared for rendering"):
            stage, time_code = self._require_stage(), self._time_code
            self._stage_labels().set_time(time_code)
            if self._renderer is None:
                self._renderer = Renderer(chosen_device(self._app.settings))
            subset_labels = self._app.settings.get_as_bool(SUBSET_LABELS_SETTING)
            if self._translator is not None and self._translator.subset_labels != subset_labels:
                self._translator.close()
                self._translator = None
            if self._translator is None:
                self._translator = SceneTranslator(stage, self._renderer.device, subset_labels=subset_labels)
            drawn = self._translator.update(time_code)
            return _Scene(stage, time_code, self._renderer, drawn, self._translator.snapshot())
        return None

    def pass_update(self) -> None:
        """Note that an update of the App has captured nothing."""
        self._live.pass_update(self.annotators)

    def refresh(self, annotator: Annotator) -> None:
        """Give an annotator that is attached by itself the frame of now, if the App was updated without a capture.

        Raises:
            Exception: Whatever rendering or the annotator raises.
        """
        product = annotator.render_product
        if product is None or not self._live.is_waiting(annotator):
            return
        channels: Channels = frozenset().union(
            *(other.channels for other in self.annotators if other.render_product is product)
        )
        self._live.refresh(annotator, self._moment(self._time_code), channels)

    @property
    def _time_code(self) -> Usd.TimeCode:
        return Usd.TimeCode(self._app.timeline.time_code)

    def _moment(self, time_code: Usd.TimeCode) -> Moment:
        subset_labels = self._app.settings.get_as_bool(SUBSET_LABELS_SETTING)
        return self._live.moment(time_code, subset_labels=subset_labels)

    def _render_now(self, product: RenderProduct, channels: Channels) -> Frame:
        failures = Failures()
        scene = self._prepare(failures)
        failures.raise_collected()
        if scene is None:
            raise RenderProductError(f"{product} cannot be rendered: its stage cannot be prepared")
        subframes = max(1, self._app.settings.get_as_int(SUBFRAMES_SETTING))
        return self._render(scene, product, channels, subframes)

    def _render(self, scene: _Scene, product: RenderProduct, channels: Channels, subframes: int) -> Frame:
        """A frame of a render product, with its channels."""
        from kitless.render import Camera  # noqa: PLC0415 - as above

        self._tell_of_motion_blur()
        camera_prim = find_camera(scene.stage, product.camera_path)
        camera = Camera.from_prim(camera_prim, scene.time_code, *product.resolution)
        return Frame(
            render_product=product.path,
            gbuffer=scene.renderer.render(scene.drawn, camera, channels=channels, subframes=subframes),
            camera=camera,
            scene=scene.snapshot,
            meters_per_unit=UsdGeom.GetStageMetersPerUnit(scene.stage),
            time=self._app.timeline.get_current_time(),
            cast_coverage=partial(scene.renderer.cover, scene.drawn, camera),
        )

    def _give_annotators(
        self,
        listening: Iterable[tuple[Annotator, RenderProduct]],
        frames: Mapping[RenderProduct, Frame],
        failures: Failures,
    ) -> None:
        """Give annotators their frame; one that cannot be given it has no data, rather than old ones."""
        moment = self._moment(self._time_code)
        for annotator, product in listening:
            annotator.forget()
            self._live.lost(annotator)
            if product not in frames:
                continue
            with failures.collect(f"the annotator {annotator.name} was computed", annotator.party):
                annotator.receive(frames[product])
                self._live.saw(annotator, moment)

    def _tell_of_motion_blur(self) -> None:
        if not self._told_of_motion_blur and self._app.settings.get_as_bool(_MOTION_BLUR_SETTING):
            self._told_of_motion_blur = True
            _logger.warning(
                "%s is on: kitless draws no motion blur, pictures are sharp", _MOTION_BLUR_SETTING
            )

    def _stage_labels(self) -> StageLabels:
        if self._labels is None:
            self._labels = StageLabels(self._require_stage())
        return self._labels

    def _require_stage(self) -> Usd.Stage:
        stage = self._app.usd_context.get_stage()
        if stage is None:
            raise RenderProductError(
                "There is no stage to capture; open one with omni.usd.get_context().open_stage(path)"
            )
        return stage


def _give(attachment: WriterAttachment, frames: Mapping[RenderProduct, Frame], party: Party | None) -> None:
    try:
        attachment.write(frames)
    except WriteQueueError:
        if party in (None, attachment.party):
            raise
        # Those who have attached it are told when they wait for their files.
        _logger.info(
            "%s could not schedule its files: earlier ones failed", attachment.writer_name, exc_info=True
        )


def _require_alive(who: str, products: Iterable[RenderProduct]) -> None:
    for product in products:
        if product.is_destroyed:
            raise RenderProductError(
                f"{who} is attached to the render product {product}, which is destroyed; detach before you destroy"
            )


def _lookers(
    due: Iterable[WriterAttachment], listening: Iterable[tuple[Annotator, RenderProduct]]
) -> dict[RenderProduct, tuple[Party, ...]]:
    """Who looks at each render product; nobody by name where a writer does, whose frames everybody waits for."""
    lookers: dict[RenderProduct, tuple[Party, ...]] = {}
    for annotator, product in listening:
        lookers[product] = (*lookers.get(product, ()), annotator.party)
    lookers |= {product: () for attachment in due for product in attachment.render_products}
    return lookers


def _wanted(
    due: Iterable[WriterAttachment], listening: Iterable[tuple[Annotator, RenderProduct]]
) -> dict[RenderProduct, Channels]:
    """Every render product to be rendered, and with what."""
    looks: list[tuple[RenderProduct, Channels]] = [
        (product, frozenset().union(*(annotator.channels for annotator in attachment.annotators)))
        for attachment in due
        for product in attachment.render_products
    ]
    looks += [(product, annotator.channels) for annotator, product in listening]
    wanted: dict[RenderProduct, Channels] = {}
    for product, channels in looks:
        if product.hydra_texture.updates_enabled:
            wanted[product] = wanted.get(product, frozenset()) | channels
    return wanted
