"""A snapshot: bytes as they were fetched, with where and when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


def _no_headers() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Raw bytes of one answer or file; parsing comes later.

    Parameters
    ----------
    address : str
        URL, or path relative to the desk or data folder.
    content : bytes
    fetched_at : datetime
        With a time zone.
    status : int
        HTTP status; 200 for a file read.
    headers : mapping of str to str
        Lower-case names.
    """

    address: str
    content: bytes
    fetched_at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=_no_headers)

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            msg = f"snapshot of {self.address}: fetched_at needs a time zone."
            raise ValueError(msg)

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()
