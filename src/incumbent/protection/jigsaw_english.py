"""How English writes a fact that narrows a person down."""

from __future__ import annotations

import re
from collections.abc import Callable

from incumbent.protection.jigsaw_facts import Clue, FactKind, clue
from incumbent.protection.jigsaw_wordings import (
    english_age,
    english_birth_year,
    english_date,
    number_in,
)

_SMALL = "zero|one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_AGE = rf"(?:[1-9]\d|(?:{_TEENS})|(?:{_TENS})(?:[\s-](?:{_SMALL}))?)"
_FEW = rf"(?:\d{{1,2}}|{_SMALL}|ten|eleven|twelve)"
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    "Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
)
_DATE = rf"(?:{_DAY}(?:,?\s+\d{{4}})?|{_MONTH}(?:\s+of)?\s+\d{{4}})"

_NOT_A_TOWN = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    "Wednesday|Thursday|Friday|Saturday|Sunday|Russia|Chechnya|Ingushetia|Dagestan|Ukraine|Belarus|Poland|"
    "Germany|France|Turkey|Syria|Iran|Iraq|Georgia|Kazakhstan|Uzbekistan|China|Europe|Asia|America|Africa|"
    "Britain|England|Norway|Sweden|Finland|Austria|Belgium|Canada|Lithuania|Latvia|Estonia|Islam|God|Allah|"
    "Ramadan|English|Russian|Chechen|German|French|Arabic|Turkish|Parliament|Kremlin|Facebook|Instagram|"
    "Telegram|VKontakte|VK|WhatsApp|YouTube|Twitter|TikTok|Odnoklassniki|The|This|That|His|Her|My|Their|Our|"
    "I|He|She|It|We|They|Then|When|After|Before|But|And|If|On|Soviet|Western|Eastern|Northern|Southern|"
    "North|South|West|East|Putin|Kadyrov"
)
_TOWN_NAME = rf"(?!(?:{_NOT_A_TOWN})\b)[A-Z][a-z’'-]+(?:[\s-](?!(?:{_NOT_A_TOWN})\b)[A-Z][a-z’'-]+)?"

_RARE_GROUPS = (
    "Tabasaran|Lak|Nogai|Balkar|Karachay|Abaza|Agul|Rutul|Tsakhur|Kist|Udi|Tat|Yazidi|Tuvan|Kalmyk|Ingush|"
    "Meskhetian|Crimean Tatar|Abkhaz|Adyghe|Circassian|Hazara|Baloch|Karaite|Veps|Komi|Mari|Udmurt|Nenets"
)
_GROUPS = (
    f"{_RARE_GROUPS}|Chechen|Avar|Dargin|Lezgin|Kumyk|Ossetian|Kabardian|Tatar|Bashkir|Chuvash|Buryat|Yakut|"
    "Uzbek|Tajik|Kyrgyz|Kazakh|Uyghur|Roma|Kurd|Kurdish|Armenian|Azeri|Azerbaijani|Georgian|Jewish|Korean|"
    "Polish|Moldovan|Turkmen|Mongol|Tibetan"
)
_RARE_JOBS = (
    "surgeon|dentist|imam|mullah|priest|singer|wrestler|boxer|coach|veterinarian|vet|judge|prosecutor|"
    "midwife|beekeeper|pilot|composer|puppeteer|translator|goldsmith|gunsmith"
)
_JOBS = (
    f"{_RARE_JOBS}|teacher|doctor|nurse|taxi driver|driver|builder|welder|mechanic|cook|chef|waiter|waitress|"
    "barber|hairdresser|programmer|student|engineer|lawyer|policeman|policewoman|police officer|shopkeeper|"
    "journalist|accountant|soldier|guard|electrician|plumber|farmer|shepherd|actor|actress|model|dancer|"
    "carpenter|tailor|seamstress|baker|butcher|pharmacist|cleaner|courier|clerk|trader|salesman|photographer|"
    "musician|trainer|librarian|miner|sailor|fisherman|tiler|painter"
)
_RELATIVE = (
    "(?:great-|grand|step|half-|twin |foster )?(?:uncles?|aunts?|cousins?|brothers?|sisters?|"
    "nephews?|nieces?|"
    "sons?|daughters?|wife|husband|fianc[eé]e?|father-in-law|mother-in-law|brothers?-in-law|sisters?-in-law|"
    "father|mother|godfather|godmother|twins?)"
)
_COUNTED = (
    rf"(?:{_FEW}|several|an?\s+(?:only|elder|older|younger|eldest|youngest|twin)?\s?|an?|another|only|"
    rf"elder|older|younger|eldest|youngest)"
)
_NOTABLE = (
    "kingpin|boss|official|commander|deputy|policeman|police|imam|mullah|mayor|judge|minister|"
    "general|colonel|"
    "businessman|prosecutor|leader|gangster|mobster|chief|governor|warlord|celebrity|champion|wrestler|singer"
)
_NETWORKS = (
    "VKontakte|VK|Odnoklassniki|Facebook|Instagram|Telegram|WhatsApp|TikTok|YouTube|Twitter|"
    "LinkedIn|Snapchat|"
    "Grindr|Hornet|Tinder|Badoo|Mamba|Romeo|Signal|Viber"
)
_RARE_NETWORKS = frozenset({"grindr", "hornet", "tinder", "badoo", "mamba", "romeo"})
_CARS = (
    "Lada|Priora|Granta|Zhiguli|Niva|UAZ|Volga|Toyota|Camry|Corolla|Land Cruiser|Lexus|Mercedes|BMW|Audi|"
    "Volkswagen|Opel|Skoda|Škoda|Renault|Peugeot|Citro[eë]n|Hyundai|Kia|Nissan|Mitsubishi|Mazda|Honda|Subaru|"
    "Porsche|Chevrolet|Daewoo|Nexia|Gazelle|Hummer|Range Rover|Land Rover|Volvo|Fiat|Dacia|Tesla"
)
_BODY = (
    "eyes?|fingers?|toes?|hands?|arms?|legs?|foot|feet|ears?|teeth|tooth|ribs?|nose|jaw|spine|back|"
    "skull|knees?|kidneys?"
)


def _age(match: re.Match[str]) -> str:
    return english_age(match["fact"], match.string)


def _holds(words: str) -> Callable[[re.Match[str]], bool]:
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return lambda match: pattern.search(match[0]) is not None


def _many_children(match: re.Match[str]) -> bool:
    return (number_in(match[0]) or 0) >= 5


def _relative(match: re.Match[str]) -> str:
    return "relatives" if re.search(rf"\b(?:{_FEW}|several)\b|s\b", match["fact"]) else "a relative"


_exact = re.RegexFlag(0)

ENGLISH: tuple[Clue, ...] = (
    clue(FactKind.AGE, rf"\b(?P<fact>{_AGE})[\s-]years?[\s-]old\b", _age),
    clue(FactKind.AGE, rf"\b(?:aged|at the age of|age of|turned|turning)\s+(?P<fact>{_AGE})\b", _age),
    clue(
        FactKind.AGE,
        rf"\b(?:I|he|she|who)(?:\s+(?:am|is|was|were|had been)|['’](?:m|s))\s+(?:only\s+|just\s+|then\s+|"
        rf"now\s+)?"
        rf"(?P<fact>{_AGE})\b(?!\s*(?:%|per|people|metres|km|kilomet|minutes|hours|days|weeks|months|"
        rf"years?\s+(?!old)))",
        _age,
    ),
    clue(
        FactKind.AGE,
        rf"\b(?:fled|left|escaped|married|moved|arrested|detained|drafted|orphaned|emigrated|ran away|"
        rf"came out)\b"
        rf"[^.;\n]{{0,40}}?\bat\s+(?P<fact>{_AGE})\b(?!\s*(?::|\.\d|a\.?m|p\.?m|o['’]clock|in the))",
        _age,
    ),
    clue(
        FactKind.AGE,
        r"[A-Z][\w’'*-]+\s*(?:\((?P<fact>[1-9]\d)\)|,\s(?P<age>[1-9]\d),)",
        lambda m: english_age(m["fact"] or m["age"], m.string),
        flags=_exact,
    ),
    clue(
        FactKind.BIRTH_YEAR,
        r"\b(?P<fact>born\s+(?:on\s+[^.,;]{3,15}\s+)?(?:in\s+)?(?:[A-Z]\w+\s+)?(?:19|20)\d\d)\b",
        lambda m: english_birth_year(m[0]),
    ),
    clue(
        FactKind.TOWN,
        rf"\b(?i:in|from|near|outside|left|fled|to|reached|around)\s+(?:the\s+)?(?P<fact>(?:(?:village|town|"
        rf"city|settlement|suburb)\s+of\s+)?{_TOWN_NAME})(?=[\s.,;:!?)’']|$)(?!\s+(?:District|Region|"
        rf"Oblast|Street))",
        "a town in the region",
        _holds("village|settlement"),
        _exact,
    ),
    clue(
        FactKind.TOWN,
        rf"\b(?P<fact>{_TOWN_NAME}\s+(?:diaspora|community|mosque|university|hospital|prison))\b",
        "the diaspora elsewhere in the country",
        flags=_exact,
    ),
    clue(
        FactKind.DISTRICT,
        r"\b(?P<fact>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s+(?:district|neighbourhood|neighborhood|quarter|"
        r"raion|"
        r"rayon|District|Region|region|Oblast|oblast|Street|street))\b",
        "a part of the region",
        _holds("street|quarter|neighbou?rhood"),
        _exact,
    ),
    clue(
        FactKind.ETHNIC_GROUP,
        rf"\b(?:an?|ethnic|half|am|is|are|was|as|fellow)\s+(?:ethnic\s+)?(?P<fact>{_GROUPS})\b"
        r"(?!\s+(?:police|government|leader|authorities|president|republic|officials?|language|"
        r"parliament|war))",
        "from a minority",
        _holds(_RARE_GROUPS),
        _exact,
    ),
    clue(
        FactKind.JOB,
        rf"\b(?:as\s+an?|is\s+an?|was\s+an?|am\s+an?|['’]s\s+an?|['’]m\s+an?|a\s+former|an\s+ex-?|by\s+trade|"
        rf"trained\s+as|became\s+an?|,\s+an?|the\s+only|"
        rf"the\s+first)\s+(?P<fact>(?:[a-z-]+\s){{0,2}}(?:{_JOBS}))\b",
        "someone with a job in that trade",
        lambda m: _holds(_RARE_JOBS)(m) or _holds("only|first|best|champion")(m),
    ),
    clue(
        FactKind.EMPLOYER,
        r"\b(?:[Ww]ork(?:s|ed|ing)?|[Ee]mployed|[Ss]tud(?:y|ies|ied|ying)|[Tt]aught|[Tt]eaches|"
        r"[Ss]erved)\s+(?:as\s+"
        r"[^.;\n]{3,30}\s)?(?:at|for|with|"
        r"in)\s+(?P<fact>(?:the\s+)?[A-Z“\"«][\w&’'.-]+(?:\s+(?:of\s+)?[A-Z][\w&’'-]+){0,4})",
        "a local employer",
        True,
        _exact,
    ),
    clue(
        FactKind.FAMILY_ROLE,
        rf"\b(?P<fact>(?:{_COUNTED})\s?(?:of\s+(?:his|her|my|their)\s+)?{_RELATIVE})\b"
        rf"(?:\s+(?:and\s+\w+\s+)?(?:who\s+(?:is|was|are)|"
        rf",\s*an?)\s[^.;\n]{{0,40}}?\b(?P<notable>{_NOTABLE})\b)?",
        _relative,
        lambda m: m["notable"] is not None or _holds("twins?|only")(m),
    ),
    clue(
        FactKind.FAMILY_ROLE,
        rf"\b(?P<fact>(?:his|her|my|their|whose)\s+(?:\w+\s)?{_RELATIVE}\b(?:,|\s+who)?\s+(?:is|was|works|"
        rf"worked|serves|served|"
        rf"runs|ran|leads|led|lives|lived|in\s+[A-Z]|an?\s)[^.;\n]{{0,40}})",
        "a relative",
        _holds(_NOTABLE),
        _exact,
    ),
    clue(
        FactKind.CHILDREN,
        rf"\b(?P<fact>(?:{_FEW})\s+(?:small\s+|young\s+|little\s+)?(?:children|kids|sons|daughters)|"
        rf"(?:father|mother)"
        rf"\s+of\s+(?:{_FEW})|only\s+child|childless)\b",
        "children",
        _many_children,
    ),
    clue(
        FactKind.INJURY,
        rf"\b(?P<fact>(?:lost|broke|broken|fractured|burn(?:ed|t)|cut\s+off|amputated|crushed|shattered|"
        rf"injured|wounded)\s+"
        rf"(?:(?:his|her|my|their|an?|one|two|three|the|both|several|left|right)\s+){{0,2}}(?:{_BODY}|"
        rf"hearing|sight)|"
        rf"(?:missing|prosthetic|glass|artificial)\s+(?:{_BODY})|scars?\s+(?:on|across|over)\s+(?:his|her|"
        rf"my|their|the)\s+"
        rf"\w+|walks?\s+with\s+a\s+(?:limp|stick|cane)|limps|deaf\s+in\s+one\s+ear|blind\s+in\s+one\s+eye|"
        rf"in\s+a\s+wheelchair|bullet\s+wound)\b",
        "was injured",
        True,
    ),
    clue(
        FactKind.DETENTION_DATE,
        rf"\b(?:detain\w*|arrest\w*|abduct\w*|kidnap\w*|imprison\w*|releas\w*|disappear\w*|raid\w*|taken|"
        rf"picked\s+up|"
        rf"tortured|interrogated|held)\b[^.;\n]{{0,60}}?\b(?P<fact>{_DATE})",
        lambda m: english_date(m["fact"]),
        lambda m: re.search(_DAY, m["fact"], re.IGNORECASE) is not None,
    ),
    clue(
        FactKind.DETENTION_DATE,
        rf"\b(?P<fact>{_DATE})\b[^.;\n]{{0,60}}?\b(?:detain|arrest|abduct|kidnap|imprison|releas|"
        rf"disappear|raid|taken\s+away)",
        lambda m: english_date(m["fact"]),
        lambda m: re.search(_DAY, m["fact"], re.IGNORECASE) is not None,
    ),
    clue(
        FactKind.GIVEN_NAME,
        rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Aa]n?|[Tt]he)\s+(?:\w+\s)?(?:{_RELATIVE}|friend|neighbour|"
        rf"neighbor|partner|"
        r"boyfriend|girlfriend|lover|colleague|classmate),?\s+(?:named\s+|called\s+)?"
        r"(?P<fact>(?!(?:I|In|On|At|The|Who|And|But|He|She|From|VKontakte|VK|Facebook|Instagram|"
        r"Telegram)\b)[A-Z][a-z’'-]{2,})"
        r"(?!\s+(?:diaspora|community))",
        "leave the name out",
        True,
        _exact,
    ),
    clue(
        FactKind.CAR,
        rf"\b(?P<fact>(?:(?:white|black|grey|gray|silver|red|blue|green|old|new|"
        rf"tinted)\s+)*(?:{_CARS})(?:\s+[A-Z\d][\w-]*)?)\b",
        "a car",
        _holds("white|black|grey|gray|silver|red|blue|green"),
        _exact,
    ),
    clue(
        FactKind.SOCIAL_NETWORK,
        rf"\b(?:found|find|tracked|traced|met|meet|profile|page|account|group|chat|wrote|contacted|"
        rf"messaged|recogni[sz]ed|"
        rf"spotted|identified|posted|post|photo|via|through|subscribed|"
        rf"friends?)\b[^.;\n]{{0,60}}?\b(?P<fact>{_NETWORKS})\b",
        "on a social network",
        lambda m: m["fact"].lower() in _RARE_NETWORKS,
    ),
    clue(
        FactKind.SOCIAL_NETWORK,
        rf"\b(?i:on|through|via)\s+(?P<fact>{_NETWORKS})\b",
        "on a social network",
        lambda m: m["fact"].lower() in _RARE_NETWORKS,
        _exact,
    ),
)
"""Clues of English, in no particular order."""
