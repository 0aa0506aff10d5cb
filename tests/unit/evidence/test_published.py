import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.published import calendar_date, read_published

COLUMNS = {"ccode": pl.Int64, "leader": pl.String}


def test_blank_cells_are_missing_and_lines_are_counted_from_one():
    table = read_published(b"leader,ccode\nAda , 2\n,\n", "leaders.csv", COLUMNS)
    assert table["ccode"].to_list() == [2, None]
    assert table["leader"].to_list() == ["Ada", None]
    assert table["line"].to_list() == [2, 3]


def test_a_renamed_column_is_named_with_its_new_name():
    with pytest.raises(FaultsFoundError, match=r"leaders.csv:1 .*column 'ccode'.*renamed to 'c_code'"):
        read_published(b"leader,c_code\nAda,2\n", "leaders.csv", COLUMNS)


def test_latin_1_is_refused_with_line_and_remedy():
    with pytest.raises(FaultsFoundError, match=r"leaders.csv:3: .*UTF-8.*iconv"):
        read_published("leader,ccode\nAda,2\nJosé,3\n".encode("latin-1"), "leaders.csv", COLUMNS)


def test_every_value_of_the_wrong_type_is_told_at_once():
    with pytest.raises(FaultsFoundError) as refusal:
        read_published(b"leader,ccode\nAda,two\nBo,3\nCy,x\n", "leaders.csv", COLUMNS)
    assert [(fault.line, fault.value) for fault in refusal.value.faults] == [(2, "two"), (4, "x")]


@pytest.mark.parametrize(("day", "read_as"), [(30, "2025-11-30"), (31, "2025-11-30"), (99, None), (0, None)])
def test_a_31st_of_a_short_month_is_its_last_day_and_a_99th_is_none(day, read_as):
    table = pl.DataFrame({"y": [2025], "m": [11], "d": [day]})
    made = table.select(calendar_date("y", "m", pl.col("d"))).item()
    assert (None if made is None else made.isoformat()) == read_as


def test_month_13_makes_no_date():
    table = pl.DataFrame({"y": [2025], "m": [13], "d": [1]})
    assert table.select(calendar_date("y", "m", pl.col("d"))).item() is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a header and at least one row"),
        (b"leader,ccode\n", "a header and at least one row"),
        (b"leader,ccode\nAda,2\nBo\n", r"leaders.csv:3: must be a row of 2 cells; it has 1"),
        (b"leader,ccode\nAda,2,3\nBo,4\n", r"leaders.csv:2: must be a row of 2 cells; it has 3"),
        (b'leader,ccode\n"Ada,2\nBo,4\n', r"leaders.csv:3: must be a table whose quotes are closed"),
        (b"leader,ccode\nAda,2\nB\0,4\n", r"leaders.csv:3: must be text without zero bytes"),
        (b"leader,ccode,ccode\nAda,2,3\n", r"leaders.csv:1 \[ccode\]: must be one column of that name"),
        (b"leader,ccode\nAda,2\nBo,4\nAda,2\n", r"leaders.csv:4: must be given once; line 2 says the same"),
    ],
)
def test_a_table_cut_short_or_spoilt_is_refused_with_its_line(content, said):
    with pytest.raises(FaultsFoundError, match=said):
        read_published(content, "leaders.csv", COLUMNS)


def test_lines_are_those_of_the_file_though_a_cell_holds_several():
    table = read_published(b'leader,ccode\r\n"Ada\r\nB",2\r\n\r\nBo,4\r\n', "leaders.csv", COLUMNS)
    assert table["line"].to_list() == [2, 5]
    assert table["ccode"].to_list() == [2, 4]
