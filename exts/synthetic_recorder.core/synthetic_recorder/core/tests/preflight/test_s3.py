"""The bucket of a config, against moto's server, and against servers that behave badly. All of it on 127.0.0.1."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import socket
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from types import SimpleNamespace

import boto3
import pytest
from moto.server import ThreadedMotoServer

from synthetic_recorder.core.config import OutputConfig, S3Config
from synthetic_recorder.core.preflight.s3 import check as s3_check
from synthetic_recorder.core.preflight.s3 import check_s3

from .codes import codes

BUCKET = "recordings"
SECRET = "a-secret-that-nobody-may-see"


@pytest.fixture(scope="module")
def server():
    """A server that believes everybody, until it is told otherwise."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def credentials(monkeypatch, tmp_path):
    """Those of the environment, and none of whoever runs the tests."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


@pytest.fixture
def s3_probe():
    """The module that a check loads now: an app that has ended took the extension's modules with it."""
    return importlib.import_module("synthetic_recorder.core.preflight.s3.probe")


@pytest.fixture
def client(server, credentials):
    """A client of our own, and an empty bucket."""
    post(f"{server}/moto-api/reset")
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    client.close()


@pytest.fixture
def allow(server, client, monkeypatch):
    """From here on the server knows one person only, who may do what is allowed."""
    identities = boto3.client("iam", endpoint_url=server, region_name="us-east-1")

    def allow(*actions):
        identities.create_user(UserName="recorder")
        policy = {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": list(actions), "Resource": f"arn:aws:s3:::{BUCKET}/sets/*"}
            ],
        }
        identities.put_user_policy(UserName="recorder", PolicyName="some", PolicyDocument=json.dumps(policy))
        key = identities.create_access_key(UserName="recorder")["AccessKey"]
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
        post(f"{server}/moto-api/reset-auth", b"0")

    yield allow
    post(f"{server}/moto-api/reset-auth", b"inf")
    identities.close()


def post(url, body=b""):
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain"}, method="POST")
    with urllib.request.urlopen(request) as answer:
        answer.read()


def check(endpoint="", bucket=BUCKET, prefix="sets", region="us-east-1", *, enabled=True):
    output = OutputConfig(s3=S3Config(enabled, bucket, prefix, region, endpoint))
    found = asyncio.run(check_s3(output))
    assert SECRET not in repr(found)
    return found


def test_a_bucket_that_takes_objects_when_checked_then_nothing_is_found_and_nothing_stays(server, client):
    assert check(server) == ()
    assert "Contents" not in client.list_objects_v2(Bucket=BUCKET)


@pytest.mark.parametrize("prefix", ["", "sets/", "/sets/of/july"])
def test_a_prefix_when_it_is_empty_or_has_slashes_then_fits(server, client, prefix):
    assert check(server, prefix=prefix) == ()


def test_s3_that_is_not_enabled_when_checked_then_nobody_is_asked(monkeypatch, s3_probe):
    monkeypatch.setattr(s3_probe, "probe", None)

    assert check("http://127.0.0.1:1", enabled=False) == ()


def test_a_bucket_that_is_not_there_when_checked_then_says_so(server, client):
    (found,) = check(server, bucket="recordingz")

    assert (found.code, found.where, found.is_error) == ("s3-bucket-missing", "output.s3.bucket", True)
    assert found.what == f"{server.removeprefix('http://')} has no bucket 'recordingz'."


def test_credentials_that_are_none_when_checked_then_says_what_to_set(server, client, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    (found,) = check(server)

    assert (found.code, found.where) == ("s3-credentials-none", "output.s3")
    assert "AWS_ACCESS_KEY_ID" in found.todo


def test_credentials_of_which_half_is_missing_when_checked_then_says_so(server, client, monkeypatch):
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    (found,) = check(server)

    assert found.code == "s3-credentials-none"
    assert "PartialCredentialsError" in found.what


def test_a_profile_that_is_none_when_checked_then_says_so(server, client, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "nobody")

    assert codes(check(server)) == [("s3-credentials-none", "output.s3")]


def test_a_program_for_credentials_that_fails_when_checked_then_its_words_are_not_shown(
    server, client, monkeypatch, tmp_path
):
    (tmp_path / "config").write_text(
        f"[profile broken]\ncredential_process = sh -c 'echo {SECRET} >&2; exit 1'\n"
    )
    monkeypatch.setenv("AWS_PROFILE", "broken")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    assert codes(check(server)) == [("s3-credentials-wrong", "output.s3")]


def test_credentials_that_the_server_does_not_know_when_checked_then_says_so(server, allow, monkeypatch):
    allow("s3:*")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAUNKNOWN")

    (found,) = check(server)

    assert found.code == "s3-credentials-wrong"
    assert "InvalidAccessKeyId" in found.what


def test_a_secret_that_is_wrong_when_checked_then_says_so(server, allow, monkeypatch):
    allow("s3:*")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)

    (found,) = check(server)

    assert found.code == "s3-credentials-wrong"
    assert "SignatureDoesNotMatch" in found.what


def test_somebody_who_may_do_everything_there_when_checked_then_nothing_is_found(server, allow):
    allow("s3:PutObject", "s3:GetObject", "s3:DeleteObject")

    assert check(server) == ()


def test_somebody_who_may_not_put_when_checked_then_says_what_to_allow(server, allow):
    allow("s3:GetObject", "s3:DeleteObject")

    (found,) = check(server)

    assert (found.code, found.where, found.is_error) == ("s3-denied", "output.s3", True)
    assert "may not put objects into s3://recordings/sets (AccessDenied)" in found.what
    assert "s3:PutObject" in found.todo


def test_somebody_who_may_not_read_when_checked_then_is_an_error_and_the_object_is_taken_away(
    server, allow, client
):
    allow("s3:PutObject", "s3:DeleteObject")

    (found,) = check(server)

    assert (found.code, found.is_error) == ("s3-denied", True)
    assert "s3:GetObject" in found.todo
    post(f"{server}/moto-api/reset-auth", b"inf")
    assert "Contents" not in client.list_objects_v2(Bucket=BUCKET)


def test_somebody_who_may_not_delete_when_checked_then_is_a_warning_that_names_the_object(
    server, allow, client
):
    allow("s3:PutObject", "s3:GetObject")

    (found,) = check(server)

    post(f"{server}/moto-api/reset-auth", b"inf")
    (left,) = client.list_objects_v2(Bucket=BUCKET)["Contents"]
    assert (found.code, found.is_error) == ("s3-delete-denied", False)
    assert left["Key"].startswith("sets/")
    assert f"s3://recordings/{left['Key']}," in found.what


def test_a_port_where_nobody_listens_when_checked_then_is_unreachable():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"

        (found,) = check(endpoint)

    assert (found.code, found.where) == ("s3-unreachable", "output.s3.endpoint")
    assert found.what.endswith("cannot be reached: nobody answers there.")


def test_a_server_that_never_answers_when_checked_then_the_check_ends(monkeypatch, s3_probe):
    monkeypatch.setattr(s3_probe, "TIMEOUT_SECONDS", 0.05)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        (found,) = check(f"http://127.0.0.1:{listener.getsockname()[1]}")

    assert found.code == "s3-unreachable"
    assert "it did not answer in time" in found.what


def test_a_check_that_hangs_when_its_time_is_over_then_nobody_waits_any_longer(monkeypatch, s3_probe):
    hung = threading.Event()
    monkeypatch.setattr(s3_check, "DEADLINE_SECONDS", 0.05)
    monkeypatch.setattr(s3_probe, "probe", lambda _: hung.wait() and ())

    (found,) = check("http://127.0.0.1:1")

    hung.set()
    assert (found.code, found.where) == ("s3-unreachable", "output.s3")


def test_a_check_that_is_cancelled_when_it_has_begun_then_it_is_cancelled_and_other_tasks_go_on(
    monkeypatch, s3_probe
):
    begun, hung = threading.Event(), threading.Event()

    def probe(_):
        begun.set()
        hung.wait()
        return ()

    monkeypatch.setattr(s3_probe, "probe", probe)

    async def cancel():
        task = asyncio.ensure_future(
            check_s3(OutputConfig(s3=S3Config(True, BUCKET, endpoint="http://127.0.0.1:1")))
        )
        while not begun.is_set():
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    hung.set()


@pytest.fixture
def web_server():
    """Serve whatever a test answers with."""
    servers = contextlib.ExitStack()

    def serve(status, headers=(), body=b""):
        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_PUT = do_GET = do_DELETE = answer  # noqa: N815

            def log_message(self, *arguments):
                pass

        server = servers.enter_context(HTTPServer(("127.0.0.1", 0), Handler))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.callback(thread.join)
        servers.callback(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    with servers:
        yield serve


def test_a_server_that_is_no_s3_when_it_takes_everything_then_what_comes_back_is_looked_at(web_server):
    endpoint = web_server(200, [("Content-Type", "text/html")], b"<p>It works!</p>")

    assert ("s3-read-back", "output.s3") in codes(check(endpoint))


def test_a_server_that_is_no_s3_when_it_refuses_then_its_answer_is_told(web_server):
    (found,) = check(web_server(501, [("Content-Type", "text/html")], b"<p>PUT? I never heard of it</p>"))

    assert (found.code, found.where) == ("s3-refused", "output.s3")
    assert found.what.endswith(" did not take a test object for 'recordings': 501.")


def test_a_server_that_repeats_what_it_was_sent_when_checked_then_no_credential_is_shown(
    web_server, monkeypatch
):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAOFNOBODY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "to+ken/of=nobody")
    sent = f"AKIAOFNOBODY with {SECRET} and to+ken/of=nobody, is too much"
    body = f"<Error><Code>Odd</Code><Message>{sent}</Message></Error>".encode()

    (found,) = check(web_server(400, [("Content-Type", "application/xml")], body))

    assert found.what.endswith("Odd: *** with *** and ***, is too much.")
    assert "nobody" not in repr(found).lower()


@pytest.mark.parametrize("words", [b"red:\n&#x2028;&#x9b;31m", b"A" * 100_000])
def test_a_server_that_says_anything_at_all_when_checked_then_it_is_one_short_line(web_server, words):
    body = b"<Error><Code>Odd</Code><Message>" + words + b"</Message></Error>"

    (found,) = check(web_server(400, [("Content-Type", "application/xml")], body))

    assert found.code == "s3-refused"
    assert found.what.isprintable()
    assert len(found.what) < 500


@pytest.mark.parametrize("status", [301, 302, 308])
def test_a_server_that_redirects_when_checked_then_says_so(web_server, status):
    (found,) = check(web_server(status, [("Location", "https://127.0.0.1:1/")]))

    assert (found.code, found.where) == ("s3-endpoint-invalid", "output.s3.endpoint")
    assert found.what.endswith(" only redirects to another address.")


def test_a_server_that_is_busy_when_checked_then_says_to_try_again(web_server):
    (found,) = check(web_server(503, [("Content-Type", "text/html")], b"<p>Later!</p>"))

    assert found.code == "s3-refused"
    assert found.todo.startswith("Try again later")


def test_a_server_that_speaks_no_https_when_checked_then_is_unreachable(web_server):
    (found,) = check(web_server(200).replace("http:", "https:"))

    assert found.code == "s3-unreachable"
    assert "speaks http and not https" in found.what


def test_an_object_without_end_when_read_back_then_is_not_read_to_the_end():
    block, sent = b"100000\r\n" + b"A" * 0x100000 + b"\r\n", []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_PUT = do_DELETE = answer  # noqa: N815

        def do_GET(self):
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.close_connection = True
            with contextlib.suppress(OSError):
                while len(sent) < 200:
                    self.wfile.write(block)
                    sent.append(len(block))

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        found = check(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()

    assert codes(found) == [("s3-read-back", "output.s3")]
    assert len(sent) < 100


@pytest.mark.parametrize("endpoint", ["http://me:pass@:x", "me:pass@host", "http://me:pass@host:9/?a=b"])
def test_an_endpoint_of_the_environment_that_is_none_when_checked_then_is_not_shown(monkeypatch, endpoint):
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)

    (found,) = check()

    assert (found.code, found.where) == ("s3-endpoint-invalid", "output.s3.endpoint")
    assert "AWS_ENDPOINT_URL" in found.what
    assert "pass@" not in repr(found)


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN"])
def test_a_credential_with_a_line_break_when_checked_then_says_so_and_does_not_show_it(
    web_server, monkeypatch, name
):
    monkeypatch.setenv(name, "of-nobody\n")

    (found,) = check(web_server(200))

    assert (found.code, found.where) == ("s3-credentials-wrong", "output.s3")
    assert "line break" in found.what
    assert "of-nobody" not in repr(found)


def test_a_bucket_of_another_region_when_checked_then_the_region_is_named(web_server):
    body = b"<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-north-1</Region></Error>"
    headers = [("x-amz-bucket-region", "eu-north-1"), ("Content-Type", "application/xml")]

    (found,) = check(web_server(400, headers, body))

    assert (found.code, found.where) == ("s3-region-wrong", "output.s3.region")
    assert found.todo == "Set the region to eu-north-1."


def test_a_server_that_hangs_up_when_checked_then_is_unreachable():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def hang_up():
            with contextlib.suppress(OSError):
                while True:
                    listener.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        (found,) = check(f"http://127.0.0.1:{listener.getsockname()[1]}")
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()

    assert found.code == "s3-unreachable"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"bucket": ""}, ("s3-bucket-invalid", "output.s3.bucket")),
        ({"bucket": "my bucket"}, ("s3-bucket-invalid", "output.s3.bucket")),
        ({"region": "the moon"}, ("s3-region-wrong", "output.s3.region")),
        ({"prefix": "a//b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a/../b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a\nb"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a" * 769}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a\\b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"endpoint": "localhost:9000"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "ftp://127.0.0.1"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://127.0.0.1:port"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://[::1"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
    ],
)
def test_values_that_no_server_can_take_when_checked_then_are_found_without_one(values, found):
    assert codes(check(**{"endpoint": "http://127.0.0.1:1", **values})) == [found]


def test_an_endpoint_with_a_password_when_checked_then_is_refused_and_never_shown():
    values = {"bucket": BUCKET, "prefix": "", "endpoint": f"http://me:{SECRET}@127.0.0.1:1"}

    # No config: one may refuse this by itself.
    found = asyncio.run(check_s3(SimpleNamespace(s3=SimpleNamespace(enabled=True, **values))))

    assert codes(found) == [("s3-endpoint-invalid", "output.s3.endpoint")]
    assert SECRET not in repr(found)


def test_boto3_that_is_not_there_when_checked_then_says_how_to_get_it(monkeypatch, s3_probe):
    monkeypatch.delitem(sys.modules, s3_probe.__name__)
    monkeypatch.delattr(sys.modules[s3_probe.__package__], "probe", raising=False)
    monkeypatch.setitem(sys.modules, "boto3", None)

    (found,) = check("http://127.0.0.1:1")

    assert (found.code, found.where) == ("s3-boto3-missing", "output.s3")
    assert "pip install boto3" in found.todo


def test_the_preflight_when_imported_then_does_not_load_boto3():
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; import synthetic_recorder.core.preflight;"
        "print('boto3' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "False"
