"""``rep.annotators.Augmentation``."""

from __future__ import annotations

import inspect
import operator
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, Self

from kitless.errors import NotImplementedByKitlessError
from kitless.replicator.augmentations.seeds import SEED_PARAMETER, Occasion, is_seed_to_be_chosen
from kitless.replicator.errors import AugmentationError

if TYPE_CHECKING:
    from kitless.replicator.array_devices import AnyArray

type Shape = tuple[int, ...]

SAME_AXIS = -1
"""In a ``data_out_shape``: as long as this axis of the input."""


@dataclass(frozen=True, eq=False)
class AugmentationStep:
    """An augmentation with all its parameters, as one annotator has it.

    Attributes:
        name: Of the function or kernel, for messages.
        function: A function of Python's, or a kernel of Warp's.
        is_kernel: Which of the two.
        parameters: Its parameters by name, without the arrays.
        data_out_shape: See `Augmentation.from_function`.
    """

    name: str
    function: Any
    is_kernel: bool
    parameters: Mapping[str, Any] = field(default_factory=dict)
    data_out_shape: Shape | None = None

    def apply(self, data: AnyArray, device: str | None, occasion: Occasion) -> AnyArray:
        """What becomes of an array.

        Args:
            data: The array; may be changed.
            device: The annotator's. On "cpu" and None functions are given NumPy arrays, on CUDA Warp arrays.
            occasion: Which call it is.

        Returns:
            A NumPy array or a Warp array.

        Raises:
            AugmentationError: The array does not fit the function or the kernel, or what a function returns is none.
            Exception: Whatever the function or the launch raises, with a note that names the augmentation.
        """
        # Imported here: the launch needs Warp, for which scripts that register writers need not wait.
        from kitless.replicator.augmentations.calls import call_function, launch_kernel  # noqa: PLC0415

        call = launch_kernel if self.is_kernel else call_function
        try:
            return call(self, data, self._seeded(occasion), device)
        except AugmentationError:
            raise
        except Exception as error:
            error.add_note(f"Raised by the augmentation {self.name!r}")
            raise

    def _seeded(self, occasion: Occasion) -> dict[str, Any]:
        parameters = dict(self.parameters)
        if SEED_PARAMETER in parameters:
            seed = parameters[SEED_PARAMETER]
            if is_seed_to_be_chosen(seed):
                parameters[SEED_PARAMETER] = occasion.own_seed()
            elif self.is_kernel and isinstance(seed, int):
                parameters[SEED_PARAMETER] = occasion.seed_of(seed)
        return parameters


class Augmentation:
    """A function or a Warp kernel that changes what an annotator gives. Made by `from_function`.

    Args:
        function: See `from_function`.
        data_out_shape: See `from_function`.
        parameters: See `from_function`.
    """

    def __init__(self, function: Any, data_out_shape: Sequence[int] | None = None, **parameters: Any) -> None:
        self._is_kernel = _is_kernel(function)
        if not (self._is_kernel or callable(function)):
            raise AugmentationError(
                f"An augmentation is made from a function or a Warp kernel, not from {function!r}"
            )
        self._function = function
        self._name = getattr(function, "key" if self._is_kernel else "__name__", type(function).__name__)
        self._data_out_shape = self._checked_shape(data_out_shape)
        self._known = self._signature()
        self._defaults = self._checked(parameters)

    @classmethod
    def from_function(
        cls,
        augmentation_function: Any,
        data_out_shape: Sequence[int] | None = None,
        documentation: str | None = None,
        **parameters: Any,
    ) -> Self:
        """An augmentation from a function ``(array, **parameters) -> array`` or a kernel ``(in, out, *parameters)``.

        A function is given the annotator's array, may change it, and returns the result. A kernel is launched over the
        first two axes of its output (over the one of a list), and writes it; the output begins as zeros, in the type
        that the kernel's second parameter has. Warp arrays are what a kernel leaves behind: `Annotator.get_data` gives
        them, unless it is asked for ``device="cpu"``.

        A parameter called ``seed`` that is None or negative becomes a number of its own for every frame, worked out
        from the global seed, the annotator, the render product and the frame's number. A kernel's whole-number seed is
        the start of such a series too, while a function is given its own as it is.

        Args:
            augmentation_function: The function or kernel.
            data_out_shape: Shape of the result where it is not the input's; -1 is the length of that axis of the
                input, as in ``(-1, -1, 3)``.
            documentation: Not used.
            parameters: Values of its parameters; `Annotator.augment` can give others.

        Raises:
            AugmentationError: It is neither, or has no parameter of that name.

        Differs:
            Kernels run on the CPU unless the annotator's device is CUDA; the function of an annotator on CUDA is given
            Warp arrays. That a kernel's seed changes from frame to frame was not established on a real run.
        """
        del documentation
        return cls(augmentation_function, data_out_shape, **parameters)

    @classmethod
    def from_node(cls, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Not there: kitless has no OmniGraph nodes.

        Raises:
            NotImplementedByKitlessError: Always.
        """
        raise NotImplementedByKitlessError("omni.replicator.core.annotators.Augmentation.from_node")

    def step(self, parameters: Mapping[str, Any], data_out_shape: Sequence[int] | None) -> AugmentationStep:
        """The augmentation with these parameters, and its own for the rest.

        Raises:
            AugmentationError: It has no parameter of one of these names, or one of its parameters has no value.
        """
        values = {**self._defaults, **self._checked(parameters)}
        missing = [
            name
            for name, parameter in self._known.items()
            if name not in values
            and parameter.default is inspect.Parameter.empty
            and parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        ]
        if missing:
            raise AugmentationError(
                f"Augmentation {self._name!r}: {', '.join(missing)} has no value; give it to from_function or augment"
            )
        # A function has its own defaults, but that of a seed may be to choose one.
        defaults = {
            name: parameter.default
            for name, parameter in self._known.items()
            if parameter.default is not inspect.Parameter.empty
            and (self._is_kernel or name == SEED_PARAMETER)
        }
        shape = self._checked_shape(data_out_shape) or self._data_out_shape
        return AugmentationStep(self._name, self._function, self._is_kernel, {**defaults, **values}, shape)

    def _signature(self) -> dict[str, inspect.Parameter]:
        """Parameters by name, without the array, or without the two of a kernel."""
        function: Callable[..., Any] = self._function.func if self._is_kernel else self._function
        parameters = list(inspect.signature(function).parameters.values())
        arrays = 2 if self._is_kernel else 1
        if len(parameters) < arrays or (self._is_kernel and not _begins_with_arrays(self._function, arrays)):
            raise AugmentationError(
                f"Augmentation {self._name!r}: "
                + (
                    "a kernel's first two parameters are the input and the output array"
                    if self._is_kernel
                    else "a function's first parameter is the array"
                )
            )
        return {parameter.name: parameter for parameter in parameters[arrays:]}

    def _checked(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        takes_any = any(each.kind is each.VAR_KEYWORD for each in self._known.values())
        unknown = [] if takes_any else sorted(set(parameters).difference(self._known))
        if unknown:
            raise AugmentationError(
                f"Augmentation {self._name!r} does not take {', '.join(unknown)}; "
                f"it takes {', '.join(self._known) or 'no parameters'}"
            )
        return dict(parameters)

    def _checked_shape(self, shape: Sequence[int] | None) -> Shape | None:
        if shape is None:
            return None
        try:
            lengths = tuple(map(operator.index, shape))
        except TypeError:
            lengths = ()
        if not lengths or not all(length > 0 or length == SAME_AXIS for length in lengths):
            raise AugmentationError(
                f"Augmentation {self._name!r}: data_out_shape is made of lengths from 1 up, "
                f"and of -1 for that of the input, not {shape!r}"
            )
        return lengths


def _is_kernel(function: object) -> bool:
    # Who has a kernel has imported Warp.
    warp = sys.modules.get("warp")
    return warp is not None and isinstance(function, warp.Kernel)


def _begins_with_arrays(kernel: Any, count: int) -> bool:
    array = sys.modules["warp"].array
    return all(isinstance(argument.type, array) for argument in kernel.adj.args[:count])
