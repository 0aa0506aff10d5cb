"""What the base rate learns from: everyone who led a state, its votes and its regimes, by day."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

NO_TITLE = "power without either title"
"""The office of who leads a state and is neither its head nor head of its government."""
SPELL_SCHEMA: dict[str, type[pl.DataType]] = {
    "spell_id": pl.String,
    "person_id": pl.String,
    "leader": pl.String,
    "country": pl.String,
    "gwcode": pl.Int64,
    "start_date": pl.Date,
    "end_date": pl.Date,  # first day no longer in office; null while in office
    "end_known": pl.Boolean,  # False: the end is that of the state or of the coverage, not of the spell
    "end_precision": pl.String,  # day or month
    "exit_cause": pl.String,  # regular, irregular, death, foreign; null while in office
    "cause_source": pl.String,  # who gives the cause; unknown: taken as regular
    "office": pl.String,  # chief of state, head of government, power without either; null: no list says
    "irregular_entry": pl.Boolean,
    "birth_year": pl.Int64,
    "woman": pl.Boolean,
    "military": pl.Boolean,
    "confirmed_month": pl.Int64,  # months since 1900-01 of the first election won; null if never
    "rotating": pl.Boolean,
    "source": pl.String,
}
VOTE_SCHEMA: dict[str, type[pl.DataType]] = {
    "vote_id": pl.Int64,
    "gwcode": pl.Int64,
    "vote_date": pl.Date,
    "day_known": pl.Boolean,
    "executive": pl.Boolean,  # a vote for the executive, not for the legislature that chooses it
    "direct": pl.Boolean,
    "regular": pl.Boolean,  # within the usual term
    "as_scheduled": pl.Boolean,  # False for an early vote
    "held": pl.Boolean,  # False: voided, deadline missed, or still to come
    "announced_on": pl.Date,  # null: no announcement is recorded
    "incumbent_won": pl.Boolean,
    "leader_changed": pl.Boolean,
    "voided": pl.Boolean,  # the date is that of the voiding, not of a vote
}
REGIME_SCHEMA: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "start_date": pl.Date,
    "end_date": pl.Date,  # null: still so at the end of the coverage
    "regime": pl.String,
}
COUP_SCHEMA: dict[str, type[pl.DataType]] = {"gwcode": pl.Int64, "date": pl.Date, "success": pl.Boolean}
INCOME_SCHEMA: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "year": pl.Int64,
    "income_per_head": pl.Float64,  # 2015 US dollars
}
LISTING_SCHEMA: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "month": pl.Date,  # first day of the month that a published list or text gave for a coming vote
    "executive": pl.Boolean,
    "listed_on": pl.Date,  # of the first that gave it
    "unlisted_on": pl.Date,  # of the first after it that gave it no more; null: the last still did
}
REGIME_LISTING_SCHEMA: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "listed_on": pl.Date,  # day on which a list was published
    "unlisted_on": pl.Date,  # day on which the next one was
    "start_date": pl.Date,
    "regime": pl.String,  # as that list gave it
}
TERM_RULE_SCHEMA: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "known_on": pl.Date,  # first day on which a text said so
    "first_text": pl.Boolean,  # the state's first text: its rule is older than the day
    "stated": pl.Boolean,  # a limit, or that there is none
    "most_terms": pl.Int64,  # null: no limit, or none stated
    "term_months": pl.Int64,
}


def _no_incomes() -> pl.DataFrame:
    return pl.DataFrame(schema=INCOME_SCHEMA)


def _no_term_rules() -> pl.DataFrame:
    return pl.DataFrame(schema=TERM_RULE_SCHEMA)


def _no_listings() -> pl.DataFrame:
    return pl.DataFrame(schema=LISTING_SCHEMA)


def _no_regime_listings() -> pl.DataFrame:
    return pl.DataFrame(schema=REGIME_LISTING_SCHEMA)


@dataclass(frozen=True, slots=True)
class LeaderPanel:
    """All spells of state leaders with the votes, regimes and coups around them.

    Parameters
    ----------
    spells, votes, regimes, coups, incomes, term_rules, listings, regime_listings : polars.DataFrame
        With exactly the columns of SPELL_SCHEMA, VOTE_SCHEMA, REGIME_SCHEMA, COUP_SCHEMA, INCOME_SCHEMA,
        TERM_RULE_SCHEMA, LISTING_SCHEMA and REGIME_LISTING_SCHEMA.

    Raises
    ------
    ValueError
        If a table has other columns or types.
    """

    spells: pl.DataFrame
    votes: pl.DataFrame
    regimes: pl.DataFrame
    coups: pl.DataFrame
    incomes: pl.DataFrame = field(default_factory=_no_incomes)
    term_rules: pl.DataFrame = field(default_factory=_no_term_rules)
    listings: pl.DataFrame = field(default_factory=_no_listings)
    regime_listings: pl.DataFrame = field(default_factory=_no_regime_listings)

    def __post_init__(self) -> None:
        for name, schema in (
            ("spells", SPELL_SCHEMA),
            ("votes", VOTE_SCHEMA),
            ("regimes", REGIME_SCHEMA),
            ("coups", COUP_SCHEMA),
            ("incomes", INCOME_SCHEMA),
            ("term_rules", TERM_RULE_SCHEMA),
            ("listings", LISTING_SCHEMA),
            ("regime_listings", REGIME_LISTING_SCHEMA),
        ):
            found = dict(getattr(self, name).schema)
            if found != {column: kind() for column, kind in schema.items()}:
                msg = f"panel table {name!r} has columns {found}; must be {schema}."
                raise ValueError(msg)
