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
from pxr import UsdGeom, UsdRender

from .errors import PreflightError
from .findings import error, in_words
from .stage_watch import StageWatch
from .writers import output_parameter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .config import RecorderConfig, RenderProductConfig, WriterConfig
    from .progress import SchedulingBackend

_CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"

_open_folders: list[Path] = []


def open_folder() -> Path | None:
    """Return the data set of the take that is open in this app, or None."""
    return _open_folders[-1] if _open_folders else None


class Take:
    """An attached writer and its render products, until ``close``.

    Attributes:
        backend: Backend that writes into the folder: the writer's, or one beside a writer that has its own.
    """

    def __init__(
        self,
        resources: contextlib.ExitStack,
        writer: rep.Writer,
        backend: SchedulingBackend,
        watch: StageWatch,
        *,
        writes_on_request: bool,
    ) -> None:
        self.backend = backend
        self._resources = resources
        self._writer: rep.Writer | None = writer
        self._watch = watch
        self._writes_on_request = writes_on_request

    @classmethod
    def open(cls, config: RecorderConfig, folder: Path) -> Take:
        """Initialise the writer for ``folder``, create the render products, and attach it to them.

        Raises:
            PreflightError: Replicator or the writer refused something that no check could foresee; what was
                open already is closed again.
        """
        with contextlib.ExitStack() as resources:
            _open_folders.append(folder)
            resources.callback(_open_folders.remove, folder)
            _capture_on_steps_only(resources)
            with _refusal(
                "writer-refused", "writer.parameters", config.writer.name, config.writer.parameters
            ):
                backend = rep.backends.get("DiskBackend")
                backend.initialize(output_dir=str(folder))
                writer = _initialised_writer(config.writer, backend, folder)
            watch = StageWatch()
            products = [
                _render_product(product, f"render_products[{index}]", resources, watch)
                for index, product in enumerate(config.render_products)
            ]
            # Before attaching: a writer that refuses the second render product must leave the first.
            resources.callback(_detach, writer)
            writes_on_request = config.control.interval > 1
            with _refusal("writer-refused", "writer", config.writer.name):
                if writes_on_request:
                    writer.attach(products, trigger=None)
                else:
                    writer.attach(products)
            return cls(resources.pop_all(), writer, backend, watch, writes_on_request=writes_on_request)

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


def _initialised_writer(config: WriterConfig, backend: SchedulingBackend, folder: Path) -> rep.Writer:
    writer = rep.WriterRegistry.get(config.name)
    parameters = config.to_dict()["parameters"]
    if output_parameter_of(type(writer), rep.Writer) == "output_dir":
        parameters["output_dir"] = str(folder)
    else:
        parameters["backend"] = backend
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
