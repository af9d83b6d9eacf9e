"""The table of what kitless has, what differs and what is missing is that of the code."""

import importlib
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "support_table"


@pytest.fixture
def support_table(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOL))
    return importlib.import_module("support_table")


@pytest.mark.usefixtures("app")
def test_page_then_it_is_the_one_in_the_docs(support_table):
    drawn, committed = support_table.page(), support_table.PAGE.read_text(encoding="utf-8")

    assert drawn == committed, "draw it anew: uv run python tools/support_table/support_table.py"


@pytest.mark.usefixtures("app")
def test_described_when_a_name_is_there_by_name_only_then_it_is_missing(support_table):
    module = support_table.described("omni.kit.property.usd.relationship")

    assert (module.there, module.missing) == ((), ("RelationshipTargetPicker",))


@pytest.mark.usefixtures("app")
def test_described_when_the_import_name_is_a_class_then_its_methods_are_asked_for(support_table):
    module = support_table.described("omni.replicator.core.Writer")

    assert "attach" in module.there
    assert "no_such_method" not in module.there


def test_difference_of_then_the_section_is_one_line_and_ends_where_the_next_begins(support_table):
    def documented() -> None:
        """Do it.

        Differs:
            It is done
            otherwise.

        Raises:
            ValueError: Never.
        """

    seen = set()
    assert list(support_table.difference_of(documented, "documented", seen)) == [
        ("documented", "It is done otherwise.")
    ]
    assert list(support_table.difference_of(documented, "once_more", seen)) == []
    assert list(support_table.difference_of(str, "str", seen)) == []


@pytest.mark.usefixtures("app")
def test_described_modules_when_one_has_only_names_of_another_then_it_repeats_it_and_differs_in_nothing(
    support_table,
):
    modules = {module.name: module for module in support_table.described_modules()}

    assert modules["omni.replicator.core.scripts.annotators"].repeats
    assert not modules["omni.replicator.core.scripts.annotators"].differs
    assert not modules["omni.replicator.core.annotators"].repeats
