"""`kitless test`: which tables of which extensions are run, and what that comes to."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.app.extension_catalog import ExtensionCatalog
from kitless.app.extension_id import get_extension_name
from kitless.app.manifest import MANIFEST
from kitless.app.process import add_installed_folders
from kitless.command_line.kit_arguments import KitArgumentError, parse_arguments
from kitless.command_line.test_report import TestReport
from kitless.errors import ExtensionManifestError, ExtensionNotFoundError, KitlessError
from kitless.testing.request import TableRequest
from kitless.testing.results import TableEnd
from kitless.testing.table_run import run_table
from kitless.testing.tables import STARTUP, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitless.app.manifest import Manifest
    from kitless.testing.tables import Table


class NothingToTestError(KitlessError):
    """What was asked for is no test of the extension."""


@dataclass(frozen=True, slots=True)
class ExtensionTests:
    """What was asked for.

    Attributes:
        extensions: Names or ids of the extensions.
        ext_folders: Folders to search.
        settings: Values by path, for each process; they go before those of the manifest.
        names: Only tables of these names; with none, all of them.
        filter: Only tests with this in their names, and no startup.
        timeout_seconds: For each table, in place of its own; 0 is never.
        output: The folder for what the tests write.
        headless: Whether windows are drawn where nobody sees them.
        verbose: Whether everything that the tests write is shown.
    """

    extensions: tuple[str, ...]
    ext_folders: tuple[Path, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    filter: str = ""
    timeout_seconds: float | None = None
    output: Path = Path("_testoutput")
    headless: bool = True
    verbose: bool = False


def run_extension_tests(wanted: ExtensionTests) -> int:
    """Run the tests, and write on standard output how they go.

    Returns:
        The exit code: 0 when everything that was run has passed, else 1.

    Raises:
        KitlessError: An extension is not found, its manifest is wrong, or nothing was run that the manifest does not
            exclude.
    """
    catalog = ExtensionCatalog()
    for folder in wanted.ext_folders:
        catalog.add_folder(folder)
    add_installed_folders(catalog.add_folder)
    plans = [
        (manifest, _chosen_tables(manifest, wanted))
        for manifest in (_manifest(catalog, extension) for extension in wanted.extensions)
    ]
    report = TestReport(verbose=wanted.verbose)
    began = time.perf_counter()
    ends: list[TableEnd] = []
    for manifest, tables in plans:
        report.extension(manifest)
        ends += [_run(table, manifest, tuple(catalog.folders), wanted, report) for table in tables]
    _require_something_run(ends, wanted)
    report.summary(ends, time.perf_counter() - began, wanted.output)
    return 1 if any(end.has_failed for end in ends) else 0


def _require_something_run(ends: Sequence[TableEnd], wanted: ExtensionTests) -> None:
    """Nothing is right only where the manifests ask for it: a green run is to mean that something has passed."""
    if any(end.tests or end.problems or (end.name == STARTUP and not end.left_out) for end in ends):
        return
    found = max((end.found for end in ends), default=0)
    if wanted.filter:
        raise NothingToTestError(
            f"--filter {wanted.filter}: no test has that in its name; there are {found} tests"
        )
    if not all(end.left_out for end in ends):
        raise NothingToTestError(
            f"nothing was run for {', '.join(wanted.extensions)}, expected at least one test: "
            + (
                f"pythonTests.include and pythonTests.exclude of its [[test]] tables select none of {found}"
                if found
                else "test cases are looked for in the module 'tests' of each [[python.module]] of the manifest"
            )
        )


def _manifest(catalog: ExtensionCatalog, extension: str) -> Manifest:
    name = get_extension_name(extension)
    found = catalog.found
    if name not in found:
        raise ExtensionNotFoundError(name, catalog.folders, sorted(found))
    return catalog.read(found[name])


def _chosen_tables(manifest: Manifest, wanted: ExtensionTests) -> list[Table]:
    tables = tables_of(manifest)
    known = [table.name for table in tables]
    unknown = [name for name in wanted.names if name not in known]
    if unknown:
        raise NothingToTestError(
            f"--name {unknown[0]}: {manifest.name} has no [[test]] table of that name, it has {', '.join(known)}"
        )
    if wanted.names:
        return [table for table in tables if table.name in wanted.names]
    return [table for table in tables if not (wanted.filter and table.name == STARTUP)]


def _run(
    table: Table, manifest: Manifest, folders: tuple[str, ...], wanted: ExtensionTests, report: TestReport
) -> TableEnd:
    report.table(table)
    reason = _reason_to_leave_out(table)
    if reason:
        end = TableEnd(table.name, left_out=reason)
    else:
        if wanted.timeout_seconds is not None:
            table = replace(table, timeout_seconds=wanted.timeout_seconds)
        end = run_table(
            table,
            _request(table, manifest, folders, wanted),
            headless=wanted.headless,
            on_test=report.test,
            on_line=report.line,
        )
    report.table_end(end)
    return end


def _reason_to_leave_out(table: Table) -> str:
    if not table.enabled:
        return "the manifest says enabled = false"
    if table.name != STARTUP and "*" in table.selection.exclude:
        return "the manifest excludes all of its tests on this platform"
    return ""


def _request(
    table: Table, manifest: Manifest, folders: tuple[str, ...], wanted: ExtensionTests
) -> TableRequest:
    try:
        arguments = parse_arguments(table.args)
    except KitArgumentError as error:
        raise ExtensionManifestError(
            str(manifest.folder / MANIFEST), f"[[test]] '{table.name}', args: {error}"
        ) from error
    return TableRequest(
        extension=manifest.name,
        ext_folders=(*folders, *(str(Path(folder).resolve()) for folder in arguments.ext_folders)),
        enable=(*arguments.enable, *table.dependencies),
        settings={**arguments.settings, **wanted.settings},
        selection=replace(table.selection, filter=wanted.filter),
        with_tests=table.name != STARTUP,
        output_folder=str(_empty_folder(wanted.output, f"exttest_{manifest.name}-{table.name}")),
    )


def _empty_folder(parent: Path, name: str) -> Path:
    folder = parent.absolute() / "".join(each if each.isalnum() or each in "-_." else "_" for each in name)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
