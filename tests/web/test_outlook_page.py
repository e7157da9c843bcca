"""The page "What happens when it is released?": for everybody, without a gate, nothing kept."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from tests.web.releasing import at, told_with
from tests.web.walking import Page, Walker
from unknot.web.logs import WithoutContents

CHOSEN = {
    "choosing": "1",
    "weeks": "13",
    "others": "1",
    "episodes": "1",
    "pain": "6",
    "method": "dry_needling",
    "treatments": "3",
    "home_care": "1",
    "load": "-1",
    "sleep": "2",
    "stress": "0",
}


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/released/")


@pytest.fixture(scope="module")
def answered() -> Page:
    """The page after some choices."""
    walker = Walker(Client(headers={"host": "127.0.0.1"})).open("/released/")
    return walker.press("Show what to expect", **CHOSEN).page


def _checked(page: Page, name: str) -> list[str]:
    return [one["value"] for one in page.named(name) if "checked" in one.attributes]


def test_it_opens_with_an_answer_and_nothing_told(walker: Walker) -> None:
    assert (walker.status, walker.page.h1) == (200, "What happens when it is released?")
    assert "With this plan it soon gets easier for 6 in 10 , left alone for 5 in 10" in " ".join(
        walker.page.visible.split()
    )
    assert "people like you, not about you" in walker.page.visible
    assert _checked(walker.page, "pain") == []
    for name in ("weeks", "others", "episodes", "home_care", "load", "sleep", "stress"):
        assert _checked(walker.page, name) == ["unsure"], name


def test_choices_change_the_answer_and_stay_chosen(walker: Walker) -> None:
    before = walker.page.visible
    page = walker.press("Show what to expect", **CHOSEN).page
    assert walker.status == 200
    assert "after the last treatment" in page.visible
    assert page.visible != before
    for name in ("weeks", "others", "episodes", "pain", "treatments", "home_care", "load"):
        assert _checked(page, name) == [CHOSEN[name]], name
    assert [one["value"] for one in page.all("option") if "selected" in one.attributes] == [
        "dry_needling"
    ]


def test_the_honest_sentences_stand_on_the_page(answered: Page) -> None:
    for words in (
        "Beyond about three weeks",
        "gets better by itself",
        "The dotted line is the same days without treatment.",
        "half of the ratings lie under it, half over it",
        "simulated people only; no real diary was at hand",
        "ranges for 80 of 100 ratings held only",
        "comes with a pretended treatment too",
        "group means of",
        "rests on our judgement",
        "Wide ranges.",
        "Only watched in studies: goes with",
        "A return often heals by itself",
        "on at least 23 of the 28 days",
        "they widen the range",
        "from week 3: the usual level plus the plan",
        "Size: our judgement.",
        "Size: roughly as in trials.",
        "That it does something is assumed, not shown",
    ):
        assert words in answered.visible, words


def test_every_graph_has_a_name_and_a_table_stands_behind_each_kind(answered: Page) -> None:
    graphs = [one for one in answered.all("svg") if one["role"] == "img"]
    assert len(graphs) >= 4
    assert all(one["aria-label"] for one in graphs)
    assert len(answered.all("table")) == 4  # the comparison stands open
    assert [one["id"] for one in answered.all("details") if one["id"].endswith("-table")] == [
        "curve-table",
        "lasting-table",
        "needed-table",
    ]


def test_the_table_tells_the_curve_with_its_ranges(answered: Page) -> None:
    heads = "When Middle Soreness in it Half of ratings 8 of 10 ratings Untreated today"
    assert heads in answered.visible
    assert re.search(
        r"2 weeks \d(\.\d)? \d(\.\d)? \d(\.\d)?–\d(\.\d)? \d(\.\d)?–\d(\.\d)? \d",
        answered.visible,
    )


def test_the_comparison_needs_no_script_and_no_unfolding(answered: Page) -> None:
    folded = [one["id"] for one in answered.all("details") if "compared" in one["id"]]
    assert folded == ["compared-how"]
    assert (
        "With the plan Pretended Left alone Plan less left alone Easier within two weeks, of 100"
    ) in answered.visible
    assert re.search(
        r"Easier days in 12 weeks, on average [\d.]+ [\d.]+ [\d.]+ \+[\d.]+ \(", answered.visible
    )
    assert "After Still easier Left alone" in answered.visible
    assert "Treatments Of 10 people Pretended Left alone" in answered.visible


def test_left_alone_is_drawn_in_every_graph(answered: Page) -> None:
    classes = [one["class"] for one in answered.all("path")]
    assert (
        classes.count("alone") == 2 + 1 + 1
    )  # the fan in two sizes, its legend, how long it lasts
    assert classes.count("alone-level") == 8  # one to eight treatments
    assert classes.count("sham-level") == 8
    assert classes.count("soreness") == 2 + 1
    people = [one["class"] for one in answered.all("circle") if "person" in one["class"]]
    assert len(people) == 3 * 20


def test_without_treatments_the_page_compares_with_nothing(walker: Walker) -> None:
    page = walker.press("Show what to expect", **{**CHOSEN, "treatments": "0"}).page
    assert "add?" not in page.visible
    assert "Soreness in it" not in page.visible
    assert not [one for one in page.all("path") if one["class"] == "alone"]


def test_no_script_and_no_style_stands_in_the_page(answered: Page) -> None:
    assert not answered.all("style")
    assert all(script["src"] for script in answered.all("script"))
    for one in answered.elements:
        assert not [key for key in one.attributes if key == "style" or key.startswith("on")], one


def test_ids_stand_once_on_the_outlook(answered: Page) -> None:
    ids = [one["id"] for one in answered.elements if one["id"]]
    assert sorted(ids) == sorted(set(ids))


def test_every_address_of_the_outlook_is_our_own(answered: Page) -> None:
    for one in answered.elements:
        for key in ("src", "href", "action", "formaction"):
            assert re.match(r"$|/|#", one[key]), one


def test_part_of_the_page_is_the_answer_alone(browser: Client, walker: Walker) -> None:
    mark = walker.page.value("csrfmiddlewaretoken")
    response = browser.post(
        "/released/",
        {**CHOSEN, "csrfmiddlewaretoken": mark},
        headers={"X-Unknot-Part": "answer"},
    )
    part = Page(response.content.decode())
    assert response.status_code == 200
    assert not part.all("html")
    assert not part.all("form")
    assert {"curve", "more", "headline"} <= {one["id"] for one in part.elements}


def test_choices_come_in_a_form_and_never_in_an_address(answered: Page) -> None:
    assert answered.forms["outlook"].method == "post"
    assert not [one for one in answered.elements if "?" in one["href"] + one["action"]]


def test_a_form_without_its_mark_is_refused(browser: Client) -> None:
    assert browser.post("/released/", CHOSEN).status_code == 403


def test_nothing_is_kept_and_nothing_is_logged(
    browser: Client, walker: Walker, *, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mark = walker.page.value("csrfmiddlewaretoken")
    response = browser.post(
        "/released/", {**CHOSEN, "weeks": "xylophone", "csrfmiddlewaretoken": mark}
    )
    for record in caplog.records:
        WithoutContents().filter(record)
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert "xylophone" not in caplog.text
    assert set(browser.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weeks", "-3"),
        ("weeks", "9999"),
        ("pain", "11"),
        ("pain", "5.5"),
        ("treatments", "5000"),
        ("load", "7"),
        ("method", "sham"),
        ("method", "no_such_method"),
        ("muscle", "no_such_muscle"),
        ("side", "behind"),
    ],
)
def test_an_answer_that_is_not_offered_is_refused_in_words(
    walker: Walker, name: str, value: str
) -> None:
    mark = walker.page.value("csrfmiddlewaretoken")
    walker.post("/released/", {**CHOSEN, name: value, "csrfmiddlewaretoken": mark})
    assert walker.status == 422
    assert "is none of its answers. Open the page anew and choose one." in walker.page.visible


def test_a_found_point_arrives_with_what_is_known_of_it(walker: Walker) -> None:
    point = {
        "muscle": "upper_trapezius", "side": "right", "site": "upper_trapezius_1", "weeks": 30,
    }  # fmt: skip
    at(walker, "/released/", told_with(points=[point], before={"pain": [7]}))
    page = walker.page
    assert "Upper trapezius, right" in page.visible
    assert _checked(page, "weeks") == ["30"]
    assert "30 weeks" in page.visible
    assert _checked(page, "others") == ["0"]
    assert _checked(page, "pain") == ["7"]
    assert '"upper_trapezius"' in page.value("told")
    walker.press("Show what to expect", treatments="2")
    assert _checked(walker.page, "weeks") == ["30"]
    assert '"upper_trapezius"' in walker.page.value("told")
    assert walker.press("To my plan").address == "/plan/"


def test_in_a_clinic_the_point_arrives_with_a_method_of_the_hand(walker: Walker) -> None:
    at(walker, "/released/", told_with(setting="clinic"))
    selected = [one["value"] for one in walker.page.all("option") if "selected" in one.attributes]
    assert selected == ["upper_trapezius", "right", "ischemic_compression"]


def test_a_case_with_a_warning_sign_leads_to_what_to_do_now(walker: Walker) -> None:
    told = told_with()
    told["answers"] = {**told["answers"], "acs_now": "yes"}
    at(walker, "/released/", told)
    assert walker.address == "/check/"
    assert walker.page.h1 == "Get emergency help now"
    assert "Most likely" not in walker.page.visible


def test_open_questions_of_the_case_do_not_stand_in_the_way(walker: Walker) -> None:
    at(walker, "/released/", {"text": "headache at the right temple"})
    assert (walker.address, walker.page.h1) == ("/released/", "What happens when it is released?")


def test_the_first_page_the_plan_and_the_result_lead_here(browser: Client) -> None:
    walker = Walker(browser).open("/")
    assert [one["href"] for one in walker.page.all("a")].count("/released/") == 2
    for address, held in (
        ("/plan/", {}),
        ("/result/", {"before": {"pain": [6]}, "after": {"pain": [1]}, "harm": []}),
    ):
        at(walker, address, told_with(**held))
        assert walker.address == address
        walker.press("How it usually goes on")
        assert walker.address == "/released/"
        assert "Upper trapezius, right" in walker.page.visible


def test_another_method_is_not_allowed(browser: Client, walker: Walker) -> None:
    mark = walker.page.value("csrfmiddlewaretoken")
    assert browser.put("/released/", headers={"X-CSRFToken": mark}).status_code == 405
