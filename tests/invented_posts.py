"""The invented site's posts: a translated one, an interview with every block, a draft, an old one."""

from datetime import date

from incumbent.domain.desk import Post

POSTS = (
    Post(
        slug="spring",
        title="What a spring of rumours changed",
        language="en",
        published_on=date(2018, 4, 1),
        path="posts/spring.md",
        body="The chance *moved* little.\n\n<script>alert(1)</script>\n\nWords of [a source](https://example.org/a).",
        tags=("elections", "arcady"),
        leaders=("orlan",),
        fictional=True,
    ),
    Post(
        slug="vesna-sluhov",
        title="Что изменила весна слухов",
        language="ru",
        published_on=date(2018, 4, 1),
        path="posts/spring.ru.md",
        body="Шансы почти *не изменились*.",
        tags=("выборы",),
        leaders=("orlan",),
        translation_of="spring",
        fictional=True,
    ),
    Post(
        slug="roofs",
        title="The roofs of the lower town",
        language="en",
        published_on=date(2018, 3, 5),
        path="posts/roofs.md",
        body=(
            "::: interview\nwho: Tim\nplace: a lower town\ndate: 2018-03-01\n\n*Why?* I mend roofs.\n:::\n\n"
            "::: estimate\nleader: orlan\nquestion: 2024\nas-of: 2018-03-01\n:::\n\n"
            "::: claim\nid: quarry\n:::\n\n![a dark field](../images/field.png)"
        ),
        leaders=("orlan",),
        claims=("quarry",),
        pseudonyms=("Tim",),
        fictional=True,
        interview=True,
    ),
    Post(
        slug="draft",
        title="An unfinished thought",
        language="en",
        published_on=date(2018, 3, 30),
        path="posts/draft.md",
        body="An unfinished thought.",
        draft=True,
    ),
    Post(
        slug="first",
        title="Why a number",
        language="en",
        published_on=date(2017, 2, 3),
        path="posts/first.md",
        body="A first post.",
        fictional=True,
    ),
)
