"""A spell: one person's unbroken time in one office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incumbent.domain.vocabulary import Cause, DatePrecision


@dataclass(frozen=True, slots=True)
class Spell:
    """One unbroken time in office of one person; a return to office is a new spell (METHOD §1).

    Parameters
    ----------
    spell_id, person_id : str
        Unique for the spell; the same for one person over several spells.
    leader, country : str
        Names as printed by the source.
    gwcode : int
        Gleditsch & Ward state number.
    office : str
        The office followed, e.g. "president" or "effective".
    start_date : date
        First day in office.
    end_date : date or None
        First day no longer in office; None while in office (right-censored).
    exit_cause : Cause or None
        None while in office or when the source gives no reason.
    start_precision, end_precision : DatePrecision
    birth_year : int or None
    woman : bool or None
    left_truncated : bool
        True if the spell began before the source's coverage.
    rotating : bool
        True for an office that rotates by calendar (San Marino, Switzerland, Bosnia).
    """

    spell_id: str
    person_id: str
    leader: str
    country: str
    gwcode: int
    office: str
    start_date: date
    end_date: date | None
    exit_cause: Cause | None = None
    start_precision: DatePrecision = DatePrecision.DAY
    end_precision: DatePrecision = DatePrecision.DAY
    birth_year: int | None = None
    woman: bool | None = None
    left_truncated: bool = False
    rotating: bool = False

    def __post_init__(self) -> None:
        if self.end_date is not None and self.end_date < self.start_date:
            msg = f"spell {self.spell_id}: end_date {self.end_date} lies before start_date {self.start_date}."
            raise ValueError(msg)

    @property
    def right_censored(self) -> bool:
        """True while the person is in office, as far as the source knows."""
        return self.end_date is None

    def in_office_on(self, day: date) -> bool:
        """True if the person holds the office at the end of `day`."""
        return self.start_date <= day and (self.end_date is None or day < self.end_date)
