"""S3Backend against moto's server on the loopback interface: what is in the bucket, read with a client of our own."""

import copy
import io
import json
import socket
import urllib.request

import boto3
import numpy as np
import pytest
from moto.server import ThreadedMotoServer
from PIL import Image

from kitless.io import WriteQueueError
from kitless.replicator import file_functions, orchestrator
from kitless.replicator.backend_registry import BackendRegistry
from kitless.replicator.backends import BackendDispatch, BackendGroup, DiskBackend, S3Backend, s3
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.errors import BackendError, S3WriteError
from kitless.replicator.write_threads import shared_write_queue

BUCKET = "recordings"
PICTURE = np.array([[[1, 2, 3, 255], [4, 5, 6, 255]]], np.uint8)


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, monkeypatch, tmp_path):
    """A client of an empty bucket. Credentials come from the environment alone."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    _ask(endpoint, "/moto-api/reset")
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    return client


@pytest.fixture
def objects(bucket):
    def by_key():
        shared_write_queue().wait()
        listed = bucket.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {
            each["Key"]: bucket.get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read() for each in listed
        }

    return by_key


def _ask(endpoint, path, body=b""):
    headers = {"Content-Type": "text/plain"}
    request = urllib.request.Request(endpoint + path, data=body, headers=headers, method="POST")
    with urllib.request.urlopen(request) as answer:
        answer.read()


@pytest.fixture
def checks_credentials(endpoint, bucket):
    """From here on the server knows nobody."""
    _ask(endpoint, "/moto-api/reset-auth", b"0")
    yield
    _ask(endpoint, "/moto-api/reset-auth", b"inf")


def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# -- what is written ----------------------------------------------------------------------------------


def test_files_when_written_then_are_objects_below_the_prefix(endpoint, objects):
    backend = BackendRegistry.get("S3Backend")
    backend.initialize(bucket=BUCKET, key_prefix="/takes/one/", region="us-east-1", endpoint_url=endpoint)

    backend.schedule(file_functions.write_image, path="rp/rgb_0000.png", data=PICTURE)
    backend.write_json("labels.json", {"0": {"class": "box"}})
    backend.write_blob("raw.bin", b"abc")

    stored = objects()
    assert sorted(stored) == ["takes/one/labels.json", "takes/one/raw.bin", "takes/one/rp/rgb_0000.png"]
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(stored["takes/one/rp/rgb_0000.png"]))), PICTURE)
    assert json.loads(stored["takes/one/labels.json"]) == {"0": {"class": "box"}}
    assert stored["takes/one/raw.bin"] == b"abc"
    assert backend.url == "s3://recordings/takes/one"


@pytest.mark.parametrize("prefix", [None, ""])
def test_files_without_prefix_when_written_then_lie_in_the_buckets_root(endpoint, objects, prefix):
    S3Backend(BUCKET, prefix, endpoint_url=endpoint).write_text("a.txt", "x")

    assert objects() == {"a.txt": b"x"}


def test_many_files_when_written_by_all_threads_at_once_then_each_is_whole(endpoint, objects):
    backend = S3Backend(BUCKET, "many", endpoint_url=endpoint)

    for number in range(60):
        backend.write_blob(f"{number:02d}.bin", bytes([number]) * 1000)

    assert objects() == {f"many/{number:02d}.bin": bytes([number]) * 1000 for number in range(60)}


def test_a_dispatch_with_folder_and_bucket_when_written_to_then_both_have_the_file(
    endpoint, objects, tmp_path
):
    dispatch = BackendDispatch(
        output_dir=str(tmp_path / "out"), key_prefix="k", bucket=BUCKET, region=None, endpoint_url=endpoint
    )

    dispatch.write_text("a.txt", "x")

    assert objects() == {"k/a.txt": b"x"}
    assert (tmp_path / "out" / "a.txt").read_text() == "x"
    assert dispatch.output_dir == str(tmp_path / "out")
    assert [type(backend) for backend in dispatch._backends] == [DiskBackend, S3Backend]


def test_a_dispatch_with_a_bucket_alone_when_written_to_then_the_bucket_has_the_file(endpoint, objects):
    dispatch = BackendDispatch(key_prefix="k", bucket=BUCKET, region="us-east-1", endpoint_url=endpoint)

    dispatch.write_text("a.txt", "x")

    assert objects() == {"k/a.txt": b"x"}
    assert dispatch.output_dir == "s3://recordings/k"


def test_a_basic_writer_with_a_bucket_when_it_records_then_its_files_are_there(
    endpoint, objects, render_product
):
    writer = BasicWriter(output_dir="take", s3_bucket=BUCKET, s3_endpoint=endpoint, rgb=True)
    writer.attach(render_product())

    orchestrator.step()
    orchestrator.step()

    assert sorted(objects()) == ["take/metadata.txt", "take/rgb_0000.png", "take/rgb_0001.png"]


def test_a_copy_of_a_backend_when_written_to_then_is_the_backend(endpoint, objects):
    backend = S3Backend(BUCKET, "k", endpoint_url=endpoint)

    copy.deepcopy(backend).write_text("a.txt", "x")

    assert list(objects()) == ["k/a.txt"]


# -- what goes wrong ----------------------------------------------------------------------------------


def failure_of(backend):
    """What waiting raises for a file that cannot be written."""
    backend.write_text("rgb/a.txt", "x")
    with pytest.raises(WriteQueueError) as raised:
        orchestrator.wait_until_complete()
    (failure,) = raised.value.failures
    assert str(failure) in str(raised.value)
    return failure


@pytest.mark.usefixtures("app", "bucket")
def test_a_bucket_that_is_not_there_when_waited_for_then_the_error_names_it_and_the_key(endpoint):
    failure = failure_of(S3Backend("nowhere", "k", endpoint_url=endpoint))

    assert isinstance(failure, S3WriteError)
    assert (failure.bucket, failure.key, failure.code) == ("nowhere", "k/rgb/a.txt", "NoSuchBucket")
    assert str(failure).startswith("s3://nowhere/k/rgb/a.txt was not written: ")
    assert str(failure).endswith("create the bucket, or name another: writers create none")


@pytest.mark.usefixtures("app", "checks_credentials")
def test_credentials_that_s3_does_not_know_when_waited_for_then_the_error_says_what_to_check(endpoint):
    failure = failure_of(S3Backend(BUCKET, "k", endpoint_url=endpoint))

    assert isinstance(failure, S3WriteError)
    assert failure.code == "InvalidAccessKeyId"
    assert "check the credentials that boto3 finds" in str(failure)


@pytest.mark.usefixtures("app", "bucket")
def test_no_credentials_when_waited_for_then_the_error_says_where_boto3_looks(endpoint, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    failure = failure_of(S3Backend(BUCKET, "k", endpoint_url=endpoint))

    assert failure.code == "NoCredentialsError"
    assert "~/.aws/credentials" in str(failure)


@pytest.mark.usefixtures("app", "bucket")
def test_a_server_that_is_gone_when_waited_for_then_the_error_names_the_endpoint(monkeypatch):
    monkeypatch.setattr(s3, "ATTEMPTS", 1)
    gone = f"http://127.0.0.1:{closed_port()}"

    failure = failure_of(S3Backend(BUCKET, "k", endpoint_url=gone))

    assert failure.code == "EndpointConnectionError"
    assert gone in str(failure)
    assert "check endpoint_url, region and the network" in str(failure)


@pytest.mark.usefixtures("app")
def test_a_bucket_that_fails_when_a_folder_is_in_the_group_then_the_folder_has_the_file(
    endpoint, bucket, tmp_path
):
    group = BackendGroup([S3Backend("nowhere", "k", endpoint_url=endpoint), DiskBackend(tmp_path / "out")])

    assert failure_of(group).code == "NoSuchBucket"

    assert (tmp_path / "out" / "rgb" / "a.txt").read_text() == "x"


@pytest.mark.parametrize("path", ["", "/a.txt", "../a.txt", "a/../../b.txt"])
def test_a_path_that_is_not_below_the_prefix_when_written_then_is_an_error(path):
    with pytest.raises(BackendError, match="a path is relative to s3://recordings/k"):
        S3Backend(BUCKET, "k").write_blob(path, b"")


def test_a_backend_when_it_is_not_initialized_then_writing_says_so():
    with pytest.raises(BackendError, match=r"has no bucket yet; call initialize"):
        BackendRegistry.get("S3Backend").write_blob("a.txt", b"")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"bucket": ""}, "bucket is the name of a bucket"),
        ({"bucket": 5}, "bucket is a text, not 5"),
        ({"bucket": "b", "region": 5}, "region is a text, not 5"),
        ({"bucket": "b", "endpoint_url": "127.0.0.1:9000"}, "endpoint_url is a URL such as"),
    ],
)
def test_parameters_that_cannot_be_used_when_initialized_then_are_errors(parameters, message):
    with pytest.raises(BackendError, match=message):
        BackendRegistry.get("S3Backend").initialize(**parameters)
