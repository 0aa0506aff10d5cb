"""Why a forecast left a quote out: each reason as the record holds it, and as readers are told it."""

from __future__ import annotations

REASONS = {
    r"expired: its deadline (?P<day>[\d-]{10}) had passed": "its last day, %(day)s, had passed",
    r"its deadline (?P<day>[\d-]{10}) has passed": "its last day, %(day)s, had passed",
    r"its deadline (?P<day>[\d-]{10}) lies beyond the reach of the base rate": (
        "its last day, %(day)s, lies beyond what the base rate reaches"
    ),
    r"has no deadline": "has no last day",
    r"a newer quote of the same source answers the same question": (
        "a newer quote of the same source answers the same question"
    ),
    r"repeats .+ of .+": "says the same as another source, so it counts once",
    r"counted together with .+, of the same source and day": (
        "is counted together with another of the same source and day"
    ),
    r".+, of the same source and day, divides the time otherwise and speaks for both": (
        "another of the same source and day divides the time otherwise and speaks for both"
    ),
    r"does not say how many are against": "does not say how many are against",
    r"names a vote .*over \((?P<gate>.+)\)": (
        "names a vote that is over or was not announced by then (%(gate)s)"
    ),
    r"names no election or contest of the leader's calendar": "names no vote of the leader's calendar",
    r"lists only some periods of exit, so its margin cannot be removed": (
        "lists only some periods of exit, so its margin cannot be removed"
    ),
    r"lists only some of the leaders who may go first, so its margin cannot be removed": (
        "lists only some of the leaders who may go first, so its margin cannot be removed"
    ),
    r"lists only one side, staying or going, though it is said to be whole": (
        "lists only one side, staying or going, though it is said to be whole"
    ),
    r"lists only some outcomes, and together they imply more than a certainty": (
        "lists only some outcomes, and together they come to more than a certainty"
    ),
    r"only one of its periods still lies ahead|all of its periods .+": (
        "its periods do not divide the time ahead"
    ),
    r"the base rate knows no way out by its deadline that it could bend": (
        "nothing is known of how the leader could leave by its last day"
    ),
    r"no outcome of the book says that the leader stays": "no outcome of it says that the leader stays",
    r"does not name the leader among those who may go first": (
        "does not name the leader among those who may go first"
    ),
    r"is settled: .+ was no longer in office": "is settled: somebody it names had left",
    r"(?:a price implies a chance of 0 or 1|gives a chance of 0 or 1, or no number.*)": (
        "gives a chance of 0 or 1, which nothing can be weighed against"
    ),
    r"(?:its bid .+ lies above its ask .+|bid .+ lies above ask .+)": "its bid lies above its ask",
    r"its chance .+ lies outside its own range, .+": "its chance lies outside its own range",
    r"speaks of another leader or office .+": "speaks of another leader or office",
    r"pays .+ in some outcomes, so its price is no probability": (
        "pays otherwise in some outcomes, so its price is no chance"
    ),
    r".* margin removal takes an outcome to 0 or below .*": "its margin cannot be removed",
    r".* implied probabilities are not numbers .*": "its margin cannot be removed",
    r"book .* has fewer than two outcomes: .*": "its margin cannot be removed",
    r"no link by the author says what it means": "the author has not yet said what it means",
    r"the answer carries no rule text, so nobody can say .*": "it came without its rule",
    r"its rule text changed after the author read it: .*": "its rule changed after the author read it",
    r"not open \(.+\): an outcome, not a quote": "it is closed or decided: an outcome, not a quote",
    r"(?:only one side is offered \(.+\)|nobody offers a price)": "nobody offers both sides of a price",
    r"it asks for another event than leaving office(?:: (?P<note>.+))?": (
        "it asks for another event than leaving office"
    ),
}
"""A pattern of what is recorded, and the sentence that readers get; `note` is the author's own part."""
