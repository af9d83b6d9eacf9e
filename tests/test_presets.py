"""The configs that come with the recorder, each recorded once on the tabletop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .data_set import FILES_OF, written_in

ROOT = Path(__file__).resolve().parents[1]
TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
PRESETS = {path.stem: json.loads(path.read_text()) for path in sorted((ROOT / "config").glob("*.json"))}
del PRESETS["config.schema"]


def expected_files(preset) -> list[str]:
    """All files of the first frame, from the switches that are on."""
    parameters = preset["writer"]["parameters"]
    products = [product["name"] for product in preset["render_products"]]
    files = ["metadata.txt"]
    for annotator, names in FILES_OF.items():
        if not parameters.get(annotator):
            continue
        without_picture = annotator.startswith("distance_to_") and not parameters.get("colorize_depth")
        # With several render products each has a folder, and in it each annotator.
        folders = [f"{product}/{annotator}/" for product in products] if len(products) > 1 else [""]
        files += [
            folder + name.format("0000")
            for folder in folders
            for name in names
            if not (without_picture and name.endswith(".png"))
        ]
    return sorted(files)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_when_recorded_on_the_tabletop_then_every_switch_has_written_its_files(
    command, workplace, name
):
    smaller = [
        f"--set=render_products[{index}].{side}={pixels}"
        for index in range(len(PRESETS[name]["render_products"]))
        for side, pixels in (("width", 64), ("height", 48))
    ]

    ended = command(
        "record",
        ROOT / f"config/{name}.json",
        f"--stage={TABLETOP}",
        "--frames=1",
        "--set=control.rt_subframes=1",
        *smaller,
        "--json",
    )

    assert ended.code == 0, ended.err
    codes = {finding["code"] for finding in ended.report["findings"]}
    assert codes == ({"skeletons-none"} if name == "all_annotators" else set())
    assert written_in(workplace / PRESETS[name]["output"]["folder"]) == expected_files(PRESETS[name])
