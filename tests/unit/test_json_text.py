"""Strict JSON: what is refused, and with which place."""

import pytest

from unknot.errors import InvalidInput
from unknot.json_text import value_of_json


def refused(text: str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        value_of_json(text, place="The request", remedy="Send JSON.")
    return caught.value


def test_what_is_json_is_returned() -> None:
    text = (
        '{"pain": [{"region": "neck_back", "intensity": 6.5}], "id": null, "w": "\\ud83d\\ude00"}'
    )
    assert value_of_json(text, place="", remedy="") == {
        "pain": [{"region": "neck_back", "intensity": 6.5}],
        "id": None,
        "w": "😀",
    }


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (
            '{"pain": [{"intensity": 1}, {"intensity": NaN}]}',
            "pain[1].intensity",
            "NaN is not a JSON number (pain[1].intensity). Use null for a value that is not known.",
        ),
        (
            '{"age": -Infinity, "b": NaN}',
            "age",
            "-Infinity is not a JSON number (age). Use null for a value that is not known.",
        ),
        (
            "[[0, 1], [2, Infinity]]",
            "[1][1]",
            "Infinity is not a JSON number ([1][1]). Use null for a value that is not known.",
        ),
        ("NaN", "", "NaN is not a JSON number. Use null for a value that is not known."),
    ],
)
def test_a_number_that_is_none_is_refused_with_its_place(
    text: str, where: str, message: str
) -> None:
    error = refused(text)
    assert (str(error), error.where) == (message, where)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The request is not JSON: Expecting value at line 1, column 1. Send JSON."),
        ("{'a': 1}", "The request is not JSON: Expecting property name enclosed in double quotes "
                     "at line 1, column 2. Send JSON."),
        ('{"a": 1, "a": 1}', "Field 'a' stands twice in one object. Keep one."),
        ('"\\ud800"', "The request holds half a character, such as \\ud800 alone. "
                      "Give both halves."),
        ("[" * 100_000, "The request nests too deeply to be a case."),
        ("1" * 5000, "The request holds a number with too many digits."),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(text: str, message: str) -> None:
    assert str(refused(text)) == message
