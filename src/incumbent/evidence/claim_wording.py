"""Which words of a claim hide a quotation, a speaker without a name, or that there is no verdict."""

from __future__ import annotations

import re

_QUOTATION_MARKS = re.compile(
    r"""["“”„‟«»‹›‚‛″〝〞〟＂「」『』❛❜❝❞]|<<|>>|``|''"""
    r"|(?<!\w)['‘’](?=[^\W\d_]).*?(?<=[\w.,!?…])['’‘](?!\w)",  # 'held', but not don't, workers', the '90s
    re.DOTALL,
)

_COUNTED = r"(?:an?|one|two|three|four|five|several|some|many|another)"
_DESCRIBED = (
    r"(?:eye-?witness|resident|neighbou?r|relative|official|villager|survivor|victim|detainee|prisoner)"
)
_UNNAMED = (
    r"(?i:\b(?:anonym|unnamed|unidentified|undisclosed|name withheld|whistle-?blower|informants?\b))",
    r"(?i:familiar with the)",
    r"(?i:\b(?:not|n['’]t|declined|refused) (?:(?:want|wish) )?(?:to )?be (?:nam|identifi)ed)",
    rf"(?i:^(?:(?:{_COUNTED} )?(?:sources?|insiders?)|{_COUNTED} of|people)\b)",
    r"(?<![Oo]pen )(?<!Open-)\bsources?\b",
    rf"^(?i:{_COUNTED}) (?:\S+ )*?[a-z][a-z-]{{3,}}\b",  # A Kremlin official; not A Just Russia
    rf"(?i:^{_DESCRIBED}(?:e?s)?(?= (?:of|in|from|who|close)\b|,|$))",
    r"^(?:m[ae]n|wom[ae]n|[a-z]{4,})(?=[\s,]|$)(?<!della)(?<!dello)(?<!delle)(?<!degli)(?<!dalla)",
    r"(?i:анони|неназван|неизвестн|безымянн|источник|инсайдер|информатор|очевид[её]?ц)",
    r"(?i:собеседни\w*\s\S|\sсобеседни|собеседники)",  # Собеседник alone is a newspaper
    r"(?i:^(?:один|одна|двое|трое|некоторые|несколько|некий|некая|некто)\b)",
    r"(?i:\bпожела\w+ (?:остаться|не\b)|\bне (?:пожела|назва[лв]|называ|раскры|представи))",
    r"(?i:\bим(?:я|ени) (?:не|скры|измен))",
    r"^(?i:жител|сосед|свидетел|чиновни|сотрудни|силови|родствен)\w*\b(?!.*[А-ЯЁ]\w+ [А-ЯЁ])(?! Иеговы)",
    r"^[а-яёіїєґў]{3,}(?=[\s,]|$)",
)
"""English and Russian ways of speaking of somebody without the name; a name begins with a capital letter."""
_IS_UNNAMED = re.compile("|".join(_UNNAMED))

_NO_VERDICTS = re.compile(
    r"(?i:^(?:un(?:proven|proved|verified|known|clear|decided|rated|substantiated|confirmed|determined)"
    r"|open\b|inconclusive|no verdict|pending|not (?:rated|yet|proven|proved|verified|checked|known|clear)"
    r"|cannot be|no (?:rating|evidence)|не\s?(?:доказан|проверен|известн|ясн|подтвержд|оценен|определ)"
    r"|без (?:вердикта|оценки)|на проверке))"
)


def holds_quotation(text: str) -> bool:
    """True if the text has words in quotation marks of any kind; an apostrophe is none.

    Examples
    --------
    >>> holds_quotation("Men were ‚held‘."), holds_quotation("The workers' union didn't answer.")
    (True, False)
    """
    return _QUOTATION_MARKS.search(text) is not None


def is_unnamed(who: str) -> bool:
    """True if this speaks of somebody without a name, in English or Russian.

    Examples
    --------
    >>> is_unnamed("Two Kremlin sources"), is_unnamed("Open Source Review")
    (True, False)
    """
    return _IS_UNNAMED.search(who.strip()) is not None


def is_no_verdict(label: str) -> bool:
    """True if a verdict's label says that nothing was found out.

    Examples
    --------
    >>> is_no_verdict("Not proven"), is_no_verdict("Mostly false")
    (True, False)
    """
    return _NO_VERDICTS.match(label.strip()) is not None


def names(sentence: str, person: str) -> bool:
    """True if a sentence names a person by the last word of the name, with an ending or without.

    Examples
    --------
    >>> names("Рассказ о людях Рамзана Кадырова.", "Рамзан Кадыров"), names("He came.", "Ada Example")
    (True, False)
    """
    parts = person.split()
    return bool(parts) and re.search(rf"\b{re.escape(parts[-1])}\w{{0,3}}\b", sentence) is not None
