"""How does a desk with its record become a site? Joined here, shown by `site`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry
from incumbent.protection.strip import has_metadata
from incumbent.site.build import build_site
from incumbent.site.content import SiteContent
from incumbent.site.pictures import PART, Studio
from incumbent.workflows.carried_record import carry_record
from incumbent.workflows.claim_record import claim_entries
from incumbent.workflows.countries import states
from incumbent.workflows.score import track_record_of
from incumbent.workflows.track_record import calibration_rows, score_rows

_BEFORE_ANY_ENTRY = datetime(1970, 1, 1, tzinfo=UTC)


def site_content(desk: Desk, record_folder: Path, images: Mapping[str, bytes] | None = None) -> SiteContent:
    """Everything the site shows of a desk.

    Parameters
    ----------
    desk : Desk
    record_folder : Path
    images : mapping of file name to bytes, optional
        Stripped copies that posts show.

    Raises
    ------
    RecordBrokenError
        If the record does not hold: no page is built on a record that was touched.
    """
    report = record.verify(record_folder)
    record.require_holding(report, record_folder)
    entries = tuple(record.read(record_folder))
    claims = tuple(claim for claim in desk.claims.values() if not claim.draft)
    return SiteContent(
        settings=desk.settings,
        leaders=tuple(desk.leaders[name] for name in desk.settings.leaders),
        posts=desk.posts,
        events=desk.events,
        entries=entries,
        scores=score_rows(entries),
        calibration=calibration_rows(entries),
        track_record=track_record_of(entries),
        verified=report,
        quotes=desk.quotes,
        left_out=desk.left_out,
        claims=claims,
        claim_entries=claim_entries(claims, record_folder, entries),
        country_codes={state.gwcode: state.iso2 for state in states()} if desk.settings.world else {},
        translations=desk.translations,
        images=images or {},
    )


DRAWINGS = ".drawings"
"""Folder of the desk in which drawings outlive a build; safe to remove."""


def build(desk: Desk, record_folder: Path, staging: Path, images: Path | None = None) -> None:
    """Build the site of a desk into an empty folder; the same desk and record give the same bytes.

    The record itself, with the inputs of its forecasts and what witnesses answered, and a checker that
    needs nothing but Python go with it, so that whoever carries the site away can verify it.
    """
    content = site_content(desk, record_folder, {} if images is None else stripped_images(images))
    drawings = staging.parent / DRAWINGS
    for leftover in drawings.glob(f"*{PART}"):  # of a process that was killed
        leftover.unlink()
    studio = Studio(drawings)
    build_site(content, staging, built_at=built_at(content.entries), studio=studio)
    if record_folder.is_dir():
        carry_record(record_folder, staging / "record")


def built_at(entries: tuple[Entry, ...]) -> datetime:
    """The newest moment the record knows: pages show no other clock."""
    stamps = (datetime.fromisoformat(entry["recorded_at"]) for entry in entries)
    return max(stamps, default=_BEFORE_ANY_ENTRY)


def stripped_images(folder: Path) -> dict[str, bytes]:
    """The pictures of a desk's `images/` by file name.

    Raises
    ------
    RefusedError
        If one carries anything beside its pixels: it did not come in by `incumbent add-image`.
    """
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else ():
        content = path.read_bytes()
        if has_metadata(content):
            msg = (
                f"images/{path.name} holds more than pixels, or is no picture. Bring the original in with "
                "`incumbent add-image`, and remove this file."
            )
            raise RefusedError(msg)
        found[path.name] = content
    return found
