"""Any sequence of edits, undone and redone, held against a dictionary."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pxr import Sdf, Usd, UsdSemantics

from synthetic_recorder.labels.semantics import (
    Label,
    add_label,
    clear_labels,
    remove_label,
    replace_labels,
    upgrade_labels,
)

from .authored import say, say_old

TYPES = ("class", "color")
TEXTS = ("a", "b", "c")
NAMES = ("One", "Two")


@dataclass
class Said:
    """What one prim says: by the new schema in order, and by the old one."""

    new: dict[str, list[str]] = field(default_factory=dict)
    old: list[tuple[str, str]] = field(default_factory=list)

    def copy(self):
        return Said({kind: list(texts) for kind, texts in self.new.items()}, list(self.old))

    def add(self, kind, text):
        if text not in self.new.get(kind, []) and (kind, text) not in self.old:
            self.new.setdefault(kind, []).append(text)

    def replace(self, kind, text):
        self.new[kind] = [text]
        self.old = [each for each in self.old if each[0] != kind]

    def remove(self, kind, text):
        left = [each for each in self.new.pop(kind, []) if each != text]
        if left:
            self.new[kind] = left
        self.old = [each for each in self.old if each != (kind, text)]

    def clear(self):
        self.new, self.old = {}, []

    def upgrade(self):
        for kind, text in self.old:
            if text not in self.new.setdefault(kind, []):
                self.new[kind].append(text)
        self.old = []


WITH_A_LABEL = {"add": add_label, "replace": replace_labels, "remove": remove_label}
OF_ALL = {"clear": clear_labels, "upgrade": upgrade_labels}


class Edited:
    """One step: the layer and the model before and after it, and how it is done again."""

    def __init__(self, stage, model, name, names, label):
        self._layer = stage.GetRootLayer()
        self._prims = [stage.GetPrimAtPath(f"/World/{each}") for each in names]
        self._step, self._label = name, label
        self.before = model
        self.after = {each: said.copy() for each, said in model.items()}
        for each in names:
            getattr(self.after[each], name)(*(label if name in WITH_A_LABEL else ()))
        self._text_before = self._layer.ExportToString()
        self.do()
        self._text_after = self._layer.ExportToString()

    def do(self):
        if self._step in WITH_A_LABEL:
            self._edit = WITH_A_LABEL[self._step](self._prims, Label(*self._label))
        else:
            self._edit = OF_ALL[self._step](self._prims)

    def undo(self):
        self._edit.undo()
        assert self._layer.ExportToString() == self._text_before
        return self.before

    def redo(self):
        self.do()
        assert self._layer.ExportToString() == self._text_after
        return self.after


def read(prim):
    """What USD's own schema class, and the names of the old attributes, say of a prim."""
    found = Said()
    for name in UsdSemantics.LabelsAPI.GetDirectTaxonomies(prim):
        texts = UsdSemantics.LabelsAPI(prim, name).GetLabelsAttr().Get()
        if texts:
            found.new[str(name)] = list(texts)
    for schema in map(str, prim.GetPrimTypeInfo().GetAppliedAPISchemas()):
        if schema.startswith("SemanticsAPI:"):
            parts = f"semantic:{schema.removeprefix('SemanticsAPI:')}:params:"
            found.old.append(
                tuple(prim.GetAttribute(parts + end).Get() for end in ("semanticType", "semanticData"))
            )
    return found


labels = st.tuples(st.sampled_from(TYPES), st.sampled_from(TEXTS))
prims = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)
steps = st.one_of(
    st.tuples(st.sampled_from([*WITH_A_LABEL, *OF_ALL]), prims, labels),
    st.sampled_from([("undo",), ("redo",)]),
)
first = st.fixed_dictionaries(
    {name: st.tuples(st.lists(labels), st.lists(labels, max_size=2)) for name in NAMES}
)


def make(first, *, in_weaker_layer):
    """A stage with labels, in the layer that is edited or in one below it, and what it says."""
    layer = Sdf.Layer.CreateAnonymous()
    stage = Usd.Stage.Open(layer)
    if in_weaker_layer:
        weaker = Sdf.Layer.CreateAnonymous()
        layer.subLayerPaths.append(weaker.identifier)
        stage.SetEditTarget(stage.GetEditTargetForLocalLayer(weaker))
    model = {}
    for name, (new, old) in first.items():
        prim, said = stage.DefinePrim(f"/World/{name}", "Cube"), Said()
        for kind, text in new:
            if text not in said.new.setdefault(kind, []):
                said.new[kind].append(text)
        for kind, texts in said.new.items():
            say(prim, kind, *texts)
        for number, (kind, text) in enumerate(old):
            say_old(prim, f"Semantics_{number}", kind, text)
        # In the order in which the schema is applied, which is USD's business.
        said.old = read(prim).old
        model[name] = said
    stage.SetEditTarget(layer)
    return stage, model


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=first, steps=st.lists(steps, max_size=8), in_weaker_layer=st.booleans())
def test_labels_when_edited_undone_and_redone_in_any_order_then_they_are_those_of_the_model(
    first, steps, in_weaker_layer
):
    stage, model = make(first, in_weaker_layer=in_weaker_layer)
    below = [each.ExportToString() for each in stage.GetLayerStack()[2:]]
    done, undone = [], []

    for step in steps:
        if step[0] == "undo" and done:
            undone.append(done.pop())
            model = undone[-1].undo()
        elif step[0] == "redo" and undone:
            done.append(undone.pop())
            model = done[-1].redo()
        elif len(step) > 1:
            done.append(Edited(stage, model, *step))
            undone.clear()
            model = done[-1].after
        assert {each: read(stage.GetPrimAtPath(f"/World/{each}")) for each in NAMES} == model

    assert [each.ExportToString() for each in stage.GetLayerStack()[2:]] == below
