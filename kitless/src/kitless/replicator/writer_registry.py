"""Writers by name: ``rep.WriterRegistry`` and ``rep.writers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from kitless.errors import NotImplementedByKitlessError
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.errors import WriterRegistryError
from kitless.replicator.writer import EVERY_FRAME, Trigger, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitless.replicator.render_product import RenderProduct


NOT_IMPLEMENTED = frozenset({"CocoWriter", "CosmosWriter", "FPSWriter", "KittiWriter"})
"""Writers of Replicator's own."""


class WriterRegistry:
    """Writer classes by name."""

    _default_writers: ClassVar[list[str]] = ["BasicWriter"]
    _writers: ClassVar[dict[str, tuple[type[Writer], str | None]]] = {"BasicWriter": (BasicWriter, None)}

    @classmethod
    def get(
        cls,
        name: str,
        init_params: dict[str, Any] | None = None,
        render_products: RenderProduct | str | Sequence[RenderProduct | str] | None = None,
        trigger: Trigger = EVERY_FRAME,
    ) -> Writer:
        """A new writer.

        Args:
            name: The class's name.
            init_params: Given: the writer is initialized with them. None: its constructor has not run, call
                `Writer.initialize`.
            render_products: Given: the writer is attached to them.
            trigger: See `Writer.attach`.

        Raises:
            WriterRegistryError: No writer of that name is registered.

        Differs:
            CocoWriter, CosmosWriter, FPSWriter and KittiWriter are not there.
        """
        if name in NOT_IMPLEMENTED.difference(cls._writers):
            raise WriterRegistryError(
                f"kitless does not implement the writer {name!r}; registered are {', '.join(sorted(cls._writers))}"
            )
        if name not in cls._writers:
            raise WriterRegistryError(
                f"There is no writer {name!r}; registered are {', '.join(sorted(cls._writers))}. "
                "Register your own with WriterRegistry.register(YourWriter)"
            )
        writer_class = cls._writers[name][0]
        writer = writer_class.__new__(writer_class)
        writer._initialized = False  # noqa: SLF001 - the registry is what makes writers that wait for initialize
        if init_params is not None or render_products is not None:
            writer.initialize(**(init_params or {}))
        if render_products is not None:
            writer.attach(render_products, trigger)
        return writer

    @classmethod
    def register(cls, writer: type[Writer], category: str | None = None) -> None:
        """Register a writer under its class's name; a registered one of that name is replaced.

        Raises:
            WriterRegistryError: It is not a subclass of Writer.
        """
        if not (isinstance(writer, type) and issubclass(writer, Writer)):
            raise WriterRegistryError(f"WriterRegistry.register expects a subclass of Writer, got {writer!r}")
        cls._writers[writer.__name__] = (writer, category)

    @classmethod
    def register_node_writer(cls, name: str | None = None, *_args: object, **_keywords: object) -> NoReturn:
        """Not there: kitless has no OmniGraph nodes.

        Raises:
            NotImplementedByKitlessError: Always.
        """
        raise NotImplementedByKitlessError(
            f"WriterRegistry.register_node_writer (asked for the writer {name!r})"
        )

    @classmethod
    def unregister_writer(cls, name: str) -> None:
        """Forget a writer.

        Raises:
            WriterRegistryError: No writer of that name is registered.
        """
        if cls._writers.pop(name, None) is None:
            raise WriterRegistryError(f"There is no writer {name!r} to unregister")

    unregister = unregister_writer

    @classmethod
    def get_writers(cls, category: str | None = None) -> dict[str, type[Writer]]:
        """Classes by name; only those that were registered in a category when one is given."""
        return {
            name: writer
            for name, (writer, own_category) in cls._writers.items()
            if category in (None, own_category)
        }


get = WriterRegistry.get
register_node_writer = WriterRegistry.register_node_writer
register_writer = WriterRegistry.register
unregister_writer = WriterRegistry.unregister_writer
get_writers = WriterRegistry.get_writers
