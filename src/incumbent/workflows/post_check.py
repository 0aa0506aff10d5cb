"""Whether posts show only what a page can show: asked before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping

from incumbent.domain.desk import Desk
from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.record import VerifyReport
from incumbent.site.blocks import post_faults
from incumbent.site.content import SiteContent
from incumbent.site.image_faults import image_faults

_RESTS_ON_THE_RECORD = "as-of"


def require_sound_posts(desk: Desk, images: Mapping[str, bytes]) -> None:
    """Refuse blocks and pictures that no page could show.

    A block that cites a forecast is looked at only by the build: the forecast may be about to be recorded.

    Parameters
    ----------
    desk : Desk
    images : mapping of file name to bytes
        The pictures that are there.

    Raises
    ------
    FaultsFoundError
        With every such fault, its file and line.
    """
    content = SiteContent(
        settings=desk.settings,
        leaders=tuple(desk.leaders.values()),
        posts=desk.posts,
        events=(),
        entries=(),
        scores=(),
        verified=VerifyReport(0, "", None, None),
        claims=tuple(claim for claim in desk.claims.values() if not claim.draft),
        images=images,
    )
    blocks = [fault for fault in post_faults(content, ()) if fault.column != _RESTS_ON_THE_RECORD]
    if found := [*blocks, *image_faults(content)]:
        raise FaultsFoundError(sorted(found, key=lambda fault: (fault.file, fault.line or 0)))
