"""The field of the endpoint: no password may stand in a config, a message or the window."""

from __future__ import annotations

import pytest

SECRET = "a-secret-that-nobody-may-see"


@pytest.fixture
def endpoint(document, findings, models):
    bucket = models.BucketModel(document, findings)
    yield bucket.endpoint
    bucket.destroy()


def type_each_key(field, text):
    """Type a text from its first letter on; return what the config had after each."""
    return [(field.type(text[:end]), field.value)[1] for end in range(1, len(text) + 1)]


@pytest.mark.parametrize(
    "address", ["https://s3.example.com:9000", "http://[::1]:9000", "http://localhost", ""]
)
def test_type_when_it_is_a_server_then_the_config_has_it(endpoint, recorder, address):
    endpoint.type(f" {address} ")
    endpoint.end()

    assert recorder.config.output.s3.endpoint == address
    assert endpoint.text == address


@pytest.mark.parametrize(
    "text",
    ["s3.example.com", "ftp://example.com", "https://", "http://host:port", "http://h:99999", "http://[::"],
)
def test_type_when_it_is_no_server_then_says_so_and_repeats_nothing(endpoint, document, text):
    endpoint.type(text)

    assert endpoint.problem == (
        "It is not the address of a server, such as https://minio.example:9000. Empty is Amazon's."
    )
    assert "output.s3.endpoint" in document.unreadable


@pytest.mark.parametrize("text", [f"https://me:{SECRET}@minio:9000", "https://me:12345@minio", "me@minio"])
def test_type_when_a_user_is_in_it_then_the_config_is_as_before(endpoint, recorder, text):
    endpoint.type("https://before")
    endpoint.end()

    type_each_key(endpoint, text)

    assert recorder.config.output.s3.endpoint == "https://before"
    assert "is not taken" in endpoint.problem
    assert SECRET not in endpoint.problem


def test_type_when_a_password_is_typed_then_no_part_of_it_is_ever_in_the_config(endpoint):
    values = type_each_key(endpoint, f"https://me:{SECRET}@minio:9000")

    assert set(values) <= {"", *(f"https://{'me'[:end]}" for end in range(1, 3)), "https://me:"}


def test_end_when_a_user_was_in_it_then_the_text_is_forgotten_and_the_reason_stays(endpoint, document):
    type_each_key(endpoint, f"https://me:{SECRET}@minio:9000")

    endpoint.end()

    assert endpoint.text == ""
    assert document.unreadable == {}
    assert "is not taken" in endpoint.notice
    endpoint.type("https://minio:9000")
    assert endpoint.notice == ""
