"""NumPy's files: as many numbers as the header says."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from .small_files import BOXES, npy, npz


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(()),
        np.zeros((0, 4), np.float32),
        np.zeros((12, 16), np.float32, order="F"),
        np.zeros(3, "<U7"),
        np.zeros(3, "datetime64[s]"),
        BOXES[:0],
        BOXES,
        np.zeros(400_000),
    ],
)
def test_an_array_when_numpy_has_written_it_then_is_whole(damage_of, array):
    assert damage_of(npy(array), "a.npy") is None


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_an_array_when_its_header_is_of_any_version_then_is_whole(damage_of, version):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.zeros(3), version=version)

    assert damage_of(buffer.getvalue(), "a.npy") is None
    assert "ends within" in damage_of(buffer.getvalue()[:-1], "a.npy")


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", None),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "ends within its array of float32 (3,)"),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
            "goes on behind its array of float32 (1,)",
        ),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", "does not say what its numbers are"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (True, 2)}", "does not say what its numbers are"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': 2}", "does not say what its numbers are"),
        ("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}", "does not say what its numbers are"),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}",
            "does not say what its numbers",
        ),
        ("{'descr': '<f4', 'shape': (2,)}", "does not say what its numbers are"),
        ("{'descr': 'nothing', 'fortran_order': False, 'shape': (2,)}", "cannot be read"),
        ("{'fortran_order': False, 'shape': (2,)}", "cannot be read"),
        ("__import__('os').abort()", "cannot be read"),
        ("{" * 5000, "cannot be read"),
        ("(" * 20_000, "header of 20000 bytes"),
    ],
)
def test_an_array_when_its_header_says_something_else_then_is_damaged(damage_of, header, problem):
    data = b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header.encode() + bytes(8)

    found = damage_of(data, "a.npy")

    assert found is None if problem is None else problem in found


def test_an_array_when_it_holds_pickled_objects_then_none_of_them_is_made(damage_of):
    class Bomb:
        def __reduce__(self):
            return pytest.fail, ("it was unpickled",)

    array = np.array([Bomb()], object)
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)

    assert damage_of(buffer.getvalue(), "a.npy", deep=True) is None


def test_an_archive_when_an_array_in_it_is_cut_off_then_it_is_named(damage_of):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("boxes.npy", npy()[:-1])

    assert "an array boxes.npy that ends within" in damage_of(buffer.getvalue(), "a.npz")


def test_an_archive_when_numpy_has_written_it_then_is_whole(damage_of):
    buffer = io.BytesIO()
    np.savez_compressed(buffer, depth=np.zeros((12, 16)), boxes=BOXES)

    assert damage_of(buffer.getvalue(), "a.npz", deep=True) is None


def test_an_archive_when_a_byte_of_its_numbers_is_another_then_its_checksum_tells(damage_of):
    # The compressed member begins behind the local header: 30 bytes, and the name.
    data = bytearray(npz())
    data[30 + len("boxes.npy") + 40] ^= 1

    assert "no whole archive" in damage_of(bytes(data), "a.npz")
