"""From a folder of published data files to one leader panel."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.domain.panel import LeaderPanel
from incumbent.evidence.archigos import read_archigos
from incumbent.evidence.cia import head_leads, read_cia_leaders
from incumbent.evidence.cia_votes import joined_votes, read_cia_votes
from incumbent.evidence.coups import read_coups
from incumbent.evidence.defects import defect_counts
from incumbent.evidence.exit_texts import read_exit_texts
from incumbent.evidence.incomes import read_incomes
from incumbent.evidence.panel import PanelReport, PanelSources, build_panel
from incumbent.evidence.regime_lists import PUBLISHED as PUBLISHED_REGIMES
from incumbent.evidence.regime_lists import read_regime_lists
from incumbent.evidence.reign import read_leaders, read_regimes, read_votes
from incumbent.evidence.states import one_number, state_faults
from incumbent.evidence.term_limits import read_term_rules
from incumbent.evidence.titles import read_officeholders, titled
from incumbent.evidence.vintages import PUBLISHED, read_listings
from incumbent.workflows.countries import states

FILES = {
    "leaders": "reign/leaderlist_3_21.csv",
    "votes": "reign/electionlist_3_21.csv",
    "regimes": "reign/regime_list.csv",
    "archigos": "archigos/archigos_4.1.csv",
    "coups": "coups/powell_thyne_coups.csv",
    "cia": "cia_leaders/leaders_2021_on.csv",
    "cia_votes": "cia_leaders/cia_elections_text.csv",
    "incomes": "country_year/gdp_gw_1950_2021.csv",
    "cia_texts": "cia_leaders/cia_executive_text.csv",
    "officeholders": "cia_leaders/cia_officeholders.csv",
}


ELECTION_LISTS = tuple(
    FILES["votes"] if FILES["votes"].endswith(f"/{name}") else f"reign/vintages/{name}" for name in PUBLISHED
)
"""REIGN's lists as published month by month; the last is the panel's own."""
REGIME_LISTS = tuple(f"reign/vintages/{name}" for name in PUBLISHED_REGIMES)
"""REIGN's earlier lists of forms of rule."""


STATE_COLUMNS = {
    "leaders": "ccode",
    "votes": "ccode",
    "regimes": "cowcode",
    "archigos": "ccode",
    "coups": "ccode",
    "cia": "ccode",
    "cia_votes": "gwcode",
    "incomes": "gwcode",
    "officeholders": "gwcode",
}


PUBLISHED_FORMS = {
    FILES["archigos"]: "archigos/Archigos_4.1_stata14.dta",
    FILES["coups"]: "coups/powell_thyne_coups_final.txt",
}
"""What `incumbent data pull` fetches where the publisher's own file is not the CSV; read in its place."""


def load_panel(folder: Path) -> tuple[LeaderPanel, PanelReport]:
    """Read the published files and build the panel.

    Raises
    ------
    RefusedError
        If a file is missing.
    FaultsFoundError
        If a file has faults.
    """
    content = {name: _bytes(folder, path) for name, path in FILES.items()}
    _refuse_unknown_states(content)
    cia = read_cia_leaders(content["cia"], FILES["cia"])
    later = read_cia_votes(content["cia_votes"], FILES["cia_votes"], head_leads(cia))
    counts: Counter[str] = Counter()
    lists = {path: _bytes(folder, path) for path in ELECTION_LISTS}
    listings = [read_listings(lists, counts), later.listings]
    votes = read_votes(content["votes"], FILES["votes"])
    sources = PanelSources(
        leaders=read_leaders(content["leaders"], FILES["leaders"]),
        votes=joined_votes(votes, later.votes),
        regimes=read_regimes(content["regimes"], FILES["regimes"]),
        archigos=read_archigos(content["archigos"], FILES["archigos"]),
        coups=read_coups(content["coups"], FILES["coups"]),
        cia=cia,
        incomes=read_incomes(content["incomes"], FILES["incomes"]),
        texts=read_exit_texts(content["cia_texts"], FILES["cia_texts"]),
    )
    panel, report = build_panel(sources)
    rules = read_term_rules(content["cia_votes"], FILES["cia_votes"], head_leads(cia, titled=True), counts)
    holders = read_officeholders(content["officeholders"], FILES["officeholders"])
    spells = titled(panel.spells, holders, counts)
    regimes = read_regime_lists({path: _bytes(folder, path) for path in REGIME_LISTS}, counts)
    panel = replace(
        panel,
        spells=spells,
        term_rules=rules,
        listings=one_number(pl.concat(listings)),
        regime_listings=one_number(regimes),
    )
    return panel, PanelReport(report.counts + counts)


def offices(folder: Path) -> dict[int, str]:
    """Which office is followed in each state: chief of state, head of government, effective, or other."""
    spells = read_cia_leaders(_bytes(folder, FILES["cia"]), FILES["cia"])
    holders = spells.filter(pl.col("end_date").is_null()).select("gwcode", "role")
    return {gwcode: role.replace("_", " ") for gwcode, role in holders.iter_rows()}


def _refuse_unknown_states(content: Mapping[str, bytes]) -> None:
    known = frozenset(state.gwcode for state in states())
    faults = [
        fault
        for name, column in STATE_COLUMNS.items()
        for fault in state_faults(content[name], FILES[name], column, known)
    ]
    if faults:
        raise FaultsFoundError(faults)


def input_hashes(folder: Path) -> dict[str, str]:
    """The sha256 of each published file a panel is made of."""
    paths = sorted({*FILES.values(), *ELECTION_LISTS, *REGIME_LISTS})
    return {path: hashlib.sha256(_bytes(folder, path)).hexdigest() for path in paths}


def defects(folder: Path) -> Counter[str]:
    """How often each rule for a known defect of the files applies."""
    content = {name: _bytes(folder, path) for name, path in FILES.items()}
    return defect_counts(content, FILES)


def _bytes(folder: Path, path: str) -> bytes:
    published = PUBLISHED_FORMS.get(path)
    if published is not None and not (folder / path).is_file() and (folder / published).is_file():
        return (folder / published).read_bytes()
    try:
        return (folder / path).read_bytes()
    except FileNotFoundError:
        msg = (
            f"{folder / path} is not there. Name the folder of published data with --data or INCUMBENT_DATA, "
            "or fetch it with `incumbent data pull`."
        )
        raise RefusedError(msg) from None
