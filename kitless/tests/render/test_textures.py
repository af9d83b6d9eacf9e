"""Mip chains: sizes, and averages in linear light."""

import numpy as np

from kitless.render.textures import mip_chain, srgb_to_linear


def test_a_chain_halves_down_to_one_texel():
    sizes = [level.shape[:2] for level in mip_chain(np.zeros((6, 16, 4), np.uint8), srgb=True)]
    assert sizes == [(6, 16), (3, 8), (1, 4), (1, 2), (1, 1)]


def test_black_and_white_average_to_188_in_srgb_and_128_in_linear():
    checker = np.array([[[0] * 4, [255] * 4], [[255] * 4, [0] * 4]], np.uint8)
    # sRGB: linear 0.5 is encoded as 1.055 * 0.5 ** (1 / 2.4) - 0.055 = 0.7354; alpha is linear in both.
    assert mip_chain(checker, srgb=True)[1].tolist() == [[[188, 188, 188, 128]]]
    assert mip_chain(checker, srgb=False)[1].tolist() == [[[128, 128, 128, 128]]]


def test_the_decoding_table_has_the_values_of_the_standard():
    table = srgb_to_linear()
    # Code 118 is 0.4627: ((0.4627 + 0.055) / 1.055) ** 2.4 = 0.1812; code 10 lies on the straight part.
    assert (table[0], table[255]) == (0.0, 1.0)
    assert abs(table[118] - 0.1812) < 1e-4
    assert abs(table[10] - 10 / 255 / 12.92) < 1e-7
