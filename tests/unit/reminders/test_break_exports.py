"""Files for other programs, held against the forms of their own default files."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from told_programme import told

from unknot.errors import InvalidInput
from unknot.reminders.carried import Carried, carried_from
from unknot.reminders.exports import PROGRAMS, Program, exported, merged

NO_BREAKS = carried_from(told(breaks=[]))


@pytest.fixture
def carried() -> Carried:
    return carried_from(told())


def test_safe_eyes_gets_each_movement_as_a_short_and_each_set_as_a_long_break(
    carried: Carried,
) -> None:
    values = json.loads(exported(carried, "safe-eyes"))
    assert [one["name"] for one in values["short_breaks"]] == [
        "Turn. Do Turn & <slowly>.", "Look. Do Look & <slowly>.", "Roll. Do Roll & <slowly>.",
    ]  # fmt: skip
    assert all(type(one["duration"]) is int for one in values["short_breaks"])
    assert [one["duration"] for one in values["long_breaks"]] == [40, 40]
    assert (values["short_break_interval"], values["long_break_interval"]) == (30, 90)


def test_stretchly_gets_ideas_in_the_shape_of_its_defaults(carried: Carried) -> None:
    values = json.loads(exported(carried, "stretchly"))
    assert values["useIdeasFromSettings"] is True
    assert values["microbreakInterval"] == 30 * 60 * 1000
    assert values["microbreakDuration"] == 20 * 1000
    assert values["microbreakIdeas"][0] == {"data": "Turn. Do Turn & <slowly>.", "enabled": True}
    title, text = values["breakIdeas"][1]["data"]
    assert (title, text) == ("Two", "Look: Do Look & <slowly>. Roll: Do Roll & <slowly>.")


def test_workrave_gets_exercises_that_read_back_as_they_were(carried: Carried) -> None:
    root = ET.fromstring(exported(carried, "workrave"))  # noqa: S314
    assert root.tag == "exercises"
    assert [(one.findtext("title"), one.findtext("description")) for one in root] == [
        ("Turn", "Do Turn & <slowly>."),
        ("Look", "Do Look & <slowly>."),
        ("Roll", "Do Roll & <slowly>."),
    ]
    assert [one.find("sequence").get("duration") for one in root] == ["20", "20", "20"]  # type: ignore[union-attr]


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_thing_with_a_dose_goes_out(carried: Carried, program: Program) -> None:
    text = exported(carried, program)
    assert "Press" not in text
    assert "20 s, 2 times" not in text


def test_into_ones_own_file_all_else_is_kept(carried: Carried) -> None:
    own = {"meta": {"config_version": "9"}, "strict_break": True, "short_breaks": [],
           "plugins": [{"id": "x"}]}  # fmt: skip
    values = json.loads(merged(carried, "safe-eyes", json.dumps(own)))
    assert (values["meta"], values["strict_break"], values["plugins"]) == (
        {"config_version": "9"}, True, [{"id": "x"}],
    )  # fmt: skip
    assert len(values["short_breaks"]) == 3
    values = json.loads(merged(carried, "stretchly", '{"language": "de", "volume": 0.5}'))
    assert (values["language"], values["volume"]) == ("de", 0.5)


def test_into_workraves_file_ours_come_first_and_are_not_doubled(carried: Carried) -> None:
    own = (
        "<exercises><exercise><title>Finger stretch</title><description>d</description>"
        '<sequence duration="9"><image src="a.png" duration="9"/></sequence></exercise></exercises>'
    )
    once = merged(carried, "workrave", own)
    twice = merged(carried, "workrave", once)
    assert once == twice
    titles = [one.findtext("title") for one in ET.fromstring(once)]  # noqa: S314
    assert titles == ["Turn", "Look", "Roll", "Finger stretch"]
    assert 'src="a.png"' in once


@pytest.mark.parametrize(
    ("program", "held"),
    [
        ("safe-eyes", "{}"), ("safe-eyes", "oops"), ("safe-eyes", "[]"), ("stretchly", "[1]"),
        ("workrave", "<a/>"), ("workrave", "oops"),
    ],
)  # fmt: skip
def test_a_file_of_something_else_is_refused(carried: Carried, program: Program, held: str) -> None:
    with pytest.raises(InvalidInput, match=f"is not a configuration of {program}"):
        merged(carried, program, held)


def test_without_breaks_it_says_how_to_get_some() -> None:
    with pytest.raises(InvalidInput, match="add --who desk"):
        exported(NO_BREAKS, "stretchly")
    with pytest.raises(InvalidInput, match="add --who desk"):
        merged(NO_BREAKS, "stretchly", "{}")
