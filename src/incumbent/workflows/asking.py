"""With which manners, proxy and memory the outside is asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from incumbent.domain.errors import RefusedError
from incumbent.sources.archive import Archive, KnownAnswers
from incumbent.sources.published import PLAIN_HOSTS
from incumbent.sources.transport import Limits, Transport
from incumbent.workflows.desk import read_desk

TOR = "socks5h://127.0.0.1:9050"
CONTACT = "INCUMBENT_CONTACT"


def contact_of(folder: Path | None, today: date) -> str:
    """The address at which publishers find whoever asks: INCUMBENT_CONTACT, else the desk's own.

    Raises
    ------
    RefusedError
        If there is none, or only the example address a new desk begins with: a made-up contact would be
        a lie to the publishers asked.
    """
    own = "" if folder is None else read_desk(folder, today).settings.base_address
    named = os.environ.get(CONTACT) or own
    host = urlsplit(named).hostname or ""
    if not named or host == "example.org" or host.endswith((".example.org", ".example")):
        msg = (
            "publishers want to know whom to write to, and no contact is set. "
            "Set base_address in desk.toml to where your site stands, "
            f"or {CONTACT} to a web or mailto: address."
        )
        raise RefusedError(msg)
    return named


def polite_transport(
    now: Callable[[], datetime],
    contact: str,
    *,
    archive: Path | None = None,
    proxy: str | None = None,
    tor: bool = False,
    for_files: bool = False,
) -> Transport:
    """A transport for one run.

    Parameters
    ----------
    now : callable
    contact : str
    archive : Path or None
        Folder of earlier answers; what has not changed since is then not sent again.
    proxy : str or None
        Address of a proxy; None: as the environment says.
    tor : bool
        Everything through Tor's own port on this machine; names are looked up behind it.
    for_files : bool
        Files may be larger and slower than answers, and one publisher offers no TLS.

    Raises
    ------
    RefusedError
        If both a proxy and Tor are asked for.
    """
    if tor and proxy is not None:
        msg = "--tor and --proxy are two ways out; give one of them."
        raise RefusedError(msg)
    known = None if archive is None else KnownAnswers(Archive(archive))
    limits = Limits(total_seconds=900, max_bytes=500_000_000) if for_files else Limits()
    plain = PLAIN_HOSTS if for_files else frozenset[str]()
    out = TOR if tor else proxy
    return Transport(now, contact, limits=limits, proxy=out, known=known, plain_hosts=plain)
