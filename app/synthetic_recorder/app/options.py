"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from .user_code import UserCode


def _list_of(name: str, metavar: str, help_: str) -> Any:
    return typer.Option(name, metavar=metavar, help=f"{help_} May be given more than once.")


DemoOutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="DIR", help="Folder of the data set; if it exists, DIR_01 and so on is made."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="DIR",
        help="Folder of the data set; if it exists, DIR_01 and so on is made, or as output.on_conflict says.",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with the recording that was interrupted in that folder.")
]
FramesOption = Annotated[
    int | None, typer.Option("--frames", metavar="N", help="Frames to record; 0 = until Ctrl-C.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object as the last line of standard output.")
]
SetOption = Annotated[
    list[str] | None,
    _list_of("--set", "PATH=VALUE", "Value in the config, writer.parameters.normals=true."),
]
DeepOption = Annotated[
    bool, typer.Option("--deep", help="Decode pictures and arrays as well: were they recorded whole?")
]
EndpointOption = Annotated[
    str, typer.Option("--s3-endpoint", metavar="URL", help="Server of the bucket that is not Amazon's.")
]
RegionOption = Annotated[str, typer.Option("--s3-region", metavar="REGION", help="Region of the bucket.")]
EnableOption = Annotated[list[str] | None, _list_of("--enable", "EXT", "Extension to enable.")]
ExtFolderOption = Annotated[
    list[Path] | None, _list_of("--ext-folder", "DIR", "Folder of extensions, or one extension.")
]
ImportOption = Annotated[
    list[str] | None,
    _list_of("--import", "MODULE", "Python module, .py file or package folder that registers writers."),
]
HeadlessOption = Annotated[
    bool,
    typer.Option(
        "--headless", help="Draw the window where nobody sees it: for tests, and scripts (--import)."
    ),
]


def user_code(enable: list[str] | None, ext_folder: list[Path] | None, modules: list[str] | None) -> UserCode:
    """Return what `EnableOption`, `ExtFolderOption` and `ImportOption` have asked for."""
    # Here, because it waits for kitless.
    from .user_code import UserCode  # noqa: PLC0415

    return UserCode(tuple(enable or ()), tuple(ext_folder or ()), tuple(modules or ()))
