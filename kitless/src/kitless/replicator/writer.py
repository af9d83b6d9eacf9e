"""The base class of all writers: ``rep.Writer``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self

from kitless.replicator import file_functions
from kitless.replicator.annotator import Annotator
from kitless.replicator.annotator_registry import AnnotatorRegistry
from kitless.replicator.errors import WriterError
from kitless.replicator.graph.triggers import Trigger as GraphTrigger
from kitless.replicator.payload import STRUCTURES
from kitless.replicator.payload_names import require_one_meaning, require_own_names
from kitless.replicator.seed import get_global_seed
from kitless.replicator.session import get_session
from kitless.replicator.writer_attachment import WriterAttachment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitless.replicator.augmentations import Augmentation
    from kitless.replicator.backends import BaseBackend
    from kitless.replicator.payload import Payload
    from kitless.replicator.render_product import RenderProduct

METADATA_FILE = "metadata.txt"
# The colon inside the key is Replicator's, and files in the wild have it.
SEED_KEY = "replicator_global_seed:"
EVERY_FRAME = "on_frame"
EVERY_FRAME_NAMES = (EVERY_FRAME, "omni.replicator.core.OgnOnFrame")
"""Also as writers name it that have an `attach` of their own."""

Trigger = str | GraphTrigger | Callable[[], bool] | None


class _AnnotatorsOfWriter:
    """`Writer.get_annotators` under the name that Isaac Sim's nodes read. A writer's own attribute takes its place."""

    def __get__(self, writer: Writer, owner: type[Writer]) -> list[Annotator]:
        """The annotators, names resolved."""
        return writer.get_annotators() if writer is not None else []


class Writer:
    """Gets the annotators' data of every captured frame and makes files of it.

    A subclass fills `annotators` in its constructor and implements `write`. An instance that comes from the
    writer registry has not run its constructor: `initialize` does.

    Attributes:
        annotators: Names, or annotators from ``rep.annotators.get``, whose data `write` is given.
        backend: Where ``metadata.txt`` goes, and the files of most writers. None: no ``metadata.txt``.
        version: Stands in ``metadata.txt``.
        data_structure: "legacy", "annotator" or "renderProduct": how `write`'s data is arranged; see
            `kitless.replicator.payload`.
        node_type_id: Of writers that are graph nodes; kitless has none.
    """

    version: str = "0.0.1"
    data_structure: str = "legacy"
    node_type_id: str | None = None
    annotators: list[str | Annotator]
    _annotators = _AnnotatorsOfWriter()
    backend: BaseBackend | None
    _kwargs: dict[str, Any]
    _initialized: bool
    _attachment: WriterAttachment | None

    def __new__(cls, *_args: Any, **_kwargs: Any) -> Self:
        """Make an instance that can be attached and detached before any constructor has run."""
        writer = super().__new__(cls)
        writer.annotators = []
        writer.backend = None
        writer._kwargs = {}
        writer._initialized = True
        writer._attachment = None
        return writer

    def initialize(self, **kwargs: Any) -> None:
        """Set the writer up: runs the constructor with these arguments.

        Raises:
            WriterError: The writer is attached. What it is attached with would stay as it was: the annotators,
                the ids, the number of the frame.
        """
        if self._attachment is not None:
            raise WriterError(
                f"{type(self).__name__}.initialize: the writer is attached; detach it first, or get another one "
                "from the registry"
            )
        self._kwargs = kwargs
        self.annotators = []
        self.__init__(**kwargs)  # type: ignore[misc]
        self._initialized = True

    def write(self, data: Payload) -> None:
        """Take one captured frame. Called once per frame, in the order of the frames.

        Args:
            data: See `kitless.replicator.payload`.
        """
        raise NotImplementedError(
            f"{type(self).__name__} is a writer without write(self, data); implement it"
        )

    def on_final_frame(self) -> None:
        """Called when a run of the orchestrator has taken its last frame. Steps have no end: nobody calls it there."""

    def write_metadata(self) -> None:
        """Write ``metadata.txt`` into the backend's root, if there is one. Called once, before the first frame."""
        if self.backend is not None:
            metadata = {"name": type(self).__name__, "version": self.version, SEED_KEY: get_global_seed()}
            text = json.dumps(metadata)
            self.backend.schedule(file_functions.write_bytes, path=METADATA_FILE, data=text.encode())

    def attach(
        self,
        render_products: RenderProduct | str | Sequence[RenderProduct | str],
        trigger: Trigger = EVERY_FRAME,
    ) -> None:
        """Write the captured frames of render products from now on.

        Args:
            render_products: One or several of them, or their paths. One that is there twice counts once.
            trigger: When to write: with every captured frame; a trigger of ``rep.trigger``, with the first frame that
                is captured when it has fired; a function that says for each captured frame whether; None, only when
                `schedule_write` has been called.

        Raises:
            WriterError: The writer is not initialized, is attached already, or one of its annotators or its
                trigger cannot be used. Or two of the render products have one name, by which data is told.
            RenderProductError: There is no such render product.

        Differs:
            A writer that is attached already is refused, and so is one of whose annotators two go by one name and mean
            different things. What Replicator does with these was not established.
        """
        name = type(self).__name__
        if self._attachment is not None:
            raise WriterError(
                f"{name} is attached already; detach it first, or get another one from the registry"
            )
        if not self._initialized and type(self).initialize is Writer.initialize:
            raise WriterError(f"{name} is not initialized; call initialize(…) before attach(…)")
        if self.data_structure not in STRUCTURES:
            raise WriterError(
                f"{name}.data_structure is one of {', '.join(sorted(STRUCTURES))}, not {self.data_structure!r}"
            )
        graph_trigger = trigger if isinstance(trigger, GraphTrigger) else None
        asked = graph_trigger.watch() if graph_trigger is not None else trigger
        if not (asked is None or callable(asked) or asked in EVERY_FRAME_NAMES):
            raise WriterError(
                f"{name}.attach expects as trigger {EVERY_FRAME!r}, None, a function or one of rep.trigger, not "
                f"{trigger!r}"
            )
        session = get_session()
        wanted = list(dict.fromkeys(session.render_products.find_all(render_products)))
        if not wanted:
            raise WriterError(f"{name}.attach expects at least one render product")
        require_own_names(name, wanted)
        self._attachment = WriterAttachment(
            writer=self,
            render_products=wanted,
            annotators=self.get_annotators(),
            trigger=asked,
            trigger_name=EVERY_FRAME if graph_trigger is None else graph_trigger.kind,
            take=session.captures.begin_take(),
        )
        session.captures.writers.append(self._attachment)

    async def attach_async(
        self,
        render_products: RenderProduct | str | Sequence[RenderProduct | str],
        trigger: Trigger = EVERY_FRAME,
    ) -> None:
        """See `attach`."""
        self.attach(render_products, trigger)

    def detach(self) -> None:
        """Stop being given frames. What is scheduled is still written. Idempotent."""
        attachment, self._attachment = self._attachment, None
        if attachment is not None:
            writers = get_session().captures.writers
            if attachment in writers:
                writers.remove(attachment)

    def schedule_write(self) -> None:
        """Write the next captured frame; for writers that are attached with the trigger None.

        Raises:
            WriterError: The writer is not attached.
        """
        if self._attachment is None:
            raise WriterError(f"{type(self).__name__}.schedule_write: the writer is not attached")
        self._attachment.write_requested = True

    def get_data(self) -> Payload | None:
        """The data of the last frame; None before the first and after `detach`."""
        return self._attachment.latest if self._attachment is not None else None

    def add_annotator(self, annotator: str | Annotator) -> None:
        """Ask for one more annotator, in place of one that goes by the same name. Has its effect with `attach`.

        Raises:
            WriterError: The writer is attached.
            AnnotatorRegistryError: A name that nobody has or kitless does not implement.
        """
        self._require_detached("add_annotator")
        added = self._resolved(annotator)
        own = self._resolved_annotators()
        if any(each.name == added.name for each in own):
            self.annotators = [added if each.name == added.name else each for each in own]
        else:
            self.annotators = [*self.annotators, annotator]

    def augment_annotator(
        self, annotator_name: str, augmentation: Augmentation | str, **parameters: Any
    ) -> None:
        """Change what one of the annotators gives. Has its effect with `attach`.

        Args:
            annotator_name: The annotator's name, as in the payload.
            augmentation: The augmentation, or the registered name of one.
            parameters: Values of its parameters; see `Annotator.augment`.

        Raises:
            WriterError: The writer is attached, or has no such annotator.
            AugmentationError: As `Annotator.augment`.
        """
        self._require_detached("augment_annotator")
        # An annotator of the script's own may be in use elsewhere: it stays as it is.
        augmented = self.get_annotator(annotator_name).copy().augment(augmentation, **parameters)
        self.annotators = [
            augmented if each.name == annotator_name else each for each in self._resolved_annotators()
        ]

    def get_annotator(self, annotator_name: str) -> Annotator:
        """One of the annotators, by its name in the payload.

        Raises:
            WriterError: It has none of that name.
            AnnotatorRegistryError: A name that nobody has or kitless does not implement.
        """
        annotators = self._resolved_annotators()
        for annotator in annotators:
            if annotator.name == annotator_name:
                return annotator
        own = ", ".join(annotator.name for annotator in annotators) or "none"
        raise WriterError(f"{type(self).__name__} has no annotator {annotator_name!r}; it has {own}")

    def get_annotators(self) -> list[Annotator]:
        """The annotators, names resolved.

        Raises:
            AnnotatorRegistryError: A name that nobody has or kitless does not implement.
            WriterError: One annotator twice, with different parameters: data is told by the name. Or something that
                is neither a name nor an annotator, or `annotators` is no list.
        """
        annotators = self._resolved_annotators()
        require_one_meaning(type(self).__name__, annotators, self._goes_by)
        return annotators

    def _resolved_annotators(self) -> list[Annotator]:
        # A text is a sequence, too: of names with one letter each.
        if isinstance(self.annotators, str) or not isinstance(self.annotators, Iterable):
            raise WriterError(
                f'{type(self).__name__}.annotators is a list such as ["rgb"], not {self.annotators!r}'
            )
        return [self._resolved(each) for each in self.annotators]

    def _resolved(self, annotator: object) -> Annotator:
        if isinstance(annotator, Annotator):
            return annotator
        if isinstance(annotator, str):
            return AnnotatorRegistry.get_annotator(annotator)
        raise WriterError(
            f"{type(self).__name__}: annotators are names, or what rep.annotators.get(name) gives, not {annotator!r}; "
            "kitless has no node templates"
        )

    def _require_detached(self, called: str) -> None:
        if self._attachment is not None:
            raise WriterError(
                f"{type(self).__name__}.{called}: the writer is attached, and would not notice; detach it first"
            )

    @staticmethod
    def _goes_by(annotator: str) -> str:
        """What the data of an annotator is told by; its registered name, as in the payload."""
        return annotator
