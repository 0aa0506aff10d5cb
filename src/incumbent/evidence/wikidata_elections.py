"""Which elections Wikidata knows, and how precisely it states their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incumbent.domain.holders import StatedDate
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import read_shape
from incumbent.evidence.wikidata_values import SOURCE, Sparql, cell_date, id_of, label_of


@dataclass(frozen=True, slots=True)
class Election:
    """One election as Wikidata states it.

    Parameters
    ----------
    election_id : str
    label : str or None
    held : StatedDate
        Year or month precision is frequent for future ones.
    office_id, country_id : str or None
    fetched_at : datetime
    """

    election_id: str
    label: str | None
    held: StatedDate
    office_id: str | None
    country_id: str | None
    fetched_at: datetime


def read_elections(snapshot: Snapshot) -> tuple[Election, ...]:
    """Elections of a SPARQL answer; rows bind `election` and `date`, perhaps `office` and `country`."""
    answer = read_shape(snapshot, SOURCE, Sparql)
    found: dict[tuple[str, str | None], Election] = {}
    for row in answer.results.bindings:
        held = cell_date(row, "date")
        if "election" not in row or held is None:
            continue
        own_id = id_of(row["election"])
        office = id_of(row["office"]) if "office" in row else None
        country = id_of(row["country"]) if "country" in row else None
        label = label_of(row, ("electionLabel",), own_id)
        found.setdefault(
            (own_id, office), Election(own_id, label, held, office, country, snapshot.fetched_at)
        )
    return tuple(found.values())
