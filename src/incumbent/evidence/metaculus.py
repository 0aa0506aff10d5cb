"""What did Metaculus' answers say? Posts of binary questions; every other form is listed, not read.

The terms forbid training or evaluating models with these values without leave: they may be shown and cited.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, cast

from pydantic import Field, ValidationError

from incumbent.domain.market import MarketsRead, MarketState, Settlement
from incumbent.domain.quotes import LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import Outside, read_instant, read_json, shape_refusal

SOURCE = "metaculus"
_SAID = {
    "yes": Settlement.YES,
    "no": Settlement.NO,
    "ambiguous": Settlement.VOID,
    "annulled": Settlement.VOID,
}
_PAID = {Settlement.YES: 1.0, Settlement.NO: 0.0}


class _Latest(Outside):
    centers: list[Annotated[float, Field(ge=0, le=1)]] | None = None


class _Aggregation(Outside):
    latest: _Latest | None = None


class _Aggregations(Outside):
    recency_weighted: _Aggregation | None = None


class _Question(Outside):
    id: int
    title: str = ""
    type: str
    status: str | None = None
    resolution: str | float | None = None
    resolution_criteria: str | None = None
    fine_print: str | None = None
    description: str | None = None
    scheduled_close_time: str | None = None
    actual_resolve_time: str | None = None
    aggregations: _Aggregations | None = None


class _Group(Outside):
    questions: list[_Question] = []  # noqa: RUF012 - pydantic copies it


class _Post(Outside):
    id: int
    slug: str = ""
    question: _Question | None = None
    group_of_questions: _Group | None = None


class _Page(Outside):
    results: list[_Post]
    next: str | None = None


def read_posts(snapshot: Snapshot) -> MarketsRead:
    """Every binary question of a page of posts or of one post.

    An empty community value is missing, not 0: ordinary accounts see it for few questions.

    Raises
    ------
    SourceError
        If the answer is not whole or has another form.
    """
    value = read_json(snapshot, SOURCE)
    try:
        if isinstance(value, dict) and "results" in value:
            page = _Page.model_validate(value)
            posts, following = page.results, page.next
        else:
            posts, following = [_Post.model_validate(cast("dict[str, Any]", value))], None
    except ValidationError as fault:
        raise shape_refusal(snapshot, SOURCE, fault) from fault
    states: list[MarketState] = []
    left_out: list[LeftOut] = []
    for post in posts:
        _sort(post, snapshot.fetched_at, states, left_out)
    return MarketsRead(tuple(states), tuple(left_out), following)


def _sort(post: _Post, fetched_at: datetime, states: list[MarketState], left_out: list[LeftOut]) -> None:
    grouped = post.group_of_questions.questions if post.group_of_questions is not None else []
    questions = [post.question] if post.question is not None else grouped
    if not questions:
        left_out.append(
            LeftOut(f"{SOURCE}:{post.id}", "no question of its own: a conditional pair or a text")
        )
    for question in questions:
        if question.type == "binary":
            states.append(_state(post, question, fetched_at))
        else:
            reason = f"a question of type {question.type}: its value is no chance"
            left_out.append(LeftOut(f"{SOURCE}:{question.id}", reason))


def _state(post: _Post, question: _Question, fetched_at: datetime) -> MarketState:
    settlement = _settlement(question)
    aggregations = question.aggregations
    weighted = None if aggregations is None else aggregations.recency_weighted
    latest = None if weighted is None else weighted.latest
    centers = (latest.centers if latest is not None else None) or [None]
    texts = (question.resolution_criteria, question.fine_print, question.description)
    return MarketState(
        venue=SOURCE,
        market_id=str(question.id),
        title=question.title,
        rule_text="\n\n".join(text for text in texts if text),
        observed_at=fetched_at,
        settlement=settlement,
        mid=centers[0] if settlement is Settlement.OPEN or settlement is Settlement.CLOSED else None,
        closes_hint=read_instant(question.scheduled_close_time),
        settled_at=read_instant(question.actual_resolve_time) if settlement in _PAID else None,
        paid=_PAID.get(settlement),
        play_money=True,
        address=f"https://www.metaculus.com/questions/{post.id}/{post.slug}/",
    )


def _settlement(question: _Question) -> Settlement:
    if question.resolution is None:
        return Settlement.CLOSED if question.status == "closed" else Settlement.OPEN
    return _SAID.get(str(question.resolution), Settlement.UNKNOWN)
