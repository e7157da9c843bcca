"""The gate: no muscle while a first question is open or a warning sign stops, by no address."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.web.walking import Walker, names_a_muscle
from unknot.find.answer import find
from unknot.find.query import query_from

PAIN = [{"region": "temple", "side": "right"}, {"region": "lumbar", "side": "left"}]
ADDRESSES = ["/muscles/", "/muscles/upper_trapezius/right/", "/print/", "/check/"]


def _no_to_all(pain: list[dict[str, str]]) -> dict[str, str]:
    """Answer no to every question until none of the first is open."""
    answers: dict[str, str] = {}
    for _ in range(40):
        open_first = find(query_from({"pain": pain, "answers": answers})).open_first
        if not open_first:
            return answers
        answers |= dict.fromkeys(open_first, "no")
    raise AssertionError("The first questions never end.")


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


def _sent(walker: Walker, told: object, **more: str) -> dict[str, object]:
    mark = walker.page.value("csrfmiddlewaretoken")
    return {"csrfmiddlewaretoken": mark, "told": json.dumps(told), **more}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_bare_visit_names_no_muscle_and_leads_back(browser: Client, address: str) -> None:
    walker = Walker(browser).open(address)
    assert walker.status == 200
    assert names_a_muscle(walker.page) == []
    assert any(link["href"] == "/" for link in walker.page.all("a"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_open_questions_keep_every_address_closed(walker: Walker, address: str) -> None:
    walker.post(address, _sent(walker, {"pain": PAIN}))
    assert (walker.status, walker.address) == (200, "/check/")
    assert names_a_muscle(walker.page) == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("flag", ["ha_thunder", "ces_saddle"])
def test_a_stopping_sign_keeps_every_address_closed(
    walker: Walker, address: str, flag: str
) -> None:
    told = {"pain": PAIN, "answers": {**_no_to_all(PAIN), flag: "yes"}}
    walker.post(address, _sent(walker, told))
    assert walker.status == 200
    assert walker.address in ("/check/", "/print/")
    assert names_a_muscle(walker.page) == []


@pytest.mark.parametrize("flag", ["ha_thunder", "fx_trauma"])
def test_a_stopping_sign_goes_before_open_questions(walker: Walker, flag: str) -> None:
    walker.post("/muscles/", _sent(walker, {"pain": PAIN, "answers": {flag: "yes"}}))
    assert walker.page.h1 in ("Get emergency help now", "See a doctor today")
    assert names_a_muscle(walker.page) == []


def test_the_part_that_changes_while_painting_is_closed_as_well(walker: Walker) -> None:
    sent = _sent(walker, {"pain": PAIN})
    response = walker.browser.post("/muscles/", sent, headers={"x-unknot-part": "answer"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "safety questions belong to what you just told" in text
    assert "cands" not in text


def test_the_part_sends_a_stopping_sign_to_the_whole_page(walker: Walker) -> None:
    sent = _sent(walker, {"pain": PAIN, "answers": {"ha_thunder": "yes"}})
    response = walker.browser.post("/muscles/", sent, headers={"x-unknot-part": "answer"})
    assert (response.status_code, response["Location"]) == (307, "/check/")


def test_answers_for_one_place_do_not_open_another(walker: Walker) -> None:
    answers = _no_to_all(PAIN[:1])
    walker.post("/muscles/", _sent(walker, {"pain": PAIN, "answers": answers}))
    assert walker.address == "/check/"


def test_when_every_first_question_is_answered_the_muscles_are_shown(walker: Walker) -> None:
    walker.post("/muscles/", _sent(walker, {"pain": PAIN, "answers": _no_to_all(PAIN)}))
    assert walker.address == "/muscles/"
    assert names_a_muscle(walker.page)


def test_at_least_three_muscles_stand_beside_may_not_be_a_muscle(walker: Walker) -> None:
    pain = [{"region": "tongue", "side": "mid"}]
    walker.post("/muscles/", _sent(walker, {"pain": pain, "answers": _no_to_all(pain)}))
    rows = [one for one in walker.page.all("li") if "cand" in one["class"].split()]
    assert len(rows) >= 4
