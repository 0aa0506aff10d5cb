"""What search engines and archives read in a page: JSON-LD for data sets, posts and claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from incumbent.domain.claims import Verdict
from incumbent.site.claim_view import ClaimView, StepView
from incumbent.site.content import SiteContent
from incumbent.site.history import QuestionHistory
from incumbent.site.wording import Words

Linked = dict[str, Any]


def script(data: Mapping[str, Any]) -> Markup:
    """JSON-LD as a data block; it holds no code and no browser runs it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))


def dataset(history: QuestionHistory, content: SiteContent, words: Words, page: str) -> Linked:
    """A question's history as a schema.org Dataset.

    Parameters
    ----------
    history : QuestionHistory
    content : SiteContent
    words : Words
    page : str
        Absolute address of the page.
    """
    base = content.settings.base_address.rstrip("/")
    stem = f"{history.leader.leader_id}-{history.question.question_id}"
    described = words.gettext(
        "%(question)s Probability with an 80 %% range at every origin date, from an append-only record. "
        "Rule: %(rule)s"
    )
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{history.leader.name}: {history.question.text}",
        "description": described % {"question": history.question.text, "rule": history.question.rule},
        "url": page,
        "license": content.settings.licence_data,
        "creator": {"@type": "Person", "name": content.settings.author},
        "temporalCoverage": f"{history.said[0].origin_date}/{history.latest.origin_date}",
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": "probability",
            "value": history.latest.probability,
            "minValue": history.latest.low,
            "maxValue": history.latest.high,
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{base}/data/{stem}-history.csv",
            }
        ],
    }


def posting(title: str, published: str, content: SiteContent, words: Words, page: str) -> Linked:
    """A post as a schema.org BlogPosting."""
    return {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title,
        "datePublished": published,
        "inLanguage": words.language,
        "author": {"@type": "Person", "name": content.settings.author},
        "mainEntityOfPage": page,
        "license": content.settings.licence_text,
    }


def claim_data(view: ClaimView, page: str, root: str) -> Linked:
    """A claim as schema.org Claims, one for each voice, and a ClaimReview only where there is a verdict.

    Parameters
    ----------
    view : ClaimView
    page : str
        Absolute address of the claim's page.
    root : str
        Absolute address of the site.

    References
    ----------
    .. [1] https://schema.org/Claim, https://schema.org/ClaimReview
    """
    claim = view.claim
    invented: Linked = {"genre": "fiction"} if claim.fictional else {}
    whole: Linked = {"@type": "Claim", "@id": f"{page}#claim", "name": claim.title, **invented}
    voices: list[Linked] = [
        {
            "@type": "Claim",
            "@id": f"{page}#{item.anchor}",
            "about": {"@id": whole["@id"]},
            "name": f"{claim.title} ({item.step.kind})",
            "keywords": ", ".join(filter(None, (str(item.step.kind), item.step.hand or ""))),
            "text": item.step.words or item.step.summary,
            "inLanguage": item.words_language if item.step.words else item.language,
            "author": {"name": item.step.who},
            "datePublished": item.step.printed_date,
            "appearance": _appearance(item, root),
            **invented,
        }
        for item in view.steps
    ]
    review = [] if claim.verdict is None else [_review(claim.verdict, claim.title, whole["@id"])]
    return {"@context": "https://schema.org", "@graph": [whole, *voices, *review]}


def _appearance(item: StepView, root: str) -> Linked:
    """Where it was read."""
    url = f"{root}/{item.post}" if item.post else item.step.source_url
    publisher = {"publisher": {"@type": "Organization", "name": item.step.published_in}}
    return {"@type": "CreativeWork", "url": url} | (publisher if item.step.published_in else {})


def _review(verdict: Verdict, title: str, claim: str) -> Linked:
    return {
        "@type": "ClaimReview",
        "url": verdict.source_url,
        "claimReviewed": title,
        "itemReviewed": {"@id": claim},
        "author": {"@type": "Organization", "name": verdict.by},
        "datePublished": verdict.on.isoformat(),
        "publishingPrinciples": verdict.method_url,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": verdict.rating,
            "worstRating": verdict.worst,
            "bestRating": verdict.best,
            "alternateName": verdict.label,
        },
    }
