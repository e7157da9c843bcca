"""What was done, line by line, and back into the case."""

from __future__ import annotations

from datetime import date

import pytest

from unknot.errors import InvalidInput
from unknot.reminders.answers import answer_line, answers_from, told_on, with_answers_told

DAY = date(2026, 11, 24)


def test_a_line_comes_back_as_an_entry_of_the_case() -> None:
    line = answer_line("soleus_left_stretch", "too_sore", at=DAY)
    assert line.endswith("\n")
    assert answers_from(line, place="log") == [
        {"at": "2026-11-24", "item": "soleus_left_stretch", "did": "too_sore"}
    ]


def test_the_last_line_about_a_thing_and_day_counts() -> None:
    text = (
        answer_line("a", "done", at=DAY)
        + "\n"
        + answer_line("b", "partly", at=DAY)
        + answer_line("a", "too_sore", at=DAY)
    )
    found = answers_from(text, place="log")
    assert [(one["item"], one["did"]) for one in found] == [("b", "partly"), ("a", "too_sore")]
    assert told_on(found, DAY) == {"a", "b"}
    assert told_on(found, date(2026, 11, 25)) == frozenset()


def test_answers_count_instead_of_older_ones_and_move_today_on() -> None:
    case = {
        "now": "2026-11-20",
        "done": [
            {"at": "2026-11-24", "item": "a", "did": "done"},
            {"at": "2026-11-19", "item": "a", "did": "done"},
        ],
    }
    answers = answers_from(answer_line("a", "partly", at=DAY), place="log")
    assert with_answers_told(case, answers) == {
        "now": "2026-11-24",
        "done": [{"at": "2026-11-19", "item": "a", "did": "done"},
                 {"at": "2026-11-24", "item": "a", "did": "partly"}],
    }  # fmt: skip
    assert case["now"] == "2026-11-20"
    later = with_answers_told({"now": "2026-12-01"}, answers)
    assert later["now"] == "2026-12-01"
    assert with_answers_told({"who": "desk"}, []) == {"who": "desk"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", r"log line 2 is not JSON"),
        ('{"item": "a", "did": "done"}', r"log line 2 needs 'at' \(a date\) and 'item'"),
        ('{"at": "2026-11-24", "item": "a", "did": "maybe"}', "'did' is one of done, partly"),
        ('{"at": "yesterday", "item": "a", "did": "done"}', "is a date, such as"),
        ("[1]", "log line 2"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        answers_from(answer_line("a", "done", at=DAY) + line, place="log")
