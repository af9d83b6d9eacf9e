"""Labels that are authored on one prim, by either schema.

    UsdSemantics.LabelsAPI:<type>       token[] semantics:labels:<type>
    SemanticsAPI:<instance> (old)       string semantic:<instance>:params:semanticType and …:semanticData

An empty text is no label. Between two time samples the labels are those of the earlier one, before the first those of
the first.
"""

from typing import Any

from pxr import Usd

NEW_SCHEMA = "SemanticsLabelsAPI:"
OLD_SCHEMA = "SemanticsAPI:"
PROPERTY_PREFIX = "semantic"
"""What the names of all attributes with labels begin with."""


def own_labels(prim: Usd.Prim, time_code: Usd.TimeCode | None = None) -> dict[str, tuple[str, ...]]:
    """Labels authored on the prim itself.

    Args:
        prim: Any valid prim, instance proxies and prims in prototypes included.
        time_code: When to read labels that change over time; None is the first sample or, without samples,
            the default value.

    Returns:
        Per semantic type the labels, those of the new schema first, each once.
    """
    when = Usd.TimeCode.EarliestTime() if time_code is None else time_code
    labels: dict[str, dict[str, None]] = {}
    for schema in _semantic_schemas(prim):
        values = [_read(prim, name, when) for name in attribute_names(schema)]
        if schema.startswith(NEW_SCHEMA):
            semantic_type, texts = schema.removeprefix(NEW_SCHEMA), values[0] or ()
        else:
            semantic_type, texts = values[0], (values[1],)
        given = [str(text) for text in texts if text]
        if semantic_type and given:
            labels.setdefault(str(semantic_type), {}).update(dict.fromkeys(given))
    return {semantic_type: tuple(given) for semantic_type, given in labels.items()}


def own_samples(prim: Usd.Prim) -> set[float]:
    """Time codes at which labels authored on the prim itself may become others."""
    attributes = (
        prim.GetAttribute(name) for schema in _semantic_schemas(prim) for name in attribute_names(schema)
    )
    return {time for attribute in attributes if attribute for time in attribute.GetTimeSamples()}


def _semantic_schemas(prim: Usd.Prim) -> list[str]:
    """Applied schemas that hold labels, those of the new kind first."""
    # The old schema is not known to USD, so that only the authored names, of the prim's type info, have it.
    applied = [str(schema) for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas()]
    return [schema for kind in (NEW_SCHEMA, OLD_SCHEMA) for schema in applied if schema.startswith(kind)]


def attribute_names(schema: str) -> tuple[str, ...]:
    """The attribute with the labels of an applied schema, or those with the type and the label."""
    if schema.startswith(NEW_SCHEMA):
        return (f"semantics:labels:{schema.removeprefix(NEW_SCHEMA)}",)
    instance = schema.removeprefix(OLD_SCHEMA)
    return f"semantic:{instance}:params:semanticType", f"semantic:{instance}:params:semanticData"


def _read(prim: Usd.Prim, name: str, time_code: Usd.TimeCode) -> Any:
    attribute = prim.GetAttribute(name)
    return attribute.Get(time_code) if attribute else None
