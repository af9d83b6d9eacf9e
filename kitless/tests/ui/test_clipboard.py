from __future__ import annotations

import importlib


def test_a_text_when_copied_then_can_be_pasted_as_it_was(ui, updates):
    clipboard = importlib.import_module("omni.kit.clipboard")

    clipboard.copy("Größe: 3\n/World/Camera")
    updates(1)

    assert clipboard.paste() == "Größe: 3\n/World/Camera"
