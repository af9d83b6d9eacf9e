"""Wiring: the extension owns the app's recorder, windows and scripts borrow it."""

from __future__ import annotations

import carb.settings
import omni.ext

from .errors import RecorderError
from .last_state import load_last_config, save_last_config
from .recorder import Recorder
from .state import RecorderState

_recorders: list[Recorder] = []


class SyntheticRecorderExtension(omni.ext.IExt):
    """Makes a recorder with the config of the last session, and closes it when the extension is disabled."""

    def on_startup(self, ext_id: str) -> None:
        """Make the recorder."""
        del ext_id
        recorder = Recorder(load_last_config(carb.settings.get_settings()))
        # Also at each start: an app that is killed in mid-recording never comes to on_shutdown.
        self._subscription = recorder.subscribe_state(
            lambda state: _keep_config(recorder) if state is RecorderState.STARTING else None
        )
        _recorders.append(recorder)

    def on_shutdown(self) -> None:
        """Keep the config and close the recorder; a recording that still runs ends here."""
        recorder = _recorders.pop()
        self._subscription.unsubscribe()
        try:
            _keep_config(recorder)
        finally:
            recorder.close()


def get_recorder() -> Recorder:
    """Return the recorder of the enabled extension.

    Raises:
        RecorderError: The extension is not enabled.
    """
    if not _recorders:
        raise RecorderError("synthetic_recorder.core is not enabled; enable the extension first.")
    return _recorders[-1]


def _keep_config(recorder: Recorder) -> None:
    save_last_config(carb.settings.get_settings(), recorder.config)
