"""The picture a link shows when it is shared: 1200 by 630, the headline number and nothing else."""

from __future__ import annotations

from incumbent.site.chart_style import BLUE, FONT, INK, PAPER, SOFT, Spec
from incumbent.site.edition import Edition
from incumbent.site.history import LeaderHistory

WIDTH, HEIGHT = 1200, 630


def card_files(edition: Edition) -> dict[str, bytes]:
    """`cards/LEADER.png` for every leader; other pages share the theme's card, which tells nothing."""
    mark = edition.words.gettext("FICTIONAL") if edition.content.settings.fictional else ""
    files: dict[str, bytes] = {}
    for leader in edition.histories:
        path = f"{edition.prefix}cards/{leader.leader.leader_id}.png"
        files[path] = edition.studio.card(_leader_card(edition, leader, mark), WIDTH, HEIGHT)
    return files


def _leader_card(edition: Edition, leader: LeaderHistory, mark: str) -> Spec:
    return _card(*card_words(edition, leader), mark)


def card_words(edition: Edition, leader: LeaderHistory) -> tuple[str, str, str]:
    """A card's name, number, and the lines below it."""
    words, said = edition.words, leader.headline.latest
    below = f"{words.band(said.low, said.high)} · {words.day(said.origin_date)}"
    question = leader.headline.question.text
    return leader.leader.name, words.chance(said.probability), f"{question}\n{below}"


def _card(title: str, number: str, below: str, mark: str) -> Spec:
    lines = [
        {"y": 130, "text": title, "size": 64, "weight": "bold", "colour": INK},
        {"y": 300, "text": number, "size": 130, "weight": "bold", "colour": BLUE},
        *(
            {"y": 430 + 62 * position, "text": line, "size": 36, "weight": "normal", "colour": SOFT}
            for position, line in enumerate(below.split("\n"))
        ),
        {"y": 590, "text": mark, "size": 30, "weight": "bold", "colour": "#A33C00"},
    ]
    layers: list[Spec] = [
        {
            "data": {"values": [{"text": line["text"]}]},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "font": FONT,
                "fontSize": line["size"],
                "fontWeight": line["weight"],
                "color": line["colour"],
                "limit": WIDTH - 140,
            },
            "encoding": {"x": {"value": 70}, "y": {"value": line["y"]}, "text": {"field": "text"}},
        }
        for line in lines
        if line["text"]
    ]
    rule: Spec = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 16},
        "encoding": {"x": {"value": 70}, "x2": {"value": WIDTH - 70}, "y": {"value": 48}},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 0,
        "background": PAPER,
        "config": {"view": {"stroke": None}},
        "layer": [rule, *layers],
    }
