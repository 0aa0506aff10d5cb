"""How many terms may a head of state serve, how long is one, and since when was that in print.

Read from the dated election texts of the CIA record. A text is known from the day it was first shown, so a
rule is too; the rule of a state's first text is older than that day, and whoever carries it back marks it
as recalled. A text that says its rule is past ("formerly", "prior to the coup") or that excepts the holder
("discounted", "may run an unlimited number of times") states no limit in force.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import TERM_RULE_SCHEMA
from incumbent.evidence.cia_votes import COLUMNS, Followed
from incumbent.evidence.published import faults_where, read_published

_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBER = rf"(\d|{'|'.join(_NUMBERS)})"
_CLAUSES = re.compile(r";(?![^()]*\))")
_HEAD = re.compile(r"\b(?:president|presidency|presidential|individual|chief of state)\b", re.IGNORECASE)
_ELECTED_SO = re.compile(
    r"^(?:(?:and |each )?(?:directly|indirectly) elected\b|term is |no term limits)", re.IGNORECASE
)
_OTHERS = re.compile(
    r"^(?:following|prime minister|premier|secretary|chancellor|governor|deput|minister|vice president|king|"
    r"members|according|the governor|election|first|last|next|in |on |note)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^(?:formerly|previously|prior to|before the|note|according to the \d{4})|constitution directed|"
    r"rules by decree|\bjunta\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[;,(] ?(?:previously|prior to|formerly|changed from)\b[^()]*", re.IGNORECASE)
_EXCEPTED = re.compile(
    r"discounted|exception|unlimited number of times|allowed unlimited|struck down|term limits? (?:was|were) "
    r"(?:removed|lifted|abolished)",
    re.IGNORECASE,
)
_NO_LIMIT = re.compile(r"\bno[ -]term[ -]limits?|unlimited terms", re.IGNORECASE)
_YEARS = re.compile(rf"\b{_NUMBER}[- ]years?\b|period of {_NUMBER} years", re.IGNORECASE)
_MORE = re.compile(rf"\beligible for (?:an? )?{_NUMBER} (?:additional|more) terms?", re.IGNORECASE)
_UP_TO = re.compile(
    rf"(?:limited to|maximum of|up to|eligible for) {_NUMBER} (?:consecutive )?(?:\d-year )?terms?|"
    rf"\b{_NUMBER}[- ](?:consecutive[- ])?term[- ]limit",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"eligible for an? (?:immediate )?second\b|allow a second|single consecutive term|"
    r"\bsingle,? renewable|renewable (?:once|for a second)|reelected for another",
    re.IGNORECASE,
)
_NOT_AGAIN = re.compile(r"\bnon-?renewable|not eligible for (?:consecutive|a second)", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:single|one) (?:\w+|\d)-year,?(?: non-?consecutive)? term|, non-?consecutive term|"
    r"single non-?consecutive|for non-?consecutive terms",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TermRule:
    """What one text says.

    Parameters
    ----------
    stated : bool
        True if it states a limit or that there is none.
    most_terms : int or None
        Terms in a row at most; None: no limit, or none stated.
    term_months : int or None
        Length of a term.
    """

    stated: bool
    most_terms: int | None
    term_months: int | None


def term_rule(text: str) -> TermRule:
    """The rule for the head of state in one election text.

    Examples
    --------
    >>> term_rule("president directly elected for a 5-year term (eligible for a second term)")
    TermRule(stated=True, most_terms=2, term_months=60)
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    if _PAST.search(clauses[0]):
        return TermRule(stated=False, most_terms=None, term_months=None)
    own = [_ASIDE.sub("", clause) for clause in clauses if _of_head(clause)]
    years = next((found for clause in own if (found := _YEARS.search(clause)) and "term" in clause), None)
    months = None if years is None else 12 * _number(years)
    if _EXCEPTED.search(text):
        return TermRule(stated=False, most_terms=None, term_months=months)
    for clause in own:
        if _NO_LIMIT.search(clause):
            return TermRule(stated=True, most_terms=None, term_months=months)
        if (most := _most_terms(clause)) is not None:
            return TermRule(stated=True, most_terms=most, term_months=months)
    return TermRule(stated=False, most_terms=None, term_months=months)


def _of_head(clause: str) -> bool:
    """True if the clause speaks of the head of state's election or term."""
    if _ELECTED_SO.search(clause):
        return True
    return bool(_HEAD.search(clause)) and not _OTHERS.search(clause)


def _most_terms(clause: str) -> int | None:
    if found := _MORE.search(clause):
        return _number(found) + 1
    if found := _UP_TO.search(clause):
        return _number(found)
    if _NOT_AGAIN.search(clause):
        return 1
    if _TWO.search(clause):
        return 2
    return 1 if _ONE.search(clause) else None


def _number(found: re.Match[str]) -> int:
    word = next(group for group in found.groups() if group is not None).lower()
    return _NUMBERS.get(word) or int(word)


def read_term_rules(content: bytes, file: str, followed: Followed, counts: Counter[str]) -> pl.DataFrame:
    """The rule of each state from each day on which its text stated another one (TERM_RULE_SCHEMA).

    While the head of state did not lead, his term says nothing of who did: no limit is stated then.

    Parameters
    ----------
    content : bytes
    file : str
        Name for messages.
    followed : (state, day) -> bool
        Whether the head of a state led it.
    counts : Counter
        Receives how many states state a limit, none, or nothing that was understood.

    Raises
    ------
    FaultsFoundError
        Renamed columns, a `valid_from` that does not exist.
    """
    table = read_published(content, file, COLUMNS).with_columns(
        shown=pl.col("valid_from").str.to_date("%Y-%m-%d", strict=False)
    )
    if faults := faults_where(
        table, pl.col("shown").is_null(), file, "valid_from", "an ISO date that exists", _MEND
    ):
        raise FaultsFoundError(faults)
    usable = table.filter(pl.col("gwcode").is_not_null() & pl.col("elections_text").is_not_null())
    printed: dict[int, TermRule] = {}
    newest: dict[int, TermRule] = {}
    rows: list[tuple[int, date, bool, bool, int | None, int | None]] = []
    for state, shown, text in (
        usable.sort("gwcode", "shown").select("gwcode", "shown", "elections_text").iter_rows()
    ):
        printed[state] = term_rule(text)
        rule = printed[state] if followed(state, shown) else _NO_RULE
        if newest.get(state) != rule:
            first = state not in newest
            rows.append((state, shown, first, rule.stated, rule.most_terms, rule.term_months))
        newest[state] = rule
    _count(printed, len(rows) - len(newest), counts)
    return pl.DataFrame(rows, schema=TERM_RULE_SCHEMA, orient="row")


_NO_RULE = TermRule(stated=False, most_terms=None, term_months=None)


def _count(newest: dict[int, TermRule], changed: int, counts: Counter[str]) -> None:
    limited = sum(rule.most_terms is not None for rule in newest.values())
    free = sum(rule.stated and rule.most_terms is None for rule in newest.values())
    counts["states whose newest CIA text limits the terms of the head of state"] = limited
    counts["states whose newest CIA text says that terms are not limited"] = free
    counts["states whose newest CIA text states no limit in force"] = len(newest) - limited - free
    counts["term rules of leading heads of state that a later CIA text changed"] = changed
