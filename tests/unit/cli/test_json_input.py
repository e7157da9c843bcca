"""JSON at the door of the command line: what is read, and what is refused, word for word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unknot.cli.json_input import MOST_CHARACTERS, json_from, lines_from, text_from
from unknot.errors import InvalidInput


def refused(text: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        json_from(text, place="'case.json'")
    return str(caught.value)


def written(folder: Path, content: bytes) -> str:
    path = folder / "case.json"
    path.write_bytes(content)
    return str(path)


def test_json_is_read() -> None:
    assert json_from('{"a": [1, 2.5, null, "ü", true]}', place="x") == {
        "a": [1, 2.5, None, "ü", True]
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"a": }',
            "'case.json' is not JSON: Expecting value at line 1, column 7. "
            "Words go in quotes on the command line, a case in a JSON file.",
        ),
        (
            "",
            "'case.json' is not JSON: Expecting value at line 1, column 1. "
            "Words go in quotes on the command line, a case in a JSON file.",
        ),
        ('{"a": 1, "a": 2}', "Field 'a' stands twice in one object. Keep one."),
        (
            '{{"a": {{"{}": 1, "{}": 2}}}}'.format("b" * 70, "b" * 70),
            f"Field '{'b' * 60}' stands twice in one object. Keep one.",
        ),
        ("NaN", "NaN is not a JSON number. Use null for a value that is not known."),
        (
            '{"age": -Infinity}',
            "-Infinity is not a JSON number (age). Use null for a value that is not known.",
        ),
        ("[" * 200_000, "'case.json' nests too deeply to be a case."),
        ('{"age": ' + "9" * 5000 + "}", "'case.json' holds a number with too many digits."),
        (
            r'{"id": "\ud800"}',
            r"'case.json' holds half a character, such as \ud800 alone. Give both halves.",
        ),
        (
            r'{"\uDC00": 1}',
            r"'case.json' holds half a character, such as \ud800 alone. Give both halves.",
        ),
    ],
    ids=range(10),
)
def test_what_is_no_json_is_refused(text: str, message: str) -> None:
    assert refused(text) == message


def test_escaped_character_of_two_halves_is_read() -> None:
    assert json_from(r'{"id": "\ud83d\ude00"}', place="x") == {"id": "\U0001f600"}


def test_text_of_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    assert text_from(written(tmp_path, "Rücken".encode())) == "Rücken"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    missing = str(tmp_path / "no.json")
    with pytest.raises(InvalidInput) as caught:
        text_from(missing)
    assert str(caught.value) == f"'{missing}' cannot be read: No such file or directory."
    with pytest.raises(InvalidInput, match="cannot be read: No such file or directory"):
        next(lines_from(missing))


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read: Is a directory"):
        text_from(str(tmp_path))


def test_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"abc\xff")
    with pytest.raises(InvalidInput) as caught:
        text_from(path)
    assert str(caught.value) == f"'{path}' is not UTF-8 text (byte 3). Save it as UTF-8."


def test_file_too_long_for_one_case_is_refused(tmp_path: Path) -> None:
    assert len(text_from(written(tmp_path, b"a" * MOST_CHARACTERS))) == MOST_CHARACTERS
    path = written(tmp_path, b"a" * (MOST_CHARACTERS + 1))
    with pytest.raises(InvalidInput) as caught:
        text_from(path)
    assert str(caught.value) == (
        f"'{path}' is longer than 16,000,000 characters, too long for one case. "
        "For many cases give one a line and add --lines."
    )


def test_lines_are_numbered_and_empty_ones_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, b"one\n\n  \ntwo\r\nthree")
    assert list(lines_from(path)) == [(1, "one\n"), (4, "two\n"), (5, "three")]


@pytest.mark.parametrize("n_more", [1, 2 * MOST_CHARACTERS])
def test_line_too_long_is_an_error_and_the_rest_goes_on(tmp_path: Path, n_more: int) -> None:
    long = b"x" * (MOST_CHARACTERS + n_more)
    (n_one, error), two = lines_from(written(tmp_path, long + b"\ntwo\n"))
    assert isinstance(error, InvalidInput)
    assert (n_one, str(error), error.where) == (
        1,
        "Line 1 is longer than 16,000,000 characters.",
        "line 1",
    )
    assert two == (2, "two\n")


def test_line_too_long_at_the_end_is_an_error(tmp_path: Path) -> None:
    found = list(lines_from(written(tmp_path, b"one\n" + b"x" * (MOST_CHARACTERS + 1))))
    assert found[0] == (1, "one\n")
    assert [number for number, _ in found] == [1, 2]


def test_line_of_just_the_greatest_length_is_read(tmp_path: Path) -> None:
    line = b"x" * MOST_CHARACTERS
    assert [len(str(text)) for _, text in lines_from(written(tmp_path, line + b"\n" + line))] == [
        MOST_CHARACTERS + 1,
        MOST_CHARACTERS,
    ]


def test_line_that_is_not_utf_8_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    one, two = lines_from(written(tmp_path, b'{"id": "\xff"}\n{"id": "b"}\n'))
    assert (one[0], str(one[1])) == (1, "Line 1 is not UTF-8 text.")
    assert isinstance(one[1], InvalidInput)
    assert one[1].where == "line 1"
    assert two == (2, '{"id": "b"}\n')


@pytest.mark.parametrize(
    ("call", "given", "printed"),
    [
        ("print(json_input.text_from('-'))", "Rücken".encode(), "Rücken\n"),
        ("print(list(json_input.lines_from('-')))", b"a\nb\n", "[(1, 'a\\n'), (2, 'b\\n')]\n"),
        (
            "try: json_input.text_from('-')\nexcept ValueError as error: print(error)",
            b"\xff",
            "Standard input is not UTF-8 text (byte 0). Save it as UTF-8.\n",
        ),
    ],
)
def test_hyphen_reads_standard_input(call: str, given: bytes, printed: str) -> None:
    code = f"from unknot.cli import json_input\n{call}"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=given, capture_output=True, check=True
    )
    assert done.stdout.decode() == printed
