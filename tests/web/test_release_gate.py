"""The gates of the second half: no plan and no clock by any address that should be closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.releasing import PAIN, POINT, at, told_with
from tests.web.walking import Walker
from unknot.facts.methods import load_methods
from unknot.facts.red_flags import load_red_flags
from unknot.muscles.catalogue import load_muscles

ADDRESSES = [
    "/points/",
    "/about-you/",
    "/plan/",
    "/plan/print/",
    "/before/",
    "/release/1/",
    "/release/99/",
    "/stopped/",
    "/after/",
    "/result/",
    "/handout/",
    "/hypothesis/",
]
PLANNED = [address for address in ADDRESSES if address not in ("/points/", "/hypothesis/")]
OF_A_PLAN = ("How long", "seconds", "Start the release", "Measure again", "Stop at once if")


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


def _shows_a_plan(walker: Walker) -> list[str]:
    return [words for words in OF_A_PLAN if words in walker.page.visible]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_bare_visit_leads_back(walker: Walker, address: str) -> None:
    walker.open(address)
    assert walker.status == 200
    assert walker.page.h1 == "Let’s find the muscle behind the pain"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_another_method_is_refused(browser: Client, address: str, method: str) -> None:
    mark = Walker(browser).open("/").page.value("csrfmiddlewaretoken")
    answer = getattr(browser, method)(address, headers={"x-csrftoken": mark})
    assert answer.status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_without_its_mark_is_refused(browser: Client, address: str) -> None:
    assert browser.post(address, {"told": "{}"}).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_open_questions_keep_every_address_closed(walker: Walker, address: str) -> None:
    at(walker, address, {**told_with(), "answers": {}})
    assert walker.status == 200
    assert walker.page.h1 in ("Does any of these apply?", "A few more safety questions")
    assert _shows_a_plan(walker) == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("flag", ["ha_thunder", "ces_saddle"])
def test_a_stopping_sign_keeps_every_address_closed(
    walker: Walker, address: str, flag: str
) -> None:
    told = told_with()
    at(walker, address, {**told, "answers": {**told["answers"], flag: "yes"}})
    assert walker.address == "/check/"
    assert walker.page.h1 in ("Get emergency help now", "See a doctor today")
    assert _shows_a_plan(walker) == []


@pytest.mark.parametrize("address", PLANNED)
def test_without_a_spot_there_is_no_plan(walker: Walker, address: str) -> None:
    at(walker, address, told_with(points=None))
    assert (walker.status, walker.address) == (200, "/points/")
    assert _shows_a_plan(walker) == []


@pytest.mark.parametrize("address", [one for one in PLANNED if one != "/about-you/"])
def test_without_the_conditions_there_is_no_plan(walker: Walker, address: str) -> None:
    at(walker, address, told_with(asked=None))
    assert (walker.status, walker.address) == (200, "/about-you/")
    assert _shows_a_plan(walker) == []


def test_one_condition_not_asked_is_not_a_no(walker: Walker) -> None:
    told = told_with()
    told["release"]["asked"] = told["release"]["asked"][:-1]
    at(walker, "/plan/", told)
    assert walker.address == "/about-you/"


def test_a_spot_with_nothing_found_is_not_planned(walker: Walker) -> None:
    at(walker, "/plan/", {**told_with(), "signs": []})
    assert walker.address == "/points/"


@pytest.mark.parametrize("address", [one for one in PLANNED if one != "/about-you/"])
def test_a_blocked_plan_shows_what_blocks_it_by_every_address(walker: Walker, address: str) -> None:
    at(walker, address, told_with(conditions=["recent_surgery"], setting="clinic", agrees=True))
    assert walker.page.h1 == "Better not press here for now"
    assert "Check my answers" in walker.page.visible
    assert _shows_a_plan(walker) == []


@pytest.mark.parametrize("address", [one for one in PLANNED if one != "/about-you/"])
@pytest.mark.parametrize(
    ("muscle", "site", "sign"),
    [
        ("upper_trapezius", "upper_trapezius_1", "recognised_pain"),
        ("temporalis", "temporalis_1", "tender"),
    ],
)
def test_signs_of_the_spinal_cord_need_help_now_whatever_the_spot(
    walker: Walker, *, address: str, muscle: str, site: str, sign: str
) -> None:
    """Numb around the seat, clumsy legs: red, with a number to call and nothing of a plan."""
    point = {"muscle": muscle, "side": "right", "site": site}
    signs = [{"muscle": muscle, "side": "right", "sign": sign, "present": True}]
    told = {**told_with(points=[point], conditions=["cord_or_root"]), "signs": signs}
    at(walker, address, told, country="de")
    while walker.page.named("card"):
        walker.press("Next", none="1")
    assert walker.page.h1 == "Get emergency help now"
    assert "go to the nearest emergency department now" in walker.page.visible
    assert [one["href"] for one in walker.page.all("a") if one["href"].startswith("tel:")]
    assert "ucard" in [one["class"] for one in walker.page.all("section")]
    assert _shows_a_plan(walker) == []


def test_a_clot_is_shown_to_a_doctor_today(walker: Walker) -> None:
    point = {"muscle": "soleus", "side": "left", "site": "soleus_1"}
    signs = [{"muscle": "soleus", "side": "left", "sign": "tender", "present": True}]
    at(walker, "/plan/", {**told_with(points=[point], conditions=["dvt"]), "signs": signs})
    while walker.page.named("card"):
        walker.press("Next", none="1")
    assert walker.page.h1 == "See a doctor today"
    assert "ucard same-day" in [one["class"] for one in walker.page.all("section")]


def test_relative_contraindications_block_the_preview_as_well(walker: Walker) -> None:
    """A practitioner's own reason comes with the clinic; the preview offers no way round."""
    at(walker, "/plan/", told_with(setting="clinic", agrees=True, conditions=["recent_surgery"]))
    assert not walker.page.named("reason")
    assert "reason" not in [one["name"] for one in walker.page.all("textarea")]


def test_without_agreement_the_preview_has_no_plan(walker: Walker) -> None:
    at(walker, "/plan/", told_with(setting="clinic"))
    assert walker.page.h1 == "Better not press here for now"
    at(walker, "/plan/", told_with(setting="clinic", agrees=True))
    assert walker.page.h1 == "Plan for today"


def test_a_home_plan_needs_an_age(walker: Walker) -> None:
    told = told_with()
    told.pop("age")
    at(walker, "/plan/", told)
    assert walker.page.h1 != "Your plan for today"


def _needles(walker: Walker) -> list[str]:
    methods = [step["data-title"] for step in walker.page.elements if step["data-work"]]
    needle = load_methods()["dry_needling"]
    names = (needle.label.lower(), needle.plain_label.lower())
    return [one for one in methods if one.lower() in names]


@pytest.mark.slow
def test_a_needle_is_never_part_of_a_home_treatment(walker: Walker) -> None:
    tried: dict[str, Any] = {"setting": "home", "agrees": True, "agrees_to_needle": True}
    for muscle in list(load_muscles().values())[::6]:
        point = {"muscle": muscle.id, "side": "left", "site": muscle.sites[0].id}
        signs = [{"muscle": muscle.id, "side": "left", "sign": "tender", "present": True}]
        told = told_with(points=[point], profession="physiotherapist", **tried)
        at(walker, "/release/1/", {**told, "signs": signs}, country="DE")
        assert _needles(walker) == [], muscle.id


def test_answers_of_the_first_page_do_not_open_a_spot_elsewhere(walker: Walker) -> None:
    """A calf has questions of its own, which pain at the temple never asked."""
    point = {"muscle": "soleus", "side": "left", "site": "soleus_1"}
    signs = [{"muscle": "soleus", "side": "left", "sign": "recognised_pain", "present": True}]
    told = {**told_with(points=[point]), "signs": signs}
    at(walker, "/release/1/", told)
    assert walker.page.h1 == "A few more safety questions"
    assert _shows_a_plan(walker) == []


def test_places_and_spot_of_the_cast_are_known() -> None:
    assert POINT["site"] in [site.id for site in load_muscles()["upper_trapezius"].sites]
    assert len(PAIN) == 2


def test_a_question_by_name_says_why_it_is_asked_and_what_a_yes_means(walker: Walker) -> None:
    told = told_with(conditions=["cancer_treatment"])
    asked = ("ill_fever", "ca_lump", "arm_clot")
    told["answers"] = {one: said for one, said in told["answers"].items() if one not in asked}
    at(walker, "/plan/", told, country="DE")
    text = walker.page.visible
    assert walker.page.h1 == "A few more safety questions"
    fever = text.index("Asked because in these months a fever is an emergency wherever")
    do = "If yes or not sure: Call the cancer team now, by day or night; 112 if nobody"
    question, action = text.index(load_red_flags()["ill_fever"].question), text.index(do)
    assert fever < question < action
    assert "{emergency_number}" not in text
    walker.press("I’m not sure")
    assert walker.page.h1 == "One by one"
    assert "Asked because in these months a fever" in walker.page.visible
    walker.press("Next")
    assert walker.status == 422
    assert do in walker.page.visible


def test_a_question_that_the_spot_alone_asks_has_no_reason_beside_it(walker: Walker) -> None:
    told = told_with()
    told["answers"].popitem()
    at(walker, "/plan/", told)
    assert "Asked because" not in walker.page.visible
