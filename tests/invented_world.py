"""The world of the packaged register over three months, with one invented succession."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.spell import Spell
from incumbent.site.content import SiteContent
from incumbent.site.pictures import Rendered, Studio
from incumbent.workflows.build import site_content
from incumbent.workflows.desk import read_desk
from incumbent.workflows.new_desk import new_world_desk
from incumbent.workflows.recording import record_due
from incumbent.workflows.world_desk import WorldSettings

ORIGINS = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))
SUCCESSION = date(2025, 2, 10)


@dataclass(slots=True)
class PlainStudio(Studio):
    """Draws every chart as the same small picture: drawing is tested elsewhere."""

    def render(self, spec):
        del spec
        drawn = one_picture()
        return Rendered(drawn, drawn, drawn, drawn, b"<svg xmlns='http://www.w3.org/2000/svg'/>", 4, 4)


@cache
def one_picture() -> bytes:
    import io

    from PIL import Image

    sink = io.BytesIO()
    Image.new("RGB", (4, 4)).save(sink, "PNG")
    return sink.getvalue()


def world_desk(folder: Path) -> Desk:
    """Iceland gets an invented leader in February 2025."""
    settings = WorldSettings("The World in Office", "A. Writer", ("en", "ru"))
    made = new_world_desk(folder, settings, ORIGINS[-1])
    desk = read_desk(made.desk, ORIGINS[-1])
    old_id = next(key for key, one in desk.leaders.items() if one.country == "Iceland")
    old = desk.leaders[old_id]
    ended = replace(old, spells=(replace(old.spells[0], end_date=SUCCESSION),))
    spell = Spell("is-new", "is-new", "Ada Example", "Iceland", 395, old.office, SUCCESSION, None)
    new = replace(old, leader_id="is-new", name="Ada Example", spells=(spell,))
    order = [*desk.settings.leaders, "is-new"]
    return replace(
        desk,
        settings=replace(desk.settings, leaders=tuple(order)),
        leaders={**desk.leaders, old_id: ended, "is-new": new},
    )


def world_content(desk: Desk, record: Path) -> SiteContent:
    """What a site of three monthly runs shows."""
    for origin in ORIGINS:
        record_due(desk, record, through=origin, recorded_at=datetime.combine(origin, time(6), UTC))
    return site_content(desk, record)
