"""How an address is asked: politely, within limits, and with a clear end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.body import BodyError, read_body

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx

logging.getLogger("stamina").addHandler(logging.NullHandler())  # retries are told in the report, not logged

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Parameters
    ----------
    connect_seconds, read_seconds : float
        Longest silence while connecting, and between two pieces.
    total_seconds : float
        Longest time of one attempt, however busily it drips.
    max_bytes : int
        Of a body, unpacked.
    attempts : int
    longest_wait_seconds : float
        Longest Retry-After that is waited for; a longer one ends the asking.
    first_wait_seconds : float
        Before the second attempt; doubles, with as much jitter.
    dead_after : int
        Failed requests in a row after which a host is left alone for the rest of the run.
    """

    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 60
    max_bytes: int = 50_000_000
    attempts: int = 4
    longest_wait_seconds: float = 90
    first_wait_seconds: float = 1
    dead_after: int = 3


class Known(Protocol):
    """Remembers earlier answers, for conditional requests."""

    def newest(self, address: str) -> Snapshot | None:
        """The newest whole answer of an address."""
        ...


class _AgainError(Exception):
    """A failure that another attempt may mend."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        self.reason, self.wait_seconds = reason, wait_seconds
        super().__init__(reason)


@dataclass(slots=True)
class _Host:
    """One queue for one host."""

    queue: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked_at: float = -1e9
    failures: int = 0
    last_reason: str = ""


@dataclass(slots=True)
class _Received:
    status: int
    headers: dict[str, str]
    content: bytearray = field(default_factory=bytearray)


class Transport:
    """Asks addresses, one queue for each host, hosts side by side.

    Parameters
    ----------
    now : callable
        The clock, with a time zone.
    contact : str
        Address at which a publisher finds whoever asks, e.g. "https://example.org"; sent with every
        request.
    limits : Limits
    proxy : str or None
        E.g. "socks5h://127.0.0.1:9050" for Tor: names are then looked up behind the proxy, and the
        environment's own proxy settings are not read, so nothing goes round it. None: as the
        environment says.
    known : Known or None
        Earlier answers; with one, an unchanged answer is not sent again.
    plain_hosts : frozenset of str
        Hosts that may be asked without TLS (publishers that offer nothing else; their files are
        pinned by checksum).
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        contact: str,
        *,
        limits: Limits | None = None,
        proxy: str | None = None,
        known: Known | None = None,
        plain_hosts: frozenset[str] = frozenset(),
    ) -> None:
        if not contact.startswith(("https://", "http://", "mailto:")) or any(c.isspace() for c in contact):
            msg = (
                f"contact is {contact!r}; must be a web or mailto: address that publishers can reach. "
                "Set base_address in desk.toml, or INCUMBENT_CONTACT."
            )
            raise RefusedError(msg)
        self._agent = f"incumbent/{version('incumbent')} (+{contact})"
        self._now, self._limits, self._proxy = now, limits or Limits(), proxy
        self._known, self._plain_hosts = known, plain_hosts

    def fetch(self, ask: Ask) -> Snapshot:
        """The answer to one request.

        Raises
        ------
        SourceError
            If it was not answered with status 200 within the limits; the message says why.
        """
        answer = self.fetch_all([ask])[0]
        if isinstance(answer, SourceError):
            raise answer
        return answer

    def fetch_all(self, asks: Sequence[Ask]) -> tuple[Snapshot | SourceError, ...]:
        """The answer to each request, in order; a failed one is its error and stops no other."""
        return asyncio.run(self._all(asks))

    async def _all(self, asks: Sequence[Ask]) -> tuple[Snapshot | SourceError, ...]:
        hosts = {ask.host: _Host() for ask in asks}
        async with self._client() as client:
            return tuple(await asyncio.gather(*(self._one(client, hosts[ask.host], ask) for ask in asks)))

    @asynccontextmanager
    async def _client(self) -> AsyncGenerator[httpx.AsyncClient]:
        import httpx

        seconds = httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip"}
        async with httpx.AsyncClient(
            timeout=seconds, headers=headers, proxy=self._proxy, trust_env=self._proxy is None
        ) as client:
            yield client

    async def _one(self, client: httpx.AsyncClient, host: _Host, ask: Ask) -> Snapshot | SourceError:
        async with host.queue:
            if host.failures >= self._limits.dead_after:
                reason = f"not asked, because earlier requests to {ask.host} failed: {host.last_reason}"
                return SourceError(ask.source, ask.address, reason, "Run again later.")
            await asyncio.sleep(host.asked_at + ask.pace_seconds - time.monotonic())
            try:
                snapshot = await self._with_retries(client, ask)
            except _AgainError as failure:
                host.failures, host.last_reason = host.failures + 1, failure.reason
                if (failure.wait_seconds or 0) > self._limits.longest_wait_seconds:
                    host.failures = self._limits.dead_after  # it said itself that asking again is useless
                return SourceError(ask.source, ask.address, failure.reason, "Run again later.")
            except SourceError as refusal:
                return refusal
            finally:
                host.asked_at = time.monotonic()
            host.failures = 0
            return snapshot

    async def _with_retries(self, client: httpx.AsyncClient, ask: Ask) -> Snapshot:
        import stamina

        limits = self._limits
        longest = limits.attempts * (limits.total_seconds + limits.longest_wait_seconds)
        async for attempt in stamina.retry_context(
            on=self._wait_before_retry,
            attempts=limits.attempts,
            timeout=longest,
            wait_initial=limits.first_wait_seconds,
            wait_jitter=limits.first_wait_seconds,
            wait_max=limits.longest_wait_seconds,
        ):
            with attempt:
                return await self._attempt(client, ask)
        raise AssertionError  # the last failure is always let through

    def _wait_before_retry(self, failure: Exception) -> bool | float:
        """How long to wait before asking again; False to give up."""
        if not isinstance(failure, _AgainError):
            return False
        if failure.wait_seconds is None:
            return True
        if failure.wait_seconds > self._limits.longest_wait_seconds:
            return False
        return max(failure.wait_seconds, self._limits.first_wait_seconds)

    async def _attempt(self, client: httpx.AsyncClient, ask: Ask) -> Snapshot:
        import httpx

        limits = self._limits
        try:
            async with asyncio.timeout(limits.total_seconds):
                return await self._follow(client, ask)
        except TimeoutError as fault:
            msg = f"no whole answer within {limits.total_seconds:g} seconds"
            raise _AgainError(msg) from fault
        except httpx.TimeoutException as fault:
            msg = f"silent for {limits.read_seconds:g} seconds ({type(fault).__name__})"
            raise _AgainError(msg) from fault
        except httpx.TransportError as fault:
            msg = f"connection failed ({type(fault).__name__}: {fault})"
            raise _AgainError(msg) from fault
        except (BodyError, httpx.InvalidURL, httpx.HTTPError) as fault:
            raise SourceError(ask.source, ask.address, f"answer refused: {fault}", _MEND) from fault

    async def _follow(self, client: httpx.AsyncClient, ask: Ask) -> Snapshot:
        address = ask.address
        for _ in range(4):
            self._require_safe(ask, address)
            received = await self._receive(client, ask, address)
            if received.status not in _MOVED:
                return self._judge(ask, received)
            address = urljoin(address, received.headers.get("location", ""))
        raise SourceError(ask.source, ask.address, "redirects without end", _MEND)

    def _require_safe(self, ask: Ask, address: str) -> None:
        """Same host as asked, or one its publisher is known to use; with TLS."""
        parts = urlsplit(address)
        if parts.netloc != ask.host and parts.netloc not in ask.redirect_hosts:
            reason = f"redirects to another host ({parts.netloc or address!r})"
            raise SourceError(ask.source, ask.address, reason, _MEND)
        if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in self._plain_hosts):
            reason = f"{parts.scheme or 'no'} connection instead of https"
            raise SourceError(ask.source, ask.address, reason, _MEND)

    async def _receive(self, client: httpx.AsyncClient, ask: Ask, address: str) -> _Received:
        headers = {"Accept": ask.accept, **self._conditions(ask)}
        async with client.stream("GET", address, headers=headers, follow_redirects=False) as response:
            client.cookies.clear()  # no source gets to recognise us by a cookie
            kept = {name.lower(): value for name, value in response.headers.items() if name != "set-cookie"}
            received = _Received(response.status_code, kept)
            if response.status_code not in _MOVED | {304}:
                is_wanted = response.status_code == 200
                limit = self._limits.max_bytes if is_wanted else 100_000
                await read_body(response.aiter_raw(), kept, limit, received.content.extend)
            return received

    def _conditions(self, ask: Ask) -> Mapping[str, str]:
        known = self._known.newest(ask.address) if self._known else None
        if known is None:
            return {}
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {asked: known.headers[had] for had, asked in names.items() if had in known.headers}

    def _judge(self, ask: Ask, received: _Received) -> Snapshot:
        status, now = received.status, self._now()
        if status == 200:
            return Snapshot(ask.address, bytes(received.content), now, status, received.headers)
        if status == 304 and self._known and (known := self._known.newest(ask.address)):
            return Snapshot(ask.address, known.content, now, 200, known.headers)
        said = " ".join(received.content[:300].decode("utf-8", errors="replace").split())[:120]
        reason = f"answered with status {status}: {said or 'an empty body'}"
        if status not in _AGAIN:
            raise SourceError(ask.source, ask.address, reason, _MEND)
        wait = retry_after_seconds(received.headers.get("retry-after"), now)
        asked_to_wait = "" if wait is None else f" (asks to wait {wait:g} seconds)"
        raise _AgainError(reason + asked_to_wait, wait)


_MEND = "Nothing was used. See `incumbent sources` for what this source offers and how."


def retry_after_seconds(printed: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, a number or a date; None when it says nothing usable.

    Examples
    --------
    >>> retry_after_seconds("9", datetime(2026, 1, 1, tzinfo=UTC))
    9.0
    """
    if not printed:
        return None
    if printed.strip().isdecimal():
        return float(printed)
    try:
        moment = parsedate_to_datetime(printed)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
