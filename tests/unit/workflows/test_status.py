"""Where a desk stands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk
from tests.unit.protection.test_strip import _photograph

from incumbent.domain.claims import StepKind
from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.site.spoken import untranslated
from incumbent.workflows.adding_image import add_image
from incumbent.workflows.build import stripped_images
from incumbent.workflows.claims import NewClaim, NewStep, begin_claim
from incumbent.workflows.desk import read_desk
from incumbent.workflows.publish import publish
from incumbent.workflows.run import run
from incumbent.workflows.status import Status, status, status_json

TODAY = date(2026, 11, 1)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    return write_desk(tmp_path / "desk")


def _told(found: Status) -> str:
    return "\n".join(remark.what for remark in (*found.to_do, *found.to_know))


def test_a_forecast_that_is_due_is_told_with_its_command(desk: Path) -> None:
    remark = next(r for r in status(desk, TODAY).to_do if "due" in r.what)
    assert "Ada Example 1" in remark.what
    assert remark.do.startswith("incumbent run")


def test_a_site_that_waits_for_a_scan_is_told(desk: Path) -> None:
    (desk / ".staged").mkdir()
    assert "waits for your scan" in _told(status(desk, TODAY))


def test_old_evidence_is_told_with_its_age(desk: Path) -> None:
    assert "Ada Example: nothing new for 154 days." in _told(status(desk, TODAY))


def test_a_changed_name_without_a_vault_is_told_first(desk: Path) -> None:
    post = FILES["posts/quiet-month.md"].replace("tags: [notes]", "pseudonyms: [Timur]")
    write_desk(desk, {"posts/quiet-month.md": post})
    assert "changed name" in status(desk, TODAY).to_do[0].what


def test_a_picture_with_a_cameras_data_is_told(desk: Path) -> None:
    write_desk(desk, {"images/photo.jpg": _photograph()})
    assert "1 picture in images/" in _told(status(desk, TODAY))


def test_a_stripped_picture_is_fine(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(_photograph())
    added = add_image(desk, tmp_path / "IMG_1.jpg")
    assert (added.is_new, add_image(desk, tmp_path / "IMG_1.jpg").is_new) == (True, False)
    assert "picture" not in _told(status(desk, TODAY))
    assert (tmp_path / "IMG_1.jpg").read_bytes() == _photograph()


def test_what_is_left_out_is_told_with_its_reason(desk: Path) -> None:
    assert "p3 is left out: it asks for another event" in _told(status(desk, TODAY))


def test_a_private_folder_inside_the_desk_is_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCUMBENT_PRIVATE", str(desk / "private"))
    assert "inside the desk" in status(desk, TODAY).to_do[0].what


def test_faults_come_before_everything(desk: Path) -> None:
    write_desk(desk, {"evidence/polls.csv": ""})
    with pytest.raises(FaultsFoundError, match="polls"):
        status(desk, TODAY)


def test_a_picture_that_is_not_there_is_told_before_anything_is_recorded(desk: Path) -> None:
    write_desk(
        desk, {"posts/quiet-month.md": FILES["posts/quiet-month.md"] + "\n![A door](../images/door.png)\n"}
    )
    with pytest.raises(FaultsFoundError, match=r"quiet-month.md:10: is '../images/door.png'"):
        status(desk, TODAY)
    with pytest.raises(FaultsFoundError, match="nothing was written"):
        run(desk, now=datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert not (desk / "record").exists()


def test_the_json_has_the_same_remarks(desk: Path) -> None:
    found = status(desk, TODAY)
    written = status_json(found)
    assert [r["what"] for r in written["to_do"]] == [r.what for r in found.to_do]
    assert written["schema"] == "incumbent-status-1"


def test_a_build_takes_stripped_pictures_and_refuses_others(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(_photograph())
    added = add_image(desk, tmp_path / "IMG_1.jpg")
    assert set(stripped_images(desk / "images")) == {added.path.name}
    write_desk(desk, {"images/photo.jpg": _photograph()})
    with pytest.raises(RefusedError, match="more than pixels"):
        stripped_images(desk / "images")


def test_texts_posts_and_claims_without_a_translation_are_told(desk: Path) -> None:
    told = _told(status(desk, TODAY))
    assert "without words in ru: Ada Example …" in told
    assert "1 post without words in ru: quiet-month." in told


def test_a_translated_text_is_told_no_more(desk: Path) -> None:
    before = len(untranslated(read_desk(desk, TODAY), "ru"))
    write_desk(desk, {"translations/ru.po": 'msgid ""\nmsgstr ""\n\nmsgid "Ada Example"\nmsgstr "Ада"\n'})
    after = untranslated(read_desk(desk, TODAY), "ru")
    assert (len(after), "Ada Example" in after) == (before - 1, False)


CONTACT = 'contact = "https://example.org/contact"\ncontact_until = 2026-12-20\n'


def test_a_security_contact_is_told_before_it_stops_anything(desk: Path) -> None:
    write_desk(desk, {"desk.toml": FILES["desk.toml"] + CONTACT})
    assert "security contact holds until 2026-12-20" in _told(status(desk, TODAY))
    assert "security contact" not in _told(status(desk, date(2026, 10, 1)))


def test_a_contact_expired_by_the_clock_stops_publishing_though_the_record_is_older(desk: Path) -> None:
    write_desk(desk, {"desk.toml": FILES["desk.toml"] + CONTACT})
    with pytest.raises(RefusedError, match="security contact holds until 2026-12-20"):
        publish(read_desk(desk, TODAY), desk, None, recorded_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert not (desk / "site").exists()


def _published(desk: Path) -> None:
    clock = datetime(2026, 11, 1, 12, tzinfo=UTC)
    run(desk, now=clock)


def test_after_a_run_that_published_no_text_waits(desk: Path) -> None:
    _published(desk)
    assert "Not published" not in _told(status(desk, TODAY))


def test_a_new_post_is_told_until_it_is_published(desk: Path) -> None:
    _published(desk)
    write_desk(desk, {"posts/autumn.md": FILES["posts/quiet-month.md"].replace("quiet-month", "autumn")})
    remark = next(r for r in status(desk, TODAY).to_do if "Not published" in r.what)
    assert "post autumn.en" in remark.what
    assert remark.do.startswith("incumbent publish")
    publish(read_desk(desk, TODAY), desk, None, recorded_at=datetime(2026, 11, 1, 13, tzinfo=UTC))
    assert "Not published" not in _told(status(desk, TODAY))


def test_a_changed_post_is_told_and_a_draft_is_not(desk: Path) -> None:
    _published(desk)
    quiet = FILES["posts/quiet-month.md"]
    write_desk(desk, {"posts/quiet-month.md": f"{quiet}\nOne line more.\n"})
    assert "Not published as it is now: post quiet-month.en." in _told(status(desk, TODAY))


def test_a_claim_in_draft_is_told_with_what_to_do(desk: Path) -> None:
    seen = NewStep(
        date(2026, 10, 1),
        StepKind.REPORTED,
        "The Courier",
        source_url="https://example.org/mill",
        summary="It reports a fire.",
        published_in="The Courier",
    )
    begin_claim(desk, NewClaim("mill", "A mill burnt.", seen), TODAY)
    remark = next(r for r in status(desk, TODAY).to_know if "The claim mill is a draft" in r.what)
    assert remark.do
