"""Kit's own extensions that open extensions name as dependencies, and what kitless does about each.

The names are those in the manifests of the open repository isaac-sim/IsaacSim. What is in neither list, is no
import name of kitless and lies in no extension folder, is a missing dependency.
"""

from __future__ import annotations

from importlib.metadata import version

from kitless.app import import_names

_PROVIDED = frozenset(
    {
        "omni.kit.async_engine",
        "omni.kit.loop",  # Updates of fixed steps are what the App makes.
        "omni.kit.loop-default",
        "omni.kit.loop-isaac",
        "omni.kit.numpy.common",  # NumPy's arrays are used as they are.
        "omni.kit.uiapp",
        "omni.ui",
        "omni.ui.scene",
        "omni.usd.core",
        "omni.usd.libs",
        "omni.usd.schema.semantics",
        "omni.warp",
        "omni.warp.core",
    }
)
"""Extensions whose content is there although kitless has no module of that name."""

_DISTRIBUTIONS = {"omni.warp": "warp-lang", "omni.warp.core": "warp-lang"}
"""Of extensions that are a distribution of their own: its version is theirs, as in Kit."""

_PYTHON_PACKAGES = frozenset(
    {
        "omni.isaac.core_archive",
        "omni.isaac.ml_archive",
        "omni.kit.pip_archive",
        "omni.pip.cloud",
        "omni.pip.compute",
    }
)
"""Extensions that bring Python packages. Here these come from the environment, unless a folder has the extension."""

_NAMES_ONLY = frozenset(
    {
        "omni.graph",
        "omni.kit.property",
        "omni.physics",
        "omni.physx",
        "omni.syntheticdata",
        "omni.usd.metrics",
        "usdrt",
    }
)
"""Families of extensions of which kitless has at most import names, whose use raises."""

_LACKING = frozenset(
    {
        "omni.asset_validator.core",
        "omni.behavior.scripting.core",
        "omni.hydra",
        "omni.kit.asset_converter",
        "omni.kit.browser",
        "omni.kit.context_menu",
        "omni.kit.helper.file_utils",
        "omni.kit.hydra_texture",
        "omni.kit.livestream",
        "omni.kit.material.library",
        "omni.kit.menu",
        "omni.kit.primitive.mesh",
        "omni.kit.mainwindow",
        "omni.kit.profiler",
        "omni.kit.quicklayout",
        "omni.kit.renderer",
        "omni.kit.selection",
        "omni.kit.tool",
        "omni.kit.usd",
        "omni.kit.usdz_export",
        "omni.kit.viewport",
        "omni.kit.widget",
        "omni.kit.window",
        "omni.rtx",
        "omni.scene.optimizer",
        "omni.sensors",
        "omni.simready",
        "omni.usd.schema",
        "omni.usdex",
        "omni.usdphysics",
        "semantics.schema",
    }
)
"""Families of extensions that kitless lacks, apart from those of them whose module it has."""


def is_built_in(name: str) -> bool:
    """Whether kitless itself is the extension of that name, whatever folders hold."""
    return name in _PROVIDED or (import_names.implements(name) and not _is_of(name, _NAMES_ONLY))


def version_of(name: str) -> str:
    """The version of an extension that is provided."""
    return version(_DISTRIBUTIONS.get(name, "kitless"))


def is_provided(name: str) -> bool:
    """Whether there is nothing to start for an extension of that name that no folder holds."""
    return is_built_in(name) or name in _PYTHON_PACKAGES


def is_lacking(name: str) -> bool:
    """Whether a name is that of one of Kit's own extensions that kitless does not have."""
    return not is_provided(name) and _is_of(name, _NAMES_ONLY | _LACKING)


def _is_of(name: str, families: frozenset[str]) -> bool:
    """Whether a family has the first parts of a name: `omni.graph` has `omni.graph.core`, not `omni.graphics`."""
    parts = name.split(".")
    return any(".".join(parts[:count]) in families for count in range(1, len(parts) + 1))
