"""The world page of the demo: every leader of the packaged register, month by month."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from incumbent.domain.months import months_after
from incumbent.workflows.desk import read_desk
from incumbent.workflows.publish import Keys, Published, publish
from incumbent.workflows.recording import record_due
from incumbent.workflows.world_desk import WorldSettings, register_as_of, world_texts

MONTHS = 3
"""So many months after the register's own day its facts are not old yet."""
SETTINGS = WorldSettings(
    "The World in Office", "The authors of incumbent", ("en", "ru"), "https://example.org/world"
)


def demo_world(folder: Path, keys: Keys, recorded_at: datetime) -> Published:
    """Forecast every leader of the register in the months after it, and build the world's pages.

    Parameters
    ----------
    folder : Path
        A new one.
    keys : Keys
        Of the vault whose people no page may name.
    recorded_at : datetime
        Later than the months: the forecasts are replays and say so.
    """
    for name, text in world_texts(SETTINGS).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    desk = read_desk(folder, recorded_at.date())
    for origin in origins():
        record_due(desk, folder / "record", through=origin, recorded_at=recorded_at)
    return publish(desk, folder, keys)


def origins() -> tuple[date, ...]:
    """The firsts of the months after the register's day."""
    first = register_as_of().replace(day=1)
    return tuple(months_after(first, number) for number in range(1, MONTHS + 1))
