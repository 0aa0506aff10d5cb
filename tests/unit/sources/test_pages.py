"""A list in pages ends, or is refused."""

from datetime import UTC, datetime

import pytest

from hostile import HostileServer, reply
from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.pages import read_pages
from incumbent.sources.transport import Transport

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def ask(page: int) -> Ask:
    return Ask("kalshi", f"https://example.org/events?cursor={page}")


def fetch_of(contents: dict[str, bytes]):
    return lambda one: Snapshot(one.address, contents[one.address], NOW)


def number(page: Snapshot) -> int:
    return int(page.address.split("=")[1])


def test_pages_are_read_to_the_end():
    contents = {ask(n).address: bytes([n]) for n in range(3)}
    pages = read_pages(
        fetch_of(contents), ask(0), lambda p: ask(number(p) + 1) if number(p) < 2 else None, 10
    )
    assert [page.content for page in pages] == [b"\0", b"\1", b"\2"]


def test_a_cursor_that_leads_back_is_refused():
    contents = {ask(n).address: bytes([n]) for n in range(3)}
    with pytest.raises(SourceError, match="names a page already read"):
        read_pages(fetch_of(contents), ask(0), lambda p: ask((number(p) + 1) % 2), 10)


def test_pages_that_repeat_under_new_names_are_refused():
    with pytest.raises(SourceError, match="repeats a page"):
        read_pages(lambda one: Snapshot(one.address, b"same", NOW), ask(0), lambda p: ask(number(p) + 1), 10)


def test_a_list_without_end_is_refused():
    contents = (str(n).encode() for n in range(1000))
    with pytest.raises(SourceError, match="does not end after 10 pages"):
        read_pages(
            lambda one: Snapshot(one.address, next(contents), NOW), ask(0), lambda p: ask(number(p) + 1), 10
        )


def test_a_server_that_pages_for_ever_is_left_after_the_last_allowed_page(server: HostileServer):
    address = server.on("/events", lambda request: reply(200, request.path.encode())(request))
    transport = Transport(lambda: NOW, "https://example.org", plain_hosts=frozenset({"127.0.0.1"}))
    counting = iter(range(1, 1000))
    with pytest.raises(SourceError, match="does not end after 5 pages"):
        read_pages(
            transport.fetch,
            Ask("kalshi", address, pace_seconds=0),
            lambda _: Ask("kalshi", f"{address}?cursor={next(counting)}", pace_seconds=0),
            5,
        )
    assert len(server.asked) == 5
