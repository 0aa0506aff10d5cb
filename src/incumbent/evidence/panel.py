"""Who led each state from 1950 on: one spell a row, from REIGN, Archigos and the CIA record.

REIGN gives the spells to March 2021 and the CIA record continues them; Archigos adds exact days and
the reasons for leaving to 2015. `PanelReport` counts every rule that was applied.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from incumbent.domain.panel import SPELL_SCHEMA, LeaderPanel
from incumbent.evidence.exit_texts import ExitTexts
from incumbent.evidence.matching import DatedSpell, ExitFacts, exit_of, match_spells
from incumbent.evidence.reasons import UNKNOWN, Reason, reason_of, votes_that_changed
from incumbent.evidence.states import ROTATING, TAIWAN, one_number

SAME_SPELL_GAP_DAYS = 31
"""Two rows of one person with nobody between and a gap up to this are one spell."""
LAST_YEAR_OF_ARCHIGOS = 2015
CORRECTED_STARTS = {(690, date(2020, 7, 29)): date(2020, 9, 29)}
"""REIGN starts Kuwait's new emir two months before the old one died."""


@dataclass(frozen=True, slots=True)
class PanelSources:
    """The tables a panel is made of, as their readers return them."""

    leaders: pl.DataFrame
    votes: pl.DataFrame
    regimes: pl.DataFrame
    archigos: pl.DataFrame
    coups: pl.DataFrame
    cia: pl.DataFrame
    incomes: pl.DataFrame
    texts: ExitTexts


@dataclass(frozen=True, slots=True)
class PanelReport:
    """How often each rule was applied, and what was left out.

    Parameters
    ----------
    counts : Counter of str
        Rule or exclusion in words: how many rows.
    """

    counts: Counter[str] = field(default_factory=Counter[str])


def build_panel(sources: PanelSources) -> tuple[LeaderPanel, PanelReport]:
    """One panel of all leaders since 1950, with the votes, regimes and coups around them.

    Parameters
    ----------
    sources : PanelSources

    Returns
    -------
    LeaderPanel, PanelReport
    """
    report = PanelReport()
    coups = one_number(sources.coups)
    archigos = one_number(sources.archigos)
    spells = _reign_spells(one_number(sources.leaders.rename({"ccode": "gwcode"})), report)
    spells = _continued(spells, sources.cia, archigos, report)
    exits = match_spells(spells, archigos, coups, report.counts)
    turned = votes_that_changed(one_number(sources.votes))
    reasons = [
        reason_of(spell, facts, sources.texts, turned) for spell, facts in zip(spells, exits, strict=True)
    ]
    rows = [
        _row(spell, facts, reason, report)
        for spell, facts, reason in zip(spells, exits, reasons, strict=True)
    ]
    table = pl.DataFrame(rows, schema=SPELL_SCHEMA, orient="row").sort("gwcode", "start_date")
    report.counts["spells in the panel"] = table.height
    panel = LeaderPanel(
        table,
        one_number(sources.votes).sort("gwcode", "vote_date"),
        one_number(sources.regimes),
        coups,
        one_number(sources.incomes).unique(["gwcode", "year"], keep="first", maintain_order=True),
    )
    return panel, report


def _reign_spells(leaders: pl.DataFrame, report: PanelReport) -> list[DatedSpell]:
    """REIGN's rows with an exit day, overlaps cut, rows of one unbroken spell joined."""
    spells: list[DatedSpell] = []
    ordered = leaders.sort("gwcode", "start_date")
    for _, group in ordered.group_by("gwcode", maintain_order=True):
        spells.extend(_one_country(group.to_dicts(), report))
    return spells


def _one_country(rows: list[dict[str, object]], report: PanelReport) -> list[DatedSpell]:
    spells: list[DatedSpell] = []
    for row in rows:
        spell = DatedSpell.of_reign(row)
        start = CORRECTED_STARTS.get((spell.gwcode, spell.start))
        if start is not None:
            report.counts["start corrected by hand"] += 1
            spell = spell.moved(start)
        if spells and _unbroken(spells[-1], spell):
            report.counts["rows joined: the same person went on"] += 1
            spells[-1] = spells[-1].going_on(spell)
        else:
            spells.append(spell)
    return [
        exit_of(spell, following, report.counts)
        for spell, following in zip(spells, [*spells[1:], None], strict=True)
    ]


def _unbroken(earlier: DatedSpell, later: DatedSpell) -> bool:
    gap = (later.start - earlier.latest_end).days
    return earlier.leader == later.leader and gap <= SAME_SPELL_GAP_DAYS


def _continued(
    spells: list[DatedSpell], cia: pl.DataFrame, archigos: pl.DataFrame, report: PanelReport
) -> list[DatedSpell]:
    """Close REIGN's open spells with the CIA record's ends and add the spells begun since."""
    ends = {row["gwcode"]: row for row in cia.filter(pl.col("from_reign")).to_dicts()}
    closed: list[DatedSpell] = []
    for spell in spells:
        known = ends.get(spell.gwcode)
        if spell.end is None and known is not None and known["end_date"] is not None:
            report.counts["REIGN spells closed by the CIA record"] += 1
            closed.append(spell.ended(known["end_date"]).holding(known["role"]))
        elif spell.end is None and known is not None:
            closed.append(spell.holding(known["role"]))
        else:
            closed.append(spell)
    added = [DatedSpell.of_cia(row) for row in cia.filter(~pl.col("from_reign")).to_dicts()]
    report.counts["spells added from the CIA record"] = len(added)
    taiwan = archigos.filter((pl.col("gwcode") == TAIWAN) & (pl.col("start_date") > date(1949, 1, 1)))
    since = min((spell.start for spell in added if spell.gwcode == TAIWAN), default=None)
    return [*closed, *added, *(DatedSpell.of_archigos(row, since) for row in taiwan.to_dicts())]


def _row(
    spell: DatedSpell, facts: ExitFacts, reason: Reason | None, report: PanelReport
) -> tuple[object, ...]:
    if reason is not None:
        after = "to 2015" if reason.end.year < LAST_YEAR_OF_ARCHIGOS + 1 else "after 2015"
        taken = ", taken as regular" if reason.source == UNKNOWN else ""
        report.counts[f"exits {after}, reason from: {reason.source}{taken}"] += 1
    if spell.start.year >= LAST_YEAR_OF_ARCHIGOS + 1 or spell.end is None:
        report.counts[
            f"spells of today or begun after 2015, title by leaders list: {spell.office or 'not stated'}"
        ] += 1
    return (
        f"{spell.gwcode}-{spell.start.isoformat()}",
        facts.person_id or f"{spell.gwcode}:{spell.leader}",
        spell.leader,
        spell.country,
        spell.gwcode,
        spell.start,
        spell.end if spell.end is None else max(spell.end, spell.start + timedelta(days=1)),
        spell.end_known,
        "day" if spell.day_known else "month",
        None if reason is None else reason.cause.value,
        None if reason is None else reason.source,
        spell.office,
        facts.irregular_entry,
        spell.birth_year or facts.birth_year,
        spell.woman if spell.woman is not None else facts.woman,
        spell.military,
        spell.confirmed_month,
        spell.gwcode in ROTATING,
        spell.source,
    )
