"""A file cut or altered anywhere never breaks the scanner, and never passes for whole where it is not."""

import io
from pathlib import Path

import pytest
from disguises import files
from disguises.draw import Draw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incumbent import Scanner, load_plain_vault
from incumbent.protection.scanner import KINDS

PLAIN = Path(__file__).resolve().parents[1] / "unit" / "protection" / "fictional.yaml"
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(load_plain_vault(PLAIN))


def _levels(findings):
    return {finding.level.value for finding in findings}


@pytest.mark.parametrize("name", files.FILES)
def test_a_file_cut_anywhere_is_scanned_without_a_fault(name, scanner):
    suffix, raw = files.FILES[name](Draw(1), "Nobody")
    for eighth in range(8):
        assert _levels(scanner.scan_bytes(f"a.{suffix}", raw[: len(raw) * eighth // 8])) <= {"block", "warn"}


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "tiff", "pdf", "docx", "zip", "svgz"])
def test_a_file_cut_in_half_blocks(suffix, scanner):
    maker = next(make for make in files.FILES.values() if make(Draw(1), "Nobody")[0] == suffix)
    raw = maker(Draw(1), "Nobody")[1]
    assert "block" in _levels(scanner.scan_bytes(f"a.{suffix}", raw[: len(raw) // 2]))


@QUIET
@given(
    name=st.sampled_from(sorted(files.FILES)),
    at=st.floats(0, 1, exclude_max=True),
    put=st.binary(min_size=1, max_size=8),
)
def test_altered_bytes_are_scanned_without_a_fault(name, at, put, scanner):
    suffix, raw = files.FILES[name](Draw(2), "Nobody")
    place = int(len(raw) * at)
    altered = raw[:place] + put + raw[place + len(put) :]
    assert _levels(scanner.scan_bytes(f"a.{suffix}", altered)) <= {"block", "warn"}


@QUIET
@given(kind=st.sampled_from(KINDS), text=st.text(st.characters(), max_size=400))
def test_any_text_of_any_kind_is_scanned_without_a_fault(kind, text, scanner):
    assert _levels(scanner.scan_text(text, kind=kind)) <= {"block", "warn"}


PIECES = ("<", ">", "</", "&#", ";", "\\u", "%", "%D0", "=", "{", "}", '"', "'", "[at]", "\u202e", "xn--",
          "data:", "base64,", "0xFF", "\\", "*", "|", "\n", "\ud800", "<svg>", "<script>", "<!--",
          "]]>", "°", "1.2.", "+7", "два")  # fmt: skip


@QUIET
@given(kind=st.sampled_from(KINDS), pieces=st.lists(st.sampled_from(PIECES), max_size=60))
def test_pieces_of_markup_in_any_order_are_scanned_without_a_fault(kind, pieces, scanner):
    assert _levels(scanner.scan_text("".join(pieces), kind=kind)) <= {"block", "warn"}


@QUIET
@given(
    raw=st.binary(max_size=600), suffix=st.sampled_from(["html", "png", "jpg", "pdf", "zip", "docx", "txt"])
)
def test_any_bytes_are_scanned_without_a_fault(raw, suffix, scanner):
    assert _levels(scanner.scan_bytes(f"a.{suffix}", io.BytesIO(raw).read())) <= {"block", "warn"}
