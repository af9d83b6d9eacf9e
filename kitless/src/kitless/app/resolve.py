"""Which extensions must start, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.errors import ExtensionCycleError, ExtensionDependencyError, ExtensionNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kitless.app.manifest import Manifest


def start_order(
    name: str,
    found: Mapping[str, Path],
    read: Callable[[Path], Manifest],
    is_built_in: Callable[[str], bool],
    folders: Sequence[str],
) -> list[Manifest]:
    """An extension and everything that it depends on, each after what it depends on itself.

    Args:
        name: The extension that is wanted.
        found: The folder of every extension that there is, by name.
        read: Reads the manifest in a folder. Only those that are needed are read: a broken manifest of
            another extension harms nobody.
        is_built_in: Whether kitless provides a dependency itself, so that there is nothing to start.
        folders: Where `found` comes from, for messages.

    Raises:
        ExtensionNotFoundError: `name` is in no folder.
        ExtensionDependencyError: A dependency is neither in a folder nor built in.
        ExtensionManifestError: A manifest that is needed cannot be read.
        ExtensionCycleError: Extensions depend on each other in a circle.
    """
    if name not in found:
        raise ExtensionNotFoundError(name, folders, sorted(found))
    ordered: dict[str, Manifest] = {}

    def visit(wanted: str, chain: tuple[str, ...]) -> None:
        if wanted in chain:
            raise ExtensionCycleError((*chain[chain.index(wanted) :], wanted))
        if wanted in ordered:
            return
        chain = (*chain, wanted)
        manifest = read(found[wanted])
        for dependency in (*manifest.dependencies, *manifest.optional_dependencies):
            if dependency in found:
                visit(dependency, chain)
            elif not is_built_in(dependency) and dependency in manifest.dependencies:
                raise ExtensionDependencyError(wanted, dependency, (*chain, dependency), folders)
        ordered[wanted] = manifest

    visit(name, ())
    return list(ordered.values())
