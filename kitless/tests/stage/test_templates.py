from __future__ import annotations

import importlib

import pytest
from pxr import Gf, UsdGeom

from kitless.errors import StageError


@pytest.fixture
def templates(app):
    yield importlib.import_module("omni.kit.stage_templates")
    app.usd_context.close_stage()


def test_templates_when_listed_then_they_are_those_of_isaac_sim(templates):
    names = sorted(name for group in templates.get_stage_template_list() for name in group)

    assert names == ["default stage", "empty", "sunlight"]


@pytest.mark.parametrize("template", ["empty", "sunlight", "default stage", None])
def test_new_stage_when_made_from_a_template_then_it_has_world_as_its_default_prim(app, templates, template):
    templates.new_stage(template=template)

    assert app.usd_context.get_stage().GetDefaultPrim().GetPath() == "/World"


@pytest.mark.parametrize("up_axis", [UsdGeom.Tokens.z, UsdGeom.Tokens.y])
def test_sunlight_when_either_axis_is_up_then_it_shines_down(app, templates, up_axis, monkeypatch):
    make_stage = importlib.import_module("kitless.stage.opening").make_stage

    def make_stage_with_axis():
        stage = make_stage()
        UsdGeom.SetStageUpAxis(stage, up_axis)
        return stage

    monkeypatch.setattr("kitless.stage.context.make_stage", make_stage_with_axis)

    templates.new_stage(template="sunlight")

    light = app.usd_context.get_stage().GetPrimAtPath("/Environment/defaultLight")
    direction = UsdGeom.XformCache().GetLocalToWorldTransform(light).TransformDir(Gf.Vec3d(0, 0, -1))
    up = 2 if up_axis == UsdGeom.Tokens.z else 1
    assert direction[up] == pytest.approx(-(0.5**0.5))


def test_new_stage_when_awaited_then_it_is_open(app, templates, run):
    assert run(templates.new_stage_async(template="empty")) == (True, "")
    assert app.usd_context.get_stage() is not None


def test_new_stage_when_the_template_is_unknown_then_it_names_those_that_there_are(templates):
    with pytest.raises(StageError, match="there is no template 'moon' for a new stage; there are 'empty'"):
        templates.new_stage(template="moon")


@pytest.mark.parametrize("takes_context", [True, False])
def test_a_template_when_registered_then_it_is_called_with_the_default_prim_until_it_is_removed(
    templates, takes_context
):
    heard = []
    function = (
        (lambda root, context_name: heard.append((root, context_name)))
        if takes_context
        else (lambda root: heard.append((root, "")))
    )
    assert templates.register_template("own", function, group=3)
    assert not templates.register_template("own", function)

    templates.new_stage(template="own")

    assert heard == [("/World", "")]
    assert templates.unregister_template("own")
    assert not templates.unregister_template("own")
    assert templates.get_stage_template("own") is None


def test_the_default_template_when_the_settings_name_one_then_it_is_used(app, templates):
    assert templates.get_default_template() == "empty"
    app.settings.set("/persistent/app/newStage/defaultTemplate", "sunlight")

    templates.new_stage(template=None)

    assert app.usd_context.get_stage().GetPrimAtPath("/Environment/defaultLight")
