"""Compare Wikidata's holders of offices with the coding of REIGN and the CIA's lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.domain.holders import HolderStatement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.cia import read_cia_leaders
from incumbent.evidence.register import CodedHolder, Reconciled, reconcile
from incumbent.evidence.wikidata_holders import read_holders, read_holders_csv
from incumbent.sources.ask import Ask
from incumbent.sources.wikidata import holders_ask
from incumbent.workflows.countries import country_named

CODED = "cia_leaders/leaders_2021_on.csv"
COLLECTIVE = frozenset({225, 232, 331, 346})  # Switzerland, Andorra, San Marino, Bosnia

# Wikidata's names of states that differ from the usual ones.
_USUAL = {
    "People's Republic of China": "China",
    "Kingdom of Denmark": "Denmark",
    "Kingdom of the Netherlands": "Netherlands",
    "Republic of Ireland": "Ireland",
    "The Gambia": "Gambia",
    "The Bahamas": "Bahamas",
    "East Timor": "Timor-Leste",
    "Swaziland": "Eswatini",
    "Ivory Coast": "Côte d’Ivoire",
    "Cape Verde": "Cape Verde",
    "Federated States of Micronesia": "Micronesia",
    "Republic of the Congo": "Congo - Brazzaville",
    "Democratic Republic of the Congo": "Congo - Kinshasa",
    "Myanmar": "Myanmar (Burma)",
    "United States of America": "United States",
    "Saint Vincent and the Grenadines": "St. Vincent & Grenadines",
    "State of Palestine": "Palestinian Territories",
}


def compare_register(
    data: Path,
    now: datetime,
    *,
    fetch: Callable[[Ask], Snapshot] | None = None,
    answer: Path | None = None,
    on: date | None = None,
) -> Reconciled:
    """Who leads each state by both registers, and where they differ.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    now : datetime
        The clock.
    fetch : callable, optional
        Asks Wikidata; not needed with `answer`.
    answer : Path, optional
        A kept answer instead: SPARQL results as JSON, or CSV.
    on : date, optional
        The day of the coding to compare with; None: today.

    Raises
    ------
    SourceError
        If Wikidata did not answer whole.
    RefusedError
        If there is neither a way to ask nor an answer, or the coded list is missing.
    """
    day = now.date() if on is None else on
    statements = _statements(now, fetch, answer)
    return reconcile(coded_holders(data, day), statements, _numbers(statements), COLLECTIVE)


def coded_holders(data: Path, day: date) -> list[CodedHolder]:
    """The effective leader of each state on a day, by the coded list."""
    path = data / CODED
    if not path.is_file():
        msg = f"{path} is not there. Name the folder of published data with --data or INCUMBENT_DATA."
        raise RefusedError(msg)
    table = read_cia_leaders(path.read_bytes(), CODED)
    return [
        CodedHolder(row["gwcode"], row["country"], row["leader"], row["start_date"])
        for row in table.iter_rows(named=True)
        if row["start_date"] <= day and (row["end_date"] is None or day < row["end_date"])
    ]


def _statements(
    now: datetime, fetch: Callable[[Ask], Snapshot] | None, answer: Path | None
) -> tuple[HolderStatement, ...]:
    if answer is not None:
        snapshot = Snapshot(answer.name, answer.read_bytes(), now)
        return (read_holders_csv if answer.suffix == ".csv" else read_holders)(snapshot)
    if fetch is None:
        msg = "neither a kept answer nor a way to ask Wikidata was given."
        raise RefusedError(msg)
    return read_holders(fetch(holders_ask(now.year - 1)))


def _numbers(statements: Iterable[HolderStatement]) -> dict[str, int]:
    return numbers_of({one.country_id: one.country for one in statements if one.country_id and one.country})


def numbers_of(named: Mapping[str, str]) -> dict[str, int]:
    """The number of each country that Wikidata names, by its id; a name nobody knows has none."""
    numbers: dict[str, int] = {}
    for country_id, name in named.items():
        try:
            numbers[country_id] = country_named(_USUAL.get(name, name)).gwcode
        except RefusedError:
            continue
    return numbers
