"""A small invented site, made by hand: two leaders, six forecasts of each, posts in two languages."""

import io
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from PIL import Image

from incumbent.domain.desk import DeskEvent, DeskSettings, Picture
from incumbent.domain.forecast import ForecastJson
from incumbent.domain.leader import BaseRate, Leader, Origins, Question, ScheduledGate
from incumbent.domain.quotes import ChanceQuote, Provenance
from incumbent.domain.record import ENTRY_SCHEMA, GENESIS, Entry, ForecastEntry, ResolutionEntry, VerifyReport
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision, Event, SourceKind, Target
from incumbent.site.content import (
    CalibrationRow,
    ScoreRow,
    SiteContent,
)
from invented_claims import CLAIMS
from invented_posts import POSTS

BUILT_AT = datetime(2018, 4, 2, 6, 0, tzinfo=UTC)
MONTHS = tuple(date(2017 + month // 12, month % 12 + 1, 1) for month in (0, 3, 8, 13, 14, 15))

SETTINGS = DeskSettings(
    title="Chances in office",
    author="A. Writer",
    languages=("en", "ru"),
    base_address="https://example.org",
    leaders=("orlan", "vesna"),
    horizons_months=(1, 3, 6, 12, 24, 60),
    publish_target=None,
    licence_text="CC BY 4.0",
    licence_data="CC0 1.0",
    fictional=True,
    about={"en": "Writes and draws."},
    pictures=(Picture("field.png", "Field", "2016", "ink on paper", "A dark field under a pale sky."),),
    onion_address="http://exampleexampleexample.onion",
    contact="https://example.org/contact",
    contact_until=date(2018, 12, 31),
)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def question(question_id: str, target: date, until: date | None = None) -> Question:
    return Question(
        question_id=question_id,
        target_date=target,
        event=Event.DE_FACTO,
        target=Target.EXIT,
        text=f"Still in office at the end of {target.isoformat()}?",
        rule="Resolved by the register of invented states.",
        asked_until=until,
    )


def leader(leader_id: str, name: str, questions: tuple[Question, ...]) -> Leader:
    started = date(2012, 5, 7)
    return Leader(
        leader_id=leader_id,
        name=name,
        country="Arcady",
        office="President",
        gwcode=999,
        birth_date=date(1952, 10, 1),
        woman=False,
        spells=(Spell(f"{leader_id}-1", leader_id, name, "Arcady", 999, "president", started, None),),
        gates=(
            ScheduledGate(
                "2018-03-18",
                Cause.ELECTION,
                date(2018, 3, 18),
                DatePrecision.DAY,
                None,
                date(2016, 1, 1),
                "https://example.org/calendar",
            ),
        ),
        facts=(),
        questions=questions,
        origins=Origins.MONTHLY,
        base_rate=BaseRate.WORLD,
        prior=None,
        patron_id=None,
        zone="UTC",
    )


LEADERS = (
    leader(
        "orlan",
        "Orlan Petrosk",
        (question("2018-05-08", date(2018, 5, 8)), question("2024", date(2024, 12, 31))),
    ),
    leader("vesna", "Vesna Marek", (question("2018", date(2018, 12, 31)),)),
)


def forecast(of: Leader, origin: date, yearly: float) -> ForecastJson:
    """Chances that halve in a plain way; they need no model, only a shape."""
    targets = {origin + timedelta(days=days) for days in (31, 92, 183, 365, 548, 730, 1095, 1826)}
    targets |= {q.target_date for q in of.questions if q.target_date > origin}

    def chance(target: date) -> float:
        return round((1 - yearly) ** ((target - origin).days / 365), 6)

    return {
        "leader_id": of.leader_id,
        "leader": of.name,
        "country": of.country,
        "gwcode": of.gwcode,
        "office": of.office,
        "origin_date": origin.isoformat(),
        "event": "de_facto",
        "target": "exit",
        "parameter_set": "2017-01",
        "horizons": [
            {
                "target_date": target.isoformat(),
                "probability": chance(target),
                "low": round(chance(target) ** 1.9, 6),
                "high": round(chance(target) ** 0.5, 6),
                "causes": {
                    "election": round((1 - chance(target)) * 0.5, 6),
                    "regular": round((1 - chance(target)) * 0.3, 6),
                    "death": round((1 - chance(target)) * 0.2, 6),
                },
            }
            for target in sorted(targets)
        ],
        "sources": [
            {
                "id": "arcady-poll",
                "kind": "pollster",
                "weight": 0.625,
                "horizons_without": [
                    {"target_date": target.isoformat(), "probability": round(chance(target) ** 1.2, 6)}
                    for target in sorted(targets)
                ],
            },
            {
                "id": "example-bookmaker",
                "kind": "bookmaker",
                "weight": 0.375,
                "horizons_without": [
                    {"target_date": target.isoformat(), "probability": round(chance(target) ** 0.9, 6)}
                    for target in sorted(targets)
                ],
            },
        ],
        "left_out": [{"id": "arcady-2017-03", "reason": "an outcome of the book is missing"}],
        "base": [
            {"target_date": target.isoformat(), "probability": round(chance(target) ** 1.5, 6)}
            for target in sorted(targets)
        ],
    }


def recorded() -> tuple[ForecastEntry, ...]:
    entries: list[ForecastEntry] = []
    for index, origin in enumerate(MONTHS):
        for of, yearly in zip(
            LEADERS, (0.12 + 0.06 * ((index * 5) % 7) / 7, 0.3 - 0.01 * index), strict=True
        ):
            sequence = len(entries)
            entries.append(
                {
                    "kind": "forecast",
                    "mode": "replay" if index < 3 else "live",
                    "forecast": forecast(of, origin, yearly),
                    "inputs": [],
                    "parameter_set": "2017-01",
                    "software_version": "0.1.0",
                    "seed": 1,
                    "_hash": digest(f"entry {sequence}"),
                    "previous": digest(f"entry {sequence - 1}") if sequence else GENESIS,
                    "recorded_at": f"{origin.isoformat()}T06:00:00Z",
                    "schema": ENTRY_SCHEMA,
                    "sequence": sequence,
                }
            )
    return tuple(entries)


def resolved(sequence: int) -> ResolutionEntry:
    return {
        "kind": "resolution",
        "leader_id": "vesna",
        "event": "de_facto",
        "target": "exit",
        "outcomes": [{"target_date": "2018-12-31", "outcome": "out"}],
        "source": "https://example.org/r",
        "known_at": "2018-04-01",
        "event_date": "2018-04-01",
        "_hash": digest("resolution"),
        "previous": digest(f"entry {sequence - 1}"),
        "recorded_at": "2018-04-02T06:00:00Z",
        "schema": ENTRY_SCHEMA,
        "sequence": sequence,
    }


def corrected(sequence: int) -> Entry:
    return {
        "kind": "correction",
        "corrects": 4,
        "reason": "A poll was entered under the wrong month.",
        "corrected_by": 6,
        "_hash": digest("correction"),
        "previous": digest("resolution"),
        "recorded_at": "2018-04-02T06:10:00Z",
        "schema": ENTRY_SCHEMA,
        "sequence": sequence,
    }


def small_picture() -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", (480, 320), "#333a44").save(sink, "PNG")
    return sink.getvalue()


def content() -> SiteContent:
    forecasts = recorded()
    entries = (*forecasts, resolved(len(forecasts)), corrected(len(forecasts) + 1))
    return SiteContent(
        settings=SETTINGS,
        leaders=LEADERS,
        posts=POSTS,
        events=(
            DeskEvent(
                "e1",
                "orlan",
                date(2017, 9, 9),
                date(2017, 9, 9),
                "vote",
                "Regional vote",
                "https://example.org/e",
            ),
        ),
        entries=entries,
        scores=(
            ScoreRow(
                leader_id="vesna",
                question_id="2018",
                n=16,
                brier=0.412,
                log_score=0.98,
                base=0.5,
                climatology=0.61,
                quotes=None,
                ours_where_quotes=None,
            ),
        ),
        verified=VerifyReport(len(entries), digest("correction")),
        quotes=(
            ChanceQuote(
                Provenance(
                    "q1",
                    date(2018, 3, 20),
                    date(2018, 3, 20),
                    DatePrecision.DAY,
                    "https://example.org/q",
                    digest("q"),
                ),
                "orlan",
                "arcady-exchange",
                SourceKind.EXCHANGE,
                Event.DE_FACTO,
                Target.EXIT,
                date(2024, 12, 31),
                0.41,
            ),
        ),
        calibration=(
            CalibrationRow(
                low=0.6, high=0.8, n=9, questions=3, mean_forecast=0.71, stayed_share=0.667, live=True
            ),
            CalibrationRow(
                low=0.8, high=1.0, n=22, questions=4, mean_forecast=0.91, stayed_share=0.864, live=True
            ),
        ),
        claims=CLAIMS,
        claim_entries={("quarry", date(2017, 5, 1)): 7},
        images={"field.png": small_picture()},
    )
