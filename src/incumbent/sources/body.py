"""A body, read whole and no larger than allowed."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

_STEP = 65_536


class BodyError(Exception):
    """A body that is not usable; the message says why."""


async def read_body(
    chunks: AsyncIterator[bytes], headers: Mapping[str, str], max_bytes: int, write: Callable[[bytes], object]
) -> None:
    """Pass a body on in pieces, unpacked.

    Unpacking stops at the limit, so a few kilobytes that would unpack to gigabytes cost no more memory
    than the limit.

    Parameters
    ----------
    chunks : async iterator of bytes
        As they come from the wire.
    headers : mapping
        Lower-case names.
    max_bytes : int
        Of the unpacked body, and of the packed one.
    write : callable
        Takes each piece.

    Raises
    ------
    BodyError
        If the body is too large, packed in a way nobody asked for, or ends before it is whole.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip"}:
        msg = f"packed as {encoding!r}, which was not asked for"
        raise BodyError(msg)
    unpacker = _Gunzip() if encoding == "gzip" else None
    packed = unpacked = 0
    async for chunk in chunks:
        packed += len(chunk)
        for piece in unpacker.pieces(chunk) if unpacker else (chunk,):
            unpacked += len(piece)
            if max(packed, unpacked) > max_bytes:
                msg = f"larger than {max_bytes:,} bytes after {packed:,} bytes from the wire"
                raise BodyError(msg)
            write(piece)
    if unpacker is not None and not unpacker.is_whole:
        msg = f"packed body ends after {packed:,} bytes, before it is whole"
        raise BodyError(msg)


class _Gunzip:
    """Unpacks gzip in bounded steps."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def is_whole(self) -> bool:
        return self._inner.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and not self._inner.eof:
            try:
                piece = self._inner.decompress(chunk, _STEP)
            except zlib.error as fault:
                msg = f"not gzip although it says so ({fault})"
                raise BodyError(msg) from fault
            chunk = self._inner.unconsumed_tail
            if piece:
                yield piece
