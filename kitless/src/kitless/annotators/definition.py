"""What an annotator is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

import numpy.typing as npt

from kitless.annotators.errors import AnnotatorRegistryError
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.semantics import SemanticFilter

if TYPE_CHECKING:
    from kitless.render import Channels
    from kitless.semantics import DrawnIds, LabelledThings, SemanticTake


Parameters = Mapping[str, Any]
Evaluate = Callable[[Frame, Take, Parameters], AnnotatorData]
type Table = DrawnIds[Any] | LabelledThings
"""What gives out numbers in the course of a take."""
Tables = Callable[["SemanticTake", Parameters], tuple[Table, ...]]

EVERY_LABEL = "*: *"

FILTER_PARAMETERS: Parameters = MappingProxyType({"semanticTypes": None, "semanticFilter": None})
"""Of annotators that go by labels; see `filter_of`."""


@dataclass(frozen=True)
class AnnotatorDefinition:
    """How one annotator is computed.

    Attributes:
        name: The name it is asked for by.
        evaluate: From a frame, the take and the parameters to the data.
        dtype: Of the array; that of the empty array before the first frame.
        parameters: Parameters it takes, with their defaults. Those whose default is True or False are switches, and
            have no other values.
        channels: What the frame must be rendered with.
        tables: Those of a take that it reads numbers from, given its parameters.
        check: Raises when parameters have values that cannot be used; switches are checked without it.
        is_dictionary: It has no array: its data is the info alone, which consumers are given by itself, without a key
            "data". The array has the size 0.
    """

    name: str
    evaluate: Evaluate
    dtype: npt.DTypeLike
    parameters: Parameters = field(default_factory=lambda: MappingProxyType({}))
    channels: Channels = frozenset()
    tables: Tables = lambda _semantics, _parameters: ()
    check: Callable[[Parameters], object] | None = None
    is_dictionary: bool = False

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Itself: it never changes, and scripts copy writers with the annotators that they have."""
        del memo
        return self

    def complete(self, given: Parameters | None) -> dict[str, Any]:
        """The given parameters with the defaults for the rest.

        Raises:
            AnnotatorRegistryError: No dictionary of parameters, one that this annotator does not take, or a value of
                another type.
            SemanticFilterError: A filter that does not follow the grammar.
        """
        given = {} if given is None else given
        self._require_known(given)
        completed = {**self.parameters, **given}
        for name, default in self.parameters.items():
            if isinstance(default, bool) and not isinstance(completed[name], bool):
                # "no" and 0.5 would switch it on.
                raise AnnotatorRegistryError(
                    f"Annotator {self.name!r}: {name} is True or False, not {completed[name]!r}"
                )
        if self.check is not None:
            self.check(completed)
        return completed

    def _require_known(self, given: Any) -> None:
        if not isinstance(given, Mapping):
            raise AnnotatorRegistryError(
                f'Annotator {self.name!r}: parameters are a dictionary such as {{"semanticTypes": ["class"]}}, '
                f"not {given!r}"
            )
        for name in given:
            if not isinstance(name, str):
                raise AnnotatorRegistryError(
                    f"Annotator {self.name!r}: names of parameters are texts, not {name!r}"
                )
        unknown = sorted(set(given).difference(self.parameters))
        if unknown:
            raise AnnotatorRegistryError(
                f"Annotator {self.name!r} does not take {', '.join(unknown)}; "
                f"it takes {', '.join(self.parameters) or 'no parameters'}"
            )


def dictionary(function: Callable[[Frame], dict[str, Any]]) -> Evaluate:
    """An annotator that is a dictionary of the frame alone."""
    return lambda frame, _take, _parameters: AnnotatorData.without_array(function(frame))


def plain(function: Callable[[Frame], npt.NDArray[Any]]) -> Evaluate:
    """An annotator that is an array of the frame alone."""
    return lambda frame, _take, _parameters: AnnotatorData(function(frame))


def things_table(semantics: SemanticTake, parameters: Parameters) -> tuple[Table, ...]:
    """Of annotators that are about labelled things."""
    return (semantics.things(filter_of(parameters)),)


def label_and_instance_tables(semantics: SemanticTake, parameters: Parameters) -> tuple[Table, ...]:
    """Of annotators with ids of both segmentations."""
    semantic_filter = filter_of(parameters)
    return semantics.label_ids(semantic_filter), semantics.instance_ids(semantic_filter)


def filter_of(parameters: Parameters) -> SemanticFilter:
    """The filter that `FILTER_PARAMETERS` ask for.

    Raises:
        AnnotatorRegistryError: A value of another type.
        SemanticFilterError: A filter that does not follow the grammar.
    """
    predicate, types = parameters["semanticFilter"], parameters["semanticTypes"]
    if not (predicate is None or isinstance(predicate, str)):
        raise AnnotatorRegistryError(
            f'semanticFilter is a predicate such as "class: *", or None, not {predicate!r}'
        )
    # A text is a sequence of texts too: "class" would ask for the types "c", "l", "a" and "s".
    if not (
        types is None or (isinstance(types, list | tuple) and all(isinstance(each, str) for each in types))
    ):
        raise AnnotatorRegistryError(
            f'semanticTypes is a list of names such as ["class"], or None, not {types!r}'
        )
    if predicate:
        return SemanticFilter.parse(predicate)
    return SemanticFilter.of_types(types) if types else SemanticFilter.parse(EVERY_LABEL)
