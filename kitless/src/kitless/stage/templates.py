"""New stages with something on them, with the names of `omni.kit.stage_templates`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from pxr import Gf, UsdGeom, UsdLux

from kitless.app.accessors import get_context, get_settings
from kitless.errors import StageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pxr import Usd

    from kitless.stage.context import UsdContext

    type Template = Callable[..., object]

DEFAULT_TEMPLATE_SETTING = "/persistent/app/newStage/defaultTemplate"
DEFAULT_PRIM_SETTING = "/persistent/app/stage/defaultPrimName"

_EMPTY, _SUNLIGHT, _DEFAULT_STAGE = "empty", "sunlight", "default stage"
_DEFAULT_PRIM = "World"
_ENVIRONMENT = "/Environment"
_SUN_INTENSITY = 3000.0
_SUN_ANGLE_DEGREES = 1.0
# From the vertical, so that sides of things are lit, too.
_SUN_TILT_DEGREES = 45.0


def get_default_template() -> str:
    """The template of a new stage for which none is named: that of the settings, otherwise "empty"."""
    return get_settings().get_as_string(DEFAULT_TEMPLATE_SETTING) or _EMPTY


def get_stage_template_list() -> list[dict[str, Template]]:
    """The templates: a list of groups, each a dict of functions by name."""
    return [dict(_groups[group]) for group in sorted(_groups) if _groups[group]]


def get_stage_template(name: str) -> tuple[str, Template] | None:
    """A template by its name: name and function, or None where there is none."""
    for templates in _groups.values():
        if name in templates:
            return name, templates[name]
    return None


def register_template(name: str, new_stage_fn: Template, group: int = 0, rebuild: bool = True) -> bool:
    """Add a template.

    Args:
        name: Its name.
        new_stage_fn: Called with the path of the default prim, and the name of the USD context if it takes two
            arguments, when the new stage is open.
        group: Templates are listed by group.
        rebuild: Whether menus show it. There is no such menu.

    Returns:
        True; False where there is a template of the name.
    """
    del rebuild
    if get_stage_template(name) is not None:
        return False
    _groups.setdefault(group, {})[name] = new_stage_fn
    return True


def unregister_template(name: str, rebuild: bool = True) -> bool:
    """Remove a template. Returns whether there was one."""
    del rebuild
    return any(templates.pop(name, None) is not None for templates in _groups.values())


def new_stage(
    on_new_stage_fn: Callable[[bool, str], object] | None = None,
    template: str | None = _EMPTY,
    usd_context: UsdContext | None = None,
) -> None:
    """Open a new stage with a default prim, /World, and what a template puts on it.

    Args:
        on_new_stage_fn: Called with True and "" at the end.
        template: The template's name; None is that of `get_default_template`.
        usd_context: The USD context; None is the one that there is.

    Raises:
        StageError: There is no such template.

    Differs:
        "sunlight" and "default stage" have a distant light that stands 45 degrees high, and nothing else.
    """
    name = template or get_default_template()
    found = get_stage_template(name)
    if found is None:
        known = ", ".join(f"'{each}'" for group in get_stage_template_list() for each in group)
        raise StageError(f"there is no template '{name}' for a new stage; there are {known}")
    context = usd_context if usd_context is not None else get_context()
    context.new_stage()
    stage = context.get_stage()
    root = f"/{get_settings().get_as_string(DEFAULT_PRIM_SETTING) or _DEFAULT_PRIM}"
    if stage is not None:
        stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, root).GetPrim())
    function = found[1]
    takes_context = len(inspect.signature(function).parameters) > 1
    function(root, context.get_name()) if takes_context else function(root)
    if on_new_stage_fn is not None:
        on_new_stage_fn(True, "")


async def new_stage_async(
    template: str | None = _EMPTY, usd_context: UsdContext | None = None
) -> tuple[bool, str]:
    """See `new_stage`. Returns (True, "")."""
    new_stage(None, template, usd_context)
    return True, ""


def new_stage_with_callback(
    on_new_stage_fn: Callable[[bool, str], object] | None = None,
    template: str | None = _EMPTY,
    usd_context: UsdContext | None = None,
) -> None:
    """See `new_stage`."""
    new_stage(on_new_stage_fn, template, usd_context)


def _put_nothing(root: str, usd_context_name: str) -> None:
    del root, usd_context_name


def _put_sun(root: str, usd_context_name: str) -> None:
    del root
    stage: Usd.Stage | None = get_context(usd_context_name).get_stage()
    if stage is None:
        return
    UsdGeom.Xform.Define(stage, _ENVIRONMENT)
    light = UsdLux.DistantLight.Define(stage, f"{_ENVIRONMENT}/defaultLight")
    light.CreateIntensityAttr(_SUN_INTENSITY)
    light.CreateAngleAttr(_SUN_ANGLE_DEGREES)
    # A distant light shines along its -Z: straight down where Z is up, to the horizon where Y is.
    z_up = UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z
    tilt = _SUN_TILT_DEGREES if z_up else _SUN_TILT_DEGREES - 90.0
    light.AddRotateXYZOp().Set(Gf.Vec3f(tilt, 0.0, 0.0))


_groups: dict[int, dict[str, Template]] = {
    0: {_EMPTY: _put_nothing},
    1: {_SUNLIGHT: _put_sun, _DEFAULT_STAGE: _put_sun},
}
