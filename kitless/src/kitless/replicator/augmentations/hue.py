"""Kernels between RGB and hue, saturation and value: ``rep.augmentations_default.aug_rgb_to_hsv`` and back."""

# mypy: ignore-errors
# Warp's kernel language: typed and compiled by Warp, not by Python.

import warp as wp


@wp.kernel
def aug_rgb_to_hsv(data_in: wp.array3d(dtype=wp.uint8), data_out: wp.array3d(dtype=wp.uint8)):
    """RGB to HSV, all from 0 to 255.

    Hue 0 is red, 85 green, 170 blue, and 255 red again; grey has the hue 0. A fourth channel stays as it is.

    Args:
        data_in: uint8 (H, W, 3) or (H, W, 4): red, green, blue.
        data_out: The same shape: hue, saturation, value, each rounded to the nearest.

    Differs:
        That hue takes all of 0 to 255 is kitless' choice.
    """
    i, j = wp.tid()
    red = float(data_in[i, j, 0]) / 255.0
    green = float(data_in[i, j, 1]) / 255.0
    blue = float(data_in[i, j, 2]) / 255.0
    value = wp.max(red, wp.max(green, blue))
    chroma = value - wp.min(red, wp.min(green, blue))
    saturation = 0.0
    sextant = 0.0
    if chroma > 0.0:
        saturation = chroma / value
        if value == red:
            sextant = (green - blue) / chroma
        elif value == green:
            sextant = 2.0 + (blue - red) / chroma
        else:
            sextant = 4.0 + (red - green) / chroma
        if sextant < 0.0:
            sextant = sextant + 6.0
    data_out[i, j, 0] = wp.uint8(wp.round(sextant / 6.0 * 255.0))
    data_out[i, j, 1] = wp.uint8(wp.round(saturation * 255.0))
    data_out[i, j, 2] = wp.uint8(wp.round(value * 255.0))
    if data_in.shape[2] > 3:
        data_out[i, j, 3] = data_in[i, j, 3]


@wp.kernel
def aug_hsv_to_rgb(data_in: wp.array3d(dtype=wp.uint8), data_out: wp.array3d(dtype=wp.uint8)):
    """HSV to RGB, all from 0 to 255: the way back from `aug_rgb_to_hsv`, but for rounding.

    Args:
        data_in: uint8 (H, W, 3) or (H, W, 4): hue, saturation, value.
        data_out: The same shape: red, green, blue, each rounded to the nearest.

    Differs:
        That hue takes all of 0 to 255 is kitless' choice.
    """
    i, j = wp.tid()
    sextant = float(data_in[i, j, 0]) / 255.0 * 6.0
    saturation = float(data_in[i, j, 1]) / 255.0
    value = float(data_in[i, j, 2])
    for channel in range(3):
        # Red is at sextant 0, green at 2, blue at 4: a channel is full within one sextant of its own, and empty from
        # two on.
        turned = sextant - 2.0 * float(channel)
        away = wp.abs(turned)
        away = wp.min(away, 6.0 - away)
        strength = wp.clamp(2.0 - away, 0.0, 1.0)
        data_out[i, j, channel] = wp.uint8(wp.round(value * (1.0 - saturation + saturation * strength)))
    if data_in.shape[2] > 3:
        data_out[i, j, 3] = data_in[i, j, 3]
