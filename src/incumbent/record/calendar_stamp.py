"""What an OpenTimestamps calendar says: these bytes will be, or are, in a block of Bitcoin."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

from incumbent.domain.errors import RefusedError

Post = Callable[[bytes], bytes]
Get = Callable[[str, bytes], bytes | None]
"""Asks a calendar (address, commitment) what became of a promise; None if it is not settled yet."""


def calendar_proof(statement: bytes, post: Post, nonce: bytes | None = None) -> bytes:
    """Ask a calendar and return the proof as an .ots file's bytes.

    Parameters
    ----------
    statement : bytes
    post : callable
        Posts a digest to the calendar and returns its answer.
    nonce : bytes, optional
        16 bytes, so that the calendar learns nothing of the statement; drawn if not given.

    Raises
    ------
    RefusedError
        If the calendar's answer is no proof.
    """
    op, detached = _library("op"), _library("timestamp").DetachedTimestampFile
    stamp = detached.from_fd(op.OpSHA256(), BytesIO(statement))
    nonced = stamp.timestamp.ops.add(op.OpAppend(secrets.token_bytes(16) if nonce is None else nonce))
    asked = nonced.ops.add(op.OpSHA256())
    asked.merge(_answered(post(asked.msg), asked.msg))
    return _written(stamp)


def calendar_claims(proof: bytes, statement: bytes) -> list[str]:
    """What a proof claims, checked against the statement without network.

    Returns
    -------
    list of str
        "promised by ADDRESS", or "Bitcoin block N has Merkle root HEX": compare it with any copy of
        the block chain.

    Raises
    ------
    RefusedError
        If the file is no proof, or a proof of other bytes.
    """
    attestations = _read(proof, statement).timestamp.all_attestations()
    return sorted(_claim(message, attestation) for message, attestation in attestations)


def upgraded_proof(proof: bytes, statement: bytes, get: Get) -> bytes:
    """The proof with what calendars have added to their promises since; unchanged if nothing.

    Raises
    ------
    RefusedError
        If the file is no proof of the statement, or a calendar's answer is none.
    """
    stamp = _read(proof, statement)
    for part in _parts(stamp.timestamp):
        for attestation in list(part.attestations):
            if isinstance(attestation, _library("notary").PendingAttestation):
                answer = get(str(attestation.uri), bytes(part.msg))
                if answer is not None:
                    part.merge(_answered(answer, part.msg))
    return _written(stamp)


def _library(part: str) -> Any:
    # the library has no types; it is imported here because it loads slowly
    return import_module(f"opentimestamps.core.{part}")


def _parts(timestamp: Any) -> list[Any]:
    return [timestamp, *(part for below in timestamp.ops.values() for part in _parts(below))]


def _claim(message: bytes, attestation: Any) -> str:
    notary = _library("notary")
    if isinstance(attestation, notary.PendingAttestation):
        return f"promised by {attestation.uri}"
    if isinstance(attestation, notary.BitcoinBlockHeaderAttestation):
        return f"Bitcoin block {attestation.height} has Merkle root {message[::-1].hex()}"
    return "an attestation of a kind not known here"


def _read(proof: bytes, statement: bytes) -> Any:
    serialize = _library("serialize")
    try:
        detached = _library("timestamp").DetachedTimestampFile
        stamp = detached.deserialize(serialize.BytesDeserializationContext(proof))
    except (serialize.DeserializationError, ValueError, RecursionError) as wrong:
        msg = f"the calendar's proof cannot be read: {wrong}."
        raise RefusedError(msg) from wrong
    if bytes(stamp.file_digest) != hashlib.sha256(statement).digest():
        msg = "the calendar's proof is of other bytes than the checkpoint beside it."
        raise RefusedError(msg)
    return stamp


def _answered(answer: bytes, message: bytes) -> Any:
    serialize = _library("serialize")
    try:
        context = serialize.BytesDeserializationContext(answer)
        return _library("timestamp").Timestamp.deserialize(context, message)
    except (serialize.DeserializationError, ValueError, RecursionError) as wrong:
        msg = f"the calendar's answer is no time stamp: {wrong}."
        raise RefusedError(msg) from wrong


def _written(stamp: Any) -> bytes:
    context = _library("serialize").BytesSerializationContext()
    stamp.serialize(context)
    return bytes(context.getbytes())
