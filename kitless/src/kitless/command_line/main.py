"""The command `kitless`.

Commands import what they need when they run, so that `--help` does not wait for USD and Warp.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kitless.command_line.kit_arguments import split_settings
from kitless.errors import KitlessError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

BAD_INPUT = 2

cli = typer.Typer(
    name="kitless",
    epilog="Settings are given as --/path/of/setting=value, with every command. Exit codes: 0 done, 1 a script or a "
    "test has failed, 2 bad input.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

ExtFolderOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--ext-folder",
        metavar="DIR",
        help="Folder of extensions, or one extension. May be given more than once.",
    ),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Show more of the log.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from kitless import __version__  # noqa: PLC0415

        typer.echo(f"kitless {__version__}")
        raise typer.Exit


@cli.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    ext_folder: ExtFolderOption = None,
    enable: Annotated[
        list[str] | None,
        typer.Option("--enable", metavar="EXT_ID", help="Extension to enable. May be given more than once."),
    ] = None,
    script: Annotated[
        list[str] | None,
        typer.Option(
            "--exec",
            metavar="SCRIPT",
            help='Python script to run, "script.py arguments" for one with arguments. May be given more than once.',
        ),
    ] = None,
    editor: Annotated[
        bool,
        typer.Option(
            "--editor",
            help="Show stage tree, viewport, timeline and a File menu around the windows of extensions.",
        ),
    ] = False,
    headless: Annotated[
        bool,
        typer.Option(
            "--headless",
            "--no-window",
            help="Draw windows where nobody sees them; end when nothing is left to do.",
        ),
    ] = False,
    reset_user: Annotated[
        bool,
        typer.Option("--reset-user", help="Neither read nor keep the /persistent settings of earlier runs."),
    ] = False,
    verbose: VerboseOption = False,
    show_version: Annotated[  # noqa: ARG001 - its callback does it
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Run Omniverse Kit extensions and Replicator scripts without Kit and without an RTX GPU."""
    if context.invoked_subcommand is not None:
        return
    if not (enable or script or editor):
        typer.echo(context.get_help())
        raise typer.Exit

    def run() -> int:
        from kitless.command_line.run_app import Launch, run_app  # noqa: PLC0415

        return run_app(
            Launch(
                ext_folders=tuple(ext_folder or ()),
                enable=tuple(enable or ()),
                settings=_settings(context),
                scripts=tuple(script or ()),
                editor=editor,
                headless=headless,
                keep_persistent_settings=not reset_user,
                verbose=verbose,
            )
        )

    _finish(run)


@cli.command("test")
def extension_tests_command(
    context: typer.Context,
    extensions: Annotated[
        list[str], typer.Argument(metavar="EXT_ID...", help="Extensions whose tests are run.")
    ],
    ext_folder: ExtFolderOption = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            "-n",
            metavar="NAME",
            help="Only the table of tests of that name; one without is called 'default'. May be given more than once.",
        ),
    ] = None,
    filter_: Annotated[
        str,
        typer.Option(
            "--filter",
            "-f",
            metavar="PATTERN",
            help="Only tests with this in their names; * and ? are wildcards.",
        ),
    ] = "",
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0,
            help="Time for each table, in place of the manifest's; 0 = no end.",
        ),
    ] = None,
    output: Annotated[
        Path,
        typer.Option("--output", metavar="DIR", help="Folder for what the tests write, and for their logs."),
    ] = Path("_testoutput"),
    window: Annotated[bool, typer.Option("--window", help="Show windows on the display.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show everything that the tests write.")
    ] = False,
) -> None:
    """Run the tests that extensions bring, as their manifests say: a process for each table of tests."""

    def run() -> int:
        from kitless.command_line.extension_tests import ExtensionTests, run_extension_tests  # noqa: PLC0415

        return run_extension_tests(
            ExtensionTests(
                extensions=tuple(extensions),
                ext_folders=tuple(ext_folder or ()),
                settings=_settings(context),
                names=tuple(name or ()),
                filter=filter_,
                timeout_seconds=timeout,
                output=output,
                headless=not window,
                verbose=verbose,
            )
        )

    _finish(run)


@cli.command("compare-probe")
def compare_probe_command(
    archive: Annotated[Path, typer.Argument(metavar="ZIP", help="What the probe has written in Isaac Sim.")],
    show_all: Annotated[bool, typer.Option("--all", help="List what is expected to differ, too.")] = False,
) -> None:
    """Hold what a real Isaac Sim has answered to the probe against kitless."""

    def run() -> int:
        from kitless.command_line.compare_probe import compare_probe  # noqa: PLC0415

        return compare_probe(archive, show_all=show_all)

    _finish(run)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends with `SystemExit`.

    Args:
        arguments: Instead of those of the process.
    """
    try:
        settings, rest = split_settings(sys.argv[1:] if arguments is None else arguments)
    except KitlessError as error:
        raise SystemExit(_complain(error)) from None
    cli(rest, obj=settings)


def _settings(context: typer.Context) -> dict[str, Any]:
    settings: dict[str, Any] = context.obj or {}
    return settings


def _finish(run: Callable[[], int]) -> None:
    """Run a command and leave with its exit code; what kitless raises on purpose is one message."""
    try:
        code = run()
    except KitlessError as error:
        code = _complain(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    raise typer.Exit(code)


def _complain(error: KitlessError) -> int:
    typer.secho(f"kitless: {error}", err=True, fg=typer.colors.RED)
    return BAD_INPUT


if __name__ == "__main__":
    main()
