import pytest

from kitless.annotators import Take, find_definition
from kitless.semantics import StageLabels


@pytest.mark.parametrize("name", ["primPaths", "PrimPaths"])
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [({}, ["/box", "/can"]), ({"semanticFilter": "color: *"}, ["/can"]), ({"semanticTypes": ["part"]}, [])],
)
def test_prim_paths_when_evaluated_then_are_those_of_what_has_a_label_seen_or_not(
    make_frame, stage, name, parameters, expected
):
    definition = find_definition(name)
    frame = make_frame(instance=[[-1, 0]], prim_paths=("/table", "/can", "/box"))

    result = definition.evaluate(frame, Take(StageLabels(stage)), definition.complete(parameters))

    assert definition.is_dictionary
    assert result.info == {"primPaths": expected}
