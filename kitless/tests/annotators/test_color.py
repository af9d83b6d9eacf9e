"""HdrColor, DiffuseAlbedo, Roughness and the other names of depth and normals."""

import dataclasses

import numpy as np
import pytest

from kitless.annotators import find_definition


@pytest.fixture
def data(make_frame, evaluate):
    """data(name, channel=array): an annotator's array for a frame with that in its G-buffer."""

    def run(name, **channels):
        shape = np.shape(next(iter(channels.values())))[:2]
        frame = make_frame(depth=np.ones(shape))
        arrays = {channel: np.asarray(values, np.float32) for channel, values in channels.items()}
        frame = dataclasses.replace(frame, gbuffer=dataclasses.replace(frame.gbuffer, **arrays))
        return evaluate(name, frame).data

    return run


def test_hdr_color_when_evaluated_then_is_the_light_with_an_alpha_of_1(data):
    color = data("HdrColor", radiance=[[[0.25, 7.5, 0.0]]])

    assert color.dtype == np.float32
    assert color.tolist() == [[[0.25, 7.5, 0.0, 1.0]]]


def test_diffuse_albedo_when_evaluated_then_is_linear_and_rounded(data):
    # 0.5 * 255 = 127.5 rounds to the even 128; 0.2 * 255 = 51.
    albedo = data("DiffuseAlbedo", albedo=[[[0.5, 0.2, 1.0], [0.0, 1.5, 0.0]]])

    assert albedo.dtype == np.uint8
    assert albedo.tolist() == [[[128, 51, 255, 255], [0, 255, 0, 255]]]


def test_roughness_when_evaluated_then_is_grey(data):
    assert data("Roughness", roughness=[[0.2, 0.0, 1.0]]).tolist() == [
        [[51, 51, 51, 255], [0, 0, 0, 255], [255, 255, 255, 255]]
    ]


@pytest.mark.parametrize("name", ["SmoothNormal", "BumpNormal"])
def test_other_names_of_normals_when_evaluated_then_are_the_same(data, name):
    assert data(name, normal=[[[0, 0, 1]]]).tolist() == [[[0, 0, 1, 1]]]


def test_depth_linearized_when_evaluated_then_has_a_channel_axis(data):
    depth = data("DepthLinearized", ray_distance=[[2.5, np.inf]])

    assert depth.dtype == np.float32
    assert depth.tolist() == [[[2.5], [np.inf]]]


@pytest.mark.parametrize(
    ("name", "channel"),
    [("rgb", "color"), ("HdrColor", "radiance"), ("DiffuseAlbedo", "material"), ("Roughness", "material")],
)
def test_annotators_of_a_channel_when_listed_then_ask_for_it(name, channel):
    assert find_definition(name).channels == {channel}
