"""Calls of augmentations: a function with an array, or the launch of a kernel over one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import warp as wp

from kitless.io import as_numpy, is_warp_array
from kitless.replicator.array_devices import is_on_warp, move, to_warp, warp_device
from kitless.replicator.errors import AugmentationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kitless.replicator.array_devices import AnyArray
    from kitless.replicator.augmentations.augmentation import AugmentationStep, Shape

LAUNCH_AXES = 2


def call_function(
    step: AugmentationStep, data: AnyArray, parameters: Mapping[str, Any], device: str | None
) -> AnyArray:
    """What a function makes of an array; see `AugmentationStep.apply`."""
    result = step.function(move(data, device) if is_on_warp(device) else as_numpy(data), **parameters)
    if not (isinstance(result, np.ndarray) or is_warp_array(result)):
        raise AugmentationError(
            f"Augmentation {step.name!r} returned {type(result).__name__}; a function returns the array"
        )
    expected = _out_shape(step, tuple(data.shape)) if step.data_out_shape else tuple(result.shape)
    if tuple(result.shape) != expected:
        raise AugmentationError(
            f"Augmentation {step.name!r} returned the shape {tuple(result.shape)}; "
            f"its data_out_shape {step.data_out_shape} asks for {expected}"
        )
    return result


def launch_kernel(
    step: AugmentationStep, data: AnyArray, parameters: Mapping[str, Any], device: str | None
) -> wp.array[Any]:
    """What a kernel makes of an array; see `AugmentationStep.apply`."""
    place = warp_device(device)
    kernel: wp.Kernel = step.function
    types: list[Any] = [argument.type for argument in kernel.adj.args]
    in_type, out_type, *value_types = types
    source = _kernel_input(step, data, in_type, place)
    shape = _out_shape(step, tuple(source.shape))
    target = wp.zeros(shape, dtype=_concrete(out_type.dtype) or source.dtype, device=place)
    if target.ndim != out_type.ndim:
        raise AugmentationError(
            f"Augmentation {step.name!r}: the kernel's output has {out_type.ndim} axes and its shape would be {shape}; "
            "give a data_out_shape"
        )
    names = [argument.label for argument in kernel.adj.args[2:]]
    values = [
        _kernel_value(parameters[name], kind, place) for name, kind in zip(names, value_types, strict=True)
    ]
    wp.launch(
        kernel,
        dim=target.shape[:LAUNCH_AXES],
        inputs=[source, target, *values],
        device=place,
        record_tape=False,
    )
    return target


def _kernel_input(step: AugmentationStep, data: AnyArray, kind: Any, place: str) -> wp.array[Any]:
    if not is_warp_array(data) and data.dtype.names is not None:
        raise AugmentationError(
            f"Augmentation {step.name!r} is a kernel, and the annotator gives rows with the fields "
            f"{', '.join(data.dtype.names)}, which no kernel takes; augment it with a function"
        )
    wanted = _concrete(kind.dtype)
    scalar = getattr(wanted, "_wp_scalar_type_", wanted)
    present = wp.dtype_from_numpy(as_numpy(data).dtype) if not is_warp_array(data) else data.dtype
    if wanted not in (None, present) and scalar != getattr(present, "_wp_scalar_type_", present):
        raise AugmentationError(
            f"Augmentation {step.name!r}: the kernel takes {wp.types.type_repr(wanted)} and the annotator gives "
            f"{wp.types.type_repr(present)}"
        )
    source = to_warp(data, place, wanted)
    if source.ndim != kind.ndim:
        raise AugmentationError(
            f"Augmentation {step.name!r}: the kernel takes {kind.ndim} axes and the annotator gives the shape "
            f"{tuple(source.shape)}"
        )
    return source


def _kernel_value(value: Any, kind: Any, place: str) -> Any:
    if isinstance(kind, wp.array) and not is_warp_array(value):
        return wp.array(value, dtype=_concrete(kind.dtype), device=place)
    return value


def _concrete(dtype: Any) -> Any:
    """The type; None for that of a generic kernel, which takes what it is given."""
    return None if dtype is Any else dtype


def _out_shape(step: AugmentationStep, in_shape: Shape) -> Shape:
    if step.data_out_shape is None:
        return in_shape
    shape = []
    for axis, length in enumerate(step.data_out_shape):
        if length < 0 and axis >= len(in_shape):
            raise AugmentationError(
                f"Augmentation {step.name!r}: its data_out_shape {step.data_out_shape} takes axis {axis} from the "
                f"input, whose shape is {in_shape}"
            )
        shape.append(in_shape[axis] if length < 0 else length)
    return tuple(shape)
