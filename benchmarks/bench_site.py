"""What a build costs: 2,000 posts and ten years of forecasts, beside plain Pelican on the same posts.

Each build runs in its own process; CPU seconds and peak memory are the operating system's, the medians
of several rounds in which the builds take turns. Bytecode is kept, as it is for installed software.
`posts` has the same posts and no record. The pictures are drawn once: `cold` draws all of them, `warm`
finds those of earlier months kept, which is what the next month's build finds. Last, a preview of the
warm site is told that one post has changed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

WORDS = [
    "office",
    "vote",
    "price",
    "month",
    "leader",
    "council",
    "winter",
    "reform",
    "letter",
    "number",
    "chance",
    "harvest",
    "river",
    "rumour",
]
POSTS = 2000
MONTHS = 120


def body(seed: int) -> str:
    chooser = random.Random(seed)
    paragraphs = [" ".join(chooser.choices(WORDS, k=70)).capitalize() + "." for _ in range(5)]
    return "\n\n".join(
        [*paragraphs[:2], "## A heading", *paragraphs[2:], "- one\n- *two*\n- [three](https://example.org)"]
    )


def post_day(place: int) -> date:
    return date(2008, 1, 1) + timedelta(days=place)


def plain_pelican(folder: Path) -> None:
    """Pelican as it comes, reading Markdown files."""
    from pelican import Pelican
    from pelican.settings import read_settings

    source = folder / "content"
    source.mkdir()
    for place in range(POSTS):
        head = (
            f"Title: Post {place}\nDate: {post_day(place)}\nTags: {WORDS[place % 9]}\nSlug: post-{place}\n\n"
        )
        (source / f"{place}.md").write_text(head + body(place), encoding="utf-8")
    settings = {"PATH": str(source), "OUTPUT_PATH": str(folder / "out"), "SITEURL": "https://example.org"}
    Pelican(read_settings(override=settings)).run()


def ours(folder: Path, months: int, pictures: Path | None) -> None:
    """The same posts, with a record of so many months."""
    from dataclasses import replace

    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    import invented_site
    from incumbent.domain.desk import Post
    from incumbent.domain.record import VerifyReport
    from incumbent.site.build import build_site
    from incumbent.site.pictures import Studio

    posts = tuple(
        Post(
            f"post-{place}",
            f"Post {place}",
            "en",
            post_day(place),
            f"{place}.md",
            body(place),
            (WORDS[place % 9],),
        )
        for place in range(POSTS)
    )
    whole = invented_site.content()
    leader = replace(
        invented_site.LEADERS[0], questions=(invented_site.question("2030", date(2030, 12, 31)),)
    )
    template = invented_site.recorded()[0]
    entries = tuple(
        {
            **template,
            "sequence": place,
            "forecast": invented_site.forecast(leader, origin, 0.05 + 0.1 * (place % 7) / 7),
        }
        for place, origin in enumerate(date(2008 + m // 12, m % 12 + 1, 1) for m in range(months))
    )
    content = replace(
        whole,
        settings=replace(whole.settings, languages=("en",), fictional=False, pictures=(), contact=None),
        leaders=(leader,) if months else (),
        posts=posts,
        entries=entries,
        verified=VerifyReport(len(entries), "0" * 64),
        events=(),
        scores=(),
        calibration=(),
        claims=(),
        quotes=(),
        images={},
    )
    build_site(content, folder / "out", built_at=datetime(2018, 4, 1, tzinfo=UTC), studio=Studio(pictures))


def preview_of_one_change(folder: Path) -> None:
    """The example desk with 2,000 posts more; one of them is changed and shown again."""
    from incumbent.workflows.preview import Preview

    desk = folder / "desk"
    shutil.copytree(Path(__file__).parent.parent / "examples" / "desk", desk)
    for place in range(POSTS):
        head = f"---\ntitle: Post {place}\ndate: {post_day(place)}\ntags: [{WORDS[place % 9]}]\n---\n\n"
        (desk / "posts" / f"post-{place}.md").write_text(head + body(place), encoding="utf-8")
    shown = Preview(desk, folder / "shown")
    shown.refresh(date(2026, 1, 1))
    taken: list[tuple[float, float]] = []
    for number in range(5):
        with (desk / "posts" / f"post-{number}.md").open("a", encoding="utf-8") as post:
            post.write("\nOne more sentence.\n")
        shown.posts_alone = False
        wall, cpu = time.monotonic(), time.process_time()
        shown.refresh(date(2026, 1, 1))
        taken.append((time.process_time() - cpu, time.monotonic() - wall))
    cpu, wall = (round(median(one[place] for one in taken), 2) for place in (0, 1))
    print(json.dumps({"cpu_seconds": cpu, "seconds": wall}))


def measured(kind: str, kept: Path) -> dict[str, float]:
    """One build in a process of its own."""
    command = [sys.executable, __file__, "--one", kind, "--pictures", str(kept / "pictures")]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(kept / "bytecode")
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.splitlines()[-1])


def one(kind: str, pictures: Path) -> None:
    """Build, and print what it cost."""
    folder = Path(tempfile.mkdtemp())
    if kind == "preview":
        preview_of_one_change(folder)
        shutil.rmtree(folder)
        return
    if kind == "plain":
        plain_pelican(folder)
    else:
        ours(folder, 0 if kind == "posts" else MONTHS, None if kind == "posts" else pictures)
    shutil.rmtree(folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"cpu_seconds": round(cpu, 2), "peak_mib": round(used.ru_maxrss / 1024, 1)}))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is shown")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--pictures", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.pictures)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        cold = {"cold": [measured("cold", kept)]}  # compiles every module, too; not compared
        shutil.rmtree(kept / "pictures")
        cold = {"cold": [measured("cold", kept)]}
        kinds = ("plain", "posts", "warm")
        measured("plain", kept)
        preview = measured("preview", kept)
        rounds = [{kind: measured(kind, kept) for kind in kinds} for _ in range(given.rounds)]
    runs = {kind: [each[kind] for each in rounds] for kind in kinds} | cold
    middle = {
        kind: {name: median(run[name] for run in found) for name in found[0]} for kind, found in runs.items()
    }
    plain = middle["plain"]
    for kind, row in middle.items():
        ratio, more = row["cpu_seconds"] / plain["cpu_seconds"], row["peak_mib"] - plain["peak_mib"]
        cost = f"{row['cpu_seconds']:6.2f} CPU s {ratio:5.2f} x"
        print(f"{kind:6} {cost}  {row['peak_mib']:6.1f} MiB {more:+7.1f} MiB")
    shown = f"{preview['cpu_seconds']:.2f} CPU s, {preview['seconds']:.2f} s by the clock"
    print(f"preview of one changed post: {shown}")


if __name__ == "__main__":
    main()
