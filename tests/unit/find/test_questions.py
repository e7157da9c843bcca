"""The order in which warning signs are asked: the worst and most pressing first, by the facts."""

from __future__ import annotations

import pytest

from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.find.answer import find
from unknot.find.query import query_from
from unknot.find.questions import question_pages
from unknot.find.red_flags import LINES_A_CARD

_PLACES = ("chest_upper", "temple", "lumbar", "calf_upper", "shoulder_front", "abdomen_lower")


def _asked(region: str) -> list[str]:
    pages = question_pages(find(query_from({"pain": [{"region": region}]})))
    assert all(0 < len(page) <= LINES_A_CARD for page in pages)
    return [flag for page in pages for flag in page]


@pytest.mark.parametrize("region", _PLACES)
def test_no_question_stands_before_a_worse_one(region: str) -> None:
    flags, meaning = load_red_flags(), load_urgencies()
    worth = [(meaning[flags[one].urgency].rank, flags[one].pressing) for one in _asked(region)]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize("region", _PLACES)
def test_every_open_first_question_is_asked_once(region: str) -> None:
    asked = _asked(region)
    answer = find(query_from({"pain": [{"region": region}]}))
    assert sorted(asked) == sorted(answer.open_first)


def test_pressure_in_the_chest_now_is_asked_first() -> None:
    asked = _asked("chest_upper")
    assert asked[0] == "acs_now"
    assert asked.index("ptx_sudden") > asked.index("acs_sweat")


def test_in_headache_face_arm_and_speech_come_first_and_a_new_one_after_50_later() -> None:
    asked = _asked("temple")
    assert asked[0] == "stroke"
    assert asked.index("gca_headache") > asked.index("ha_pressure")
