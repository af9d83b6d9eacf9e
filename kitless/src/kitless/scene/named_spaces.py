"""The space of whatever has a name, at one time."""

from __future__ import annotations

from pxr import Sdf, Usd

from .names import DrawnNames
from .placements import Placements
from .point_instancers import InstanceKeys, read_instances
from .shape import Matrix


class NamedSpaces:
    """Transforms of names; see `kitless.scene.names`. Of no use after an edit.

    Args:
        stage: The stage.
        names: Its names.
        keys: What instances are called by.
        placements: Transforms of the stage at the time that is asked for.
    """

    def __init__(
        self, stage: Usd.Stage, names: DrawnNames, keys: InstanceKeys, placements: Placements
    ) -> None:
        self._stage = stage
        self._sources = names.sources
        self._keys = keys
        self._placements = placements
        self._index_of_key: dict[Sdf.Path, dict[int, int]] = {}
        self._instances: dict[str, Matrix] = {}

    def local_to_world(self, name: str) -> Matrix:
        """(4, 4) row-vector matrix from the space of what has a name to the world.

        An instance's space is that of its prototype's root before the root's own transform.

        Raises:
            KeyError: The name is not on the stage at this time.
        """
        if name.endswith("]"):
            return self._instance_to_world(name)
        path = self._sources.get(name) if "[" in name else name
        source = self._stage.GetPrimAtPath(path) if path else None
        if not source:
            raise KeyError(f"nothing on the stage is called {name}")
        return self._to_world(name, source)

    def _to_world(self, name: str, source: Usd.Prim) -> Matrix:
        instance, bracket, inside = name.rpartition("]")
        if not bracket:
            matrix: Matrix = self._placements.to_world(source)[0]
            return matrix
        root = source
        for _ in range(inside.count("/") - 1):
            root = root.GetParent()
        return self._placements.to_instance(source, root) @ self._instance_to_world(instance + bracket)

    def _instance_to_world(self, name: str) -> Matrix:
        if name not in self._instances:
            instancer_name, _, key = name[:-1].rpartition("[")
            instancer = self._stage.GetPrimAtPath(self._sources.get(name, Sdf.Path.emptyPath))
            index = self._indices(instancer).get(int(key)) if instancer else None
            if index is None:
                raise KeyError(f"{name} is no instance on the stage at time {self._placements.time}")
            instance = self._placements.instances(instancer)[index]
            self._instances[name] = instance @ self._to_world(instancer_name, instancer)
        return self._instances[name]

    def _indices(self, instancer: Usd.Prim) -> dict[int, int]:
        path = instancer.GetPath()
        if path not in self._index_of_key:
            instances = read_instances(instancer, self._placements.time, by_ids=self._keys.by_ids(instancer))
            self._index_of_key[path] = {key: index for index, key in enumerate(instances.keys.tolist())}
        return self._index_of_key[path]
