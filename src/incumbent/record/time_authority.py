"""What a time-stamping authority (RFC 3161) says: these bytes existed at this time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from incumbent.domain.errors import RefusedError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def time_query(statement: bytes) -> bytes:
    """The request to post to an authority."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256)
    return builder.cert_request(cert_request=True).build().as_bytes()


def stamped_at(answer: bytes, statement: bytes, roots: Sequence[bytes]) -> tuple[datetime, str]:
    """When an authority saw a statement, and who it is, checked without network.

    Parameters
    ----------
    answer : bytes
        The authority's answer as it came.
    statement : bytes
    roots : sequence of bytes
        PEM files with the root certificates to trust.

    Returns
    -------
    (datetime, str)
        The time, and the subject of the signing certificate.

    Raises
    ------
    RefusedError
        If the answer is no time stamp, is of other bytes, or was not signed under one of the roots.
    """
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        trusted = [certificate for pem in roots for certificate in x509.load_pem_x509_certificates(pem)]
        response = decode_timestamp_response(answer)
        builder = VerifierBuilder()
        for certificate in trusted:
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, statement)
        certificates = [x509.load_der_x509_certificate(raw) for raw in response.signed_data.certificates]
    except (ValueError, VerificationError) as wrong:
        msg = f"the time stamp does not hold: {wrong}. It is of other bytes, or by an authority not trusted."
        raise RefusedError(msg) from wrong
    return response.tst_info.gen_time, _signer(certificates)


def _signer(certificates: list[Certificate]) -> str:
    """Subject of the certificate that may stamp times; authorities send their chain along."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    for certificate in certificates:
        try:
            usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            continue
        if ExtendedKeyUsageOID.TIME_STAMPING in usage:
            return certificate.subject.rfc4514_string()
    return "an authority without a name"
