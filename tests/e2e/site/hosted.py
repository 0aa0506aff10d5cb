"""A built site as a host serves it: with the headers of its own `_headers` file, below any path."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path


def rules_of(built: Path) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """The rules of a `_headers` file: a pattern of paths, and names with values; None takes away."""
    rules: list[tuple[str, list[tuple[str, str | None]]]] = []
    for line in (built / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            rules.append((line.strip(), []))
        elif line.strip().startswith("!"):
            rules[-1][1].append((line.strip()[1:].strip(), None))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


def headers_for(path: str, rules: list[tuple[str, list[tuple[str, str | None]]]]) -> dict[str, str]:
    """What a host sends for a path; a later rule changes an earlier one."""
    sent: dict[str, str] = {}
    for pattern, lines in rules:
        if fnmatchcase(path, pattern):
            for name, value in lines:
                if value is None:
                    sent.pop(name, None)
                else:
                    sent[name] = value
    return sent


@contextmanager
def hosted(built: Path, below: str = "") -> Iterator[str]:
    """Serve the site on this machine, below a path such as "/a/b"; gives its address."""
    rules = rules_of(built)

    class Pages(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.removeprefix(below) if path.startswith(f"{below}/") else "/not-here"
            return super().translate_path(inside)

        def end_headers(self) -> None:
            for name, value in headers_for(self.path.removeprefix(below), rules).items():
                self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            missing = built / "404.html"
            if code != 404 or not missing.is_file():
                super().send_error(code, message, explain)
                return
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(missing.read_bytes())

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
