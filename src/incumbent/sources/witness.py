"""How a witness is asked: a time-stamping authority or an OpenTimestamps calendar, within limits."""

from __future__ import annotations

from incumbent.domain.errors import RefusedError

_NOT_FOUND = 404
_SECONDS = 30
_MAX_BYTES = 100_000  # a time stamp with its certificates is a few thousand bytes


def post_to_authority(address: str, query: bytes) -> bytes:
    """The answer of a time-stamping authority (RFC 3161).

    Raises
    ------
    RefusedError
        If it cannot be reached, refuses, or answers with far too much.
    """
    return _asked("POST", address, query, {"Content-Type": "application/timestamp-query"}) or b""


def post_to_calendar(address: str, digest: bytes) -> bytes:
    """The answer of an OpenTimestamps calendar to a digest.

    Raises
    ------
    RefusedError
        As for an authority.
    """
    headers = {"Accept": "application/vnd.opentimestamps.v1"}
    return _asked("POST", f"{address.rstrip('/')}/digest", digest, headers) or b""


def ask_calendar(address: str, commitment: bytes) -> bytes | None:
    """What became of a calendar's promise; None if it is not settled yet.

    Raises
    ------
    RefusedError
        As for an authority.
    """
    headers = {"Accept": "application/vnd.opentimestamps.v1"}
    return _asked("GET", f"{address.rstrip('/')}/timestamp/{commitment.hex()}", b"", headers)


def _asked(method: str, address: str, content: bytes, headers: dict[str, str]) -> bytes | None:
    """The body of the answer; None for 404."""
    import httpx

    try:
        with httpx.stream(method, address, content=content, headers=headers, timeout=_SECONDS) as answer:
            if answer.status_code == _NOT_FOUND:
                return None
            answer.raise_for_status()
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > _MAX_BYTES:
                    msg = f"{address} answered with more than {_MAX_BYTES} bytes: that is no time stamp."
                    raise RefusedError(msg)
    except httpx.HTTPError as failure:
        reason = str(failure) or type(failure).__name__
        msg = f"{address} could not be asked: {reason}. Nothing was kept; try again later."
        raise RefusedError(msg) from failure
    return body
