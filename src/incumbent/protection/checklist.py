"""What no scanner sees, for a person to look at before a post goes out."""

from __future__ import annotations

import hashlib

ITEMS: dict[str, str] = {
    "faces": "Faces, tattoos, scars and clothes in pictures and their reflections.",
    "voices": "Voices and gestures in sound and film; no sound or film passes the scan anyway.",
    "pixels": "Words inside pictures: street signs, number plates, screens, letterheads.",
    "places": "Backgrounds by which a place is known: a skyline, a room, a view from a window.",
    "printer": "Scans of printed paper: printers leave yellow dots that name the machine and the day.",
    "originals": "Earlier copies of a picture elsewhere, which a reverse image search would find.",
    "voice-of-text": "Turns of phrase that everybody at home would know.",
    "who": "Anonymous from whom? Relatives know more than police; think of the one who knows most.",
    "near-misses": "Names of real other people that are one letter away from a protected one.",
    "pseudonym": "The pseudonym is nobody else's name, and not a clan's.",
    "together": "Harmless facts that name somebody together (incumbent protect jigsaw).",
    "consent": "The person has heard this text in the end form, and still agrees.",
    "copies": "Search engines, archives and readers keep copies: what is out stays out.",
}


def text_hash(text: str) -> str:
    """Hash of a post's text: a sign-off holds for these words only."""
    return hashlib.sha256(text.encode()).hexdigest()


def missing(signed: dict[str, list[str]], text: str) -> list[str]:
    """Keys of the items that nobody has signed off for a text.

    Parameters
    ----------
    signed : dict of str to list of str
        Text hash → keys signed off.
    text : str
    """
    done = set(signed.get(text_hash(text), []))
    return [key for key in ITEMS if key not in done]
