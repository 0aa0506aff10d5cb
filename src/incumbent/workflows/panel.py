"""From a folder of published data files to one leader panel."""

from __future__ import annotations

from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.domain.panel import LeaderPanel
from incumbent.evidence.archigos import read_archigos
from incumbent.evidence.cia import read_cia_leaders
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
}


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
    sources = PanelSources(
        leaders=read_leaders(content["leaders"], FILES["leaders"]),
        votes=read_votes(content["votes"], FILES["votes"]),
        regimes=read_regimes(content["regimes"], FILES["regimes"]),
        archigos=read_archigos(content["archigos"], FILES["archigos"]),
        coups=read_coups(content["coups"], FILES["coups"]),
        cia=read_cia_leaders(content["cia"], FILES["cia"]),
    )
    return build_panel(sources)


def _bytes(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except FileNotFoundError:
        msg = (
            f"{folder / path} is not there. Name the folder of published data with --data or INCUMBENT_DATA, "
            "or fetch it with `incumbent data pull`."
        )
        raise RefusedError(msg) from None
