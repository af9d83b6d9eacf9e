"""What rep.functional.physics writes down."""

import pytest
from pxr import Gf, UsdGeom, UsdPhysics

from kitless.replicator.authoring import create, create_batch, physics
from kitless.replicator.authoring.errors import AuthoringError


def schemas(prim):
    return {str(name) for name in prim.GetPrimTypeInfo().GetAppliedAPISchemas()}


def value(prim, name):
    return prim.GetAttribute(name).Get()


def test_a_shape_when_it_is_a_collider_can_be_hit(app):
    cube = create.cube()
    physics.apply_collider(cube)
    assert schemas(cube) == {"PhysicsCollisionAPI"}
    assert value(cube, "physics:collisionEnabled") is True


@pytest.mark.parametrize("approximation", ["none", "boundingCube", "convexHull"])
def test_a_mesh_when_it_is_a_collider_is_hit_as_asked_for(app, approximation):
    plane = create.plane()
    physics.apply_collider([plane], approximation=approximation)
    assert schemas(plane) == {"PhysicsCollisionAPI", "PhysicsMeshCollisionAPI"}
    assert value(plane, "physics:approximation") == approximation


def test_an_asset_when_it_is_a_collider_has_all_its_shapes_hit(app, stage):
    create.xform(name="Asset")
    body, lid = (
        create.cube(parent="/Asset", as_mesh=True, name="Body"),
        create.sphere(parent="/Asset/Body", name="Lid"),
    )
    physics.apply_collider("/Asset")
    assert "PhysicsCollisionAPI" in schemas(body)
    assert "PhysicsCollisionAPI" in schemas(lid)
    assert schemas(stage.GetPrimAtPath("/Asset")) == set()


def test_an_instance_when_it_is_a_collider_stops_being_one(app, stage):
    create.cube(parent=create.xform(name="Source"), name="Body")
    instance = create.xform(name="Instance")
    instance.GetReferences().AddInternalReference("/Source")
    instance.SetInstanceable(True)
    physics.apply_collider(instance)
    assert "PhysicsCollisionAPI" in schemas(stage.GetPrimAtPath("/Instance/Body"))
    assert "PhysicsCollisionAPI" not in schemas(stage.GetPrimAtPath("/Source/Body"))


def test_a_collider_when_there_is_nothing_to_hit_is_refused(app):
    create.scope(name="Empty")
    with pytest.raises(AuthoringError, match="neither /Empty nor anything below it is a shape"):
        physics.apply_collider("/Empty")
    with pytest.raises(AuthoringError, match="expected approximation to be one of none, boundingCube"):
        physics.apply_collider(create.cube(), approximation="box")


def test_a_rigid_body_when_applied_has_what_was_given_by_its_public_name(app):
    cube = create.cube()
    physics.apply_rigid_body(
        cube,
        with_collider=True,
        kinematicEnabled=True,
        velocity=(1, 2, 3),
        disableGravity=False,
        linearDamping=0.5,
    )
    assert schemas(cube) == {"PhysicsRigidBodyAPI", "PhysicsCollisionAPI", "PhysxRigidBodyAPI"}
    assert UsdPhysics.RigidBodyAPI(cube).GetKinematicEnabledAttr().Get() is True
    assert value(cube, "physics:rigidBodyEnabled") is True
    assert value(cube, "physics:velocity") == Gf.Vec3f(1, 2, 3)
    assert value(cube, "physxRigidBody:disableGravity") is False
    assert value(cube, "physxRigidBody:linearDamping") == 0.5


def test_rigid_bodies_when_given_lists_have_each_its_own(app):
    cubes = create_batch.cube(count=2)
    physics.apply_rigid_body(cubes, disableGravity=[True, False])
    assert [value(cube, "physxRigidBody:disableGravity") for cube in cubes] == [True, False]
    assert schemas(cubes[0]) == {"PhysicsRigidBodyAPI", "PhysxRigidBodyAPI"}


def test_a_rigid_body_when_it_cannot_be_is_refused(app):
    with pytest.raises(AuthoringError, match="has no transform"):
        physics.apply_rigid_body(create.scope())
    with pytest.raises(AuthoringError, match="there is no attribute 'gravity'"):
        physics.apply_rigid_body(create.cube(), gravity=False)


def test_a_physics_scene_when_made_has_what_was_given_by_its_public_name(app):
    scene = physics.create_physics_scene(
        "/PhysicsScene", timeStepsPerSecond=60, enableCCD=True, broadphaseType="MBP", enableGPUDynamics=False
    )
    assert (str(scene.GetPath()), scene.GetTypeName()) == ("/PhysicsScene", "PhysicsScene")
    assert schemas(scene) == {"PhysxSceneAPI"}
    assert value(scene, "physxScene:timeStepsPerSecond") == 60
    assert value(scene, "physxScene:enableCCD") is True
    assert value(scene, "physxScene:broadphaseType") == "MBP"
    assert value(scene, "physxScene:enableGPUDynamics") is False


def test_a_physics_scene_when_it_is_there_is_that_one(app):
    first = physics.create_physics_scene(path="/PhysicsScene", gravityMagnitude=1.62)
    assert physics.create_physics_scene(path="/PhysicsScene") == first
    assert UsdPhysics.Scene(first).GetGravityMagnitudeAttr().Get() == pytest.approx(1.62)


def test_a_physics_scene_when_something_else_is_there_is_refused(app):
    create.cube(name="Thing")
    with pytest.raises(AuthoringError, match="at /Thing there is a Cube"):
        physics.create_physics_scene("/Thing")
    assert UsdGeom.Cube.Get(app.usd_context.get_stage(), "/Thing")
