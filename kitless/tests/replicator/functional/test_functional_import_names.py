"""`omni.replicator.core.functional` and its older path, by their import names."""

import importlib

import pytest

from kitless.errors import NotImplementedByKitlessError


def test_functions_when_imported_by_either_path_are_the_same(app):
    rep = importlib.import_module("omni.replicator.core")
    older = importlib.import_module("omni.replicator.core.scripts.functional")
    world = rep.functional.create.xform(name="World")
    cube = rep.functional.create_batch.cube(count=1, position=(0, 0, 2), parent=world)[0]
    rep.functional.modify.position(cube, (1, 0, 2))
    assert tuple(older.utils.get_world_position(cube)) == (1, 0, 2)
    assert tuple(rep.functional.utils.get_world_position("/World/Cube")) == (1, 0, 2)


@pytest.mark.parametrize("name", ["omni_lidar", "omni_radar"])
def test_a_sensor_of_rtx_when_called_is_refused_by_name(app, name):
    functional = importlib.import_module("omni.replicator.core.functional")
    sensor = getattr(functional.create, name)
    with pytest.raises(NotImplementedByKitlessError, match=rf"functional\.create\.{name}"):
        sensor(name="Sensor", parent="/World")


def test_a_function_that_is_not_there_when_used_is_named(app):
    functional = importlib.import_module("omni.replicator.core.functional")
    with pytest.raises(AttributeError, match=r"kitless does not implement omni\.\S+\.create\.gizmo"):
        functional.create.gizmo(name="Gizmo")
