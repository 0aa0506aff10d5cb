"""A site of 200 MB as a busy author would have after years: 20,000 text files and 2,000 pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from disguises import carriers, clean
from disguises.draw import Draw
from PIL import Image

_WORDS = [
    "chance",
    "office",
    "month",
    "price",
    "poll",
    "vote",
    "term",
    "court",
    "party",
    "council",
    "region",
    "budget",
    "speech",
    "border",
    "winter",
    "market",
    "шанс",
    "месяц",
    "цена",
    "опрос",
    "срок",
    "суд",
    "партия",
    "совет",
    "регион",
    "бюджет",
    "речь",
    "граница",
    "зима",
    "рынок",
    "голос",
    "выборы",
    "указ",
    "Wahl",
    "Monat",
    "Preis",
    "Gericht",
    "Partei",
    "Grenze",
    "mois",
    "prix",
    "cour",
    "parti",
    "frontière",
    "urzędu",
    "miesiąc",
    "cena",
    "sąd",
    "granica",
]


def prose(draw: Draw, size: int) -> str:
    """Running text of about `size` characters: sentences of many languages with words and numbers between."""
    pieces: list[str] = []
    length = 0
    while length < size:
        kind = draw.random.random()
        if kind < 0.3:
            piece = draw.any(clean.ESSAYS)
        elif kind < 0.6:
            piece = draw.any(carriers.ENGLISH + carriers.RUSSIAN["nom"]).format(draw.any(clean.OTHER_PEOPLE))
        else:
            piece = " ".join(draw.random.choices(_WORDS, k=25)) + f" {draw.random.random():.4f}."
        pieces.append(piece)
        length += len(piece) + 1
    return " ".join(pieces)


def _html(draw: Draw, size: int) -> str:
    paragraphs = "".join(f"<p>{prose(draw, 700)}</p>\n" for _ in range(max(1, size // 1000)))
    number = draw.digits(4)
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>Chances</title><link rel='stylesheet' "
        f"href='../theme/style.css'></head><body><nav><a href='../{number}/'>May</a></nav><h1>Estimate {number}</h1>\n"
        f"{paragraphs}<table><tr><td>2017-05-01</td><td>{draw.random.random():.4f}</td></tr></table></body></html>\n"
    )


def _json(draw: Draw, size: int) -> str:
    rows = [
        {"target_date": f"20{draw.random.randint(17, 30)}-01-{draw.random.randint(10, 28)}",
         "probability": draw.random.random(), "note": prose(draw, 120)}
        for _ in range(size // 260)
    ]  # fmt: skip
    return json.dumps({"schema": "x-1", "rows": rows}, ensure_ascii=False, indent=1)


def _csv(draw: Draw, size: int) -> str:
    rows = [
        f"{draw.digits(6)},2017-0{draw.random.randint(1, 9)}-1{draw.random.randint(0, 9)},{draw.random.random():.6f},bookmaker"
        for _ in range(size // 40)
    ]
    return "id,observed_on,price,kind\n" + "\n".join(rows) + "\n"


def _svg(draw: Draw, size: int) -> str:
    path = " ".join(
        f"L{draw.random.uniform(0, 900):.2f} {draw.random.uniform(0, 400):.2f}" for _ in range(size // 15)
    )
    return f"<svg xmlns='http://www.w3.org/2000/svg'><title>Chance</title><path d='M0 0 {path}'/></svg>"


def _markdown(draw: Draw, size: int) -> str:
    return "# Month\n\n" + "\n\n".join(prose(draw, 600) for _ in range(max(1, size // 600)))


_KINDS: tuple[tuple[str, float, Callable[[Draw, int], str]], ...] = (
    ("html", 0.6, _html), ("json", 0.15, _json), ("csv", 0.1, _csv), ("svg", 0.1, _svg), ("md", 0.05, _markdown),
)  # fmt: skip


def _picture(draw: Draw, path: Path, size: int) -> None:
    side = max(16, int((size / 3) ** 0.5))
    noise = Image.frombytes("RGB", (side, side), draw.random.randbytes(side * side * 3))
    noise.save(path, "JPEG" if path.suffix == ".jpg" else "PNG", quality=95)


def write_site(folder: Path, draw: Draw, megabytes: int, texts: int, pictures: int) -> int:
    """Write the site; about a seventh of its bytes are pictures.

    Returns
    -------
    int
        Bytes written.
    """
    size = int(megabytes * 1.15e6 * 0.86 / texts)
    total = 0
    for number in range(texts):
        share, at = draw.random.random(), 0
        while share > _KINDS[at][1] and at < len(_KINDS) - 1:
            share -= _KINDS[at][1]
            at += 1
        ending, _, make = _KINDS[at]
        home = folder / f"{number // 200:03}"
        home.mkdir(parents=True, exist_ok=True)
        # UTF-8 of mixed scripts takes about 1.4 bytes a letter
        raw = make(draw, int(size / (1.4 if ending in {"html", "md", "json"} else 1))).encode()
        (home / f"{number:05}.{ending}").write_bytes(raw)
        total += len(raw)
    for number in range(pictures):
        path = folder / "images" / f"{number:04}.{'jpg' if number % 2 else 'png'}"
        path.parent.mkdir(exist_ok=True)
        _picture(draw, path, int(megabytes * 1.3e6 * 0.14 / pictures))
        total += path.stat().st_size
    return total
