"""`omni.usd.commands`."""

from kitless.commands.arrange_prims import (
    GroupPrimsCommand,
    ParentPrimsCommand,
    UngroupPrimsCommand,
    UnparentPrimsCommand,
)
from kitless.commands.change_properties import (
    ChangeMetadataCommand,
    ChangePropertyCommand,
    RemovePropertyCommand,
)
from kitless.commands.copy_prims import (
    CopyPrimCommand,
    CopyPrimsCommand,
    CreateInstanceCommand,
    CreateInstancesCommand,
)
from kitless.commands.create_prims import (
    CreateDefaultXformOnPrimCommand,
    CreatePrimCommand,
    CreatePrimsCommand,
    CreatePrimWithDefaultXformCommand,
)
from kitless.commands.delete_prims import (
    DeletePrimsCommand,
)
from kitless.commands.materials import (
    BindMaterialCommand,
    CreateAndBindMdlMaterialFromLibraryCommand,
    CreateMdlMaterialPrimCommand,
    CreatePreviewSurfaceMaterialPrimCommand,
)
from kitless.commands.move_prims import (
    MovePrimCommand,
    MovePrimsCommand,
)
from kitless.commands.references import (
    AddPayloadCommand,
    AddReferenceCommand,
    CreatePayloadCommand,
    CreateReferenceCommand,
    RemovePayloadCommand,
    RemoveReferenceCommand,
)
from kitless.commands.selecting import (
    SelectAllCommand,
    SelectHierarchyCommand,
    SelectListCommand,
    SelectNoneCommand,
    SelectPrimsCommand,
)
from kitless.commands.toggling import (
    ToggleActivePrimsCommand,
    ToggleVisibilitySelectedPrimsCommand,
)
from kitless.commands.transform_prims import (
    TransformPrimCommand,
    TransformPrimsCommand,
    TransformPrimSRTCommand,
    TransformPrimsSRTCommand,
)

__all__ = [
    "AddPayloadCommand",
    "AddReferenceCommand",
    "BindMaterialCommand",
    "ChangeMetadataCommand",
    "ChangePropertyCommand",
    "CopyPrimCommand",
    "CopyPrimsCommand",
    "CreateAndBindMdlMaterialFromLibraryCommand",
    "CreateDefaultXformOnPrimCommand",
    "CreateInstanceCommand",
    "CreateInstancesCommand",
    "CreateMdlMaterialPrimCommand",
    "CreatePayloadCommand",
    "CreatePreviewSurfaceMaterialPrimCommand",
    "CreatePrimCommand",
    "CreatePrimWithDefaultXformCommand",
    "CreatePrimsCommand",
    "CreateReferenceCommand",
    "DeletePrimsCommand",
    "GroupPrimsCommand",
    "MovePrimCommand",
    "MovePrimsCommand",
    "ParentPrimsCommand",
    "RemovePayloadCommand",
    "RemovePropertyCommand",
    "RemoveReferenceCommand",
    "SelectAllCommand",
    "SelectHierarchyCommand",
    "SelectListCommand",
    "SelectNoneCommand",
    "SelectPrimsCommand",
    "ToggleActivePrimsCommand",
    "ToggleVisibilitySelectedPrimsCommand",
    "TransformPrimCommand",
    "TransformPrimSRTCommand",
    "TransformPrimsCommand",
    "TransformPrimsSRTCommand",
    "UngroupPrimsCommand",
    "UnparentPrimsCommand",
]
