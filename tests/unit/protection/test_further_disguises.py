"""Disguises that were once missed are seen through; what only looks like one is not."""

import base64

import pytest
from tests.vaults import scanner_of

from incumbent import Scanner

PEOPLE = """
people:
- {id: latin, name: Polina Talvikova, aliases: [Talvikova]}
- {id: russian, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: whole, name: Борис Кувандыков}
- {id: chinese, name: 魏清岚}
- {id: born, name: Н Н, birth_date: 1988-03-25}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


def _people(scanner: Scanner, text: str, kind: str = "text") -> set[str]:
    return {finding.person for finding in scanner.scan_text(text, kind=kind)}


PACKED = base64.b64encode("Записка: Вершигорская".encode()).decode()
TWICE = "Вершигорская".encode().decode("latin-1").encode().decode("latin-1")


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        (f"x{PACKED}", "text", "russian"),
        (f'{{"b": "{PACKED[:20]}\\n{PACKED[20:-5]}\\n{PACKED[-5:]}"}}', "json", "russian"),
        (TWICE, "text", "russian"),
        ("https://example.org/r?token=6a2P5riF5bKa&x=1", "url", "chinese"),
        ("+BBIENQRABEgEOAQzBD4EQARBBDoEMARP-", "text", "russian"),
        ("#1042;#1077;#1088;#1096;#1080;#1075;#1086;#1088;#1089;#1082;#1072;#1103;", "text", "russian"),
        ("Они звали её t@|v!k()v@ тогда", "text", "latin"),
        ("ᴛᴀʟᴠɪᴋᴏᴠᴀ left", "text", "latin"),
        ("\U0001d54b𝕒𝕝𝕧𝕚𝕜𝕠𝕧𝕒 left", "text", "latin"),
        ("{last: 'Кувандыков', first: 'Борис'}", "js", "whole"),
        ("given: Борис\nfamily: Кувандыков\n", "markdown", "whole"),
        ("<title>魏 清 岚</title>", "svg", "chinese"),
        ("двадцать пять марта тысяча девятьсот восемьдесят восемь года", "text", "born"),
    ],
)
def test_disguise_is_seen_through(scanner: Scanner, text: str, kind: str, person: str) -> None:
    assert person in _people(scanner, text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Борис получил first prize, а Кувандыкова там не было", "text"),
        ("f()t@|v!k()", "js"),
        ('{"probability": 0.7749813492746123}', "json"),
        ("https://example.org/?a=54&b=C+0LLQuNGC", "url"),
        ("двадцать пять раз в марте 1988 года", "text"),
        ("清 岚 и 魏 国", "text"),
    ],
)
def test_what_only_looks_like_a_disguise_passes(scanner: Scanner, text: str, kind: str) -> None:
    assert _people(scanner, text, kind) == set()


def test_a_name_at_the_very_end_of_a_text_never_breaks_the_scan(scanner: Scanner) -> None:
    found = scanner.scan_text('{"first": "Борис", "id": 7, "last": "Кувандыков"}', kind="json")
    assert not [one for one in found if one.rule.startswith("unreadable")]
