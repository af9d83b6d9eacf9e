import itertools

import numpy as np
import pytest

from kitless.semantics import colorize, semantic_color_table
from kitless.semantics.colors import ids_with_a_colour_of_their_own

# Published values: ids 2 to 17 of Replicator since core 1.12.26.
PUBLISHED = {
    2: (33, 243, 3),
    3: (240, 4, 111),
    4: (27, 186, 239),
    5: (220, 179, 62),
    6: (97, 5, 219),
    7: (15, 238, 97),
    8: (224, 52, 69),
    9: (32, 127, 212),
    10: (190, 204, 52),
    11: (254, 28, 167),
    12: (33, 238, 219),
    13: (229, 123, 18),
    14: (104, 5, 246),
    15: (66, 247, 90),
    16: (220, 56, 134),
    17: (13, 143, 235),
}


@pytest.mark.parametrize(("identifier", "color"), PUBLISHED.items())
def test_the_colour_of_an_id_when_it_is_published_then_is_that(identifier, color):
    assert tuple(semantic_color_table(18)[identifier].tolist()) == (*color, 255)


def test_the_colours_of_background_and_unlabelled_then_are_black_without_and_with_alpha():
    assert semantic_color_table(2).tolist() == [[0, 0, 0, 0], [0, 0, 0, 255]]


def test_an_id_when_its_colour_is_taken_then_is_left_out():
    ids = list(itertools.takewhile(lambda identifier: identifier < 3100, ids_with_a_colour_of_their_own(2)))
    table = semantic_color_table(3100)

    assert set(range(2, 3100)).difference(ids) == {3026}
    assert table[3026].tolist() == table[2649].tolist()


def test_ids_with_a_colour_of_their_own_when_counted_far_then_have_no_colour_twice():
    ids = list(itertools.islice(ids_with_a_colour_of_their_own(2), 20_000))
    colors = semantic_color_table(ids[-1] + 1)[ids]

    assert len(np.unique(colors, axis=0)) == 20_000


def test_colorize_when_given_ids_of_an_image_then_every_pixel_has_the_colour_of_its_id():
    ids = np.array([[0, 1], [2, 3]], dtype=np.uint32)

    colors = colorize(ids, semantic_color_table(4))

    assert colors.tolist() == [[[0, 0, 0, 0], [0, 0, 0, 255]], [[33, 243, 3, 255], [240, 4, 111, 255]]]
