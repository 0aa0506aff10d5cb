"""How do the bytes of a desk file become rows or keys, with the line of each."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot

_YAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it was compiled in
_BOM = b"\xef\xbb\xbf"
_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*$\n?(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_CSV_MEND = (
    'Save it from LibreOffice (Save As, "Text CSV", character set UTF-8, field delimiter a comma) or from '
    "Google Sheets (Download, CSV); Excel writes a mark, and in many countries semicolons. "
    "Or leave the spreadsheet and type the price with `incumbent add`."
)


@dataclass(frozen=True, slots=True)
class Keys:
    """A TOML file or front matter: its values, and the text in which to look up lines."""

    file: str
    values: dict[str, Any]
    text: str
    first_line: int = 1

    def line_of(self, path: Sequence[str | int]) -> int | None:
        """Line of the key at `path`, e.g. ("gates", 2, "date"); of its table when the key is absent."""
        return _line_of(self.text, path, self.first_line)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table: its line, and its non-empty cells by column."""

    line: int
    values: dict[str, str]


def text_of(snapshot: Snapshot, faults: list[Fault]) -> str | None:
    """The file as text; None and a fault when it is not UTF-8 without a mark."""
    raw = snapshot.content
    if raw.startswith((_BOM, b"\xff\xfe", b"\xfe\xff")):
        must_be = "UTF-8 text without a byte order mark"
        table = snapshot.address.endswith(".csv")
        mend = _CSV_MEND if table else 'Save it from a text editor as "UTF-8", not "UTF-8 with BOM".'
        faults.append(Fault(snapshot.address, must_be, mend, line=1))
        raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        mend = "It looks like another encoding (cp1251, cp1252 …): open it with that and save as UTF-8."
        faults.append(Fault(snapshot.address, "UTF-8 text", mend, line=line, value=found))
        return None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        faults.append(Fault(snapshot.address, "text without NUL bytes", "Save the file anew.", line=line))
        return None
    return text.replace("\r\n", "\n")


def rows_of(snapshot: Snapshot, columns: Sequence[str], faults: list[Fault]) -> Iterator[Cells]:
    """The rows of a table whose header may hold only `columns`; what breaks the form is a fault.

    A row of wrong width is a fault and left out of the result; so is a table without a fit header.
    """
    text = text_of(snapshot, faults)
    if text is None:
        return
    file = snapshot.address
    if not text.strip():
        mend = f"Write the header: {','.join(columns)}"
        faults.append(Fault(file, "a table that starts with a header line", mend, line=1, value=""))
        return
    header_line = text.split("\n", 1)[0]
    if header_line.count(";") + header_line.count("\t") > header_line.count(","):
        faults.append(Fault(file, "separated by commas", _CSV_MEND, line=1, value=header_line[:40]))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        if not _fit_header(file, header, columns, faults):
            return
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                must_be = f"a row of {len(header)} cells, as the header has"
                mend = 'Count the commas; put text that holds a comma between "quotation marks".'
                faults.append(Fault(file, must_be, mend, line=line, value=f"{len(cells)} cells"))
                continue
            named = zip(header, (cell.strip() for cell in cells), strict=True)
            yield Cells(line, {name: cell for name, cell in named if cell})
    except csv.Error as error:
        mend = 'Close every quotation mark; write a quotation mark inside a cell as "".'
        faults.append(Fault(file, f"a well-formed table ({error})", mend, line=reader.line_num))


def _fit_header(file: str, header: list[str], columns: Sequence[str], faults: list[Fault]) -> bool:
    unknown = [name for name in header if name not in columns]
    doubled = {name for name in header if header.count(name) > 1}
    must_be, mend = f"one of the columns {', '.join(columns)}", "Rename or remove the column."
    faults.extend(Fault(file, must_be, mend, line=1, column=name, value=name) for name in unknown)
    must_be, mend = "there once", "Remove one of the two columns."
    faults.extend(Fault(file, must_be, mend, line=1, column=name) for name in sorted(doubled))
    return not unknown and not doubled


def toml_of(snapshot: Snapshot, faults: list[Fault]) -> Keys | None:
    """A TOML file's keys; None and a fault when it cannot be read."""
    text = text_of(snapshot, faults)
    if text is None:
        return None
    if not text.strip():
        must_be, mend = "a file with keys", "Fill it as the reference of the desk's files shows."
        faults.append(Fault(snapshot.address, must_be, mend, line=1, value=""))
        return None
    try:
        return Keys(snapshot.address, tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        what = re.sub(r"\s*\(at .*\)", "", str(error))
        mend = 'Look at this line and the one before: text stands in "quotation marks", a key before "=".'
        faults.append(Fault(snapshot.address, f"TOML ({what})", mend, line=line))
        return None


def head_and_body(snapshot: Snapshot, faults: list[Fault]) -> tuple[Keys, str, int] | None:
    """A post's head, body and the body's first line; None and a fault when it has no fit head."""
    text = text_of(snapshot, faults)
    if text is None:
        return None
    file = snapshot.address
    parts = _HEAD.match(text)
    if parts is None:
        must_be = "a post that begins with ---, lines such as title: and date:, and --- again"
        faults.append(Fault(file, must_be, "Copy the head of another post.", line=1))
        return None
    head = parts["head"]
    try:
        values, doubled = _yaml_mapping(head)
    except yaml.MarkedYAMLError as error:
        line = 2 + (error.problem_mark.line if error.problem_mark else 0)
        mend = 'Write one "name: value" a line; put a value that holds a colon between quotation marks.'
        faults.append(Fault(file, f"YAML ({error.problem})", mend, line=line))
        return None
    except (yaml.YAMLError, ValueError) as error:
        faults.append(Fault(file, "YAML", f"Correct the head: {error}.", line=2))
        return None
    keys = Keys(file, values, head, first_line=2)
    faults.extend(
        Fault(file, "there once", "Remove one of the two.", line=line + 2, column=name)
        for name, line in doubled
    )
    return keys, parts["body"], text.count("\n", 0, parts.start("body")) + 1


def _yaml_mapping(text: str) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    """The mapping in `text`, and the keys given twice with their line (from 0)."""
    loader: Any = _YAML(text)
    node: Any = loader.get_single_node()
    if not isinstance(node, yaml.MappingNode):
        msg = "it must hold lines of the form name: value"
        raise ValueError(msg)
    seen: set[str] = set()
    doubled: list[tuple[str, int]] = []
    for key, _ in node.value:
        name = str(key.value)
        if name in seen:
            doubled.append((name, int(key.start_mark.line)))
        seen.add(name)
    values: dict[str, Any] = loader.construct_document(node)
    return {str(key): value for key, value in values.items()}, doubled


def _line_of(text: str, path: Sequence[str | int], first_line: int) -> int | None:
    lines = text.split("\n")
    start, found = 0, None
    for step, name in enumerate(path):
        if isinstance(name, int):
            continue
        following = path[step + 1] if step + 1 < len(path) else None
        nth = following if isinstance(following, int) else 0
        table = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\s*\]\]?")
        key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=:]")
        tables = [index for index in range(start, len(lines)) if table.match(lines[index])]
        if step == 0 and nth < len(tables):
            start = found = tables[nth]
            continue
        for index in range(start if found is None else found, len(lines)):
            if found is not None and index > found and re.match(r"\s*\[", lines[index]):
                break
            if key.match(lines[index]):
                start = found = index
                break
    return None if found is None else found + first_line
