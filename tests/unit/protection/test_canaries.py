"""On every run an invented person is found in each kind of artefact; a broken extractor stops the scan."""

from random import Random

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.protection import extract
from incumbent.protection.canary import canaries, canary_person
from incumbent.protection.scanner import Scanner
from incumbent.protection.units import Unit
from incumbent.protection.vault import vault_of
from incumbent.workflows.protect import check_canaries


@pytest.mark.parametrize("seed", range(4))
def test_every_canary_is_found_whoever_it_is(seed: int) -> None:
    bird = canary_person(Random(seed))
    assert check_canaries(Scanner(vault_of([bird]))) == len(list(canaries(bird)))


def test_canaries_are_hidden_in_every_kind_of_file_that_is_looked_into() -> None:
    kinds = {canary.name.rpartition(".")[2] for canary in canaries(canary_person(Random(1)))}
    assert kinds >= {
        "html",
        "json",
        "csv",
        "txt",
        "css",
        "js",
        "svg",
        "atom",
        "png",
        "jpg",
        "gif",
        "tif",
        "webp",
    }
    assert kinds >= {"pdf", "zip", "docx", "svgz"}


@pytest.mark.parametrize("broken", ["zip_members", "pdf_members", "image_units", "gzip_members"])
def test_an_extractor_that_finds_nothing_any_more_stops_the_scan(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner = Scanner(vault_of([canary_person(Random(2))]))
    monkeypatch.setattr(extract, broken, lambda *_: iter(list[Unit]()))
    if broken == "pdf_members":
        monkeypatch.setattr(extract, "pdf_units", lambda *_: iter(list[Unit]()))
    with pytest.raises(RefusedError, match="canary was not found"):
        check_canaries(scanner)
