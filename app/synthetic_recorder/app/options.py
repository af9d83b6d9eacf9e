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

PrimsOption = Annotated[
    str | None,
    typer.Option(
        "--prims",
        metavar="GLOB",
        help="Prims to label: '*can*' by name, '/World/**/can_*' by path. Quote it, or the shell takes it.",
    ),
]
LabelTypeOption = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Semantic type of the label; else class.")
]
LabelTextOption = Annotated[str | None, typer.Option("--label", metavar="TEXT", help="Label of these prims.")]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="FILE", help="JSON list of rules, instead of --prims, --type and --label."
    ),
]
LabelsOutputOption = Annotated[
    Path | None,
    typer.Option(
        "--save", metavar="OUT", help="USD file for the labels: a new one, with STAGE as its sublayer."
    ),
]
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="In place of the labels of that type that the prims have themselves."),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Replace OUT if it exists; if OUT is STAGE, label STAGE itself.")
]
UpgradeOption = Annotated[
    bool, typer.Option("--upgrade", help="First make labels of the old SemanticsAPI to ones of LabelsAPI.")
]
LabelReportOption = Annotated[
    bool,
    typer.Option(
        "--report", help="Tell all about the stage's labels, before and after; alone: write nothing."
    ),
]


def user_code(enable: list[str] | None, ext_folder: list[Path] | None, modules: list[str] | None) -> UserCode:
    """Return what `EnableOption`, `ExtFolderOption` and `ImportOption` have asked for."""
    # Here, because it waits for kitless.
    from .user_code import UserCode  # noqa: PLC0415

    return UserCode(tuple(enable or ()), tuple(ext_folder or ()), tuple(modules or ()))
