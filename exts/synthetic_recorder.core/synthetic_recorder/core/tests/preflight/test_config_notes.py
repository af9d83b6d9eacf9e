"""What a saved config of Isaac Sim's recorder said that could not be taken over."""

from __future__ import annotations

from synthetic_recorder.core.config import OutputConfig, RecorderConfig, RenderProductConfig, WriterConfig


def test_notes_of_a_foreign_config_when_checked_then_are_warnings(check, tmp_path):
    config = RecorderConfig(
        render_products=(RenderProductConfig("/World/Camera"),),
        writer=WriterConfig("BasicWriter", {"rgb": True}),
        output=OutputConfig(str(tmp_path)),
        notes=("telemetry was left out.",),
    )

    (found,) = check(config)

    assert (found.what, found.is_error) == ("telemetry was left out.", False)
