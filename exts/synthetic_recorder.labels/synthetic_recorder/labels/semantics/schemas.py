"""The two ways in which a stage says labels.

    UsdSemantics.LabelsAPI:<type>     token[] semantics:labels:<type>                    several labels of one type
    SemanticsAPI:<instance> (old)     string  semantic:<instance>:params:semanticType    one label, whatever its type
                                      string  semantic:<instance>:params:semanticData

Outside Kit USD does not know the old schema: only the prim's type info lists it. So both are read and written by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .label import Label

if TYPE_CHECKING:
    from pxr import Sdf, Usd

PROPERTY_PREFIXES = ("semantics:labels:", "semantic:")
"""What the names of the attributes with labels begin with."""


class LabelSchema(Enum):
    """How a label is authored; the value is the name of the applied schema."""

    LABELS_API = "SemanticsLabelsAPI"
    SEMANTICS_API = "SemanticsAPI"

    def token(self, instance: str) -> str:
        """What ``apiSchemas`` has for an instance of the schema."""
        return f"{self.value}:{instance}"

    def attributes(self, instance: str) -> tuple[str, ...]:
        """Names of the attributes of an instance: that with the labels, or those with the type and the label."""
        if self is LabelSchema.LABELS_API:
            return (f"semantics:labels:{instance}",)
        return f"semantic:{instance}:params:semanticType", f"semantic:{instance}:params:semanticData"


@dataclass(frozen=True)
class PrimLabel:
    """A label as it is authored on a prim.

    Attributes:
        label: The label.
        path: The prim on which it is authored.
        schema: How.
        instance: The instance of the schema: with ``LABELS_API`` the type.
        is_animated: It comes from time samples, so that the prim may have it at some times only.
    """

    label: Label
    path: Sdf.Path
    schema: LabelSchema
    instance: str
    is_animated: bool = False


def applied_schemas(prim: Usd.Prim) -> list[tuple[LabelSchema, str]]:
    """The schemas with labels that a prim has, with their instances: those of `LABELS_API` first, as applied."""
    # Most prims have none: this is what a walk over a stage costs.
    applied = prim.GetPrimTypeInfo().GetAppliedAPISchemas()
    if not applied:
        return []
    found = [name.partition(":") for name in map(str, applied)]
    return [
        (schema, instance) for schema in LabelSchema for name, _, instance in found if name == schema.value
    ]
