"""Commands that set the local transform of prims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand
from kitless.stage.properties import editing_where_defined
from kitless.stage.transforms import compose, get_local_transform_SRT, operation_paths, set_local_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence


class TransformPrimCommand(StageCommand):
    """Set the local transform of a prim as a matrix.

    Args:
        path: The prim.
        new_transform_matrix: Its local transform, in row vectors.
        old_transform_matrix: Taken for Kit's sake.
        time_code: When; None is the default time.
        had_transform_at_key: Taken for Kit's sake.
        usd_context_name: The USD context.

    Differs:
        Undo puts back what was authored before, whatever `old_transform_matrix` says.
    """

    def __init__(
        self,
        path: str | Sdf.Path,
        new_transform_matrix: Gf.Matrix4d,
        old_transform_matrix: Gf.Matrix4d | None = None,
        time_code: Usd.TimeCode | None = None,
        had_transform_at_key: bool = False,
        usd_context_name: str = "",
    ) -> None:
        super().__init__(usd_context_name)
        del old_transform_matrix, had_transform_at_key
        self._path = path
        self._matrix = Gf.Matrix4d(new_transform_matrix)
        self._time_code = Usd.TimeCode.Default() if time_code is None else time_code

    def _apply(self) -> None:
        prim = self._prim(self._path)
        if not UsdGeom.Xformable(prim):
            raise CommandArgumentError(
                type(self).__name__,
                f"{prim.GetPath()} is a {prim.GetTypeName() or 'prim without type'}, which has no transform",
            )
        with editing_where_defined(prim):
            self._edit(*operation_paths(prim))
            set_local_matrix(prim, self._wanted(prim), self._time_code)

    def _wanted(self, prim: Usd.Prim) -> Gf.Matrix4d:
        del prim
        return self._matrix


class TransformPrimSRTCommand(TransformPrimCommand):
    """Set scale, rotation and translation of a prim.

    Args:
        path: The prim.
        new_translation: Its translation; None keeps it, as for the others.
        new_rotation_euler: Degrees about X, Y and Z.
        new_scale: Its scale.
        new_rotation_order: The axes in the order in which they turn: (0, 1, 2) turns about X first.
        old_translation: Taken for Kit's sake, like every `old_…`.
        old_rotation_euler: See `old_translation`.
        old_rotation_order: See `old_translation`.
        old_scale: See `old_translation`.
        time_code: When; None is the default time.
        had_transform_at_key: Taken for Kit's sake.
        usd_context_name: The USD context.

    Differs:
        Undo puts back what was authored before, whatever the `old_…` say. A rotation that is written in another
        order than the prim's is converted to it.
    """

    def __init__(
        self,
        path: str | Sdf.Path,
        new_translation: Gf.Vec3d | None = None,
        new_rotation_euler: Gf.Vec3d | None = None,
        new_scale: Gf.Vec3d | None = None,
        new_rotation_order: Gf.Vec3i | None = None,
        old_translation: Gf.Vec3d | None = None,
        old_rotation_euler: Gf.Vec3d | None = None,
        old_rotation_order: Gf.Vec3i | None = None,
        old_scale: Gf.Vec3d | None = None,
        time_code: Usd.TimeCode | None = None,
        had_transform_at_key: bool = False,
        usd_context_name: str = "",
    ) -> None:
        del old_translation, old_rotation_euler, old_rotation_order, old_scale
        super().__init__(path, Gf.Matrix4d(1.0), None, time_code, had_transform_at_key, usd_context_name)
        self._new = (new_scale, new_rotation_euler, new_rotation_order, new_translation)

    def _wanted(self, prim: Usd.Prim) -> Gf.Matrix4d:
        now = get_local_transform_SRT(prim, self._time_code)
        return compose(*(old if new is None else new for new, old in zip(self._new, now, strict=True)))


class TransformPrimsCommand(StageCommand):
    """Set the local transforms of several prims.

    Args:
        prims_to_transform: The arguments of `TransformPrim` for each, in their order.
    """

    def __init__(self, prims_to_transform: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._commands: list[StageCommand] = [TransformPrimCommand(*each) for each in prims_to_transform]

    def _apply(self) -> None:
        for command in self._commands:
            self._run(command)


class TransformPrimsSRTCommand(TransformPrimsCommand):
    """Set scale, rotation and translation of several prims.

    Args:
        prims_to_transform: For each (path, new_translation, new_rotation_euler, new_rotation_order, new_scale,
            old_translation, old_rotation_euler, old_rotation_order, old_scale, time_code, had_transform_at_key);
            what is not given at the end is left out.
    """

    def __init__(self, prims_to_transform: Sequence[Sequence[Any]]) -> None:
        super().__init__(())
        names = (
            *("path", "new_translation", "new_rotation_euler", "new_rotation_order", "new_scale"),
            *("old_translation", "old_rotation_euler", "old_rotation_order", "old_scale"),
            *("time_code", "had_transform_at_key"),
        )
        self._commands = [
            TransformPrimSRTCommand(**dict(zip(names, each, strict=False))) for each in prims_to_transform
        ]
