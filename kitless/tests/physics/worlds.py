"""Stages for tests of physics: Z up, metres, 24 time codes a second."""

from pxr import Gf, Usd, UsdGeom, UsdPhysics, UsdShade


def empty_stage():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24)
    return stage


def add_ground(stage, path="/Ground"):
    return add_collider(UsdGeom.Plane.Define(stage, path))


def add_collider(gprim):
    UsdPhysics.CollisionAPI.Apply(gprim.GetPrim())
    return gprim


def add_body(gprim, at=(0, 0, 0)):
    gprim.AddTranslateOp().Set(Gf.Vec3d(*at))
    UsdPhysics.RigidBodyAPI.Apply(gprim.GetPrim())
    return add_collider(gprim)


def add_ball(stage, path, at, radius=0.5):
    ball = UsdGeom.Sphere.Define(stage, path)
    ball.CreateRadiusAttr(radius)
    return add_body(ball, at)


def bind_material(gprim, friction=0.0, restitution=0.0):
    stage, path = gprim.GetPrim().GetStage(), f"{gprim.GetPath()}_Material"
    material = UsdShade.Material.Define(stage, path)
    api = UsdPhysics.MaterialAPI.Apply(material.GetPrim())
    api.CreateDynamicFrictionAttr(friction)
    api.CreateStaticFrictionAttr(friction)
    api.CreateRestitutionAttr(restitution)
    UsdShade.MaterialBindingAPI.Apply(gprim.GetPrim()).Bind(material, materialPurpose="physics")


class Player:
    """Plays a stage in an App and says where its prims are."""

    def __init__(self, app, stage):
        self.app, self.stage = app, stage
        app.usd_context.attach_stage(stage)

    def play(self):
        self.app.timeline.play()

    def go_to(self, seconds):
        self.app.timeline.set_current_time(seconds)

    def matrix(self, path):
        cache = UsdGeom.XformCache(Usd.TimeCode(self.app.timeline.time_code))
        return cache.GetLocalToWorldTransform(self.stage.GetPrimAtPath(str(path)))

    def place(self, path):
        return tuple(self.matrix(path).ExtractTranslation())
