import pytest

from kitless.annotators import find_definition


@pytest.mark.parametrize("name", ["primPaths", "PrimPaths"])
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [({}, ["/box", "/can"]), ({"semanticFilter": "color: *"}, ["/can"]), ({"semanticTypes": ["part"]}, [])],
)
def test_prim_paths_when_evaluated_then_are_those_of_what_has_a_label_seen_or_not(
    make_frame, evaluate, name, parameters, expected
):
    frame = make_frame(instance=[[-1, 0]], prim_paths=("/table", "/can", "/box"))

    assert find_definition(name).is_dictionary
    assert evaluate(name, frame, **parameters).info == {"primPaths": expected}
