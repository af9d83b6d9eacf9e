"""Descriptions of writers: which parameters count, whose words say what they are, and what does not fit them."""

from __future__ import annotations

import dataclasses
import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from synthetic_recorder.core.writers import WriterDescription, output_parameter_of

if TYPE_CHECKING:
    from somewhere import Backend, Sequence


class Writer:
    """Stands for Replicator's base class.

    Args:
        quality: This is not about any subclass.
    """

    def __init__(self):
        raise AssertionError("a description must not set a writer up")

    def initialize(self, **kwargs):
        self.__init__(**kwargs)


class PictureWriter(Writer):
    """Writes pictures.

    For people to look at.

    Args:
        output_dir: Where they go.
        quality: Of the JPEGs.
        names (list of names): Of what is on them.
    """

    def __init__(
        self,
        output_dir: str = None,  # noqa: RUF013 - as Replicator's own writers have it
        quality: int = 90,
        names=("box",),
        kind: Literal["jpg", "png"] = "jpg",
        labels: Sequence[str] | None = None,
        backend: Backend | None = None,
    ):
        raise AssertionError("a description must not set a writer up")


@dataclasses.dataclass
class DataWriter(Writer):
    backend: object = None
    size: int = 3
    tags: list[str] = dataclasses.field(default_factory=list)


def describe(writer, base=Writer):
    return WriterDescription.of("Name", writer, base)


def names(description):
    return [parameter.name for parameter in description.parameters]


def parameter(description, name):
    return next(each for each in description.parameters if each.name == name)


def problems(writer, **values):
    return describe(writer).problems_with(values)


def writer_with(initialize):
    """A writer whose own initialize is this function."""
    return type("FunctionWriter", (Writer,), {"initialize": initialize})


def test_a_writer_when_described_then_its_docstring_says_what_it_is():
    description = describe(PictureWriter)

    assert description.summary == "Writes pictures."
    assert description.description == "For people to look at."


def test_a_writer_when_described_then_what_a_config_can_give_is_told():
    description = describe(PictureWriter)

    assert names(description) == ["quality", "names", "kind", "labels"]
    assert (description.output_parameter, description.takes_any, description.problem) == (
        "backend",
        False,
        None,
    )


@pytest.mark.parametrize(
    ("name", "written", "default", "choices", "said"),
    [
        ("quality", "int", 90, (), "Of the JPEGs."),
        ("names", "list of names", ("box",), (), "Of what is on them."),
        ("kind", "Literal['jpg', 'png']", "jpg", ("jpg", "png"), ""),
        ("labels", "Sequence[str] | None", None, (), ""),
    ],
)
def test_a_parameter_when_described_then_type_default_choices_and_help_are_told(
    name, written, default, choices, said
):
    found = parameter(describe(PictureWriter), name)

    assert (found.type, found.default, found.choices, found.help) == (written, default, choices, said)
    assert not found.is_required


def test_a_parameter_without_annotation_and_docstring_when_described_then_its_default_tells_the_type():
    def initialize(self, backend, flag=True, size=(1, 2), other=None, needed=...):
        pass

    description = describe(writer_with(initialize))

    assert [each.type for each in description.parameters] == ["bool", "list", "", ""]


def test_a_parameter_without_a_default_when_described_then_is_required():
    def initialize(self, backend, size, *, mode, rest=1):
        pass

    required = [each.name for each in describe(writer_with(initialize)).parameters if each.is_required]

    assert required == ["size", "mode"]


def test_an_own_initialize_when_described_then_it_counts_and_not_the_constructor():
    class OwnWriter(PictureWriter):
        def initialize(self, backend, size=1):
            """Set up.

            Args:
                size: Of the tiles.
            """

    description = describe(OwnWriter)

    assert names(description) == ["size"]
    assert parameter(description, "size").help == "Of the tiles."


@pytest.mark.parametrize("method", ["__init__", "initialize"])
def test_a_writer_that_hands_on_what_it_does_not_know_when_described_then_has_its_base_s_parameters(method):
    def function(self, size=1, quality="best", **kwargs):
        pass

    description = describe(type("HandingOnWriter", (PictureWriter,), {method: function}))

    assert [(each.name, each.is_inherited) for each in description.parameters] == [
        ("size", False),
        ("quality", False),
        ("names", True),
        ("kind", True),
        ("labels", True),
    ]
    assert parameter(description, "quality").default == "best"
    assert parameter(description, "names").help == "Of what is on them."
    assert (description.output_parameter, description.takes_any) == ("backend", True)


def test_a_subclass_without_words_of_its_own_when_described_then_has_those_of_its_base():
    class SilentWriter(PictureWriter):
        pass

    class LoudWriter(PictureWriter):
        """Writes loud pictures.

        Args:
            quality: The louder the better.
        """

    assert describe(SilentWriter).summary == "Writes pictures."
    assert describe(LoudWriter).summary == "Writes loud pictures."
    assert parameter(describe(LoudWriter), "quality").help == "The louder the better."


def test_a_writer_without_words_when_described_then_those_of_replicator_are_not_taken_for_its_own():
    class MuteWriter(Writer):
        def __init__(self, quality=1, backend=None):
            pass

    description = describe(MuteWriter)

    assert (description.summary, parameter(description, "quality").help) == ("", "")


def test_the_words_of_a_constructor_when_the_class_has_none_then_count():
    class DocumentedWriter(Writer):
        def __init__(self, quality=1, backend=None):
            """Write well.

            Args:
                quality: How well.
            """

    description = describe(DocumentedWriter)

    assert (description.summary, parameter(description, "quality").help) == ("Write well.", "How well.")


def test_a_writer_with_nothing_of_its_own_when_described_then_takes_nothing():
    class BareWriter(Writer):
        pass

    assert describe(BareWriter) == WriterDescription("Name")


def test_a_dataclass_when_described_then_its_fields_are_parameters():
    description = describe(DataWriter)

    assert names(description) == ["size", "tags"]
    assert "default" not in parameter(description, "tags").to_dict()


def test_a_constructor_of_a_mixin_behind_replicators_when_described_then_does_not_count():
    class Mixin:
        def __init__(self, mixed=1, backend=None):
            pass

    assert names(describe(type("MixedWriter", (Writer, Mixin), {}))) == []
    assert names(describe(type("MixedWriter", (Mixin, Writer), {}))) == ["mixed"]


def test_a_wrapped_constructor_when_described_then_that_which_is_wrapped_counts():
    def logged(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return wrapper

    @logged
    def initialize(self, backend, size: "int" = 1):  # noqa: UP037 - postponed twice
        pass

    assert problems(writer_with(initialize), size="1") == [("size", 'It must be a whole number, and is "1".')]


@pytest.mark.parametrize(
    "initialize",
    [staticmethod(lambda backend, size=1: None), classmethod(lambda cls, backend, size=1: None)],
    ids=["staticmethod", "classmethod"],
)
def test_an_initialize_without_a_self_when_described_then_no_parameter_is_lost(initialize):
    assert names(describe(writer_with(initialize))) == ["size"]


def test_a_constructor_that_tells_nothing_when_described_then_takes_anything():
    class SilentSignature:
        @property
        def __signature__(self):
            raise ValueError("no signature")

        def __call__(self):
            pass

    description = describe(writer_with(SilentSignature()))

    assert (description.takes_any, description.output_parameter) == (True, "backend")
    assert description.problems_with({"anything": 1}) == []


@pytest.mark.parametrize(
    ("initialize", "expected"),
    [
        (lambda self, backend=None, output_dir=None: None, "backend"),
        (lambda self, output_dir=None: None, "output_dir"),
        (lambda self, output_dir, backend=None: None, "output_dir"),
        (lambda self, backend, output_dir=None: None, "backend"),
        (lambda self, **kwargs: None, "backend"),
        (lambda self, rgb=True: None, None),
    ],
    ids=["both", "folder", "folder-needed", "backend-needed", "anything", "neither"],
)
def test_where_to_write_when_described_then_is_told_by_what_the_writer_takes(initialize, expected):
    assert describe(writer_with(initialize)).output_parameter == expected
    assert output_parameter_of(writer_with(initialize), Writer) == expected


def test_where_to_write_when_only_the_base_takes_a_folder_then_is_the_folder():
    class FolderWriter(Writer):
        def __init__(self, output_dir):
            pass

    class HandingOnWriter(FolderWriter):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)

    assert describe(HandingOnWriter).output_parameter == "output_dir"


@pytest.mark.parametrize(
    ("initialize", "problem"),
    [
        (lambda self, folder, /, backend=None: None, "Its parameter 'folder' cannot be given by name."),
        (
            lambda self, backend, output_dir: None,
            "It needs both backend and output_dir, and can be given one of them only.",
        ),
    ],
    ids=["positional", "both"],
)
def test_a_writer_that_nobody_can_set_up_by_names_when_described_then_says_why(initialize, problem):
    assert describe(writer_with(initialize)).problem == problem


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"quality": "90"}, 'It must be a whole number, and is "90".'),
        ({"quality": 90.5}, "It must be a whole number, and is 90.5."),
        ({"quality": True}, "It must be a whole number, and is true."),
        ({"quality": None}, "It must be a whole number, and is null."),
        ({"kind": "gif"}, 'It must be "jpg" or "png", and is "gif".'),
        ({"labels": "class"}, 'It must be a list of strings or null, and is "class".'),
        ({"labels": ["class", 1]}, 'It must be a list of strings or null, and is ["class", 1].'),
        ({"names": "box"}, 'It must be a list or null, and is "box".'),
        ({"output_dir": "/data"}, "It is set by the recorder, from the output of the config."),
        ({"backend": None}, "It is set by the recorder, from the output of the config."),
        ({"qualty": 90}, "Name has no such parameter. Did you mean 'quality'?"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_when_checked_then_the_problem_says_what_would(values, problem):
    (name,) = values

    assert describe(PictureWriter).problems_with(values) == [(name, problem)]


@pytest.mark.parametrize(
    "values", [{}, {"quality": 90}, {"kind": "png"}, {"labels": None}, {"labels": []}, {"names": None}]
)
def test_a_value_that_fits_when_checked_then_nothing_is_found(values):
    assert describe(PictureWriter).problems_with(values) == []


def test_a_long_value_that_does_not_fit_when_checked_then_is_cut_short():
    (found,) = problems(PictureWriter, quality="9" * 500)

    assert found[1] == f'It must be a whole number, and is "{"9" * 76}….'


def test_an_annotation_that_its_own_default_does_not_follow_when_checked_then_does_not_count():
    def initialize(self, backend, size: int = "auto", folder: str = None):  # noqa: RUF013 - that is the point
        pass

    writer = writer_with(initialize)

    assert problems(writer, size=[3]) == []
    assert problems(writer, folder=None) == []
    assert problems(writer, folder=3) == [("folder", "It must be a string or null, and is 3.")]


def test_a_required_parameter_when_it_is_missing_then_is_found():
    def initialize(self, output_dir, size):
        pass

    assert problems(writer_with(initialize)) == [("size", "Name needs this parameter.")]


def test_a_parameter_that_is_handed_on_when_checked_then_is_the_class_s_own_affair():
    class HandingOnWriter(PictureWriter):
        def __init__(self, size: int = 1, **kwargs):
            pass

    assert problems(HandingOnWriter, quality="best", unheard_of=1) == []
    assert problems(HandingOnWriter, size="1") == [("size", 'It must be a whole number, and is "1".')]


def test_a_parameter_that_the_base_needs_when_the_class_may_give_it_then_is_not_missed():
    class NeedyWriter(Writer):
        def __init__(self, backend, size):
            pass

    class GivingWriter(NeedyWriter):
        def __init__(self, **kwargs):
            super().__init__(size=1, **kwargs)

    assert problems(GivingWriter) == []


def test_a_description_when_given_as_json_then_holds_what_json_can():
    def initialize(self, backend, needed, path=Path("a/b"), far=float("inf"), made=object(), pair=(1, 2)):  # noqa: B008
        pass

    described = json.loads(json.dumps(describe(writer_with(initialize)).to_dict(), allow_nan=False))

    assert [
        (each["name"], each.get("default", "-"), each["required"]) for each in described["parameters"]
    ] == [
        ("needed", "-", True),
        ("path", str(Path("a/b")), False),
        ("far", "-", False),
        ("made", "-", False),
        ("pair", [1, 2], False),
    ]
    assert described["output_parameter"] == "backend"
