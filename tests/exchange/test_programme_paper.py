"""A week at home on paper: what stands on it, that the gate holds, and that letters grow."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from plan_cases import DAY
from reading_papers import letters_of, pages_of, places_of, read, sizes_of, undrawn

from unknot.errors import InvalidInput
from unknot.exchange.papers import programme_content
from unknot.exchange.papers.programme_content import programme_content_of
from unknot.exchange.papers.programme_paper import may_be_printed, programme_paper
from unknot.muscles.plain import name_for_home
from unknot.plan.gate import first_open, screening_of
from unknot.prevent.programme import Programme, programme_from
from unknot.prevent.programme_json import programme_as_json
from unknot.prevent.telling import LIMITS, things_in_order, what_in_words
from unknot.prevent.told import programme_query_from

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json"
ONE_POINT: dict[str, Any] = {
    "person": {"age": 67, "conditions": ["anticoagulant"], "equipment": ["ball"]},
    "points": [{"muscle": "infraspinatus", "side": "right", "weeks": 12}],
    "now": "2026-11-18",
}
TWO_POINTS: dict[str, Any] = {
    "id": "shoulder",
    "person": {"age": 41, "equipment": ["ball", "band"]},
    "points": [
        {"muscle": "infraspinatus", "side": "right", "weeks": 12},
        {"muscle": "upper_trapezius", "side": "right", "weeks": 12},
    ],
    "minutes_a_day": 8,
    "who": "desk",
}
NOTHING_LEFT = {**ONE_POINT, "person": {"age": 40, "conditions": ["unstable_heart", "fracture"]}}
STOPPED = {**ONE_POINT, "answers": {"stroke": "yes"}}


def programme_of(case: dict[str, Any], *, is_asked: bool = True) -> Programme:
    query = programme_query_from(case)
    if is_asked:
        plan = query.plan
        no = dict.fromkeys(first_open(plan, screening_of(plan)), "no")
        answers = MappingProxyType({**no, **plan.answers})
        query = replace(query, plan=replace(plan, answers=answers))
    return programme_from(query)


def printed(case: dict[str, Any], *, large: bool = False) -> bytes:
    return programme_paper(programme_of(case), made_on=DAY, number="112", large=large)


def content_of(case: dict[str, Any]) -> dict[str, Any]:
    return programme_content_of(programme_of(case), made_on=DAY, number="112")


@pytest.fixture(scope="module")
def words() -> str:
    return read(printed(ONE_POINT))


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the pictures out, where only words matter."""
    monkeypatch.setattr(programme_content, "pictures_of", lambda *_, **__: [])


@pytest.fixture
def words_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the drawings out and keep what is written at them."""
    drawn = undrawn(programme_content.pictures_of)
    monkeypatch.setattr(programme_content, "pictures_of", drawn)


def test_every_thing_stands_with_muscle_dose_days_tool_steps_and_stop_rules(words: str) -> None:
    told = programme_as_json(programme_of(ONE_POINT))
    plain = words.replace("\N{NO-BREAK SPACE}", " ")
    assert len(told["things"]) == 3
    for thing in told["things"]:
        assert what_in_words(thing) in plain
        assert f"{thing['amount'][1:]}." in plain
        assert thing["do"] in plain
    assert plain.count(name_for_home("infraspinatus", "right")) == 3
    assert "You need A tennis ball or a softer one." in plain
    assert "Monday, Thursday" in plain
    assert plain.count("Stop if It hurts more than the number given") == 3
    assert "We are very unsure (very low) that it helps." in plain


def test_before_stop_and_signs_stand_as_the_command_says_them(words: str) -> None:
    told = programme_as_json(programme_of(ONE_POINT))
    for line in (*told["before_you_begin"], *told["stop_if"], *told["next_day"]):
        assert line in words
    for one in told["not_normal"]:
        assert f"{one['text']} {one['do']}".replace("{emergency_number}", "112") in words
    titles = ("Before you begin", "Stop at once if", "Press the knot yourself Muscle",
              "Usual afterwards", "Not usual, and what to do")  # fmt: skip
    places = [words.index(title) for title in titles]
    assert places == sorted(places)


def test_two_weeks_are_there_to_be_ticked(words: str) -> None:
    weeks = content_of(ONE_POINT)["weeks"]
    assert [week["title"] for week in weeks] == [
        "Week 1, from 16 November 2026", "Week 2, from 23 November 2026",
    ]  # fmt: skip
    monday, wednesday = weeks[1]["days"][0], weeks[1]["days"][2]
    assert monday["name"] == "Mon 23"
    assert [n for n, _ in monday["things"]] == [1, 2, 3]
    assert wednesday == {"name": "Wed 25", "minutes": "", "things": []}
    assert words.count("Day Thing done partly too sore") == 2
    assert "Nothing goes up by itself" in words


def test_without_a_date_the_weeks_have_days_only() -> None:
    weeks = content_of(TWO_POINTS)["weeks"]
    assert weeks[0]["title"] == "Week 1"
    assert weeks[0]["days"][0]["name"] == "Mon"


def test_a_place_is_drawn_once_and_where_it_is_pressed() -> None:
    case = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    content = content_of(case)
    order = things_in_order(programme_as_json(programme_of(case)))
    parts = [thing["part"] for thing in order]
    assert parts.index("load") < len(parts) - 1 - parts[::-1].index("release")  # pressed later
    for thing, given in zip(content["things"], order, strict=True):
        if given["part"] == "release":
            assert thing["pictures"]
            assert "where to press" in thing["pictures"][0]["alt"]
        else:
            (pressed,) = [one["n"] for one in content["things"]
                          if one["is_pressed"] and one["where"] == thing["where"]]  # fmt: skip
            assert (thing["pictures"], thing["drawn_at"]) == ([], pressed)


def test_a_place_that_is_only_stretched_is_not_said_to_be_pressed() -> None:
    case = {**ONE_POINT, "person": {"age": 41, "equipment": []},
            "points": [{"muscle": "gastrocnemius", "side": "left"}]}  # fmt: skip
    first = content_of(case)["things"][0]
    assert not first["is_pressed"]
    assert "the place and where pain may be felt" in first["pictures"][0]["alt"]
    assert "press here" not in read(printed(case))


@pytest.mark.usefixtures("no_pictures")
def test_what_is_left_out_has_its_reason_in_plain_words() -> None:
    case = {**ONE_POINT, "person": {"age": 41, "equipment": []},
            "points": [{"muscle": "gastrocnemius", "side": "left"}]}  # fmt: skip
    words = read(printed(case))
    assert "Left out, and why" in words
    assert "Calf muscle, left (gastrocnemius): press the knot yourself. It needs" in words


@pytest.mark.parametrize(
    ("case", "is_asked"), [(ONE_POINT, False), (STOPPED, True), (NOTHING_LEFT, True)]
)
def test_no_programme_is_printed_that_the_gate_holds_back(
    case: dict[str, Any], *, is_asked: bool
) -> None:
    programme = programme_of(case, is_asked=is_asked)
    assert not may_be_printed(programme)
    with pytest.raises(InvalidInput, match="There is no programme to print"):
        programme_paper(programme, made_on=DAY, number="112")


@pytest.mark.usefixtures("no_pictures")
def test_what_a_person_writes_is_printed_and_never_run() -> None:
    hostile = '#panic("no") *b* $x$ <a> @b \\u{41} ] } "'
    assert hostile in read(printed({**ONE_POINT, "id": hostile}))


@pytest.mark.slow
@pytest.mark.usefixtures("words_of_pictures")
@pytest.mark.parametrize("case", [ONE_POINT, TWO_POINTS])
def test_large_print_says_the_same_in_letters_of_18_points_or_more(case: dict[str, Any]) -> None:
    usual, large = printed(case), printed(case, large=True)
    assert letters_of(usual) == letters_of(large)
    assert min(sizes_of(large)) >= 18
    assert min(sizes_of(usual)) < 10
    assert 20 in sizes_of(large)
    for x, y in places_of(large):
        assert 0 < x < 595
        assert 0 < y < 842


def test_every_page_has_its_number_and_the_honest_line() -> None:
    pages = pages_of(printed(ONE_POINT))
    assert len(pages) > 1
    for n, page in enumerate(pages, 1):
        words = " ".join(page.extract_text().split())
        assert f"Page {n} of {len(pages)}" in words
        assert LIMITS in words


@pytest.mark.slow
def test_the_same_programme_on_the_same_day_gives_the_same_bytes() -> None:
    assert printed(ONE_POINT) == printed(ONE_POINT)
