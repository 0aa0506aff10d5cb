"""The month's work of a desk, safe to repeat: forecast, record, resolve, build, stage, publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import Leader
from incumbent.domain.record import Entry
from incumbent.domain.vocabulary import Mode
from incumbent.record.layout import CHECKPOINT, stopped_rebase
from incumbent.workflows.build import stripped_images
from incumbent.workflows.committed_texts import commit_claims
from incumbent.workflows.desk import read_desk
from incumbent.workflows.post_check import require_sound_posts
from incumbent.workflows.publish import RECEIPT, Keys, Published, needs_scan, publish, stage
from incumbent.workflows.recording import record_due
from incumbent.workflows.resolve import Resolved, resolve


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did.

    Parameters
    ----------
    desk : Desk
    recorded : list of Entry
        New forecasts.
    resolved : Resolved
        New resolutions, and what stays open.
    published : Published or None
        None if the site waits for a scan.
    staged : Path or None
        Where it waits.
    claims : Entry or None
        The note that vouches for claims that changed.
    """

    desk: Desk
    recorded: list[Entry]
    resolved: Resolved
    published: Published | None
    staged: Path | None
    claims: Entry | None = None

    @property
    def caught_up(self) -> tuple[str, ...]:
        """Origin dates of missed months: forecast now from what was known then, and marked as replays."""
        return tuple(sorted({day for mode, day in self._forecasts() if mode == Mode.REPLAY.value}))

    def _forecasts(self) -> list[tuple[str, str]]:
        """Mode and origin date of each new forecast."""
        entries = (entry for entry in self.recorded if entry["kind"] == "forecast")
        return [(entry["mode"], entry["forecast"]["origin_date"]) for entry in entries]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of the report must know although the run succeeded."""
        found: list[str] = []
        if not self.desk.quotes:
            found.append(
                "no price, poll or judgement is known, so every number is the base rate alone. "
                "`incumbent link` finds markets, `incumbent add` enters a price."
            )
        last = max((day for _mode, day in self._forecasts()), default=None)
        old = stale_leaders(self.desk, date.fromisoformat(last)) if last is not None else []
        if self.desk.settings.world and old:
            oldest = min((one.facts_as_of for one in old if one.facts_as_of), default=None)
            found.append(
                f"for {len(old)} leaders nothing was checked for three months (the oldest facts are of "
                f"{oldest}): who has left since is not known. `incumbent register` compares with Wikidata."
            )
        return tuple(found)


def run(
    folder: Path, *, through: date | None = None, keys: Keys | None = None, now: datetime | None = None
) -> RunReport:
    """Do everything that is due on a desk.

    Parameters
    ----------
    folder : Path
        The desk.
    through : date, optional
        The last origin date to forecast from; None: today.
    keys : Keys, optional
        Without them a desk with a protected person ends at recorded and staged.
    now : datetime, optional
        The clock.

    Raises
    ------
    FaultsFoundError
        If the desk's files are at fault; nothing was done.
    RecordBrokenError
        If the record does not hold; nothing was done.
    ProtectionError
        If the scan found somebody; everything is recorded, the old site stays.
    """
    clock = datetime.now(UTC) if now is None else now
    last = clock.date() if through is None else min(through, clock.date())
    desk = read_desk(folder, clock.date())
    require_sound_posts(desk, stripped_images(folder / "images"))
    _require_no_lost_record(folder)
    recorded = record_due(desk, folder / "record", through=last, recorded_at=clock)
    resolved = resolve(desk, folder / "record", on=clock.date(), recorded_at=clock)
    claims = commit_claims(desk, folder / "record", recorded_at=clock)
    if keys is None and needs_scan(desk, folder):
        return RunReport(desk, recorded, resolved, None, stage(desk, folder), claims)
    published = publish(desk, folder, keys, recorded_at=clock)
    return RunReport(desk, recorded, resolved, published, None, claims)


def stale_leaders(desk: Desk, day: date) -> list[Leader]:
    """Leaders in office on a day of whom nothing was learnt in the quarter of a year before it."""
    return [
        leader
        for leader in desk.leaders.values()
        if any(spell.in_office_on(day) for spell in leader.spells) and leader.is_stale_on(day)
    ]


def _require_no_lost_record(folder: Path) -> None:
    """Refuse to begin a record where a published site says that there was one."""
    place = folder / "record"
    begun = (place / CHECKPOINT).exists() or stopped_rebase(place) is not None
    if not begun and ((folder / "site").is_symlink() or (folder / RECEIPT).exists()):
        msg = (
            f"{folder} has published a site, but its record is gone. Nothing was done: bring record/ back "
            "from the repository or from the site's own copy, site/record."
        )
        raise RefusedError(msg)
