"""A proxy between a publication and its storage that counts requests, and breaks those a test tells it to break."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.support.processes import running

SECONDS = 30.0
HOP = {"connection", "transfer-encoding", "expect", "content-length"}


class Fault(Enum):
    """What becomes of one request."""

    NONE = "passed on"
    RESET = "connection reset, and the server never heard of it"
    LOST = "the server acted, and its answer was lost"
    BUSY = "503 Slow Down"
    CUT = "the answer breaks off in the middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request; `number` counts from 1."""

    number: int
    method: str
    path: str


Rule = Callable[[Seen], Fault]


@dataclass(slots=True)
class Proxy:
    """`rule` says what becomes of each request, and may do something itself before it says so."""

    endpoint: str
    rule: Rule = field(default=lambda _: Fault.NONE)
    seen: list[Seen] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    """One connection. The Host header passes unchanged, so that the request's signature holds."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        del format, args

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server.judge(self.command, self.path)
        if fault is Fault.RESET:
            self.reset()
        elif fault is Fault.BUSY:
            self.busy()
        else:
            self.forward(body, fault)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on  # noqa: N815 - the base class's names

    def forward(self, body: bytes, fault: Fault) -> None:
        address = urlsplit(self.server.upstream)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=SECONDS)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        try:
            connection.request(self.command, self.path, body=body, headers=headers)
            with connection.getresponse() as answer:
                content = answer.read()
                if fault is Fault.LOST:
                    self.reset()
                else:
                    self.give_back(answer, content, cut=fault is Fault.CUT)
        except (OSError, HTTPException):
            self.close_connection = True
        finally:
            connection.close()

    def give_back(self, answer: HTTPResponse, content: bytes, *, cut: bool) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP | {"date", "server"}:
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        if cut and len(content) > 1:
            self.wfile.write(content[: len(content) // 2])
            self.reset()
        elif self.command != "HEAD":
            self.wfile.write(content)

    def busy(self) -> None:
        told = b"<Error><Code>SlowDown</Code></Error>" if self.command != "HEAD" else b""
        self.send_response(503)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def reset(self) -> None:
        """End the connection as a crash does, with RST."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RD)
        self.connection.close()
        self.close_connection = True

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = upstream
        self.proxy = Proxy(f"http://127.0.0.1:{self.server_address[1]}")
        self._lock = threading.Lock()

    def judge(self, method: str, path: str) -> Fault:
        with self._lock:
            seen = Seen(number=len(self.proxy.seen) + 1, method=method, path=path)
            self.proxy.seen.append(seen)
        return self.proxy.rule(seen)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        with suppress(OSError):
            super().shutdown_request(request)


@contextmanager
def proxied(upstream: str) -> Iterator[Proxy]:
    """A proxy on loopback in front of `upstream`."""
    server = _Server(upstream)
    with running(server.serve_forever, server.shutdown):
        yield server.proxy
    server.server_close()
