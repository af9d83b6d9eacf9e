"""A proxy on 127.0.0.1 in front of a server: what a bad network, and a bad server, do to requests.

It refuses what arrives with another SHA-256 than it was sent with, as Amazon's server does and moto's does not.
"""

from __future__ import annotations

import base64
import contextlib
import enum
import hashlib
import http.client
import socket
import struct
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Fault(enum.Enum):
    """What happens to a request."""

    RESET = "the connection is reset while the request is sent"
    LOST = "the server does what was asked, and its answer is lost"
    CUT = "half of the answer's body comes"
    ERROR = "the server answers 500"
    BUSY = "the server answers 503 Slow Down"
    HANG = "no answer comes, until the proxy ends"
    UNCONDITIONAL = "the server takes no notice of conditions"


@dataclass(frozen=True)
class Request:
    """A request that has come.

    Attributes:
        number: How many came before it.
        method: ``PUT``.
        path: ``/bucket/key?query``.
    """

    number: int
    method: str
    path: str


class Proxy:
    """Pass requests on to a server.

    Attributes:
        url: Where it listens.
        requests: All that have come.
        fault: What happens to a request: called with it, None when nothing does.
    """

    def __init__(self, server):
        self.requests = []
        self.fault = lambda _: None
        self._server = server
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._listener = None
        self.come_back()
        self.url = f"http://127.0.0.1:{self._port}"

    def go_away(self):
        """Refuse connections."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown()
            listener.server_close()
            self._thread.join()

    def come_back(self):
        """Take connections again, at the same address."""
        if self._listener is not None:
            return
        self._listener = _Listener(("127.0.0.1", getattr(self, "_port", 0)), _handler(self))
        self._port = self._listener.server_port
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def is_away(self):
        return self._listener is None

    def end(self):
        self._ended.set()
        self.go_away()

    def count(self, method, path):
        with self._lock:
            self.requests.append(Request(len(self.requests), method, path))
            return self.requests[-1]

    def hang(self):
        self._ended.wait()

    def pass_on(self, method, path, headers, body):
        with contextlib.closing(http.client.HTTPConnection(*self._server.address)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """Somebody has hung up: that is what it is here for."""


def _handler(proxy):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            fault = proxy.fault(proxy.count(self.command, self.path))
            length = int(self.headers.get("Content-Length", 0))
            if proxy.is_away:
                self.reset()
                return
            if fault is Fault.RESET:
                self.rfile.read(length // 2)
                self.reset()
                return
            body = self.rfile.read(length)
            if fault is Fault.HANG:
                proxy.hang()
                self.reset()
            elif fault is Fault.ERROR:
                self.refuse(500, "InternalError")
            elif fault is Fault.BUSY:
                self.refuse(503, "SlowDown")
            elif _is_damaged(self.headers, body):
                self.refuse(400, "BadDigest")
            else:
                self.relay(fault, body)

        def relay(self, fault, body):
            headers = {name: value for name, value in self.headers.items() if name.lower() != "expect"}
            if fault is Fault.UNCONDITIONAL:
                headers = {name: value for name, value in headers.items() if name.lower() != "if-none-match"}
            status, answered, content = proxy.pass_on(self.command, self.path, headers, body)
            if fault is Fault.LOST:
                self.reset()
                return
            self.send_response_only(status)
            for name, value in answered:
                if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                    self.send_header(name, value)
            length = next(
                (value for name, value in answered if name.lower() == "content-length"), len(content)
            )
            if status != 204:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if fault is Fault.CUT:
                self.wfile.write(content[: len(content) // 2])
                self.reset()
            else:
                self.wfile.write(content)

        def refuse(self, status, code):
            body = f"<Error><Code>{code}</Code><Message>Not now.</Message></Error>".encode()
            self.send_response_only(status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else body)

        def reset(self):
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.wfile.flush()
                # Without lingering, closing resets.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()

        def log_message(self, *arguments):
            pass

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer  # noqa: N815

    return Handler


def _is_damaged(headers, body):
    expected = headers.get("x-amz-checksum-sha256")
    # Of parts that are put together it is another one.
    return (
        expected is not None
        and headers.get("x-amz-content-sha256") != "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
        and base64.b64encode(hashlib.sha256(body).digest()).decode() != expected
    )
