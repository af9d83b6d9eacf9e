"""`Semantics`: the schema in which labels were kept before `UsdSemantics`."""

from kitless.stage.semantics_api import SemanticsAPI

__all__ = ["SemanticsAPI"]
