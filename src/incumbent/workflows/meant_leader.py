"""Which leader was meant by an id that the desk does not have, in words for a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from incumbent.domain.leader import Leader

_MOST_NAMED = 12


def meant_leaders(leader_id: str, leaders: Mapping[str, Leader]) -> str:
    """Ids to choose from: of leaders so named, else of all in order, as many as one reads.

    Parameters
    ----------
    leader_id : str
        As it was typed; a part of a name is enough.
    leaders : mapping of id to Leader

    Returns
    -------
    str
        A sentence.
    """
    typed = leader_id.casefold()
    so_named = [key for key, leader in leaders.items() if typed and typed in leader.name.casefold()]
    near = so_named or get_close_matches(leader_id, leaders, n=1)
    if near:
        return f"Did you mean {_named(near, leaders)}?"
    if not leaders:
        return "It follows nobody yet."
    return f"The desk follows {_named(leaders, leaders)}. A part of a name is enough to look for an id."


def _named(ids: list[str] | Mapping[str, Leader], leaders: Mapping[str, Leader]) -> str:
    shown = [f"{key} ({leaders[key].name})" for key in sorted(ids)[:_MOST_NAMED]]
    more = len(ids) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
