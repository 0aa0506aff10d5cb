"""Can a recorded forecast be rebuilt? From the inputs kept beside it and the parameters of its date."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import forecast_json
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import Quote
from incumbent.domain.record import FIRST_ENTRY_SCHEMA, ForecastEntry
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.base_rate import base_forecast
from incumbent.record.inputs import kept_input
from incumbent.workflows.baselines import baselines_of
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import today_utc
from incumbent.workflows.forecasting import Known, forecast_of, known_on
from incumbent.workflows.inputs import PATRON, KeptLeader, first_form_hashes, input_from, inputs_of
from incumbent.workflows.origins import concerns
from incumbent.workflows.parameters import parameters_as_of
from incumbent.workflows.recomputed import Rebuilt

DESK_FILE = "desk.toml"


def _nothing() -> set[str]:
    return set()


@dataclass(slots=True)
class Recomputer:
    """Rebuilds recorded forecasts; call it with an entry.

    An input is read from the copy kept beside the record. Where the desk is at hand and holds the fact, it
    must still say the same. Entries of the first form, of whose inputs nothing was kept, need the desk.

    Parameters
    ----------
    record_folder : Path
    desk : Desk or None
        None for a record without its desk, such as the copy on a site.
    from_copies : set of str
        Filled while it works: ids of inputs that the desk does not hold, rebuilt from the kept copy.
    """

    record_folder: Path
    desk: Desk | None
    from_copies: set[str] = field(default_factory=_nothing)

    def __call__(self, entry: ForecastEntry) -> Rebuilt:
        """The forecast and its baselines as they would be computed now.

        Raises
        ------
        RefusedError
            If an input is missing or was changed, or another parameter set would be used.
        """
        stated = entry["forecast"]
        known = self._from_desk(entry) if entry["schema"] == FIRST_ENTRY_SCHEMA else self._from_kept(entry)
        dates = [date.fromisoformat(horizon["target_date"]) for horizon in stated["horizons"]]
        event, target = Event(stated["event"]), Target(stated["target"])
        rebuilt = forecast_of(known, event, target, dates)
        if rebuilt.parameter_set != entry["parameter_set"]:
            msg = (
                f"entry {entry['sequence']} was made with {entry['parameter_set']}; this version would use "
                f"{rebuilt.parameter_set}. Recompute it with version {entry['software_version']}."
            )
            raise RefusedError(msg)
        return Rebuilt(forecast_json(rebuilt), baselines_of(known, event, target, dates))

    def _from_desk(self, entry: ForecastEntry) -> Known:
        """Only the inputs the entry names (a row added later with an early date is no part of it)."""
        known = self._known(entry)
        if known is None:
            msg = f"entry {entry['sequence']} is of the first form: it can be rebuilt from its desk only."
            raise RefusedError(msg)
        named = {item["id"]: item["sha256"] for item in entry["inputs"]}
        found = {item["id"]: item["sha256"] for item in first_form_hashes(known)}
        if changed := [name for name, sha256 in named.items() if found.get(name) != sha256]:
            raise _changed(entry, changed[0])
        return _only(known, named)

    def _from_kept(self, entry: ForecastEntry) -> Known:
        now = self._known(entry)
        at_hand = {} if now is None else inputs_of(now)
        read: dict[str, KeptLeader | Quote] = {}
        for item in entry["inputs"]:
            name, content = item["id"], kept_input(self.record_folder, item["sha256"])
            own = at_hand.get(name)
            if own is not None and hashlib.sha256(own).hexdigest() != item["sha256"]:
                raise _changed(entry, name)
            if own is None and self.desk is not None:
                self.from_copies.add(name)
            if content is None and own is None:
                msg = f"entry {entry['sequence']} rests on {name}, of which this copy holds nothing."
                raise RefusedError(msg)
            read[name] = input_from(content if content is not None else own or b"")
        return _joined(entry, read)

    def _known(self, entry: ForecastEntry) -> Known | None:
        """What the desk at hand says was known; None without the desk, or for a leader it does not follow."""
        stated = entry["forecast"]
        if self.desk is None or stated["leader_id"] not in self.desk.leaders:
            return None
        return known_on(self.desk, stated["leader_id"], date.fromisoformat(stated["origin_date"]))


def recomputer_of(place: Path) -> Recomputer:
    """One that rebuilds the forecasts of a desk with its record, or of a record alone, such as a site's copy.

    Raises
    ------
    FaultsFoundError
        If a file of the desk is at fault.
    """
    from incumbent.workflows.verify import record_folder

    desk = read_desk(place, today_utc()) if (place / DESK_FILE).is_file() else None
    return Recomputer(record_folder(place), desk)


def _joined(entry: ForecastEntry, read: dict[str, KeptLeader | Quote]) -> Known:
    """What was known, put together from inputs read back."""
    own = entry["forecast"]["leader_id"]
    leaders = {name: item for name, item in read.items() if isinstance(item, KeptLeader)}
    quotes = tuple(item for item in read.values() if not isinstance(item, KeptLeader))
    origin = date.fromisoformat(entry["forecast"]["origin_date"])
    found = {kept.leader.leader_id: kept for kept in leaders.values()}
    if own not in found:
        msg = f"entry {entry['sequence']} names no facts of {own} among its inputs."
        raise RefusedError(msg)
    patrons = [kept for name, kept in leaders.items() if name.startswith(f"{PATRON}:")]
    patron = _known_of(patrons[0].leader, quotes, origin, followed=patrons[0].followed) if patrons else None
    return _known_of(found[own].leader, quotes, origin, patron=patron)


def _known_of(
    leader: Leader,
    quotes: tuple[Quote, ...],
    origin: date,
    *,
    patron: Known | None = None,
    followed: tuple[Event, ...] = (),
) -> Known:
    base = base_forecast(leader, origin, parameters_as_of(origin))
    concerning = tuple(quote for quote in quotes if concerns(quote, leader.leader_id))
    return Known(leader, concerning, origin, base, (), patron, followed=followed)


def _only(known: Known, named: Collection[str]) -> Known:
    kept = tuple(quote for quote in known.quotes if quote.provenance.fact_id in named)
    patron = None if known.patron is None else _only(known.patron, named)
    return replace(known, quotes=kept, patron=patron)


def _changed(entry: ForecastEntry, name: str) -> RefusedError:
    return RefusedError(
        f"entry {entry['sequence']} rests on {name}, which is gone from the desk or was changed since. "
        "Restore it; to mend a wrong one, record a correction and add a new row."
    )
