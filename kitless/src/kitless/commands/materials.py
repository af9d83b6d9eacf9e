"""Commands about materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd, UsdShade

from kitless.app.accessors import get_context
from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand
from kitless.stage.prim_paths import get_stage_next_free_path

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKS = "Looks"
_SHADER = "Shader"


class BindMaterialCommand(StageCommand):
    """Bind a material to prims.

    Args:
        prim_path: The prim, or several.
        material_path: The material; None or "" unbinds.
        strength: "weakerThanDescendants", "strongerThanDescendants", or one of these for each prim; None is
            weaker.
        stage: The stage; None is that of the context.
        context_name: The USD context.
        material_purpose: The purpose; "" is all.

    Raises:
        CommandArgumentError: There is no such prim or material.

    Differs:
        Binds to prims, not to collections.
    """

    def __init__(
        self,
        prim_path: str | Sdf.Path | Sequence[str | Sdf.Path],
        material_path: str | Sdf.Path | None,
        strength: str | Sequence[str] | None = None,
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
        material_purpose: str = "",
    ) -> None:
        super().__init__(stage or context_name)
        self._paths = [prim_path] if isinstance(prim_path, str | Sdf.Path) else list(prim_path)
        self._material_path = str(material_path) if material_path else ""
        self._strengths = (
            [strength or UsdShade.Tokens.weakerThanDescendants] * len(self._paths)
            if strength is None or isinstance(strength, str)
            else list(strength)
        )
        self._purpose = material_purpose or UsdShade.Tokens.allPurpose

    def _apply(self) -> None:
        material = self._material() if self._material_path else None
        for path, strength in zip(self._paths, self._strengths, strict=True):
            prim = self._prim(path)
            self._edit(prim.GetPath())
            if material is None:
                UsdShade.MaterialBindingAPI(prim).UnbindDirectBinding(self._purpose)
            else:
                UsdShade.MaterialBindingAPI.Apply(prim).Bind(material, strength, self._purpose)

    def _material(self) -> UsdShade.Material:
        material = UsdShade.Material(self._prim(self._material_path))
        if not material:
            raise CommandArgumentError(
                type(self).__name__,
                f"{self._material_path} is a {material.GetPrim().GetTypeName()}, not a Material",
            )
        return material


class CreateMdlMaterialPrimCommand(StageCommand):
    """Make a material whose shader is written in MDL. `do` returns its path.

    Args:
        mtl_url: The MDL file, such as "OmniPBR.mdl".
        mtl_name: The material in it.
        mtl_path: Where; the first free path after it where a prim is.
        select_new_prim: Whether to select it.
        stage: The stage; None is that of the context.
        context_name: The USD context.

    Differs:
        The file is not read: inputs are there when they are set. kitless draws those of OmniPBR.
    """

    def __init__(
        self,
        mtl_url: str,
        mtl_name: str,
        mtl_path: str | Sdf.Path,
        select_new_prim: bool = False,
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
    ) -> None:
        super().__init__(stage or context_name)
        self._url = mtl_url
        self._name = mtl_name
        self._path = mtl_path
        self._select_new_prim = select_new_prim

    def _apply(self) -> str:
        path = get_stage_next_free_path(self.stage, self._path, False)
        self._edit(path)
        material = UsdShade.Material.Define(self.stage, path)
        shader = UsdShade.Shader.Define(self.stage, f"{path}/{_SHADER}")
        shader.SetSourceAsset(self._url, "mdl")
        shader.SetSourceAssetSubIdentifier(self._name, "mdl")
        out = shader.CreateOutput("out", Sdf.ValueTypeNames.Token)
        for output in (
            material.CreateSurfaceOutput("mdl"),
            material.CreateDisplacementOutput("mdl"),
            material.CreateVolumeOutput("mdl"),
        ):
            output.ConnectToSource(out)
        if self._select_new_prim:
            self._select([path])
        return path


class CreatePreviewSurfaceMaterialPrimCommand(StageCommand):
    """Make a material whose shader is USD's preview surface. `do` returns its path.

    Args:
        mtl_path: Where; the first free path after it where a prim is.
        shader_prim_name: The name of the shader below it.
        select_new_prim: Whether to select it.
    """

    def __init__(
        self, mtl_path: str | Sdf.Path, shader_prim_name: str = _SHADER, select_new_prim: bool = False
    ) -> None:
        super().__init__()
        self._path = mtl_path
        self._shader_name = shader_prim_name
        self._select_new_prim = select_new_prim

    def _apply(self) -> str:
        path = get_stage_next_free_path(self.stage, self._path, False)
        self._edit(path)
        material = UsdShade.Material.Define(self.stage, path)
        shader = UsdShade.Shader.Define(self.stage, f"{path}/{self._shader_name}")
        shader.CreateIdAttr("UsdPreviewSurface")
        for name, create in (
            ("surface", material.CreateSurfaceOutput),
            ("displacement", material.CreateDisplacementOutput),
        ):
            create().ConnectToSource(shader.CreateOutput(name, Sdf.ValueTypeNames.Token))
        if self._select_new_prim:
            self._select([path])
        return path


class CreateAndBindMdlMaterialFromLibraryCommand(StageCommand):
    """Make an MDL material in the folder of looks, and bind it. `do` returns its path.

    Args:
        mdl_name: The MDL file, such as "OmniPBR.mdl".
        mtl_name: The material in it; None is the file's name without its ending.
        bind_selected_prims: The prims that it is bound to; True is what is selected.
        mtl_created_list: A list that the path is added to.
        prim_name: The name of the prim; None is `mtl_name`.
        select_new_prim: Whether to select it.

    Differs:
        The file is not looked for. See `CreateMdlMaterialPrim`.
    """

    def __init__(
        self,
        mdl_name: str,
        mtl_name: str | None = None,
        bind_selected_prims: bool | Sequence[str] | None = None,
        mtl_created_list: list[str] | None = None,
        prim_name: str | None = None,
        select_new_prim: bool = True,
    ) -> None:
        super().__init__()
        self._mdl_name = mdl_name
        self._mtl_name = mtl_name or mdl_name.rpartition("/")[2].removesuffix(".mdl")
        self._bind_to = bind_selected_prims
        self._created = mtl_created_list
        self._prim_name = prim_name or self._mtl_name
        self._select_new_prim = select_new_prim

    def _apply(self) -> str:
        selected = get_context().get_selection().get_selected_prim_paths()
        prims = selected if self._bind_to is True else list(self._bind_to or ())
        looks = Sdf.Path(f"/{_LOOKS}")
        if default_prim := self.stage.GetDefaultPrim():
            looks = default_prim.GetPath().AppendChild(_LOOKS)
        if not self.stage.GetPrimAtPath(looks):
            self._edit(looks)
            self.stage.DefinePrim(looks, "Scope")
        path = str(
            self._run(
                CreateMdlMaterialPrimCommand(
                    self._mdl_name,
                    self._mtl_name,
                    looks.AppendChild(self._prim_name),
                    self._select_new_prim,
                    self.stage,
                )
            )
        )
        if prims:
            self._run(BindMaterialCommand(prims, path, stage=self.stage))
        if self._created is not None:
            self._created.append(path)
        return path
