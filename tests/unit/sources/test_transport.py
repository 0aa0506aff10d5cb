"""A hostile server gets no hang, no loop and no fact out of the transport, only a clear reason."""

import gzip
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hostile import HostileServer, reply
from incumbent import __version__
from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.transport import Limits, Transport, retry_after_seconds

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
QUICK = Limits(
    connect_seconds=0.5,
    read_seconds=0.4,
    total_seconds=0.8,
    max_bytes=100_000,
    attempts=3,
    longest_wait_seconds=0.3,
    first_wait_seconds=0.01,
)


def transport(**options: object) -> Transport:
    settings = {"limits": QUICK, "plain_hosts": frozenset({"127.0.0.1"}), **options}
    return Transport(lambda: NOW, "https://example.org", **settings)


def ask(address: str, **options: object) -> Ask:
    return Ask("polymarket", address, pace_seconds=0, **options)


def refusal(address: str, **options: object) -> str:
    with pytest.raises(SourceError) as raised:
        transport(**options).fetch(ask(address))
    return str(raised.value)


def test_a_whole_answer_is_a_snapshot_with_its_time_and_headers(server: HostileServer):
    address = server.on("/", reply(200, b'{"a": 1}', ETag='"x"'))
    snapshot = transport().fetch(ask(address))
    assert (snapshot.content, snapshot.status, snapshot.fetched_at) == (b'{"a": 1}', 200, NOW)
    assert snapshot.headers["etag"] == '"x"'


def test_every_request_names_the_software_and_a_contact_and_carries_no_cookie(server: HostileServer):
    address = server.on("/", reply(200, b"{}", Set_Cookie="who=you; Path=/"))
    transport().fetch_all([ask(address), ask(address)])
    for _, headers in server.asked:
        assert headers["user-agent"] == f"incumbent/{__version__} (+https://example.org)"
        assert "cookie" not in headers


@pytest.mark.parametrize("contact", ["", "someone", "https://example.org\r\nX: y"])
def test_a_transport_without_a_contact_is_refused(contact):
    with pytest.raises(RefusedError, match="contact"):
        Transport(lambda: NOW, contact)


def test_429_with_retry_after_is_waited_for(server: HostileServer):
    address = server.on("/", reply(429, b"slow down", Retry_After="0"), reply(200, b"[1]"))
    assert transport().fetch(ask(address)).content == b"[1]"
    assert server.times_asked("/") == 2


def test_a_retry_after_longer_than_allowed_ends_the_asking_at_once(server: HostileServer):
    address = server.on("/", reply(429, b"slow down", Retry_After="3600"))
    assert "asks to wait 3600 seconds" in refusal(address)
    assert server.times_asked("/") == 1


def test_after_a_long_retry_after_the_host_is_left_alone(server: HostileServer):
    address = server.on("/", reply(429, b"slow down", Retry_After="3600"))
    answers = transport().fetch_all([ask(address + "?1"), ask(address + "?2")])
    assert len(server.asked) == 1
    assert "not asked" in str(answers[1])


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_fault_is_asked_again_and_then_told(server: HostileServer, status):
    address = server.on("/", reply(status, b"<html>Internal <b>error</b></html>"))
    assert f"status {status}" in refusal(address)
    assert server.times_asked("/") == QUICK.attempts


def test_a_server_fault_that_passes_is_forgotten(server: HostileServer):
    address = server.on("/", reply(500), reply(200, b"[2]"))
    assert transport().fetch(ask(address)).content == b"[2]"


def test_403_with_html_is_told_once_and_not_repeated(server: HostileServer):
    address = server.on("/", reply(403, b"<html>Please set a user-agent</html>"))
    assert "Please set a user-agent" in refusal(address)
    assert server.times_asked("/") == 1


def test_a_truncated_body_is_no_answer(server: HostileServer):
    def cut(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b'{"half": ')
        request.close_connection = True

    assert "connection failed" in refusal(server.on("/", cut))


def test_a_truncated_gzip_body_is_no_answer(server: HostileServer):
    packed = gzip.compress(b'{"a": "' + b"x" * 5000 + b'"}')
    assert "before it is whole" in refusal(server.on("/", reply(200, packed[:-9], Content_Encoding="gzip")))


def test_gzip_is_unpacked(server: HostileServer):
    address = server.on("/", reply(200, gzip.compress(b"[3]" * 10_000), Content_Encoding="gzip"))
    assert transport().fetch(ask(address)).content == b"[3]" * 10_000


def test_a_gzip_bomb_stops_at_the_limit(server: HostileServer):
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=1)[:90_000]
    assert "larger than 100,000 bytes" in refusal(server.on("/", reply(200, bomb, Content_Encoding="gzip")))


def test_what_says_gzip_and_is_not_is_refused(server: HostileServer):
    assert "not gzip" in refusal(server.on("/", reply(200, b'{"a": 1}', Content_Encoding="gzip")))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate"])
def test_a_packing_nobody_asked_for_is_refused(server: HostileServer, encoding):
    assert "not asked for" in refusal(server.on("/", reply(200, b"x", Content_Encoding=encoding)))


def test_a_body_without_end_stops_at_the_limit(server: HostileServer):
    def endless(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(10_000):
            request.wfile.write(b"x" * 10_000)
        request.close_connection = True

    assert "larger than" in refusal(server.on("/", endless))


def _drip(request, pause: float, count: int) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(count))
    request.end_headers()
    for _ in range(count):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(pause)


def test_a_body_that_drips_just_often_enough_still_ends(server: HostileServer):
    said = refusal(server.on("/", lambda request: _drip(request, 0.1, 200)))
    assert "no whole answer within 0.8 seconds" in said


def test_silence_ends(server: HostileServer):
    assert "silent for 0.4 seconds" in refusal(server.on("/", lambda request: _drip(request, 5, 2)))


def test_headers_that_drip_end():
    """A raw listener: headers one letter at a time never trip a limit on silence alone."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            try:
                for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1000:
                    if stop.wait(0.05):
                        break
                    peer.sendall(bytes([letter]))
            except OSError:
                pass
            finally:
                peer.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    said = refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    stop.set()
    listener.close()
    assert "no whole answer within" in said


def test_a_redirect_to_another_host_is_refused(server: HostileServer):
    address = server.on("/", reply(302, b"", Location="https://elsewhere.example.org/steal"))
    assert "redirects to another host ('elsewhere.example.org')" in refusal(address)


def test_a_redirect_to_another_port_of_the_host_is_another_host(server: HostileServer):
    address = server.on("/", reply(302, b"", Location="http://127.0.0.1:1/"))
    assert "another host" in refusal(address)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_to_another_scheme_is_refused(server: HostileServer, target):
    refused = refusal(server.on("/", reply(302, b"", Location=target)))
    assert any(why in refused for why in ("another host", "instead of https", "answer refused"))


def test_a_redirect_within_the_host_is_followed(server: HostileServer):
    server.on("/there", reply(200, b"[4]"))
    address = server.on("/", reply(301, b"", Location="/there"))
    snapshot = transport().fetch(ask(address))
    assert (snapshot.content, snapshot.address) == (b"[4]", address)


def test_redirects_in_a_circle_end(server: HostileServer):
    assert "redirects without end" in refusal(server.on("/", reply(302, b"", Location="/")))
    assert server.times_asked("/") == 4


def test_plain_http_is_refused_unless_the_host_is_named(server: HostileServer):
    address = server.on("/", reply(200))
    assert "http connection instead of https" in refusal(address, plain_hosts=frozenset())
    assert server.asked == []


def test_a_dead_port_is_told(server: HostileServer):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "connection failed" in refusal(f"http://127.0.0.1:{port}/")


def test_a_dead_host_is_given_up_and_stops_no_other(server: HostileServer):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        dead = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    alive = server.on("/", reply(200, b"[5]"))
    answers = transport().fetch_all([*(ask(f"{dead}?{n}") for n in range(5)), ask(alive)])
    assert isinstance(answers[-1], Snapshot)
    assert ["not asked" in str(answer) for answer in answers[:-1]] == [False] * 3 + [True] * 2


def test_one_host_is_asked_one_request_at_a_time(server: HostileServer):
    running, most = [0], [0]

    def slow(request):
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.03)
        running[0] -= 1
        reply(200)(request)

    address = server.on("/", slow)
    transport().fetch_all([ask(f"{address}?{n}") for n in range(4)])
    assert len(server.asked) == 4
    assert most[0] == 1


class Remembered:
    """One earlier answer."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def newest(self, address: str) -> Snapshot | None:
        return self.snapshot if address == self.snapshot.address else None


def test_an_unchanged_answer_is_not_sent_again(server: HostileServer):
    address = server.on("/", reply(304, b""))
    earlier = Snapshot(address, b"[6]", NOW - timedelta(days=1), 200, {"etag": '"v1"'})
    snapshot = transport(known=Remembered(earlier)).fetch(ask(address))
    assert server.asked[0][1]["if-none-match"] == '"v1"'
    assert (snapshot.content, snapshot.status, snapshot.fetched_at) == (b"[6]", 200, NOW)


def test_not_modified_without_an_earlier_answer_is_refused(server: HostileServer):
    assert "status 304" in refusal(server.on("/", reply(304, b"")))


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("9", 9),
        (format_datetime(NOW + timedelta(seconds=30), usegmt=True), 30),
        (format_datetime(NOW - timedelta(seconds=30), usegmt=True), 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(printed, seconds):
    assert retry_after_seconds(printed, NOW) == seconds


def test_names_are_looked_up_behind_a_socks_proxy(server: HostileServer):
    """A SOCKS5 listener that notes the name it is asked for and connects to the test server instead."""
    server.on("/hidden", reply(200, b"[7]"))
    names: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, sink: socket.socket) -> None:
        while data := source.recv(65536):
            sink.sendall(data)

    def serve() -> None:
        peer, _ = listener.accept()
        peer.recv(262)
        peer.sendall(b"\x05\x00")
        request = peer.recv(262)
        assert request[3] == 3  # a name, not a number looked up here
        names.append(request[5 : 5 + request[4]].decode())
        peer.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        onward = socket.create_connection(("127.0.0.1", server.port))
        threading.Thread(target=pump, args=(onward, peer), daemon=True).start()
        pump(peer, onward)

    threading.Thread(target=serve, daemon=True).start()
    proxied = transport(
        proxy=f"socks5h://127.0.0.1:{listener.getsockname()[1]}",
        plain_hosts=frozenset({"nowhere.example.org"}),
    )
    assert proxied.fetch(ask("http://nowhere.example.org/hidden")).content == b"[7]"
    assert names == ["nowhere.example.org"]
    listener.close()
