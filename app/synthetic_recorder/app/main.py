"""The command ``synthetic-recorder``.

Commands import what they need when they run, so that ``--help`` does not wait for USD and Warp.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import streams
from .messages import tell
from .options import (
    DeepOption,
    DemoOutputOption,
    EnableOption,
    EndpointOption,
    ExtFolderOption,
    FramesOption,
    HeadlessOption,
    ImportOption,
    JsonOption,
    LabelReportOption,
    LabelsOutputOption,
    LabelTextOption,
    LabelTypeOption,
    OutputOption,
    OverwriteOption,
    PrimsOption,
    RegionOption,
    ReplaceOption,
    ResumeOption,
    RulesOption,
    SetOption,
    UpgradeOption,
    user_code,
)
from .outcome import Failure, Outcome, Status, show
from .report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

cli = typer.Typer(
    name="synthetic-recorder",
    epilog="Exit codes: 0 complete, 1 the recording failed or was stopped, 2 bad input and nothing was written.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"synthetic-recorder {version('synthetic-recorder')}")
        raise typer.Exit


@cli.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Record labelled synthetic data from USD stages, with Replicator writers and without an RTX GPU."""


@cli.command()
def demo(output: DemoOutputOption = None, frames: FramesOption = None, as_json: JsonOption = False) -> None:
    """Record the sample tabletop and make a contact sheet of it.

    Ten frames of turtle_Camera at two resolutions, rgb and semantic segmentation, to ./_out_sdrec.
    """

    def run() -> Report:
        from .demo import record_demo  # noqa: PLC0415

        return record_demo(output, frames)

    _finish(run, as_json=as_json, failure=Report.of_failure)


@cli.command()
def record(
    config: Annotated[
        Path,
        typer.Argument(metavar="CONFIG", help="Config of this recorder, or one that Isaac Sim's has saved."),
    ],
    stage: Annotated[Path, typer.Option("--stage", metavar="STAGE", help="USD file to record.")],
    output: OutputOption = None,
    frames: FramesOption = None,
    resume: ResumeOption = False,
    overrides: SetOption = None,
    enable: EnableOption = None,
    ext_folder: ExtFolderOption = None,
    import_: ImportOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record a stage as a config says."""

    def run() -> Report:
        from .request import Request  # noqa: PLC0415
        from .run import record as run_recording  # noqa: PLC0415

        request = Request(
            config,
            stage,
            output=output,
            frames=frames,
            resume=resume,
            overrides=tuple(overrides or ()),
            user_code=user_code(enable, ext_folder, import_),
        )
        return run_recording(request)

    _finish(run, as_json=as_json, failure=Report.of_failure)


@cli.command()
def gui(
    stage: Annotated[
        Path | None, typer.Argument(metavar="STAGE", help="USD file to open; none: a new, empty stage.")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="CONFIG", help="Config to begin with; none: that of the last session."
        ),
    ] = None,
    enable: EnableOption = None,
    ext_folder: ExtFolderOption = None,
    import_: ImportOption = None,
    headless: HeadlessOption = False,
) -> None:
    """Open the windows of recorder, labels and preview beside a stage tree and a viewport.

    Closing it, or Ctrl-C, ends a recording as Stop does: the process goes on until everything is written.
    """

    def run() -> Outcome:
        from .gui import GuiRequest, show_gui  # noqa: PLC0415

        return show_gui(
            GuiRequest(stage, config, headless=headless, user_code=user_code(enable, ext_folder, import_))
        )

    _finish(run, as_json=False)


@cli.command()
def label(
    stage: Annotated[Path, typer.Argument(metavar="STAGE", help="USD file to label.")],
    prims: PrimsOption = None,
    semantic_type: LabelTypeOption = None,
    label_text: LabelTextOption = None,
    rules: RulesOption = None,
    save: LabelsOutputOption = None,
    replace: ReplaceOption = False,
    overwrite: OverwriteOption = False,
    upgrade: UpgradeOption = False,
    report: LabelReportOption = False,
    as_json: JsonOption = False,
) -> None:
    """Label prims by name or path, and save the labels in a layer of their own.

    OUT holds only the labels, with STAGE as its sublayer, and is opened in its place; STAGE stays as it is.
    """

    def run() -> Outcome:
        from .label import LabelRequest, label_stage  # noqa: PLC0415

        return label_stage(
            LabelRequest(
                stage,
                prims=prims,
                semantic_type=semantic_type,
                label=label_text,
                rules_file=rules,
                save=save,
                replace=replace,
                overwrite=overwrite,
                upgrade=upgrade,
                report=report,
            )
        )

    _finish(run, as_json=as_json)


@cli.command()
def verify(
    location: Annotated[
        str, typer.Argument(metavar="DIR", help="Folder of a data set, or s3://bucket/prefix/folder.")
    ],
    deep: DeepOption = False,
    s3_endpoint: EndpointOption = "",
    s3_region: RegionOption = "",
    as_json: JsonOption = False,
) -> None:
    """Prove that every file of a data set is there and unchanged, and that nothing else is.

    Exit code 0 only if there is no problem, 1 if there is one, 2 if there is no data set to look at.
    """

    def run() -> Outcome:
        from .verify import verify as verify_data_set  # noqa: PLC0415

        return verify_data_set(location, deep=deep, endpoint=s3_endpoint, region=s3_region)

    _finish(run, as_json=as_json)


@cli.command()
def writers(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Writer of which everything is shown.")
    ] = None,
    enable: EnableOption = None,
    ext_folder: ExtFolderOption = None,
    import_: ImportOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the writers that a config can name, or show one with its parameters."""

    def run() -> Outcome:
        from .writers import list_writers  # noqa: PLC0415

        return list_writers(name, user_code(enable, ext_folder, import_))

    _finish(run, as_json=as_json)


@cli.command()
def doctor(as_json: JsonOption = False) -> None:
    """Say what this machine can do, and what is missing for the rest.

    Exit code 0 if recording works here: one small frame is really recorded.
    """

    def run() -> Outcome:
        from .doctor import examine  # noqa: PLC0415

        return examine()

    _finish(run, as_json=as_json)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends with ``SystemExit``.

    Args:
        arguments: Instead of those of the process.
    """
    streams.open_missing()
    try:
        cli(arguments)
    except OSError as error:
        # Whatever a command raises has become its outcome: here it is the outcome that cannot be shown.
        tell(f"Error: Standard output takes nothing: {error.strerror}.")
        streams.replace("stdout")
        sys.exit(1)


def _finish(
    run: Callable[[], Outcome], *, as_json: bool, failure: Callable[[Status, str], Outcome] = Failure
) -> None:
    """Run a command, show its outcome, and leave with its exit code.

    Args:
        run: Does what the command is for.
        as_json: Whether a program reads the outcome.
        failure: Makes the outcome of a command that was interrupted or has raised.
    """
    try:
        outcome = run()
    except KeyboardInterrupt:
        outcome = failure(Status.STOPPED, "Aborted.")
    except Exception as error:
        # The edge: whatever it was, the person gets one message and a program gets its JSON object.
        outcome = failure(Status.FAILED, f"{type(error).__name__}: {error}")
    show(outcome, as_json=as_json)
    raise typer.Exit(outcome.status.exit_code)


if __name__ == "__main__":
    main()
