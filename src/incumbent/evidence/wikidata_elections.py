"""Which elections Wikidata knows, and how precisely it states their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incumbent.domain.errors import SourceError
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
    office_id, country_id, country : str or None
    fetched_at : datetime
    """

    election_id: str
    label: str | None
    held: StatedDate
    office_id: str | None
    country_id: str | None
    fetched_at: datetime
    country: str | None = None


def read_elections(snapshot: Snapshot) -> tuple[Election, ...]:
    """Elections of a SPARQL answer; rows bind `election` and `date`, perhaps `office` and `country`.

    Raises
    ------
    SourceError
        If the answer is not whole, or a row binds no election or no date.
    """
    answer = read_shape(snapshot, SOURCE, Sparql)
    found: dict[tuple[str, str | None], Election] = {}
    for row in answer.results.bindings:
        held = cell_date(row, "date")
        if "election" not in row or held is None:
            reason = f"a row binds {', '.join(row)}; it must bind election and date"
            raise SourceError(SOURCE, snapshot.address, reason, "Use the query of this version.")
        own_id = id_of(row["election"])
        office = id_of(row["office"]) if "office" in row else None
        country = id_of(row["country"]) if "country" in row else None
        label = label_of(row, ("electionLabel",), own_id)
        named = None if country is None else label_of(row, ("countryLabel",), country)
        stated = Election(own_id, label, held, office, country, snapshot.fetched_at, named)
        found.setdefault((own_id, office), stated)
    return tuple(found.values())
