"""Writers of the registry: Replicator's own and the user's."""

from __future__ import annotations

import importlib

import pytest

from synthetic_recorder.core import basic_writer


@pytest.fixture
def rep(stage):
    return importlib.import_module("omni.replicator.core")


@pytest.fixture
def own_writer(rep, register):
    class OwnWriter(rep.BasicWriter):
        """Writes what I like.

        Args:
            mood: Mine.
        """

        def __init__(self, mood="good", **kwargs):
            raise AssertionError("a description must not set a writer up")

    return register(OwnWriter)


@pytest.fixture
def broken_writer(rep, register):
    class BrokenWriter(rep.Writer):
        def __new__(cls):
            raise RuntimeError("not today")

    return register(BrokenWriter)


def test_basic_writer_when_described_then_every_switch_says_what_it_writes(core):
    description = core.describe_writer("BasicWriter")
    by_name = {parameter.name: parameter for parameter in description.parameters}

    assert description.summary
    assert description.output_parameter == "backend"
    for name in basic_writer.ANNOTATORS | basic_writer.MODIFIERS:
        assert (by_name[name].type, by_name[name].is_required) == ("bool", False)
    assert [name for name, parameter in by_name.items() if not parameter.help] == []


def test_basic_writer_when_described_then_what_says_where_to_write_is_not_for_a_config(core):
    names = {parameter.name for parameter in core.describe_writer("BasicWriter").parameters}

    assert names.isdisjoint({"backend", "output_dir"} | basic_writer.BUCKET)


def test_a_writer_of_the_user_s_when_described_then_its_own_parameters_come_first(core, own_writer):
    description = core.describe_writer("OwnWriter")

    assert description.summary == "Writes what I like."
    assert (description.parameters[0].name, description.parameters[0].help) == ("mood", "Mine.")
    assert "rgb" in [parameter.name for parameter in description.parameters if parameter.is_inherited]


def test_all_writers_when_described_then_are_sorted_and_none_hides_another(core, own_writer, broken_writer):
    described = core.describe_writers()

    assert [description.name for description in described] == ["BasicWriter", "BrokenWriter", "OwnWriter"]
    assert described[1].problem == "BrokenWriter cannot be made: RuntimeError: not today."
    assert described[1].parameters == ()


def test_an_unknown_writer_when_described_then_the_registered_ones_are_named(core):
    with pytest.raises(core.WriterError, match="no writer called 'Writer'") as refused:
        core.describe_writer("Writer")

    assert str(refused.value).endswith(" Did you mean 'BasicWriter'? Registered are BasicWriter.")


def test_a_writer_that_cannot_be_made_when_described_then_says_why(core, broken_writer):
    with pytest.raises(core.WriterError, match=r"^BrokenWriter cannot be made: RuntimeError: not today\.$"):
        core.describe_writer("BrokenWriter")
