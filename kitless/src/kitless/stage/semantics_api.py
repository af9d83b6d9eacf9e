"""`Semantics.SemanticsAPI`: labels as they were authored before `UsdSemantics.LabelsAPI`.

    SemanticsAPI:<instance>     string semantic:<instance>:params:semanticType   the type, such as "class"
                                string semantic:<instance>:params:semanticData   the label

kitless' annotators read both schemas.
"""

# ruff: noqa: N802 - the names are those of the schema
from __future__ import annotations

from pxr import Sdf, Tf, Usd

from kitless.stage import schemas

_IDENTIFIER = "SemanticsAPI"
_NAMESPACE = "semantic"
_TYPE, _DATA = "params:semanticType", "params:semanticData"
_PARTS_OF_A_PROPERTY = 4


class SemanticsAPI(Usd.APISchemaBase):  # type: ignore[misc]
    """One label of one prim, at an instance name. False where the prim does not have it."""

    # The base class cannot be made from Python, and guards its attributes; nothing of it but its type is needed.
    __getattribute__ = object.__getattribute__

    def __init__(self, prim: Usd.Prim, instance_name: str = "") -> None:
        self._prim = prim
        self._instance_name = instance_name

    @classmethod
    def Apply(cls, prim: Usd.Prim, instance_name: str) -> SemanticsAPI:
        """Apply the schema to a prim at the edit target, and return it there."""
        prim.AddAppliedSchema(f"{_IDENTIFIER}:{instance_name}")
        return cls(prim, instance_name)

    @classmethod
    def Get(cls, prim: Usd.Prim, instance_name: str) -> SemanticsAPI:
        """The schema of a prim at an instance name; false when the prim does not have it."""
        return cls(prim, instance_name)

    @classmethod
    def GetAll(cls, prim: Usd.Prim) -> list[SemanticsAPI]:
        """Every instance that a prim has, in the order of application."""
        return [cls(prim, name) for name in _instance_names(prim)]

    @staticmethod
    def IsSemanticsAPIPath(path: Sdf.Path) -> bool:
        """Whether a property path is one of an instance's: `/Prim.semantic:<instance>:params:…`."""
        if not path.IsPropertyPath():
            return False
        parts = path.name.split(":")
        return (
            len(parts) == _PARTS_OF_A_PROPERTY
            and parts[0] == _NAMESPACE
            and ":".join(parts[2:]) in (_TYPE, _DATA)
        )

    def __bool__(self) -> bool:
        return bool(self._prim) and self._instance_name in _instance_names(self._prim)

    def GetPrim(self) -> Usd.Prim:
        """The prim."""
        return self._prim

    def GetPath(self) -> Sdf.Path:
        """The path of the prim."""
        return self._prim.GetPath()

    def GetName(self) -> str:
        """The instance name."""
        return self._instance_name

    def GetSemanticTypeAttr(self) -> Usd.Attribute:
        """The attribute with the type of the label."""
        return self._prim.GetAttribute(self._attribute_name(_TYPE))

    def GetSemanticDataAttr(self) -> Usd.Attribute:
        """The attribute with the label."""
        return self._prim.GetAttribute(self._attribute_name(_DATA))

    def CreateSemanticTypeAttr(
        self, default_value: str | None = None, write_sparsely: bool = False
    ) -> Usd.Attribute:
        """Author the attribute with the type of the label, and its value when one is given."""
        return self._create(_TYPE, default_value, write_sparsely)

    def CreateSemanticDataAttr(
        self, default_value: str | None = None, write_sparsely: bool = False
    ) -> Usd.Attribute:
        """Author the attribute with the label, and its value when one is given."""
        return self._create(_DATA, default_value, write_sparsely)

    def _attribute_name(self, tail: str) -> str:
        return f"{_NAMESPACE}:{self._instance_name}:{tail}"

    def _create(self, tail: str, value: str | None, write_sparsely: bool) -> Usd.Attribute:
        attribute = self._prim.CreateAttribute(
            self._attribute_name(tail), Sdf.ValueTypeNames.String, custom=False
        )
        if value is not None and not (write_sparsely and attribute.Get() == value):
            attribute.Set(value)
        return attribute


def _instance_names(prim: Usd.Prim) -> list[str]:
    prefix = f"{_IDENTIFIER}:"
    applied = prim.GetPrimTypeInfo().GetAppliedAPISchemas()
    return [str(name).removeprefix(prefix) for name in applied if str(name).startswith(prefix)]


# USD finds the schema of a Python class by the class' full name, and the name has to be Kit's.
SemanticsAPI.__module__ = "Semantics"
SemanticsAPI.__qualname__ = "SemanticsAPI"
schemas.register()
schemas.warn_when_too_late(_IDENTIFIER)
Tf.Type.Define(SemanticsAPI)
