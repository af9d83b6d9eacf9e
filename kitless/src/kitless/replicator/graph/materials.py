"""Materials of the graph: ``rep.create.material_omnipbr``, and those that randomizers make for prims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.replicator.authoring import create_batch, modify
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.prims import PrimsItem, created
from kitless.replicator.graph.scenario import REPLICATOR_PATH
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pxr import Sdf, Usd

    from kitless.replicator.graph.operations import Values

LOOKS_PATH = f"{REPLICATOR_PATH}/Looks"
OMNI_PBR = "OmniPBR.mdl"


def material_omnipbr(
    diffuse: Any = None,
    diffuse_texture: Any = None,
    roughness: Any = None,
    roughness_texture: Any = None,
    metallic: Any = None,
    metallic_texture: Any = None,
    specular: Any = None,
    emissive_color: Any = None,
    emissive_texture: Any = None,
    emissive_intensity: Any = None,
    project_uvw: bool | None = None,
    count: int = 1,
    name: str | None = None,
) -> PrimsItem:
    """OmniPBR materials below /Replicator/Looks, whose values may be distributions.

    Args:
        diffuse: Linear red, green and blue.
        diffuse_texture: A file.
        roughness: From 0 to 1.
        roughness_texture: A file.
        metallic: From 0 to 1.
        metallic_texture: A file.
        specular: From 0 to 1.
        emissive_color: Linear red, green and blue; giving one switches emission on.
        emissive_texture: A file.
        emissive_intensity: Of the emission.
        project_uvw: Whether textures are projected instead of following texture coordinates.
        count: How many.
        name: The prims' name.

    Returns:
        The item of the materials.

    Raises:
        AuthoringError: A value cannot be used.
        GraphError: There is no stage.

    Differs:
        There are no semantics: materials have no labels.
    """
    called = "create.material_omnipbr"
    emission = emissive_color is not None or emissive_texture is not None
    inputs = {
        "diffuse_color_constant": diffuse,
        "diffuse_texture": diffuse_texture,
        "reflection_roughness_constant": roughness,
        "reflectionroughness_texture": roughness_texture,
        "reflection_roughness_texture_influence": None if roughness_texture is None else 1.0,
        "metallic_constant": metallic,
        "metallic_texture": metallic_texture,
        "metallic_texture_influence": None if metallic_texture is None else 1.0,
        "specular_level": specular,
        "enable_emission": True if emission else None,
        "emissive_color": emissive_color,
        "emissive_color_texture": emissive_texture,
        "emissive_intensity": emissive_intensity,
        "project_uvw": project_uvw,
    }
    given = {key: value for key, value in inputs.items() if value is not None}
    drawn = {key: value for key, value in given.items() if isinstance(value, Distribution)}
    fixed = {key: value for key, value in given.items() if key not in drawn}
    get_session().scenario.mark_stage()
    materials = create_batch.material(mdl=OMNI_PBR, count=count, name=name, parent=LOOKS_PATH, **fixed)
    item = created(f"rep.{called}(…)", materials)
    if drawn:
        get_session().scenario.record(called, set_inputs, drawn, item)
    return item


def set_inputs(materials: list[Usd.Prim], values: Values) -> None:
    """Set inputs of materials, one value for each."""
    for name, each in values.items():
        for material, value in zip(materials, each, strict=True):
            modify.attribute(material, name, value)


class OwnMaterials:
    """One OmniPBR material for each prim, made and bound when it is first needed.

    Args:
        called: Who needs them, for messages.
        inputs: Inputs that all of them have.
    """

    def __init__(self, called: str, inputs: Mapping[str, Any]) -> None:
        self._called = called
        self._inputs = inputs
        self._paths: dict[Sdf.Path, Sdf.Path] = {}

    def of(self, prims: list[Usd.Prim]) -> list[Usd.Prim]:
        """The materials of the prims. They are bound anew each time: others may have bound theirs meanwhile.

        Raises:
            GraphError: A prim belongs to an instance and cannot have a material of its own.
        """
        return [self._of(prim) for prim in prims]

    def _of(self, prim: Usd.Prim) -> Usd.Prim:
        if prim.IsInstanceProxy() or prim.IsInPrototype():
            raise GraphError(
                f"{self._called}: {prim.GetPath()} belongs to an instance and cannot have a material of its own; call "
                "SetInstanceable(False) on the instance first"
            )
        stage = get_session().scenario.require_stage(self._called)
        path = self._paths.get(prim.GetPath())
        material = stage.GetPrimAtPath(path) if path is not None else None
        if not material:
            (material,) = create_batch.material(mdl=OMNI_PBR, parent=LOOKS_PATH, **self._inputs)
            self._paths[prim.GetPath()] = material.GetPath()
        modify.material(prim, material)
        return material
