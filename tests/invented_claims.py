"""The invented site's claims: one denied, one corroborated with a verdict."""

from datetime import date

from incumbent.domain.claims import Claim, ClaimStep, ClaimTold, Hand, Verdict
from incumbent.domain.vocabulary import DatePrecision

CLAIMS = (
    Claim(
        "quarry",
        "The quarry contract was paid twice.",
        ("orlan",),
        (
            ClaimStep(
                date(2017, 5, 1),
                "alleged",
                "Arcady Herald",
                "was paid twice",
                "https://example.org/c1",
                hand=Hand.HEARSAY,
                published_in="Arcady Herald",
            ),
            ClaimStep(
                date(2017, 5, 3),
                "denied",
                "Orlan Petrosk",
                "untrue",
                "https://example.org/c2",
                archived_sha256="ab" * 32,
                summary="At a meeting.",
                translations={"ru": {"summary": "На встрече."}},
            ),
        ),
        against=("Orlan Petrosk",),
        places=("Lower Arcady",),
        translations={
            "ru": ClaimTold(
                "Подряд на карьер оплатили дважды.",
                {"Orlan Petrosk": "Орлан Петроск", "Lower Arcady": "Нижняя Аркадия"},
            )
        },
    ),
    Claim(
        "mill",
        "Men were held at the mill.",
        (),
        (
            ClaimStep(
                date(2018, 3, 1),
                "alleged",
                "Tim",
                "I heard of it.",
                "",
                known_at=date(2018, 3, 5),
                hand=Hand.HEARSAY,
                post="roofs",
                summary="In an interview.",
            ),
            ClaimStep(
                date(2018, 3, 10),
                "no answer",
                "the mill's owner",
                "",
                "https://example.org/m2",
                summary="The owner does not answer.",
                asked_how="By letter, two weeks.",
            ),
            ClaimStep(
                date(2018, 3, 15),
                "corroborated",
                "anonymous",
                "",
                "https://example.org/m3",
                known_at=date(2018, 3, 31),
                hand=Hand.HEARSAY,
                summary="Another man was told the same.",
                anonymous_reason="The speaker lives there.",
                date_precision=DatePrecision.MONTH,
            ),
        ),
        places=("Lower Arcady", "Mill & Weir"),
        verdict=Verdict(
            "Example Checkers",
            date(2018, 4, 1),
            2,
            1,
            5,
            "Mostly false",
            "https://example.org/how",
            "https://example.org/verdict",
        ),
    ),
)
