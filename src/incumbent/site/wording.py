"""How numbers, dates and sentences read in a reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from incumbent.domain.claims import ClaimStep
from incumbent.domain.vocabulary import DatePrecision


def in_hundred(probability: float) -> int:
    """The probability in whole cases of 100: the one rounding that pages, charts and feeds share."""
    return round(probability * 100)


def cases(probability: float) -> str:
    """A chance in cases of 100 for a table's cell or a label; never 0 or 100."""
    count = in_hundred(probability)
    return ">99" if count >= 100 else "<1" if count <= 0 else str(count)


def cases_between(low: float, high: float) -> str:
    """A range of chances in cases of 100 for a table's cell, within the same limits: "97–>99" or ">99"."""
    first, last = cases(low), cases(high)
    return first if first == last and not first.isdigit() else f"{first}–{last}"


def slug_of(text: str) -> str:
    """A tag as an address: letters of any script, digits and hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, plurals and dates.

    Parameters
    ----------
    language : str
        A tag such as "en", "ru" or "ar".
    locale : Locale
    catalogue : NullTranslations
    """

    language: str
    locale: Locale
    catalogue: NullTranslations

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return (self.locale.get_display_name() or self.language).capitalize()

    def gettext(self, message: str) -> str:
        """The sentence in this language, or as it stands where nobody translated it."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form that fits the count."""
        return self.catalogue.ngettext(singular, plural, count)

    def day(self, day: date) -> str:
        """A full date, e.g. "18 March 2018"."""
        return format_date(day, "d MMMM y", locale=self.locale)

    def month(self, day: date) -> str:
        """A month and year."""
        return format_date(day, "LLLL y", locale=self.locale)

    def printed(self, step: ClaimStep) -> str:
        """A date as far as it is known: "15 June 2017", "June 2017" or "2017"."""
        if step.date_precision is DatePrecision.MONTH:
            return self.month(step.event_date)
        if step.date_precision is DatePrecision.YEAR:
            return str(step.event_date.year)
        return self.day(step.event_date)

    def state(self, state: str) -> str:
        """How a claim stands, as a word about the claim: "denied"."""
        return self.catalogue.pgettext("state", state)

    def quoted(self, words: str) -> str:
        """Somebody's words between this language's quotation marks, for texts without markup."""
        return self.gettext("“%(words)s”") % {"words": words}

    def decimal(self, value: float) -> str:
        """A number with three decimals, in this language's notation."""
        return format_decimal(value, "0.000", locale=self.locale)

    def times(self, factor: float) -> str:
        """A factor with at most one decimal, in this language's notation."""
        return format_decimal(factor, "0.#", locale=self.locale)

    def chance(self, probability: float) -> str:
        """A probability as a frequency, e.g. "83 in 100"; never 0 or 100."""
        count = in_hundred(probability)
        if count >= 100:
            return self.gettext("more than 99 in 100")
        if count <= 0:
            return self.gettext("fewer than 1 in 100")
        return self.gettext("%(count)d in 100") % {"count": count}

    def band(self, low: float, high: float) -> str:
        """A range of chances, e.g. "70 to 91 in 100" or "97 to >99 in 100"; both beyond a limit: a chance."""
        first, last = cases(low), cases(high)
        if first == last and not first.isdigit():
            return self.chance(low)
        return self.gettext("%(low)s to %(high)s in 100") % {"low": first, "high": last}

    def change(self, now: float, before: float) -> str:
        """How far the shown number moved, e.g. "Up 3"."""
        moved = in_hundred(now) - in_hundred(before)
        if moved == 0:
            return self.gettext("Unchanged")
        sentence = self.gettext("Up %(points)d") if moved > 0 else self.gettext("Down %(points)d")
        return sentence % {"points": abs(moved)}


@cache
def words_of(language: str) -> Words:
    """The words of one language.

    Parameters
    ----------
    language : str
        A language tag; one without a catalogue keeps its dates and direction and reads in English.
    """
    return Words(language, Locale.parse(language.replace("-", "_")), _catalogue(language))


def _catalogue(language: str) -> NullTranslations:
    source = files("incumbent.site").joinpath("locale", f"{language}.po")
    if not source.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return Translations(compiled)
