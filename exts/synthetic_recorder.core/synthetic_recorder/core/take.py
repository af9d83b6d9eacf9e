"""A take: all that is open while a recording runs.

::

    captureOnPlay off ─▶ writer initialised ─▶ render products created ─▶ attached   open(), or none of it
    captureOnPlay back ◀────────────────────── destroyed ◀─────────────── detached   close(), always all of it

captureOnPlay and the steps belong to the whole app: two takes at once would capture into each other. Only one
is open at any time, whoever has opened it.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import carb.settings
import omni.replicator.core as rep

from .errors import PreflightError
from .findings import error, in_words
from .writers.interface import WriterInterface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .config import RecorderConfig, WriterConfig

_CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"

_open_folders: list[Path] = []


def open_folder() -> Path | None:
    """Return the data set of the take that is open in this app, or None."""
    return _open_folders[-1] if _open_folders else None


class Take:
    """An attached writer and its render products, until ``close``."""

    def __init__(self, resources: contextlib.ExitStack) -> None:
        self._resources = resources

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
                writer = _initialised_writer(config.writer, folder)
            products = []
            for index, product in enumerate(config.render_products):
                where = f"render_products[{index}]"
                with _refusal("render-product-refused", where, "Replicator"):
                    products.append(
                        rep.create.render_product(
                            product.camera,
                            (product.width, product.height),
                            name=product.name or None,
                            force_new=True,
                        )
                    )
                resources.callback(products[-1].destroy)
                _require_name(product.name, str(products[-1].path), f"{where}.name")
            # Before attaching: a writer that refuses the second render product must leave the first.
            resources.callback(_detach, writer)
            with _refusal("writer-refused", "writer", config.writer.name):
                writer.attach(products)
            return cls(resources.pop_all())

    def close(self) -> None:
        """Detach the writer, destroy the render products, restore captureOnPlay; may be called again.

        A step that raises does not keep the others from being done; its error is raised in the end.
        """
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
    parameters = dict(config.parameters)
    if WriterInterface.of(config.name, type(writer), rep.Writer).output_parameter == "output_dir":
        parameters["output_dir"] = str(folder)
    else:
        backend = rep.backends.get("DiskBackend")
        backend.initialize(output_dir=str(folder))
        parameters["backend"] = backend
    writer.initialize(**parameters)
    return writer


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
            "Correct it in the config or on the stage, and start again.",
        )
        raise PreflightError([finding]) from problem
