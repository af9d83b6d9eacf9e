"""Make the tabletop sample: ``python make_tabletop.py [FOLDER]``, by default into the folder of this file.

Writes ``tabletop.usda``, ``tabletop_labelled.usda`` and ``textures/*.png``, the same bytes in every run.
"""

import argparse
from pathlib import Path

from generator.cracker_art import cracker_box_texture
from generator.paint import save_png
from generator.soup_art import soup_can_texture
from generator.stage import make_labels, make_stage
from generator.surface_art import board_texture, shell_texture, table_texture

TEXTURES = {
    "board": board_texture,
    "cracker_box": cracker_box_texture,
    "soup_can": soup_can_texture,
    "table": table_texture,
    "turtle_shell": shell_texture,
}


def make_tabletop(folder: Path) -> None:
    """Write the whole sample into ``folder``, which is created where it does not exist."""
    (folder / "textures").mkdir(parents=True, exist_ok=True)
    for name, draw in TEXTURES.items():
        save_png(draw(), folder / "textures" / f"{name}.png")
    stage, labelled = folder / "tabletop.usda", folder / "tabletop_labelled.usda"
    for path in (stage, labelled):
        path.unlink(missing_ok=True)
    make_stage(stage)
    make_labels(labelled, stage)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    make_tabletop(parser.parse_args().folder)
