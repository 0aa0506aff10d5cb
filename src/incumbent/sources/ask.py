"""What is asked of a source: one address, and how politely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Ask:
    """One GET request.

    Parameters
    ----------
    source : str
        Id in the catalogue.
    address : str
        Whole, with its query.
    accept : str
        Media type wanted.
    pace_seconds : float
        Least time between two requests to this host.
    redirect_hosts : frozenset of str
        Hosts this publisher is known to send downloads to; any other host is refused.
    """

    source: str
    address: str
    accept: str = "application/json"
    pace_seconds: float = 0.2
    redirect_hosts: frozenset[str] = field(default_factory=frozenset[str])

    @property
    def host(self) -> str:
        """The host asked, with its port."""
        return urlsplit(self.address).netloc


def with_query(base: str, query: Mapping[str, str | int | None]) -> str:
    """An address with its query; members that are None are left out.

    Examples
    --------
    >>> with_query("https://example.org/markets", {"limit": 10, "cursor": None})
    'https://example.org/markets?limit=10'
    """
    return f"{base}?{urlencode({key: value for key, value in query.items() if value is not None})}"
