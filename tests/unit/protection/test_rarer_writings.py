"""Positions in whole numbers, flags and tags as letters, older packings, strings that programs join."""

import base64
import binascii
import bz2
import lzma

import pytest
from tests.vaults import people_found, scanner_of

NAME = "Бислан Садулгов"
PEOPLE = f"""
people:
- id: man
  name: {NAME}
  aliases: [Садулгов]
  gps: [{{lat: 42.97532, lon: -47.50418}}]
"""
_PACKED = NAME.encode()
_LONG = b"words " * 30 + _PACKED


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        '{"latE7": 429753200, "lonE7": -475041800}',
        '{"longitude_e6": -47504180, "latitude_e6": 42975320}',
        "lat 4297532 lng -4750418",
        "[-47504180,42975320]",
        "4297532,-4750418",
        "$GPGGA,123519,4258.519,N,04730.251,W,1,08",
        "".join(chr(0xE0000 + ord(letter)) for letter in "sadulgov").join("ab"),
        "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in "sadulgov"),
        " ".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in "sadulgov"),
        base64.b32encode(_PACKED).decode(),
        f"<~{base64.a85encode(_PACKED).decode()}~>",
        f"begin 644 note.txt\n{binascii.b2a_uu(_PACKED).decode()}`\nend\n",
        base64.b64encode(bz2.compress(_LONG)).decode(),
        base64.b64encode(lzma.compress(_LONG)).decode(),
        base64.b64encode(NAME.encode("utf-32-le")).decode(),
        " ".join(f"{byte:08b}" for byte in _PACKED),
        " ".join(f"{byte:o}" for byte in b"Bislan Sadulgov was here"),
        " ".join(f"0o{byte:o}" for byte in b"Sadulgov"),
        "Fnqhytbi",
    ],
)
def test_it_is_read(scanner, text):
    assert people_found(scanner, f"see {text} \n") == {"man"} or people_found(scanner, text) == {"man"}


@pytest.mark.parametrize(
    "beside",
    [
        f"<~{base64.a85encode(b'nobody').decode()}~>",
        f"begin 644 a\n{binascii.b2a_uu(b'nobody').decode()}`\nend",
    ],
)
def test_base32_is_read_beside_another_packing(scanner, beside):
    assert people_found(scanner, f"{base64.b32encode(_PACKED).decode()} \n{beside}\n") == {"man"}


@pytest.mark.parametrize(
    "text",
    [
        '{"latE7": 429853200, "lonE7": -475041800}',
        '{"latE7": 429753200, "lonE7": 475041800}',
        "42,975320 and 47,504180",
        '{"size": 42975320, "time": 47504180, "id": 429753200}',
        "4258.519 04730.251 N",
        "🇺🇦 🇷🇺 🇬🇪 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 AAAAAAAAAAAAAAAA2222",
        "<~ not packed ~> and begin 644 of\nnothing\nend",
        "00000000 11111111 00000000 11111111 00000000",
        "755 644 600 777 400 100 200 101 102",
        "Fnqhy, tbi",
    ],
)
def test_what_looks_like_it_passes(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.php", '<?php $a = "Саду" . "лгов"; ?>'),
        ("a.sql", "insert into p values ('Саду' || 'лгов')"),
        ("a.po", 'msgid "Саду"\n"лгов"'),
        ("a.toml", 'name = "Саду\\\n   лгов"'),
        ("a.ipynb", '{"cells": [{"source": ["Саду", "лгов"]}]}'),
        ("a.py", 'name = "Саду" "лгов"'),
    ],
)
def test_strings_that_any_program_joins_are_read(scanner, path, content):
    assert {finding.person for finding in scanner.scan_bytes(path, content.encode())} == {"man"}
