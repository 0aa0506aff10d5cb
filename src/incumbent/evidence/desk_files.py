"""What stands in desk.toml, leaders/ID.toml and the head of a post: one model for each file."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from incumbent.domain.leader import BaseRate, Origins
from incumbent.domain.vocabulary import Cause, DatePrecision, Event, Target
from incumbent.evidence.desk_fields import (
    FileName,
    Identifier,
    IsoDate,
    Language,
    Line,
    OnionAddress,
    Positive,
    Prose,
    WebAddress,
    Whole,
    YearlyRate,
    YesNo,
    Zone,
)


class Strict(BaseModel):
    """A model that refuses what it does not know and cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PictureEntry(Strict):
    """One work in the gallery."""

    file: FileName
    """A file in images/, brought in by `incumbent add-image`."""
    title: Line
    year: Line
    medium: Line
    """As in "ink on paper"."""
    alt: Line
    """What can be seen, for those who cannot see it."""


class SettingsFile(Strict):
    """`desk.toml`: what the publication is, and whom it follows."""

    title: Line
    """Name of the publication, as readers see it."""
    author: Line
    """Who signs it; may be a pen name."""
    languages: list[Language] = Field(min_length=1)
    """Languages of the site; the first is the default."""
    base_address: WebAddress
    """Where the site will stand. Links inside the site are relative all the same."""
    leaders: list[Identifier] = Field(min_length=1)
    """Ids of the leaders followed, in the order shown; each has a file in leaders/."""
    horizons_months: list[Whole] = Field(default=[1, 3, 6, 12, 24, 60], min_length=1)
    """Standard horizons, in months, rising."""
    publish_target: Line | None = None
    """Where `publish` puts the site: a folder, an rsync address, or a path ending in .zip."""
    licence_text: Line = "CC BY 4.0"
    """Licence of the posts."""
    licence_data: Line = "CC0 1.0"
    """Licence of the numbers."""
    fictional: bool = False
    """true for a desk with invented people: every page says so."""
    world: bool = False
    """true for a desk of the world's leaders: the front page is a map and tables of all of them."""
    about: dict[Language, Prose] = {}
    """Markdown of the author's page, by language: a table [about] with lines such as en = "…"."""
    onion_address: OnionAddress | None = None
    """The site's onion address; Tor Browser is told of it."""
    contact: Line | None = None
    """E-mail or web address of whoever mends faults; makes security.txt."""
    contact_until: IsoDate | None = None
    """Until when it is read; publishing within 30 days of that day is refused."""
    source_names: dict[Identifier, Line] = {}
    """What readers see for a source's short name: a table [source_names] with lines such as
    stan-james = "Stan James"."""
    pictures: list[PictureEntry] = []
    """The gallery, in the order shown."""


class SpellEntry(Strict):
    """One unbroken time in an office; a return is a new spell."""

    start: IsoDate
    """First day in office."""
    end: IsoDate | None = None
    """First day no longer in office; absent while in office."""
    office: Line | None = None
    """"de facto" for a time in power whatever the title; absent: the office followed."""
    exit_cause: Cause | None = None
    """Why it ended."""
    rotating: bool = False
    """true for an office that passes on by calendar, as in San Marino."""
    start_precision: DatePrecision = DatePrecision.DAY
    end_precision: DatePrecision = DatePrecision.DAY
    source_url: WebAddress
    """Where the dates were read."""


class GateEntry(Strict):
    """A scheduled chance to lose office, as known from one day on; give it again when it is moved."""

    id: Identifier
    """Stable name, usually the date; the same when the gate is moved."""
    cause: Cause
    """election, end_of_term, confidence_vote or party_contest."""
    date: IsoDate
    """The day expected then."""
    date_precision: DatePrecision = DatePrecision.DAY
    """month or year when the source does not give the day; `date` is then the middle."""
    handover: IsoDate | None = None
    """The day of the hand-over if lost; absent: the usual lag."""
    standing: bool | None = None
    """False: has said not to stand, or cannot any more; true: is a candidate."""
    barred: bool = False
    """true while a rule in force forbids another term (it may still be changed)."""
    announced: bool = True
    """false while the date is only expected from the usual term."""
    known_at: IsoDate
    """Since when this was public."""
    source_url: WebAddress


class FactEntry(Strict):
    """One value that holds from a day on: regime, last_result, entry_mode, ..."""

    name: Identifier
    value: Line
    date: IsoDate
    """From when it holds."""
    known_at: IsoDate
    """Since when it was public."""
    source_url: WebAddress


class QuestionEntry(Strict):
    """A target date readers ask about, with its rule."""

    id: Identifier
    target_date: IsoDate
    """In office at the end of this day, local date of the capital?"""
    event: Event = Event.EFFECTIVE
    target: Target = Target.EXIT
    text: Prose
    """The exact question, for readers."""
    rule: Prose
    """How it is settled, and from which source."""
    asked_from: IsoDate | None = None
    """First day on which it is answered; absent: from the first origin."""
    asked_until: IsoDate | None = None
    """Last day on which it is answered; absent: the day before the target date."""


class Rhythm(StrEnum):
    """How often a forecast is made within a period."""

    MONTH = "month"
    YEAR = "year"


class OriginPeriod(Strict):
    """A stretch of past origins: the same day of each month or year from `first` to `last`."""

    first: IsoDate
    """Its day must exist in every month: 1 to 28."""
    last: IsoDate
    every: Rhythm


class PriorEntry(Strict):
    """The stated prior of a leader whom no world model covers."""

    exit_per_year: YearlyRate
    """Central yearly rate of leaving, .001 at least."""
    log_sd: Positive
    """Standard deviation of its logarithm; 1 is wide."""
    why: Prose
    """Shown to readers."""


class PatronEntry(Strict):
    """The person on whose favour the office hangs."""

    leader: Identifier
    """Id of the patron, also on this desk."""
    exit_rate_factor: Positive
    """How many times likelier to leave in a month once the patron is gone; 1: no dependence."""
    factor_low: Positive
    factor_high: Positive
    """Range of that factor within which the author is four fifths sure."""
    why: Prose
    """Shown to readers."""


class LeaderFile(Strict):
    """`leaders/ID.toml`: one followed leader; the file's name is the id."""

    name: Line
    """Person, as readers know them."""
    country: Line
    gwcode: Whole
    """Gleditsch & Ward number of the state (Russia 365)."""
    office: Line
    """The office followed."""
    zone: Zone
    """Time zone of the capital: a date ends there at midnight."""
    born: IsoDate | None = None
    birth_year: Whole | None = None
    """Where the day is not known."""
    woman: YesNo | None = None
    origins: Origins = Origins.MONTHLY
    """monthly, or on-evidence: a forecast on each day something new was known."""
    base_rate: BaseRate = BaseRate.WORLD
    """world: learnt on all leaders; none: the stated [prior]."""
    prior: PriorEntry | None = None
    patron: PatronEntry | None = None
    spells: list[SpellEntry] = Field(min_length=1)
    gates: list[GateEntry] = []
    facts: list[FactEntry] = []
    questions: list[QuestionEntry] = []
    origin_periods: list[OriginPeriod] = []
    """Past origins to replay; absent for a leader followed from now on."""
    note: Prose | None = None
    """For readers: what is peculiar to this office, which reading of a date was chosen."""


class PostHead(Strict):
    """The lines between `---` and `---` at the head of posts/*.md."""

    title: Line
    date: IsoDate
    """Day of publication."""
    slug: Identifier | None = None
    """Address of the page; absent: the file's name."""
    language: Language | None = None
    """Absent: the desk's default."""
    tags: list[Line] = []
    leaders: list[Identifier] = []
    """Ids of leaders whose estimates are cited."""
    claims: list[Identifier] = []
    """Ids of claims cited."""
    translation_of: Identifier | None = None
    """Slug of the post in the default language."""
    pseudonyms: list[Line] = []
    """Changed names in it; any makes a vault necessary before publishing."""
    fictional: bool = False
    """true when the people in it are invented: the page says so."""
    draft: bool = False
    kind: Literal["post", "interview"] = "post"
    """interview: neutral title and preview card, so that a searched phone tells less."""
