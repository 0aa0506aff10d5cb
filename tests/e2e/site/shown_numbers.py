"""Every place of a built site that shows a question's newest number, read without the site's own code."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

Triple = tuple[int, int, int]
"""Chance, low and high in whole cases of 100."""

LIMITS = {"more than 99": 100, "больше 99": 100, "fewer than 1 in": 0, "меньше 1 из": 0}

PLOT = 270.0
"""Height of a history's plot, from 0 to 100."""

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Asked:
    """A question with what the record holds of it: days, and for each the chance, low and high."""

    leader_id: str
    question_id: str
    is_headline: bool
    days: tuple[str, ...]
    chances: tuple[tuple[float, float, float], ...]

    @property
    def stem(self) -> str:
        return f"{self.leader_id}-{self.question_id}-history"

    @property
    def whole(self) -> list[Triple]:
        return [whole(chance) for chance in self.chances]


def whole(chance: tuple[float, float, float]) -> Triple:
    first, low, high = (round(part * 100) for part in chance)
    return first, low, high


def recorded(record: Path, leader_id: str, question_id: str, target_date: str, place: int) -> Asked:
    """A question's path, read from the record's lines of JSON."""
    lines = [line for file in sorted(record.glob("0*.jsonl")) for line in file.open(encoding="utf-8")]
    said = [
        (entry["forecast"]["origin_date"], (horizon["probability"], horizon["low"], horizon["high"]))
        for entry in map(json.loads, lines)
        if entry["kind"] == "forecast" and entry["forecast"]["leader_id"] == leader_id
        if question_id in {asked["id"] for asked in entry["questions"]}
        for horizon in entry["forecast"]["horizons"]
        if horizon["target_date"] == target_date
    ]
    days, chances = zip(*said, strict=True)
    return Asked(leader_id, question_id, place == 0, days, chances)


def chance_in(text: str) -> int:
    """Of "83 in 100" 83; of "more than 99 in 100" 100; of "fewer than 1 in 100" 0."""
    before, number = re.match(r"(\D*)(\d+)", text.strip()).groups()
    return {"99": 100, "1": 0}[number] if before else int(number)


def count(text: str) -> int:
    """Of a cell or label "83" 83; of ">99" 100; of "<1" 0."""
    return {">99": 100, "<1": 0}.get(text) if text[0] in "<>" else int(text)


def range_in(text: str) -> tuple[int, int]:
    """Of "70 to 91 in 100" 70 and 91; of "more than 99 in 100" 100 twice."""
    if both := re.search(r"([<>]?\d+) (?:to|до) ([<>]?\d+)", text):
        return count(both[1]), count(both[2])
    (limit,) = (number for words, number in LIMITS.items() if words in text)
    return limit, limit


def headline(part: lxml.html.HtmlElement) -> Triple:
    """The number, and the range in the words below it."""
    (number,) = part.xpath(".//*[@class='headline']")
    likely = part.xpath("(.//*[@class='detail']/span)[1]")[0].text_content()
    return chance_in(number.text_content()), *range_in(likely)


def scale(part: lxml.html.HtmlElement) -> Triple:
    """The same as drawn on the line below the number."""
    (band,) = part.xpath(".//*[contains(@class, 'range ')]/@class")
    (dot,) = part.xpath(".//*[contains(@class, 'dot ')]/@class")
    low, high = re.findall(r"\d+", band)
    return int(re.findall(r"\d+", dot)[0]), int(low), int(high)


def cited(part: lxml.html.HtmlElement) -> Triple:
    """The sentence to cite: the words after "was put at"."""
    said = " ".join(part.xpath(".//blockquote/p")[0].text_content().split()).split("was put at ")[1]
    return chance_in(said), *range_in(said.split("likely range")[1])


def _page(file: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(file.read_bytes())


def _section(file: Path, asked: Asked) -> lxml.html.HtmlElement:
    (found,) = _page(file).xpath("//section[h2[@id=$id]]", id=f"q-{asked.question_id}")
    return found


def newest(site: Path, asked: Asked) -> Iterator[tuple[str, Triple]]:
    """Each place, and what it shows of the newest forecast."""
    for prefix in ("", "ru/"):
        page = f"{prefix}leaders/{asked.leader_id}.html"
        section = _section(site / page, asked)
        yield page, headline(section)
        yield f"{page}, drawn", scale(section)
        dated = f"{prefix}leaders/{asked.leader_id}/{asked.days[-1]}.html"
        yield dated, headline(_section(site / dated, asked))
        if asked.is_headline:
            (card,) = _page(site / prefix / "index.html").xpath(
                "//article[.//h2[@id=$id]]", id=f"leader-{asked.leader_id}"
            )
            yield f"{prefix}index.html", headline(card)
            yield f"{prefix}index.html, drawn", scale(card)
            embed = f"{prefix}embed/{asked.leader_id}.html"
            yield embed, headline(_page(site / embed))
    yield "the sentence to cite", cited(_section(site / dated.removeprefix("ru/"), asked))
    if asked.is_headline:
        (data,) = (
            json.loads(text) for text in _page(site / page.removeprefix("ru/")).xpath("//script/text()")
        )
        told = data["variableMeasured"]
        yield "linked data", whole((told["value"], told["minValue"], told["maxValue"]))


def tables(site: Path, asked: Asked) -> Iterator[tuple[str, list[Triple]]]:
    """Each place that shows the whole history."""
    for prefix in ("", "ru/"):
        page = f"{prefix}leaders/{asked.leader_id}.html"
        rows = _section(site / page, asked).xpath("(.//figure)[1]//tbody/tr")
        yield f"{page}, table", [_triple(row.xpath("td/text()")) for row in rows]
    with (site / "data" / f"{asked.stem}.csv").open(encoding="utf-8") as table:
        found = [(row["probability"], row["low"], row["high"]) for row in csv.DictReader(table)]
    yield "CSV", [whole((float(chance), float(low), float(high))) for chance, low, high in found]
    told = json.loads((site / "api" / "leaders" / f"{asked.leader_id}.json").read_text(encoding="utf-8"))
    (answer,) = [one for one in told["questions"] if one["question_id"] == asked.question_id]
    yield "JSON", [whole((one["probability"], one["low"], one["high"])) for one in answer["history"]]


def told(site: Path, asked: Asked) -> Iterator[tuple[str, bool]]:
    """Each place that tells the newest chance in the middle of a text, and whether it does."""
    page = site / "leaders" / f"{asked.leader_id}.html"
    number = asked.whole[-1][0]
    sentence = {100: "more than 99 in 100", 0: "fewer than 1 in 100"}.get(number, f"{number} in 100")
    figure = _section(page, asked).xpath("(.//figure)[1]")[0]
    if len(asked.days) == 1:  # one point is no chart: the page says it in words
        yield "the words in place of a chart", f" {sentence}." in figure.xpath("./p/text()")[0]
    else:
        yield "the words for who does not see the chart", f" {sentence}" in figure.xpath(".//img/@alt")[0]
        drawn = lxml.etree.parse(site / "charts" / f"{asked.stem}.svg")
        label = {100: ">99", 0: "<1"}.get(number, str(number))
        yield "the chart's label", label in drawn.xpath("//*[local-name()='text']/text()")
    if asked.is_headline:
        shared = _page(page).xpath("//meta[@property='og:description']/@content")[0]
        yield "the words of a shared link", f": {sentence}." in shared


def _triple(cells: list[str]) -> Triple:
    chance, low, high = (count(cell) for cell in cells)
    return chance, low, high


def chances_fed(site: Path) -> dict[tuple[str, str, str], int]:
    """What the feed of chances says, by leader, day and question."""
    fed: dict[tuple[str, str, str], int] = {}
    for entry in lxml.etree.parse(site / "feeds" / "chances.atom.xml").findall(f"{ATOM}entry"):
        leader_id, day, question_id = re.search(
            r"/leaders/([^/]+)/([^/]+)\.html#q-(.+)$", str(entry.findtext(f"{ATOM}id"))
        ).groups()
        fed[leader_id, day, question_id] = chance_in(str(entry.findtext(f"{ATOM}title")).rsplit(": ", 1)[1])
    return fed


def drawn_in(spec: dict[str, Any]) -> list[Triple]:
    """The steps that a chart of a history is drawn from, each from its day to the next row's."""
    rows = spec["datasets"]["rows"]
    days = [row["origin_date"] for row in rows]
    steps = [row for row, begins, ends in zip(rows, days, days[1:], strict=False) if begins < ends]
    return [(round(row["probability"]), round(row["low"]), round(row["high"])) for row in steps]


def last_drawn(svg: Path) -> Triple:
    """The step at the right edge of a drawn history: the line's height, and the band's, in cases of 100."""
    ((line,), (band,)) = (
        lxml.etree.parse(svg).xpath(f"//*[contains(@class, 'mark-{mark} ')]/*/@d")
        for mark in ("line", "area")
    )
    (chance,), (low, *high) = (_right_edge(path) for path in (line, band))
    return chance, low, *(high or [low])


def _right_edge(path: str) -> list[int]:
    """The heights, in cases of 100, at which a path is farthest right; two more where it jumps there."""
    points = [tuple(map(float, point.split(","))) for point in re.findall(r"[-\d.]+,[-\d.]+", path)]
    right = max(across for across, _down in points)
    return sorted({round(100 - down / PLOT * 100) for across, down in points if across == right})


def written_in(spec: dict[str, Any]) -> Triple:
    """The number and the range that are written into a preview card."""
    texts = [value["text"] for layer in spec["layer"] for value in layer["data"]["values"] if "text" in value]
    band = next(text for text in reversed(texts) if "·" in text)
    return chance_in(texts[1]), *range_in(band.split("·")[0])
