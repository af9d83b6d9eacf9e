"""The bucket of a config, against servers that behave badly. All of it on 127.0.0.1."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer

import pytest

from synthetic_recorder.core.config import OutputConfig, S3Config
from synthetic_recorder.core.preflight.s3 import check as s3_check
from synthetic_recorder.core.preflight.s3 import check_s3
from synthetic_recorder.core.tests.preflight.codes import codes
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET, SECRET


def test_a_port_where_nobody_listens_when_checked_then_is_unreachable(check):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"

        (found,) = check(endpoint)

    assert (found.code, found.where) == ("s3-unreachable", "output.s3.endpoint")
    assert found.what.endswith("cannot be reached: nobody answers there.")


def test_a_server_that_never_answers_when_checked_then_the_check_ends(check, monkeypatch, s3_probe):
    monkeypatch.setattr(s3_probe, "TIMEOUT_SECONDS", 0.05)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        (found,) = check(f"http://127.0.0.1:{listener.getsockname()[1]}")

    assert found.code == "s3-unreachable"
    assert "it did not answer in time" in found.what


def test_a_check_that_hangs_when_its_time_is_over_then_nobody_waits_any_longer(check, monkeypatch, s3_probe):
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
            # Nobody waits a second then for leave to send a body.
            protocol_version = "HTTP/1.1"

            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Connection", "close")
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


def test_a_server_that_is_no_s3_when_it_takes_everything_then_what_comes_back_is_looked_at(check, web_server):
    endpoint = web_server(200, [("Content-Type", "text/html")], b"<p>It works!</p>")

    assert ("s3-read-back", "output.s3") in codes(check(endpoint))


def test_a_server_that_is_no_s3_when_it_refuses_then_its_answer_is_told(check, web_server):
    (found,) = check(web_server(501, [("Content-Type", "text/html")], b"<p>PUT? I never heard of it</p>"))

    assert (found.code, found.where) == ("s3-refused", "output.s3")
    assert found.what.endswith(" did not do what was asked of the bucket 'recordings': 501.")


def test_a_server_that_repeats_what_it_was_sent_when_checked_then_no_credential_is_shown(
    check, web_server, monkeypatch
):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAOFNOBODY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "to+ken/of=nobody")
    sent = f"AKIAOFNOBODY with {SECRET} and to+ken/of=nobody, is too much"
    body = f"<Error><Code>Odd</Code><Message>{sent}</Message></Error>".encode()

    (found,) = check(web_server(400, [("Content-Type", "application/xml")], body))

    assert found.what.endswith("Odd: *** with *** and ***, is too much.")
    assert "nobody" not in repr(found).lower()


@pytest.mark.parametrize("words", [b"red:\n&#x2028;&#x9b;31m", b"A" * 100_000])
def test_a_server_that_says_anything_at_all_when_checked_then_it_is_one_short_line(check, web_server, words):
    body = b"<Error><Code>Odd</Code><Message>" + words + b"</Message></Error>"

    (found,) = check(web_server(400, [("Content-Type", "application/xml")], body))

    assert found.code == "s3-refused"
    assert found.what.isprintable()
    assert len(found.what) < 500


@pytest.mark.parametrize("status", [301, 302, 308])
def test_a_server_that_redirects_when_checked_then_says_so(check, web_server, status):
    (found,) = check(web_server(status, [("Location", "https://127.0.0.1:1/")]))

    assert (found.code, found.where) == ("s3-endpoint-invalid", "output.s3.endpoint")
    assert found.what.endswith(" only redirects to another address.")


def test_a_server_that_is_busy_when_checked_then_says_to_try_again(check, web_server):
    (found,) = check(web_server(503, [("Content-Type", "text/html")], b"<p>Later!</p>"))

    assert found.code == "s3-refused"
    assert found.todo.startswith("Try again later")


def test_a_server_that_speaks_no_https_when_checked_then_is_unreachable(check, web_server):
    (found,) = check(web_server(200).replace("http:", "https:"))

    assert found.code == "s3-unreachable"
    assert "speaks http and not https" in found.what


def test_an_object_without_end_when_read_back_then_is_not_read_to_the_end(check):
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


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN"])
def test_a_credential_with_a_line_break_when_checked_then_says_so_and_does_not_show_it(
    check, web_server, monkeypatch, name
):
    monkeypatch.setenv(name, "of-nobody\n")

    (found,) = check(web_server(200))

    assert (found.code, found.where) == ("s3-credentials-wrong", "output.s3")
    assert "line break" in found.what
    assert "of-nobody" not in repr(found)


def test_a_bucket_of_another_region_when_checked_then_the_region_is_named(check, web_server):
    body = b"<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-north-1</Region></Error>"
    headers = [("x-amz-bucket-region", "eu-north-1"), ("Content-Type", "application/xml")]

    (found,) = check(web_server(400, headers, body))

    assert (found.code, found.where) == ("s3-region-wrong", "output.s3.region")
    assert found.todo == "Set the region to eu-north-1."


def test_a_server_that_hangs_up_when_checked_then_is_unreachable(check):
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


def test_a_server_that_knows_no_conditions_when_checked_then_says_which_to_use(check, web_server):
    body = b"<Error><Code>NotImplemented</Code><Message>A header you provided</Message></Error>"

    (found,) = check(web_server(501, [("Content-Type", "application/xml")], body))

    assert found.code == "s3-refused"
    assert "If-None-Match" in found.todo
