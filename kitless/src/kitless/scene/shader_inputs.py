"""Inputs of shaders: their values, through connections to the material's interface."""

from __future__ import annotations

from typing import Any

from pxr import Gf, Usd, UsdShade

from kitless.render import Color


def input_value(shader: UsdShade.Shader, name: str, time: Usd.TimeCode) -> Any:
    """Value of an input; None if it has none."""
    shader_input = shader.GetInput(name)
    if not shader_input:
        return None
    sources = shader_input.GetValueProducingAttributes()
    return sources[0].Get(time) if sources else None


def input_color(shader: UsdShade.Shader, name: str, default: Color, time: Usd.TimeCode) -> Color:
    """Value of an input that is a colour; the default where it is none."""
    value = input_value(shader, name, time)
    if not isinstance(value, Gf.Vec3f | Gf.Vec3d | Gf.Vec3h):
        return default
    return (value[0], value[1], value[2])


def input_number(shader: UsdShade.Shader, name: str, default: float, time: Usd.TimeCode) -> float:
    """Value of an input that is a number; the default where it is none."""
    value = input_value(shader, name, time)
    return float(value) if isinstance(value, int | float) else default


def input_pair(
    shader: UsdShade.Shader, name: str, default: tuple[float, float], time: Usd.TimeCode
) -> tuple[float, float]:
    """Value of an input that is a pair of numbers; the default where it is none."""
    value = input_value(shader, name, time)
    if not isinstance(value, Gf.Vec2f | Gf.Vec2d | Gf.Vec2h):
        return default
    return (float(value[0]), float(value[1]))


def is_authored(shader_input: UsdShade.Input) -> bool:
    """Whether anybody has given an input a value or a connection."""
    return bool(shader_input.HasConnectedSource() or shader_input.GetAttr().HasAuthoredValue())
