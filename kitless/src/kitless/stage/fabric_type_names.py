"""The names of value types as `usdrt.Sdf` has them. kitless has no Fabric: they name a type and hold nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Sdf


@dataclass(frozen=True, slots=True)
class ValueTypeName:
    """The name of a value type, such as "color3f[]"."""

    name: str

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"Sdf.ValueTypeName('{self.name}')"


class ValueTypeNames:
    """`usdrt.Sdf.ValueTypeNames`: for every name of USD's `Sdf.ValueTypeNames` a `ValueTypeName`."""


for _attribute in dir(Sdf.ValueTypeNames):
    _type_name = getattr(Sdf.ValueTypeNames, _attribute)
    if isinstance(_type_name, Sdf.ValueTypeName):
        setattr(ValueTypeNames, _attribute, ValueTypeName(str(_type_name)))
