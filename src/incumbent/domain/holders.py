"""Who is said to hold which office: statements of a register that anyone may edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from incumbent.domain.vocabulary import DatePrecision


class Rank(StrEnum):
    """How a register ranks competing statements."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as a register states it.

    Parameters
    ----------
    value : date or None
        None: stated to exist but unknown, or outside years 1 to 9999.
    precision : DatePrecision or None
        None with an unknown value. With year or month the rest of `value` means nothing.
    """

    value: date | None
    precision: DatePrecision | None


@dataclass(frozen=True, slots=True)
class HolderStatement:
    """One statement that a person holds or held an office.

    Parameters
    ----------
    statement_id, person_id, office_id : str
    person, office : str or None
        Labels; None when the register has none in the language asked for.
    country_id, country : str or None
    start, end : StatedDate or None
        None: nothing stated. An end stated as unknown is still an end.
    rank : Rank
    died : StatedDate or None
    fetched_at : datetime
        Since when we know it; a later correction may be dated back.
    """

    statement_id: str
    person_id: str
    office_id: str
    fetched_at: datetime
    person: str | None = None
    office: str | None = None
    country_id: str | None = None
    country: str | None = None
    start: StatedDate | None = None
    end: StatedDate | None = None
    rank: Rank = Rank.NORMAL
    died: StatedDate | None = None

    @property
    def is_current(self) -> bool:
        """True with a start, without any end or death; having no end alone proves nothing."""
        started = self.start is not None and self.start.value is not None
        return started and self.end is None and self.died is None and self.rank is not Rank.DEPRECATED
