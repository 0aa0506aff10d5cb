"""What search engines and archives read in a page: JSON-LD for data sets, posts and claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from incumbent.domain.claims import Claim
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


def claim_data(claim: Claim, page: str) -> Linked:
    """A claim as schema.org Claims, one for each voice; no review, since we give no verdict."""
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Claim",
                "@id": f"{page}#{position}",
                "name": f"{claim.title} ({step.kind})",
                "text": step.words or step.summary or step.kind,
                "claimInterpreter": {"@type": "Organization", "name": step.who},
                "datePublished": step.event_date.isoformat(),
                "appearance": {"@type": "CreativeWork", "url": step.source_url},
            }
            for position, step in enumerate(claim.steps, start=1)
        ],
    }
