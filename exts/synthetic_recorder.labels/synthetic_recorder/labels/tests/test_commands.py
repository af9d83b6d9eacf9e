"""The commands: one step to undo each, at the edit target of the first time."""

from __future__ import annotations

import logging

import pytest
from pxr import Usd, UsdSemantics

PATHS = ("/World/Box_1", "/World/Box_2")


@pytest.fixture
def labels_of(stage):
    """The labels of the type "class" that USD finds on a prim."""

    def labels_of(path):
        prim = stage.GetPrimAtPath(path)
        if not prim.HasAPI(UsdSemantics.LabelsAPI, "class"):
            return []
        return list(UsdSemantics.LabelsAPI(prim, "class").GetLabelsAttr().Get())

    return labels_of


@pytest.fixture
def text(stage):
    return stage.GetRootLayer().ExportToString


def test_a_label_when_added_to_two_prims_then_one_undo_takes_both_back_exactly(
    commands, undo, labels_of, text
):
    before = text()

    edit = commands.execute("AddSemanticLabel", prim_paths=PATHS, semantic_type="class", text="box")
    there = [labels_of(path) for path in PATHS]
    undo.undo()

    assert [str(path) for path in edit.changed] == list(PATHS)
    assert there == [["box"], ["box"]]
    assert text() == before
    assert not undo.can_undo()


def test_a_label_when_undone_and_redone_then_the_layer_is_as_after_the_first_time(commands, undo, text):
    commands.execute("AddSemanticLabel", prim_paths=PATHS, semantic_type="class", text="box")
    after = text()

    undo.undo()
    undo.redo()

    assert text() == after


def test_every_command_when_done_undone_and_redone_in_turn_then_each_state_comes_back(
    commands, undo, stage, text
):
    prim = stage.GetPrimAtPath("/World/Box_1")
    prim.AddAppliedSchema("SemanticsAPI:Semantics")
    for name, value in (("semanticType", "class"), ("semanticData", "old")):
        from pxr import Sdf  # noqa: PLC0415

        prim.CreateAttribute(f"semantic:Semantics:params:{name}", Sdf.ValueTypeNames.String).Set(value)
    texts = [text()]
    for command, arguments in (
        ("UpgradeSemanticLabels", {}),
        ("AddSemanticLabel", {"semantic_type": "class", "text": "box"}),
        ("RemoveSemanticLabel", {"semantic_type": "class", "text": "old"}),
        ("ReplaceSemanticLabels", {"semantic_type": "class", "text": "carton"}),
        ("ClearSemanticLabels", {}),
    ):
        commands.execute(command, prim_paths=["/World/Box_1"], **arguments)
        texts.append(text())

    undone = [undo.undo() and text() for _ in range(5)]
    redone = [undo.redo() and text() for _ in range(5)]

    assert len(set(texts)) == 6
    assert undone == texts[-2::-1]
    assert redone == texts[1:]


def test_a_label_that_is_there_when_added_then_there_is_nothing_to_undo(commands, undo):
    arguments = {"prim_paths": PATHS, "semantic_type": "class", "text": "box"}
    commands.execute("AddSemanticLabel", **arguments)
    undo.clear_stack()

    edit = commands.execute("AddSemanticLabel", **arguments)

    assert edit.changed == ()
    assert not undo.can_undo()


def test_a_redo_when_the_edit_target_is_another_by_then_then_it_writes_to_that_of_the_first_time(
    commands, undo, stage, text
):
    commands.execute("AddSemanticLabel", prim_paths=PATHS, semantic_type="class", text="box")
    after = text()
    undo.undo()
    stage.SetEditTarget(stage.GetSessionLayer())
    session = stage.GetSessionLayer().ExportToString()

    undo.redo()

    assert text() == after
    assert stage.GetSessionLayer().ExportToString() == session


@pytest.mark.parametrize(
    ("paths", "semantic_type", "expected"),
    [
        (["/World/Box_1", "/World/Nothing"], "class", "/World/Nothing"),
        (["/World/Box_1"], "my class", "my class"),
    ],
)
def test_a_command_when_it_is_refused_then_the_reason_is_raised_and_nothing_is_changed_or_logged(
    commands, semantics, undo, text, caplog, paths, semantic_type, expected
):
    before = text()

    with pytest.raises(semantics.LabelsError, match=expected):
        commands.execute("AddSemanticLabel", prim_paths=paths, semantic_type=semantic_type, text="box")

    assert text() == before
    assert not undo.can_undo()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_label_when_a_stronger_layer_overrides_it_then_it_is_refused_and_no_step_to_undo(
    commands, semantics, undo, stage, text
):
    session = Usd.EditTarget(stage.GetSessionLayer())
    semantics.add_label(stage.GetPrimAtPath("/World/Box_1"), semantics.Label("class", "can"), session)
    before = text()

    with pytest.raises(semantics.StrongerLayerError, match="session"):
        commands.execute("AddSemanticLabel", prim_paths=PATHS, semantic_type="class", text="box")

    assert text() == before
    assert not undo.can_undo()


def test_a_command_when_executed_as_any_other_then_it_is_known_by_its_name(app, stage, commands, labels_of):
    import omni.kit.commands  # noqa: PLC0415

    done, edit = omni.kit.commands.execute(
        "AddSemanticLabel", prim_paths=[PATHS[0]], semantic_type="class", text="box"
    )

    assert done
    assert labels_of(PATHS[0]) == ["box"]
    assert [str(path) for path in edit.changed] == [PATHS[0]]


def test_a_command_when_it_is_done_again_on_another_stage_then_it_is_refused(app, stage, commands, semantics):
    command = commands.AddSemanticLabelCommand(PATHS, "class", "box")
    command.do()
    other = Usd.Stage.CreateInMemory()
    for path in PATHS:
        other.DefinePrim(path)
    before = other.GetRootLayer().ExportToString()
    app.run(app.usd_context.attach_stage_async(other))

    with pytest.raises(semantics.PrimNotEditableError, match="another stage"):
        command.do()

    assert other.GetRootLayer().ExportToString() == before


def test_a_command_when_no_stage_is_open_then_it_is_refused(app, commands, semantics):
    app.run(app.usd_context.close_stage_async())

    with pytest.raises(semantics.PrimNotEditableError, match="no stage"):
        commands.execute("ClearSemanticLabels", prim_paths=PATHS)


def test_the_extension_when_disabled_then_its_commands_are_gone_and_enabled_again_they_are_back(app):
    import omni.kit.app  # noqa: PLC0415
    import omni.kit.commands  # noqa: PLC0415

    manager = omni.kit.app.get_app().get_extension_manager()
    name = "AddSemanticLabel"
    there = [name in omni.kit.commands.get_commands()]

    for enabled in (False, True):
        manager.set_extension_enabled_immediate("synthetic_recorder.labels", enabled)
        there.append(name in omni.kit.commands.get_commands())

    assert there == [True, False, True]
