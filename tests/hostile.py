"""A server on this machine's own loopback that answers as badly as a test wants."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Script = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class HostileServer:
    """What it answers to each path, and what it was asked."""

    port: int
    scripts: dict[str, Script] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, *scripts: Script) -> str:
        """Answer with each script in turn, the last one for ever; returns the address."""
        left = list(scripts)

        def answer(request: BaseHTTPRequestHandler) -> None:
            (left.pop(0) if len(left) > 1 else left[0])(request)

        self.scripts[path] = answer
        return self.address(path)

    def times_asked(self, path: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == path)


def reply(status: int = 200, body: bytes = b"{}", **headers: str) -> Script:
    """A complete answer."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        state: HostileServer = self.server.state  # type: ignore[attr-defined]
        path = self.path.split("?")[0]
        state.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        try:
            state.scripts.get(path, reply(404, b"nothing here"))(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    address_family = socket.AF_INET

    def handle_error(self, *_: object) -> None:
        return  # a client that hangs up is what these tests want


@contextmanager
def serving() -> Iterator[HostileServer]:
    """Serve until the block ends."""
    inner = _Server(("127.0.0.1", 0), _Handler)
    inner.state = HostileServer(inner.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=inner.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield inner.state  # type: ignore[attr-defined]
    inner.shutdown()
    inner.server_close()
