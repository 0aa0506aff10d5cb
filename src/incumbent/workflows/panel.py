"""From a folder of published data files to one leader panel."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from incumbent.domain.errors import RefusedError
from incumbent.domain.panel import LeaderPanel
from incumbent.evidence.archigos import read_archigos
from incumbent.evidence.cia import read_cia_leaders
from incumbent.evidence.cia_votes import joined_votes, read_cia_votes
from incumbent.evidence.coups import read_coups
from incumbent.evidence.panel import PanelReport, PanelSources, build_panel
from incumbent.evidence.reign import read_leaders, read_regimes, read_votes

FILES = {
    "leaders": "reign/leaderlist_3_21.csv",
    "votes": "reign/electionlist_3_21.csv",
    "regimes": "reign/regime_list.csv",
    "archigos": "archigos/archigos_4.1.csv",
    "coups": "coups/powell_thyne_coups.csv",
    "cia": "cia_leaders/leaders_2021_on.csv",
    "cia_votes": "cia_leaders/cia_elections_text.csv",
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
    cia = read_cia_leaders(content["cia"], FILES["cia"])
    joint = cia.filter(pl.col("end_date").is_null() & (pl.col("role") != "head_of_government"))
    later = read_cia_votes(content["cia_votes"], FILES["cia_votes"], frozenset(joint["gwcode"].to_list()))
    sources = PanelSources(
        leaders=read_leaders(content["leaders"], FILES["leaders"]),
        votes=joined_votes(read_votes(content["votes"], FILES["votes"]), later),
        regimes=read_regimes(content["regimes"], FILES["regimes"]),
        archigos=read_archigos(content["archigos"], FILES["archigos"]),
        coups=read_coups(content["coups"], FILES["coups"]),
        cia=cia,
    )
    return build_panel(sources)


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
