"""`carb.profiler`: the marks that code sets for a profiler. There is none here, as in a Kit that runs without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Callable


@overload
def profile[F: Callable[..., Any]](func: F) -> F: ...
@overload
def profile[F: Callable[..., Any]](
    func: None = None, mask: int = 1, zone_name: str | None = None, add_args: bool = True
) -> Callable[[F], F]: ...
def profile(
    func: Callable[..., Any] | None = None,
    mask: int = 1,
    zone_name: str | None = None,
    add_args: bool = True,
) -> Any:
    """A decorator for functions to be measured, with or without arguments. The function stays as it is.

    Differs:
        Nothing is measured: kitless has no profiler. Python's own see these functions as they are.
    """
    del mask, zone_name, add_args
    return func if func is not None else lambda decorated: decorated


def begin(mask: int, name: str) -> None:
    """Mark where something to be measured begins.

    Differs:
        Nothing is measured: kitless has no profiler.
    """
    del mask, name


def end(mask: int) -> None:
    """Mark where what `begin` marked ends.

    Differs:
        Nothing is measured: kitless has no profiler.
    """
    del mask
