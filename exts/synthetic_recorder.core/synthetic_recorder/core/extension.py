"""Wiring: the extension owns the app's recorder, windows and scripts borrow it."""

from __future__ import annotations

import omni.ext

from .errors import RecorderError
from .recorder import Recorder

_recorders: list[Recorder] = []


class SyntheticRecorderExtension(omni.ext.IExt):
    """Makes a recorder when it is enabled and closes it when it is disabled."""

    def on_startup(self, ext_id: str) -> None:
        """Make the recorder."""
        del ext_id
        _recorders.append(Recorder())

    def on_shutdown(self) -> None:
        """Close the recorder; a recording that still runs ends here."""
        _recorders.pop().close()


def get_recorder() -> Recorder:
    """Return the recorder of the enabled extension.

    Raises:
        RecorderError: The extension is not enabled.
    """
    if not _recorders:
        raise RecorderError("synthetic_recorder.core is not enabled; enable the extension first.")
    return _recorders[-1]
