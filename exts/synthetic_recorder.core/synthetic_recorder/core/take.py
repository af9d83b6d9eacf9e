"""A take: all that is open while a recording runs.

::

    captureOnPlay off ─▶ writer initialised ─▶ render products created ─▶ attached   open(), or none of it
    captureOnPlay back ◀────────────────────── destroyed ◀─────────────── detached   close(), always all of it

A writer that is to have every frame is attached as usual. With an interval it is attached without a trigger and asks
for the frames that count, one by one.

captureOnPlay and the steps belong to the whole app: two takes at once would capture into each other. Only one
is open at any time, whoever has opened it.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

import carb.settings
import omni.replicator.core as rep
import omni.usd
from pxr import UsdGeom, UsdRender

from .camera_poses import CameraPoses
from .errors import PreflightError
from .findings import error, in_words
from .provenance import collect
from .stage_watch import StageWatch
from .writers import output_parameter_of
from .writers.append_free import is_append_free

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .config import RecorderConfig, RenderProductConfig, WriterConfig
    from .data_set import Provenance

_CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"

# Where writers keep the number of their next frame: the name that Replicator's own and users' share.
_FRAME_NUMBER = "_frame_id"

_open_locations: list[Path | str] = []


def open_location() -> Path | str | None:
    """Return the data set of the take that is open in this app, or None."""
    return _open_locations[-1] if _open_locations else None


class Take:
    """An attached writer and its render products, until ``close``.

    Attributes:
        camera_poses: Where the cameras were in the last frame.
        product_names: What the render products are called, in the config's order: in payloads and in names of files.
        provenance: Where its frames come from, as it was before anything of the take was on the stage.
        is_append_free: Whether the writer is known to write each file once: its files can be committed while it
            goes on.
    """

    def __init__(
        self,
        resources: contextlib.ExitStack,
        detaching: contextlib.ExitStack,
        writer_name: str,
        writer: rep.Writer,
        provenance: Provenance,
        camera_poses: CameraPoses,
        product_names: Sequence[str],
        watch: StageWatch,
        *,
        writes_on_request: bool,
    ) -> None:
        self.provenance = provenance
        self.camera_poses = camera_poses
        self.product_names = tuple(product_names)
        self.is_append_free = is_append_free(writer_name, type(writer))
        self._resources = resources
        self._detaching = detaching
        self._writer: rep.Writer | None = writer
        self._watch = watch
        self._writes_on_request = writes_on_request

    @classmethod
    def open(
        cls, config: RecorderConfig, folder: Path, location: Path | str, *, on_request: bool = False
    ) -> Take:
        """Initialise the writer for ``folder``, create the render products, and attach it to them.

        Args:
            config: What is recorded.
            folder: Folder that the writer writes to; it exists.
            location: Data set that the files are for.
            on_request: Whether the writer gets only the frames that are asked for.

        Raises:
            PreflightError: Replicator or the writer refused something that no check could foresee; what was
                open already is closed again.
        """
        with contextlib.ExitStack() as resources:
            _open_locations.append(location)
            resources.callback(_open_locations.remove, location)
            _capture_on_steps_only(resources)
            with _refusal(
                "writer-refused", "writer.parameters", config.writer.name, config.writer.parameters
            ):
                writer = _initialised_writer(config.writer, folder)
            provenance = collect(config, omni.usd.get_context().get_stage(), writer)
            watch = StageWatch()
            products = [
                _render_product(product, f"render_products[{index}]", resources, watch)
                for index, product in enumerate(config.render_products)
            ]
            poses = CameraPoses()
            resources.callback(poses.detach)
            for place, (product, created) in enumerate(zip(config.render_products, products, strict=True)):
                with _refusal("render-product-refused", f"render_products[{place}]", "Replicator"):
                    poses.attach(product.camera, created)
            # Before attaching: a writer that refuses the second render product must leave the first.
            detaching = resources.enter_context(contextlib.ExitStack())
            detaching.callback(_detach, writer)
            writes_on_request = on_request or config.control.interval > 1
            with _refusal("writer-refused", "writer", config.writer.name):
                if writes_on_request:
                    writer.attach(products, trigger=None)
                else:
                    writer.attach(products)
            return cls(
                resources.pop_all(),
                detaching,
                config.writer.name,
                writer,
                provenance,
                poses,
                [str(product.path).rpartition("/")[2] for product in products],
                watch,
                writes_on_request=writes_on_request,
            )

    @property
    def frame_number(self) -> int | None:
        """Number that the writer gives to its next frame; None when it keeps none in ``_frame_id``."""
        number = getattr(self._writer, _FRAME_NUMBER, None)
        return number if isinstance(number, int) and not isinstance(number, bool) else None

    @frame_number.setter
    def frame_number(self, number: int) -> None:
        # By name: no base class declares it.
        setattr(self._writer, _FRAME_NUMBER, number)

    def request_frame(self) -> None:
        """Let the next step capture a frame; where every step does, nothing has to be said."""
        if self._writer is not None and self._writes_on_request:
            self._writer.schedule_write()

    def require_whole(self) -> None:
        """Refuse to go on without a camera or a render product.

        Raises:
            RecorderError: One of them was deleted or deactivated, or is something else by now.
        """
        self._watch.require_whole()

    def detach(self) -> None:
        """Let the writer write what it has gathered, and give it no frame any more; may be called again.

        Raises:
            Exception: Whatever the writer raises; it is detached all the same.
        """
        self._writer = None
        self._detaching.close()

    def close(self) -> None:
        """Detach the writer, destroy the render products, restore captureOnPlay; may be called again.

        A step that raises does not keep the others from being done; its error is raised in the end.
        """
        # Whatever the writer has gathered goes with it.
        self._writer = None
        self._resources.close()


def _capture_on_steps_only(resources: contextlib.ExitStack) -> None:
    """Switch off that a playing timeline captures, until ``resources`` are closed."""
    settings = carb.settings.get_settings()
    before = settings.get(_CAPTURE_ON_PLAY)
    settings.set(_CAPTURE_ON_PLAY, False)
    # Nobody has set it: Replicator takes that for True.
    resources.callback(settings.set, _CAPTURE_ON_PLAY, True if before is None else before)


def _initialised_writer(config: WriterConfig, folder: Path) -> rep.Writer:
    writer = rep.WriterRegistry.get(config.name)
    parameters = config.to_dict()["parameters"]
    if output_parameter_of(type(writer), rep.Writer) == "output_dir":
        parameters["output_dir"] = str(folder)
    else:
        parameters["backend"] = rep.backends.get("DiskBackend")
        parameters["backend"].initialize(output_dir=str(folder))
    writer.initialize(**parameters)
    return writer


def _render_product(
    config: RenderProductConfig, where: str, resources: contextlib.ExitStack, watch: StageWatch
) -> Any:
    """Create a render product that is destroyed with ``resources``, and watch it and its camera."""
    with _refusal("render-product-refused", where, "Replicator"):
        product = rep.create.render_product(
            config.camera, (config.width, config.height), name=config.name or None, force_new=True
        )
    resources.callback(product.destroy)
    path = str(product.path)
    _require_name(config.name, path, f"{where}.name")
    watch.add(config.camera, UsdGeom.Camera, "camera", f"{where}.camera")
    watch.add(path, UsdRender.Product, "render product", where)
    return product


def _require_name(wanted: str, path: str, where: str) -> None:
    """Refuse a render product that is called otherwise than asked: one of that name is there, for example."""
    name = path.rpartition("/")[2]
    if wanted not in ("", name):
        what = f"Replicator calls it {name!r} and not {wanted!r}, and so would its folder be called."
        todo = "Give a name of plain letters that no other render product has."
        raise PreflightError([error("render-product-renamed", where, what, todo)])


def _detach(writer: rep.Writer) -> None:
    try:
        writer.detach()
    except BaseException:
        # A writer's own detach that fails before it comes to super().detach() leaves the writer attached.
        rep.Writer.detach(writer)
        raise


@contextlib.contextmanager
def _refusal(code: str, where: str, who: str, parameters: Iterable[str] = ()) -> Iterator[None]:
    """Turn whatever is raised inside into a finding: nothing was recorded yet, so it is bad input.

    A message that names one of the ``parameters`` is about that one, and the finding points at it.
    """
    try:
        yield
    except Exception as problem:
        # What stands in quotes is mostly a value.
        words = re.findall(r"\w+", re.sub(r"'[^']*'|\"[^\"]*\"", "", str(problem)))
        named = [name for name in parameters if name in words]
        finding = error(
            code,
            f"{where}.{named[0]}" if len(named) == 1 else where,
            f"{who} refused it: {in_words(problem)}.",
            "Mend what it names, and start again.",
        )
        raise PreflightError([finding]) from problem
