"""What goes wrong, as a person in front of the window sees it: where it is, what to do, and that nothing is written."""

from __future__ import annotations

import dataclasses
import errno
import socket
from pathlib import Path

import pytest

from synthetic_recorder.core.tests.s3_servers.fixtures import allow, credentials, moto_server, server
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET, SECRET
from tests.independent_data_set import look_at

from .four_objects import NEAR_CAMERA

__all__ = ["allow", "credentials", "moto_server", "server"]


@pytest.fixture
def closed_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def use_bucket(person, recorder, endpoint):
    """Fill in a bucket, all but its endpoint by a script, and tick it."""
    s3 = dataclasses.replace(recorder.config.output.s3, bucket=BUCKET, prefix="sets", region="us-east-1")
    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, s3=s3)
    )
    person.type("output_s3_endpoint", endpoint)
    person.tick("output_s3_enabled")


def message(person, place):
    """Return what is shown below the field of a place; None if nothing is."""
    identifier = person.identifiers.finding_of(place)
    return person.text(identifier) if person.is_shown(identifier) else None


def test_a_wrong_camera_when_typed_then_its_field_says_so_at_once_and_a_start_writes_nothing(
    ready, workplace, keep_picture
):
    ready.type("render_products_0_camera", "/World/turtle_Camra")
    ready.look(20)
    said = message(ready, "render_products[0].camera")
    assert "There is no prim at /World/turtle_Camra on the stage." in said

    ready.press_start_and_wait()

    said = message(ready, "render_products[0].camera")
    assert "/World/turtle_Camra" in said
    # What to do: the cameras that could be meant.
    assert "/World/turtle_Camera" in said
    assert list(workplace.iterdir()) == []
    # Also to be seen with all frames collapsed.
    assert "1 error" in ready.find(ready.identifiers.frame_of("render_products")).widget.title
    keep_picture(ready, "wrong_camera", "render_products_0_camera")

    ready.type("render_products_0_camera", NEAR_CAMERA)
    ready.look(20)
    assert message(ready, "render_products[0].camera") is None


def test_a_camera_when_it_is_deleted_from_the_stage_then_its_row_says_so(ready, app):
    assert message(ready, "render_products[0].camera") is None

    app.usd_context.get_stage().RemovePrim(NEAR_CAMERA)
    ready.wait_until(lambda: message(ready, "render_products[0].camera") is not None, "the row says it")

    assert NEAR_CAMERA in message(ready, "render_products[0].camera")


@pytest.mark.parametrize(
    ("field", "text"),
    [("control_frames", "ten"), ("control_interval", ""), ("render_products_0_width", "12.5")],
)
def test_a_text_that_is_no_number_when_typed_then_its_field_says_why_and_nothing_can_be_started(
    ready, workplace, recorder, field, text
):
    place = field.replace("render_products_0_", "render_products[0].").replace("control_", "control.")

    ready.type(field, text)

    assert "number" in message(ready, place)
    assert not ready.is_enabled(ready.identifiers.START_STOP)
    # Why not, beside the button.
    assert any(place in said for said in ready.texts())
    ready.click(ready.identifiers.START_STOP)
    assert recorder.state.name == "STOPPED"
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("control_frames", "-1"),
        ("control_interval", "0"),
        ("render_products_0_height", "0"),
        ("output_folder", "a/../../b"),
    ],
)
def test_a_value_that_cannot_be_recorded_with_when_typed_then_its_field_says_so_and_a_start_is_refused(
    ready, workplace, field, text
):
    place = (
        field.replace("render_products_0_", "render_products[0].")
        .replace("control_", "control.")
        .replace("output_", "output.")
    )

    ready.type(field, text)
    ready.look(20)
    at_once = message(ready, place)
    ready.press_start_and_wait()

    assert at_once
    assert message(ready, place)
    assert list(workplace.iterdir()) == []


def test_a_folder_that_cannot_be_written_when_typed_then_its_field_says_so_and_a_start_writes_nothing(
    ready, workplace
):
    (workplace / "file").write_text("no folder")

    ready.type("output_directory", str(workplace / "file"))
    ready.press_start_and_wait()

    assert str(workplace / "file") in message(ready, "output.directory")
    assert [path.name for path in workplace.iterdir()] == ["file"]
    assert (workplace / "file").read_text() == "no folder"


def test_a_disk_that_fills_up_when_recording_then_the_window_says_so_and_keeps_what_is_whole(
    ready, workplace, monkeypatch, keep_picture
):
    write_bytes = Path.write_bytes

    def write_to_a_full_disk(self, data):
        if self.name.startswith("semantic_segmentation_0") and self.name >= "semantic_segmentation_0003.png":
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", write_to_a_full_disk)
    ready.type("control_frames", "100000")

    ready.press_start_and_wait()

    trouble = ready.text(ready.identifiers.STATUS_TROUBLE)
    assert "No space left on device" in trouble
    # How to go on.
    assert "resume" in trouble
    seen = look_at(workplace / "_out_sdrec")
    assert seen.problems == []
    assert not seen.is_finished
    assert len(seen.frames) >= 3
    keep_picture(ready, "full_disk", ready.identifiers.STATUS_COPY_TROUBLE)


def test_a_bucket_that_nobody_answers_for_when_started_then_its_endpoint_says_so_and_nothing_is_written(
    ready, recorder, workplace, closed_port, credentials, keep_picture
):
    use_bucket(ready, recorder, f"http://127.0.0.1:{closed_port}")

    ready.press_start_and_wait()

    said = [message(ready, f"output.s3.{name}") for name in ("endpoint", "bucket", "enabled")]
    assert any(str(closed_port) in text for text in said if text), ready.texts()
    assert list(workplace.iterdir()) == []
    keep_picture(ready, "unreachable_bucket", "output_s3_endpoint")


def test_a_bucket_that_may_not_be_written_when_checked_then_the_window_says_so_without_a_start(
    ready, recorder, server, allow, workplace, keep_picture
):
    allow("s3:ListBucket")
    use_bucket(ready, recorder, server.url)

    ready.click(ready.identifiers.BUCKET_CHECK)
    ready.wait_until(lambda: message(ready, "output.s3"), "the answer of the bucket is shown")

    assert "may not put objects into s3://recordings/sets" in message(ready, "output.s3")
    # What to do.
    assert "s3:PutObject" in message(ready, "output.s3")
    assert not any(SECRET in text for text in ready.texts())
    server.trust_everybody()
    assert server.objects() == {}
    assert list(workplace.iterdir()) == []
    keep_picture(ready, "denied_bucket", ready.identifiers.BUCKET_CHECK)


def test_a_secret_when_typed_into_the_endpoint_then_it_is_refused_and_shown_nowhere(ready, recorder):
    ready.tick("output_s3_enabled")

    ready.type("output_s3_endpoint", "https://me:hunter2@minio.example:9000")

    assert recorder.config.output.s3.endpoint == ""
    assert "credentials come from the usual AWS chain" in ready.text(ready.identifiers.BUCKET_NOTICE)
    assert not any("hunter2" in text for text in ready.texts())
    assert ready.text("output_s3_endpoint") == ""
