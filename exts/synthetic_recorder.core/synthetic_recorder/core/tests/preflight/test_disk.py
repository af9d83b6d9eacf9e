"""How much a recording needs, and how much there is."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.config import OutputConfig, RenderProductConfig, S3Config, WriterConfig
from synthetic_recorder.core.preflight import disk

# 100 pixels of 4 bytes each: a depth image has exactly 400 bytes, and its file a header besides.
SMALL = RenderProductConfig("/World/Camera", 10, 10)
DEPTH = WriterConfig("BasicWriter", {"distance_to_camera": True})
HIGHEST = 4500  # 404 for what cannot be compressed, 4096 for the file.


def test_a_disk_that_cannot_hold_the_frames_when_checked_then_is_an_error_with_what_it_can_hold(
    findings, free_bytes, tmp_path
):
    free_bytes(400 * 1000 - 1)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, frames=1000)

    assert (found.code, found.where, found.is_error) == ("disk-too-small", "control.frames", True)
    assert found.what == f"At least 400 kB are needed for 1,000 frames, and 400 kB are free for {tmp_path}."
    assert found.todo == "Record at most 999 frames, switch annotators off, or choose another disk."


@pytest.mark.parametrize(
    ("frames", "free", "sentence"),
    [
        (1, 399, "At least 400 bytes are needed for 1 frame, and 399 bytes are free"),
        (1, 400, "Up to 4.5 kB may be needed for 1 frame, and 400 bytes are free"),
        (2, HIGHEST, "Record at most 1 frame, "),
        (0, HIGHEST, "which takes at least 1 frame: 0.0 hours"),
    ],
)
def test_a_single_frame_when_told_of_then_is_not_told_in_the_plural(
    findings, free_bytes, frames, free, sentence
):
    free_bytes(free)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, frames=frames)

    assert sentence in f"{found.what} {found.todo}"


@pytest.mark.parametrize("free", [0, 399, HIGHEST - 1])
def test_a_disk_that_may_not_hold_a_single_frame_when_checked_then_nobody_is_told_to_record_none(
    findings, free_bytes, free
):
    # 0 frames are not none: they are until stopped.
    free_bytes(free)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, frames=2)

    assert "ecord" not in found.todo
    assert found.todo.endswith(", or choose another disk.")


@pytest.mark.parametrize("free", [400 * 1000, HIGHEST * 1000 - 1])
def test_a_disk_that_may_not_hold_the_frames_when_checked_then_is_a_warning(findings, free_bytes, free):
    free_bytes(free)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, frames=1000)

    assert (found.code, found.where, found.is_error) == ("disk-tight", "control.frames", False)
    assert "Up to 4.5 MB may be needed for 1,000 frames, and " in found.what
    assert found.todo == f"Record at most {free // HIGHEST:,} frames, make room, or choose another disk."


def test_a_disk_that_holds_the_frames_in_any_case_when_checked_then_fits(findings, free_bytes):
    free_bytes(HIGHEST * 1000)

    assert findings(cameras=[SMALL], writer=DEPTH, frames=1000) == ()


def test_two_render_products_when_checked_then_both_count(findings, free_bytes):
    free_bytes(800 * 1000 - 1)

    (found,) = findings(cameras=[SMALL, SMALL], writer=DEPTH, frames=1000)

    assert found.code == "disk-too-small"


def test_an_interval_when_checked_then_only_the_frames_that_are_written_count(findings, free_bytes):
    free_bytes(HIGHEST * 1000)

    assert findings(cameras=[SMALL], writer=DEPTH, frames=1000, interval=5) == ()


def test_an_endless_recording_when_checked_then_the_hours_that_the_disk_holds_are_told(
    findings, free_bytes, tmp_path
):
    # 36,000 frames are an hour at 10 a second.
    free_bytes(HIGHEST * 72_000)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, frames=0)

    assert (found.code, found.where, found.is_error) == ("recording-endless", "control.frames", False)
    assert found.what == (
        f"It is 0: until it is stopped, or until the 324 MB that are free for {tmp_path} are full, which takes "
        "at least 72,000 frames: 2.0 hours at 10 frames a second."
    )


def test_an_endless_recording_of_an_unknown_writer_when_checked_then_only_the_free_space_is_told(
    findings, free_bytes, tmp_path
):
    free_bytes(5 * 10**9)

    (found,) = findings(writer=WriterConfig("OwnInitializeWriter"), frames=0)

    assert (
        found.what
        == f"It is 0: until it is stopped, or until the 5 GB that are free for {tmp_path} are full."
    )


def test_an_unknown_writer_when_the_disk_is_full_then_nothing_is_made_up(findings, free_bytes):
    free_bytes(0)

    assert findings(writer=WriterConfig("OwnInitializeWriter"), frames=10**9) == ()


def test_a_disk_that_does_not_tell_when_checked_then_only_an_endless_recording_is_found(findings, free_bytes):
    free_bytes(None)

    assert findings(frames=10**9) == ()
    (found,) = findings(frames=0)
    assert found.what.endswith("until the disk is full; how much is free there, the system does not tell.")


IN_A_BUCKET = OutputConfig(s3=S3Config(enabled=True, bucket="recordings"))


@pytest.mark.parametrize("frames", [0, 100_000])
def test_a_bucket_when_there_is_room_for_what_waits_to_be_uploaded_then_nothing_is_found(
    findings, free_bytes, frames
):
    # Three batches of 16 frames each.
    free_bytes(HIGHEST * 48)

    assert findings(cameras=[SMALL], writer=DEPTH, output=IN_A_BUCKET, frames=frames) == ()


def test_a_bucket_when_there_is_no_room_for_what_waits_to_be_uploaded_then_is_an_error(
    findings, free_bytes, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", "/staged")
    free_bytes(400 * 48 - 1)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, output=IN_A_BUCKET, frames=100_000)

    assert (found.code, found.where, found.is_error) == ("disk-too-small", "output.s3", True)
    assert found.what == (
        "At least 19.2 kB are needed for the 48 frames that may wait to be uploaded, and 19.2 kB are free for /staged."
    )
    assert found.todo == "Make room there, or have TMPDIR name a folder on another disk."


def test_a_bucket_when_the_few_frames_may_not_fit_then_is_a_warning(findings, free_bytes):
    free_bytes(HIGHEST - 1)

    (found,) = findings(cameras=[SMALL], writer=DEPTH, output=IN_A_BUCKET, frames=1)

    assert (found.code, found.where, found.is_error) == ("disk-tight", "output.s3", False)
    assert "Up to 4.5 kB may be needed for the 1 frame that may wait" in found.what


def test_a_place_that_is_none_when_checked_then_its_disk_is_not_asked(findings):
    assert [found.code for found in findings(output=OutputConfig("a\0b"), frames=0)] == [
        "output-directory-invalid"
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1234, "1.23 kB"),
        (123_456, "123 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (37_300_000_000, "37.3 GB"),
        (10**18, "1e+03 PB"),
    ],
)
def test_a_number_of_bytes_when_told_then_in_the_unit_that_suits_it(number, text):
    assert disk.in_bytes(number) == text
