"""Files of every kind: what is whole, what is cut off, what has one bit turned."""

from __future__ import annotations

import hashlib
import io

import pytest

from synthetic_recorder.core.data_set.content import find_damage, inspect

from .small_files import FILES

# A file of lines that ends with one of them is whole.
WITH_AN_END = sorted(FILES.keys() - {"a.jsonl"})


class Dripping:
    """A stream that gives a few bytes at a time, however many are asked for, and never goes back."""

    def __init__(self, data):
        self.data = data

    def read(self, size):
        part, self.data = self.data[: min(size, 7)], self.data[min(size, 7) :]
        return part


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_a_file_when_it_is_whole_then_has_no_damage(damage_of, name, deep):
    assert damage_of(FILES[name], name, deep) is None


@pytest.mark.parametrize("name", FILES)
def test_a_file_when_its_extension_is_in_upper_case_then_is_of_that_kind(damage_of, name):
    assert damage_of(b"\0\1\2", name.upper()) is not None


@pytest.mark.parametrize("name", FILES)
def test_a_file_when_it_is_inspected_then_its_size_and_hash_are_those_of_all_its_bytes(name):
    data = FILES[name]

    for whole in (data, data[:-1], data + b"behind", b"nothing of it" + data):
        found = inspect(io.BytesIO(whole), name)

        assert (found.bytes, found.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_a_file_when_its_stream_gives_a_few_bytes_at_a_time_then_the_same_is_found(name, deep):
    data = FILES[name]

    for bytes_ in (data, data[:-1]):
        assert inspect(Dripping(bytes_), name, deep=deep) == inspect(io.BytesIO(bytes_), name, deep=deep)
    assert find_damage(Dripping(data), name, deep=deep) is None


@pytest.mark.parametrize("name", WITH_AN_END)
def test_a_file_when_it_is_empty_then_is_damaged(damage_of, name):
    assert damage_of(b"", name) == "is empty"


@pytest.mark.parametrize("name", WITH_AN_END)
def test_a_file_when_it_is_cut_off_anywhere_then_is_damaged(damage_of, name):
    data = FILES[name]

    assert [end for end in range(len(data)) if damage_of(data[:end], name) is None] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_when_its_last_half_is_zeros_then_is_damaged(damage_of, name):
    # What some file systems leave of a file that was being written when the power went.
    data = FILES[name]
    half = len(data) // 2

    # The arrays here are zeros themselves; their header is more than half of them.
    assert damage_of(data[: min(half, 40)] + bytes(len(data) - min(half, 40)), name) is not None


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"a.json", "a.jsonl", "a.npz"}))
def test_a_file_when_something_follows_it_then_is_damaged(damage_of, name):
    assert "behind" in damage_of(FILES[name] + b"\0", name)


def test_a_png_when_any_bit_is_turned_then_is_damaged(damage_of):
    assert _unseen(damage_of, "a.png") == []


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_a_file_when_any_bit_is_turned_then_it_is_inspected_to_its_end_and_has_another_hash(name, deep):
    data = FILES[name]
    hashes = set()

    for damaged in _with_a_bit_turned(data):
        found = inspect(io.BytesIO(damaged), name, deep=deep)
        assert found.bytes == len(data)
        hashes.add(found.sha256)

    assert len(hashes) == 8 * len(data)
    assert hashlib.sha256(data).hexdigest() not in hashes


@pytest.mark.parametrize("data", [b"", b"\0\xff", FILES["a.png"][:20]])
@pytest.mark.parametrize("name", ["labels.txt", "no_extension", ".png", "points.ply"])
def test_a_file_when_its_kind_is_unknown_then_nothing_is_found(damage_of, name, data):
    assert damage_of(data, name, deep=True) is None


def test_a_file_when_its_stream_fails_then_the_error_comes_through():
    class Failing:
        def read(self, size):
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        inspect(Failing(), "a.png")


def _unseen(damage_of, name):
    """The bits that can be turned without being seen."""
    return [
        bit for bit, damaged in enumerate(_with_a_bit_turned(FILES[name])) if damage_of(damaged, name) is None
    ]


def _with_a_bit_turned(data):
    for byte in range(len(data)):
        for bit in range(8):
            yield data[:byte] + bytes([data[byte] ^ 1 << bit]) + data[byte + 1 :]
