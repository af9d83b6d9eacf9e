"""Which extensions must start, and in which order."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kitless.errors import ExtensionCycleError, ExtensionDependencyError, ExtensionNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kitless.app.manifest import Manifest


class Catalog(Protocol):
    """What the extension manager knows of extensions."""

    @property
    def found(self) -> Mapping[str, Path]:
        """The folder of every extension that there is, by name; none that kitless is itself."""

    @property
    def folders(self) -> Sequence[str]:
        """Where they come from, for messages."""

    def read(self, folder: Path) -> Manifest:
        """The manifest in a folder. A broken one of an extension that nobody needs harms nobody."""

    def is_provided(self, name: str) -> bool:
        """Whether there is nothing to start: kitless, or the environment, has what is in it."""

    def is_lacking(self, name: str) -> bool:
        """Whether it is one of Kit's own that kitless lacks, so that there is nothing to start either."""


@dataclass(slots=True)
class StartPlan:
    """What is to be started.

    Attributes:
        manifests: Each extension after what it depends on; otherwise by `core.order`, and then as they were
            asked for.
        passed_over: Kit's own extensions that kitless lacks, with who depends on each.
    """

    manifests: list[Manifest] = field(default_factory=list)
    passed_over: dict[str, list[str]] = field(default_factory=dict)


def plan_start(names: Sequence[str], catalog: Catalog, also_needs: Sequence[str] = ()) -> StartPlan:
    """Plan the start of extensions and of everything that they depend on.

    Args:
        names: The extensions that are wanted.
        catalog: What there is.
        also_needs: What is to be there with them, although no manifest says so. It starts before them, unless it
            depends on them itself.

    Raises:
        ExtensionNotFoundError: A wanted extension is in no folder, and kitless does not provide it.
        ExtensionDependencyError: A dependency is neither in a folder, nor provided, nor one that kitless lacks.
        ExtensionManifestError: A manifest that is needed cannot be read.
        ExtensionCycleError: Extensions depend on each other in a circle.
    """
    return _Planner(catalog, also_needs).plan(names)


class _Planner:
    def __init__(self, catalog: Catalog, also_needs: Sequence[str]) -> None:
        self._catalog = catalog
        self._found = catalog.found
        self._also_needs = also_needs
        self._needed: dict[str, list[str]] = {}
        self._manifests: dict[str, Manifest] = {}
        self._passed_over: dict[str, list[str]] = {}

    def plan(self, names: Sequence[str]) -> StartPlan:
        for name in self._also_needs:
            if name in self._found:
                self._visit(name, ())
            else:
                self._pass_over(name, tuple(names))
        for name in names:
            if name in self._found:
                self._visit(name, ())
            elif not self._catalog.is_provided(name):
                raise ExtensionNotFoundError(
                    name,
                    self._catalog.folders,
                    sorted(self._found),
                    is_kits_own=self._catalog.is_lacking(name),
                )
        return StartPlan(self._ordered(), self._passed_over)

    def _visit(self, name: str, chain: tuple[str, ...]) -> None:
        """Collect an extension and what it needs; `_manifests` has each after what it needs."""
        if name in chain:
            raise ExtensionCycleError((*chain[chain.index(name) :], name))
        if name in self._manifests:
            return
        chain = (*chain, name)
        manifest = self._catalog.read(self._found[name])
        needed = self._needed[name] = [
            each for each in (*manifest.dependencies, *manifest.optional_dependencies) if each in self._found
        ]
        for dependency in dict.fromkeys((*manifest.dependencies, *needed)):
            if dependency in self._found:
                self._visit(dependency, chain)
            else:
                self._pass_over(dependency, chain)
        self._manifests[name] = manifest

    def _pass_over(self, name: str, chain: tuple[str, ...]) -> None:
        """Go on without a folder of a dependency of the last extension in the chain, or raise."""
        if self._catalog.is_lacking(name):
            whose = self._passed_over.setdefault(name, [])
            if chain[-1] not in whose:
                whose.append(chain[-1])
        elif not self._catalog.is_provided(name):
            raise ExtensionDependencyError(chain[-1], name, (*chain, name), self._catalog.folders)

    def _ordered(self) -> list[Manifest]:
        """By `core.order` as far as dependencies allow, otherwise as collected."""
        collected = {name: index for index, name in enumerate(self._manifests)}
        waits_for = {name: set(self._needed[name]) for name in collected}
        startable = [
            (self._manifests[name].order, index, name)
            for name, index in collected.items()
            if not waits_for[name]
        ]
        heapq.heapify(startable)
        ordered: list[Manifest] = []
        while startable:
            _, _, started = heapq.heappop(startable)
            ordered.append(self._manifests[started])
            for name, others in waits_for.items():
                if started in others:
                    others.remove(started)
                    if not others:
                        heapq.heappush(startable, (self._manifests[name].order, collected[name], name))
        return ordered
