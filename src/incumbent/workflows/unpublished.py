"""Which texts of a desk no publication has carried yet, as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.record import Entry
from incumbent.workflows.claim_record import claim_entries
from incumbent.workflows.committed_texts import texts_to_commit


def unpublished_texts(desk: Desk, folder: Path, entries: Sequence[Entry]) -> list[str]:
    """Posts, rules and claims that are new, or other than the record vouches for; reads only.

    Parameters
    ----------
    desk : Desk
    folder : Path
        Its folder.
    entries : sequence of Entry
        Its record. Before it begins nothing is named: the first run publishes everything.

    Returns
    -------
    list of str
        Kind and id of each, as in "post autumn.en".
    """
    if not entries:
        return []
    texts = [f"{what} {text_id}" for what, text_id, _ in texts_to_commit(desk, folder / "record")]
    shown = [claim for claim in desk.claims.values() if not claim.draft]
    vouched = claim_entries(shown, folder / "record", entries)
    claims = [
        f"claim {claim.claim_id}"
        for claim in shown
        if any((claim.claim_id, day) not in vouched for day in claim.days)
    ]
    return [*texts, *claims]
