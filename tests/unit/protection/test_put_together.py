"""Names and contacts that a file puts together from pieces, and names glued to what stands beside them."""

import pytest
from tests.vaults import people_found, scanner_of

PEOPLE = """
people:
- id: man
  name: Бислан Садулгов
  aliases: [Садулгов]
  gender: male
  phones: ["+79285560347"]
  emails: [b.sadul@example.org]
  addresses: ["Энск, Кривоносовская ул., д. 17"]
  relatives: [{relation: mother, name: Зарган Мусалатова}, {relation: uncle, name: Александр Кузнецов}]
- {id: czech, name: Vítězslav Křepelčák, aliases: [Křepelčák]}
- {id: turk, name: Gülçin Işılçamoğlu, aliases: [Işılçamoğlu]}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("js", "n = 'Саду'.concat('лгов')"),
        ("js", 'n = "Са".concat("дул", "гов")'),
        ("js", 'let n = "Саду"; n += "лгов";'),
        ("json", "select 'Саду' || 'лгов'"),
        ("css", '.a:before{content:"Саду"} p{margin:0} .a:after{content:"лгов"}'),
        ("html", "<style>i::before{content:'Саду'}i::after{content:'лгов'}</style>"),
        ("html", "<p>Саду<sup>2</sup>лгов</p>"),
        ("html", '<!DOCTYPE p [<!ENTITY a "Саду"><!ENTITY b "лгов">]><p>&a;&b;</p>'),
        ("markdown", "| С |\n|---|\n| а |\n| д |\n| у |\n| л |\n| г |\n| о |\n| в |"),
        ("markdown", "1. С\n2. а\n3. д\n4. у\n5. л\n6. г\n7. о\n8. в"),
        ("markdown", "Саду[^1]лгов уехал\n\n[^1]: нота"),
        ("markdown", "Саду\\\nлгов"),
        ("markdown", "Саду{.key}лгов"),
        ("text", r"\textbf{Sadul}gov"),
        ("text", r"Sadul\-gov"),
        ("text", r"Sadul\hspace{0pt}gov"),
        ("json", '{"cc": 7, "area": 928, "a": 556, "b": "03", "c": "47"}'),
        ("json", '{"phone": {"op": 928, "no": 5560347}}'),
        ("html", "<a data-user='b.sadul' data-domain='example.org'>"),
        ("html", "<a data-host='example.org' data-name='b.sadul'>"),
        ("html", '<script>u="b.sadul",d="example.org"</script>'),
        ("filename", "img/bsadulgov.png"),
        ("text", "пишите на bsadulgov@mail.example"),
        ("text", "sadulgovb_2.jpg"),
        ("text", "#freesadulgov"),
        ("text", "Бабушку звали З. Мусалатова"),
        ("url", "https://example.org/u/musalatovazargan"),
        ("url", "https://example.org/u/zarganmusalatova"),
        ("text", "Мусалатовой З. не было"),
        ("text", "Кривоносовская, дом семнадцать"),
        ("text", "дом 17 по Кривоносовской"),
    ],
)
def test_what_is_put_together_is_read(scanner, kind, text):
    assert people_found(scanner, text, kind) == {"man"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (r"K\v{r}epel\v{c}\'ak", "czech"),
        (r"K{\v r}epel{\v c}{\'a}k", "czech"),
        (r"I\c{s}{\i}l\c{c}amo\u{g}lu", "turk"),
    ],
)
def test_accents_of_latex_are_read(scanner, text, person):
    assert people_found(scanner, text) == {person}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text", "absadulgov"),
        ("text", "А. Кузнецов и З. Кузнецова"),
        ("text", "и Мусалатова, я Мусалатова, А. Мусалатова"),
        ("js", 'a = "Саду"; b = f(c, "лгова улица")'),
        ("css", '.a:before{content:"Сад"} .a:after{content:"говор"}'),
        ("markdown", "1. Сад\n2. уголь\n3. говор"),
        ("markdown", "| Саду |\n|---|\n| лгать |"),
        ("text", r"\section{Sadu} \textbf{L} {} C:\usr\vol \'etude"),
        ("json", '{"cc": 7, "area": 928, "a": 556, "b": 3, "c": 48, "number": 928}'),
        ("html", "<a data-user='b.sadul' data-domain='example.com'>"),
        ("text", "дом восемнадцать по Кривоносовской, семнадцать домов"),
    ],
)
def test_what_only_looks_put_together_passes(scanner, kind, text):
    assert people_found(scanner, text, kind) == set()
