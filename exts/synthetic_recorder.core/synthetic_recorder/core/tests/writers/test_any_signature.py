"""Whatever a writer's signature is: what is found in a config is what Python itself would refuse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synthetic_recorder.core.writers import WriterDescription

NAMES = ("backend", "output_dir", "one", "two", "three")


class Writer:
    def initialize(self, **kwargs):
        pass


@st.composite
def signatures(draw):
    """Text of a signature with some of the names, each of any kind that Python lets stand there."""
    names = draw(st.permutations(NAMES).map(lambda names: names[: draw(st.integers(0, len(NAMES)))]))
    kinds = sorted(draw(st.lists(st.integers(0, 2), min_size=len(names), max_size=len(names))))
    parts, has_default = ["self"], False
    for index, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        if kind == 2 and 2 not in kinds[:index]:
            parts.append(draw(st.sampled_from(["*", "*args"])))
            has_default = False
        # What follows a default has one, too, but behind the star.
        has_default = draw(st.booleans()) or (has_default and kind < 2)
        parts.append(f"{name}=None" if has_default else name)
        if kind == 0 and kinds[index + 1 : index + 2] != [0]:
            parts.append("/")
    if draw(st.booleans()):
        parts.append("**kwargs")
    return ", ".join(parts)


@given(signatures(), st.dictionaries(st.sampled_from([*NAMES[2:], "four"]), st.none()))
def test_a_config_when_checked_against_any_signature_then_fits_exactly_when_python_takes_it(text, values):
    namespace = {}
    exec(f"def initialize({text}): pass", namespace)  # the text is of this test's own making
    writer = type("AnyWriter", (Writer,), {"initialize": namespace["initialize"]})

    description = WriterDescription.of("AnyWriter", writer, Writer)
    fits = (
        description.problem is None
        and description.output_parameter is not None
        and description.problems_with(values) == []
    )

    given_values = dict(values)
    if description.output_parameter is not None:
        given_values[description.output_parameter] = object()
    assert fits == (description.output_parameter is not None and takes(namespace["initialize"], given_values))


def takes(function, values):
    try:
        function(None, **values)
    except TypeError:
        return False
    return True
