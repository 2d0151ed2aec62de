"""Reading files of rows as people save them, and writing what became of each row."""

from enum import StrEnum
from pathlib import Path

import pytest

from hb.jobs import row_file
from hb.jobs.row_file import (
    SURPLUS,
    FileColumnsWrong,
    FileNotUtf8,
    FileTooLong,
    ResultLine,
    read_rows,
    write_results,
)

COLUMNS = ("code", "price")


class Outcome(StrEnum):
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        "code;price\nA;34,50\n",
        "code,price\nA,\"34,50\"\n",
        "\ufeffcode;price\r\nA;34,50\r\n",
        "price;CODE ;note\r34,50; A ;x",
        "code;price;\nA;34,50;\n;;\n\n",
    ],
)  # fmt: skip
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, content: str) -> None:
    assert read_rows(written(tmp_path, content), COLUMNS).rows == ((2, {"code": "A", "price": "34,50"}),)


def test_rows_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    file = read_rows(written(tmp_path, "code;price\n\nA;1\n;;\nB;2"), COLUMNS)
    assert [number for number, _ in file] == [3, 5]
    assert len(file) == 2


def test_a_broken_line_spoils_only_itself(tmp_path: Path) -> None:
    content = 'code;price\n"A;1\nB;2\nC;3;4\nD\n"E"x;5\nF;6\n'
    rows = dict(read_rows(written(tmp_path, content), COLUMNS))
    assert [number for number, row in rows.items() if SURPLUS in row] == [2, 4, 6]
    assert rows[3] == {"code": "B", "price": "2"}
    assert rows[5] == {"code": "D", "price": ""}
    assert rows[7] == {"code": "F", "price": "6"}


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotUtf8) as refusal:
        read_rows(written(tmp_path, "code;price\nÄ;1".encode("latin-1")), COLUMNS)
    assert refusal.value.facts == {"offset": 11}


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("", "code, price"),
        ("code;cost\n", "price"),
        ("code;price;price\n", "price"),
        ('"code;price\n', "code, price"),
    ],
)
def test_a_wrong_header_names_the_columns(tmp_path: Path, content: str, columns: str) -> None:
    with pytest.raises(FileColumnsWrong) as refusal:
        read_rows(written(tmp_path, content), COLUMNS)
    assert refusal.value.facts == {"columns": columns}


def test_a_file_has_at_most_a_hundred_thousand_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = "code;price\n" + "A;1\n" * 100_000
    assert len(read_rows(written(tmp_path, most), COLUMNS)) == 100_000
    with pytest.raises(FileTooLong):
        read_rows(written(tmp_path, most + "A;1\n"), COLUMNS)
    monkeypatch.setattr(row_file, "BYTES_MAX", 10)
    with pytest.raises(FileTooLong):
        read_rows(written(tmp_path, "code;price\n"), COLUMNS)


def test_the_same_content_gives_the_same_keys(tmp_path: Path) -> None:
    one = read_rows(written(tmp_path, "code;price\nA;1"), COLUMNS)
    other = read_rows(written(tmp_path, "code;price\nA;2"), COLUMNS)
    same = read_rows(written(tmp_path, "code;price\nA;1"), COLUMNS)
    assert one.chunk_key("x", 0) == same.chunk_key("x", 0)
    assert (
        len({one.chunk_key("x", 0), one.chunk_key("x", 1), one.chunk_key("y", 0), other.chunk_key("x", 0)})
        == 4
    )


def test_results_are_written_beside_the_input_and_harm_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    lines = [
        ResultLine(2, Outcome.ACCEPTED),
        ResultLine(3, Outcome.REJECTED, "=CODE", "+field", '@SUM(1);"x"'),
        ResultLine(4, Outcome.REJECTED, "-1", "\tfield", "Hinta–katto"),
    ]

    results = write_results(path, lines)

    assert results == tmp_path / "rows.csv.results.csv"
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv.results.csv"]
    assert results.read_bytes().decode("utf-8") == (
        "\ufeffrow;outcome;code;field;message\r\n"
        "2;ACCEPTED;;;\r\n"
        '3;REJECTED;\'=CODE;\'+field;"\'@SUM(1);""x"""\r\n'
        "4;REJECTED;'-1;'\tfield;Hinta–katto\r\n"
    )
