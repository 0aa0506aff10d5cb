"""How is a desk begun: five answers make a folder that runs, and a private one beside it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.evidence.desk_rows import TABLES
from incumbent.workflows.countries import country_named
from incumbent.workflows.desk import read_desk
from incumbent.workflows.guard import HOOKS, ignored
from incumbent.workflows.private import PRIVATE_FOLDERS, private_folder
from incumbent.workflows.world_desk import WorldSettings, first_registered, world_texts

_HOOKS = ("pre-commit", "pre-push", "refuse-private")
_SCHEDULES = ("README.md", "monthly.yml", "incumbent.service", "incumbent.timer", "crontab.txt")
_EXECUTABLE = 0o755
_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class Answers:
    """What `incumbent new` asks.

    Parameters
    ----------
    title : str
        Name of the publication.
    author : str
        Name or pen name.
    leader : str
        The first leader followed.
    office : str
        Office and country, as in "president of Russia".
    since : date
        First day of that leader in that office.
    languages : tuple of str
    base_address : str
        Where the site will stand; can be changed until the first publication.
    """

    title: str
    author: str
    leader: str
    office: str
    since: date
    languages: tuple[str, ...] = ("en",)
    base_address: str = "https://example.org"


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What was made.

    Parameters
    ----------
    desk, private : Path
    leader_id : str
        The first leader followed.
    hooks_active : bool
        False when git is not installed, or the folder lies inside another repository.
    """

    desk: Path
    private: Path
    leader_id: str
    hooks_active: bool


def new_desk(folder: Path, answers: Answers, today: date) -> NewDesk:
    """Make a desk, whole or not at all, and its private folder beside it.

    Raises
    ------
    RefusedError
        If something lies in the folder already, or no state is recognised in the office.
    FaultsFoundError
        If an answer cannot stand in a desk's file.
    """
    leader_id = _short_name(answers.leader)
    return _made(folder, desk_texts(answers, leader_id, today), leader_id, today)


def new_world_desk(folder: Path, settings: WorldSettings, today: date) -> NewDesk:
    """Make a desk of every leader of the packaged register, as `new_desk` makes one of a single leader.

    Raises
    ------
    RefusedError
        If something lies in the folder already.
    FaultsFoundError
        If an answer cannot stand in a desk's file.
    """
    return _made(folder, {**world_texts(settings), **_texts_beside()}, first_registered(), today)


def _made(folder: Path, files: Mapping[str, str], leader_id: str, today: date) -> NewDesk:
    folder = folder.absolute()
    require_new_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as place:
        draft = Path(place) / "desk"
        _write(draft, files)
        read_desk(draft, today)
        hooks_active = _activate_hooks(draft)
        private = _make_private(folder)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)  # last: whoever is interrupted can begin again
    return NewDesk(folder, private, leader_id, hooks_active)


def require_new_folder(folder: Path) -> None:
    """Refuse a folder that holds something.

    Raises
    ------
    RefusedError
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is there already and not empty. Name a new folder; nothing was changed."
        raise RefusedError(msg)


def require_office(office: str) -> str:
    """The office as given, if its country is recognised.

    Raises
    ------
    RefusedError
        If it names no country, or none that is known.
    """
    country_named(_country_in(office))
    return office


def desk_texts(answers: Answers, leader_id: str, today: date) -> Mapping[str, str]:
    """Every text of a new desk, by path."""
    return {
        "desk.toml": _settings(answers, leader_id),
        f"leaders/{leader_id}.toml": _leader(answers, today),
        **_texts_beside(),
    }


def _texts_beside() -> dict[str, str]:
    """What every desk has beside its settings and leaders: empty tables, schedules, guards."""
    hooks = resources.files("incumbent.workflows").joinpath("desk_files")
    tables = {name: _row(model.model_fields) for name, model in TABLES.items()}
    return {
        **tables,
        **{f"{name}/.gitkeep": "" for name in ("claims", "posts", "images", "record")},
        ".gitignore": ignored(),
        **{
            f"schedules/{name}": hooks.joinpath("schedules", name).read_text(encoding="utf-8")
            for name in _SCHEDULES
        },
        **{f"{HOOKS}/{name}": hooks.joinpath(name).read_text(encoding="utf-8") for name in _HOOKS},
    }


def _settings(answers: Answers, leader_id: str) -> str:
    import tomli_w

    return tomli_w.dumps(
        {
            "title": answers.title,
            "author": answers.author,
            "languages": list(answers.languages),
            "base_address": answers.base_address,
            "leaders": [leader_id],
            "horizons_months": [1, 3, 6, 12, 24, 60],
        }
    )


def _leader(answers: Answers, today: date) -> str:
    import tomli_w

    country = country_named(_country_in(answers.office))
    source = "https://www.wikidata.org/wiki/Special:Search?search=" + "+".join(answers.leader.split())
    return tomli_w.dumps(
        {
            "name": answers.leader,
            "country": country.name,
            "gwcode": country.gwcode,
            "office": answers.office,
            "zone": country.zone,
            "origins": "monthly",
            "base_rate": "world",
            "spells": [{"start": answers.since, "source_url": source}],
            "questions": [_first_question(answers, today)],
        }
    )


def _first_question(answers: Answers, today: date) -> dict[str, object]:
    """The end of next year, until the author asks something better: without a question there is no page."""
    end = date(today.year + 1, 12, 31)
    return {
        "id": f"end-{end.year}",
        "target_date": end,
        "text": f"Is {answers.leader}, without a break, still {answers.office} at the end of {end.year}?",
        "rule": "The day on which the office passes to another, as its government publishes it.",
    }


def _country_in(office: str) -> str:
    """The country in "president of Russia" or "head of government, Italy"."""
    parts = re.split(r"\bof\b|,", office)
    if len(parts) < 2 or not parts[-1].strip():
        msg = f"{office!r} names no country. Write office and country, as in: president of Russia"
        raise RefusedError(msg)
    return parts[-1].strip()


def latin_words(text: str) -> list[str]:
    """The words of a text in small Latin letters and digits, for ids and addresses."""
    import iuliia  # pyright: ignore[reportMissingTypeStubs]

    latin = unicodedata.normalize("NFKD", iuliia.WIKIPEDIA.translate(text)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", latin.lower())


def _short_name(name: str) -> str:
    """An id for a leader: the last word of the name."""
    words = latin_words(name)
    return words[-1] if words else "leader"


def _row(columns: Mapping[str, object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(columns)
    return text.getvalue()


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        if name.startswith(f"{HOOKS}/"):
            path.chmod(_EXECUTABLE)


def _make_private(folder: Path) -> Path:
    private = private_folder(folder)
    for name in ("", *PRIVATE_FOLDERS):
        (private / name).mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    (private / ".gitignore").write_text("# Nothing of this folder enters git.\n*\n", encoding="utf-8")
    return private


def _activate_hooks(folder: Path) -> bool:
    """Make the folder a repository whose hooks are ours; leave a repository around it alone."""
    git = shutil.which("git")
    if git is None or _git(git, folder, "rev-parse", "--git-dir"):
        return False
    begun = _git(git, folder, "init", "--quiet", "--initial-branch", "main")
    return begun and _git(git, folder, "config", "core.hooksPath", HOOKS)


def _git(git: str, folder: Path, *arguments: str) -> bool:
    outside = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run([git, "-C", str(folder), *arguments], capture_output=True, check=False, env=outside)
    return done.returncode == 0
