"""Values of the config that are set as a whole: switches and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import RecorderConfig

    from .document import ConfigDocument


class ConfigValue[Value]:
    """One value of the config.

    Args:
        document: Whose config the value is in.
        place: Where in it (``control.control_timeline``), as findings name it.
        get: Reads the value; raises LookupError where a config has no such value (any more).
        put: Returns the config with another value in it.

    Attributes:
        place: Where in the config the value is.
    """

    def __init__(
        self,
        document: ConfigDocument,
        place: str,
        get: Callable[[RecorderConfig], Value],
        put: Callable[[RecorderConfig, Value], RecorderConfig],
    ) -> None:
        self.place = place
        self._document = document
        self._get = get
        self._put = put

    @property
    def value(self) -> Value:
        """The value in the config."""
        return self._get(self._document.config)

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed."""
        return self._document.is_editable

    def set(self, value: Value) -> None:
        """Put another value into the config.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        self._document.edit(lambda config: self._put(config, value))
