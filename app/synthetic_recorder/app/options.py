"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from .user_code import UserCode

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="DIR", help="Folder of the data set; if it exists, DIR_01 and so on is made."
    ),
]
FramesOption = Annotated[
    int | None, typer.Option("--frames", metavar="N", help="Frames to record; 0 = until Ctrl-C.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Value in the config, writer.parameters.normals=true. May be given more than once.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object as the last line of standard output.")
]
EnableOption = Annotated[
    list[str] | None,
    typer.Option("--enable", metavar="EXT", help="Extension to enable. May be given more than once."),
]
ExtFolderOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--ext-folder",
        metavar="DIR",
        help="Folder of extensions, or one extension. May be given more than once.",
    ),
]
ImportOption = Annotated[
    list[str] | None,
    typer.Option(
        "--import",
        metavar="MODULE",
        help="Python module, .py file or package folder that registers writers. May be given more than once.",
    ),
]


def user_code(enable: list[str] | None, ext_folder: list[Path] | None, modules: list[str] | None) -> UserCode:
    """Return what `EnableOption`, `ExtFolderOption` and `ImportOption` have asked for."""
    # Here, because it waits for kitless.
    from .user_code import UserCode  # noqa: PLC0415

    return UserCode(tuple(enable or ()), tuple(ext_folder or ()), tuple(modules or ()))
