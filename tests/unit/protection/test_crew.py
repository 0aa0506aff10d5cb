"""A file that takes too long or kills its worker stops publication with a reason, and nothing else."""

import os
import time
from pathlib import Path

import pytest

from incumbent.protection.crew import scan_shared, shares
from incumbent.protection.files import Entry, entries
from incumbent.protection.person import Finding, Person
from incumbent.protection.scanner import Scanner
from incumbent.protection.vault import vault_of

PERSON = Person(id="p", name="Тамир Чекуев", aliases=("Чекуев",))


class _Troubled(Scanner):
    """A scanner that a file of a given name brings to a stop."""

    def _units(self, path: str, data: bytes, findings: list[Finding]):  # type: ignore[no-untyped-def]
        if path.endswith("hangs.txt"):
            time.sleep(60)
        if path.endswith("dies.txt"):
            os._exit(3)
        return super()._units(path, data, findings)


@pytest.fixture
def tree(tmp_path: Path) -> list[Entry]:
    for name in ("a.txt", "b.txt", "dies.txt", "hangs.txt", "z.txt"):
        (tmp_path / name).write_text(
            "Письмо для Чекуева." if name != "b.txt" else "Письмо.", encoding="utf-8"
        )
    return entries(tmp_path)


def test_the_file_that_hangs_or_dies_is_refused_and_the_others_are_scanned(tree: list[Entry]) -> None:
    found, hashes = scan_shared(_Troubled(vault_of([PERSON])), tree, patience=2)
    told = {(one.file, one.rule) for one in found}
    assert told == {
        ("a.txt", "alias"),
        ("z.txt", "alias"),
        ("dies.txt", "unreadable: took-too-much"),
        ("hangs.txt", "unreadable: took-too-much"),
    }
    assert set(hashes) == {"a.txt", "b.txt", "z.txt"}


def test_shares_hold_every_entry_once_and_in_order(tree: list[Entry]) -> None:
    assert [entry for share in shares(tree, size=40) for entry in share] == tree
    assert len(shares(tree, size=40)) > 1
