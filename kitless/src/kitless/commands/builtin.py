"""The commands that kitless brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.commands import (
    arrange_prims,
    change_properties,
    change_settings,
    copy_prims,
    create_meshes,
    create_prims,
    delete_prims,
    materials,
    move_prims,
    references,
    selecting,
    toggling,
    transform_prims,
    viewport_camera,
)
from kitless.commands.registry import registry

if TYPE_CHECKING:
    from kitless.commands.command import Command

_MODULES = (
    arrange_prims,
    change_properties,
    change_settings,
    copy_prims,
    create_meshes,
    create_prims,
    delete_prims,
    materials,
    move_prims,
    references,
    selecting,
    toggling,
    transform_prims,
    viewport_camera,
)


def register_builtin_commands() -> dict[str, type[Command]]:
    """Register the commands that kitless brings.

    Returns:
        Their classes by the name of the class.
    """
    found = [each for module in _MODULES for each in registry.register_all_in_module(module)]
    return {each.__name__: each for each in found}
