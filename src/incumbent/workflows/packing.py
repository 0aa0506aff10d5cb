"""How is a published site carried by hand: one ZIP under a name that tells nothing."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from incumbent.domain.errors import RefusedError
from incumbent.site.carrying import pack_offline

SITE = "site"


def pack_published(desk: Path, target: Path) -> Path:
    """Write the site in place, the one that was scanned and published, as a ZIP to open offline.

    Parameters
    ----------
    desk : Path
        The desk's folder.
    target : Path
        Folder in which the ZIP is put.

    Raises
    ------
    RefusedError
        If nothing has been published yet, or the folder lies inside the site.
    """
    site = (desk / SITE).resolve()
    if not (site / "index.html").is_file():
        msg = f"{desk} has no published site. Publish it first: incumbent publish {quote(str(desk))}"
        raise RefusedError(msg)
    if target.resolve().is_relative_to(site):
        msg = f"{target} lies inside the site itself. Name another folder with --to."
        raise RefusedError(msg)
    return pack_offline(site, target)
