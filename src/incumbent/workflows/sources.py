"""List the outside sources."""

from __future__ import annotations

from incumbent.domain.errors import RefusedError
from incumbent.sources.catalogue import CATALOGUE, SourceEntry, entry


def listed_sources(source_id: str | None = None) -> tuple[SourceEntry, ...]:
    """The whole catalogue, or one entry of it.

    Raises
    ------
    RefusedError
        If there is no such source.
    """
    if source_id is None:
        return CATALOGUE
    found = entry(source_id)
    if found is None:
        msg = f"no source {source_id!r}; there are {', '.join(one.source_id for one in CATALOGUE)}."
        raise RefusedError(msg)
    return (found,)
