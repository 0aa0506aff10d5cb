"""Forecasts in the hubverse's model-output form, so that forecasting hubs can take them in."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from incumbent.domain.record import ForecastEntry
from incumbent.site.edition import Site

COLUMNS = (
    "origin_date",
    "target",
    "location",
    "horizon",
    "target_end_date",
    "output_type",
    "output_type_id",
    "value",
)
MODEL = "incumbent-fusion"


def hubverse_files(site: Site) -> dict[str, bytes]:
    """One CSV an origin date: `model-output/MODEL/ORIGIN-MODEL.csv`; horizons in days.

    The mean is the chance that the leader, the `location`, is still in office.

    References
    ----------
    .. [1] https://hubverse-org.github.io/hubDocs/ (model output)
    """
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for entry in site.content.entries:
        if entry["kind"] == "forecast":
            rows[entry["forecast"]["origin_date"]].extend(_rows(entry))
    return {
        f"hubverse/model-output/{MODEL}/{origin}-{MODEL}.csv": _csv(found)
        for origin, found in sorted(rows.items())
    }


def _rows(entry: ForecastEntry) -> Iterator[tuple[str, ...]]:
    forecast = entry["forecast"]
    origin = date.fromisoformat(forecast["origin_date"])
    target = f"{forecast['event']} {forecast['target']} in office"
    for horizon in forecast["horizons"]:
        days = (date.fromisoformat(horizon["target_date"]) - origin).days
        place = (forecast["origin_date"], target, forecast["leader_id"], str(days), horizon["target_date"])
        yield (*place, "mean", "NA", str(horizon["probability"]))
        yield (*place, "quantile", "0.1", str(horizon["low"]))
        yield (*place, "quantile", "0.9", str(horizon["high"]))


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return sink.getvalue().encode()
