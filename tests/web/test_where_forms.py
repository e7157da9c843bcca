"""Bad input on the pages: a clear message at its field, everything kept, never a server error."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.web.walking import Walker


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


@pytest.fixture
def outside(browser: Client) -> Walker:
    """Somebody on the short page that leads back, which carries the mark of forms as well."""
    return Walker(browser).open("/check/")


def _told(walker: Walker, told: str, address: str = "/muscles/", **more: str) -> Walker:
    mark = walker.page.value("csrfmiddlewaretoken")
    return walker.post(address, {"csrfmiddlewaretoken": mark, "told": told, **more})


def test_nothing_marked_says_so_and_leads_to_the_list(walker: Walker) -> None:
    walker.press("Next")
    assert (walker.status, walker.address) == (422, "/check/")
    assert "Nothing is marked yet." in walker.page.visible
    assert any(link["href"] == "#places" for link in walker.page.all("a"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("age", "130", "'130' is not an age in years"),
        ("age", "old", "'old' is not an age in years"),
        ("age", "-3", "'-3' is not an age in years"),
        ("intensity:right:temple", "11", "From 0 to 10; '11' is not in it."),
        ("intensity:right:temple", "nan", "From 0 to 10; 'nan' is not in it."),
        ("intensity:right:temple", "1e5", "From 0 to 10; '1e5' is not in it."),
        ("text", "x" * 20_001, "20001 characters"),
    ],
)
def test_a_wrong_field_is_named_and_everything_is_kept(
    walker: Walker, *, name: str, value: str, said: str
) -> None:
    walker.press("Next", **{"region": ["right:temple"], name: value})
    assert walker.status == 422
    assert said in walker.page.visible
    ticked = [box["value"] for box in walker.page.named("region") if "checked" in box.attributes]
    assert ticked == ["right:temple"]
    if name != "text":
        assert walker.page.value(name) == value
    controls = [link["href"][1:] for link in walker.page.all("a") if link["href"].startswith("#")]
    assert all(any(one["id"] == control for one in walker.page.elements) for control in controls)


def test_words_that_name_no_place_are_sent_back_with_an_example(walker: Walker) -> None:
    walker.press("Next", text="xyzzy plugh")
    assert walker.status == 422
    assert "for example: 'left side of the neck" in walker.page.visible
    assert walker.page.named("text")[0].text == "xyzzy plugh"


def test_a_place_that_is_not_known_is_named(walker: Walker) -> None:
    walker.press("Next", region=["right:elbowww"])
    assert walker.status == 422
    assert "The place 'right:elbowww' is not known." in walker.page.visible


def test_an_unanswered_card_says_what_is_missing(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"]).press("Next")
    assert walker.status == 422
    assert "Nothing is ticked yet." in walker.page.visible
    assert walker.page.h1 == "Does any of these apply?"


def test_none_of_these_and_a_sign_exclude_each_other(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"])
    walker.press("Next", none="1", sign=["ha_thunder"])
    assert walker.status == 422
    assert "both ticked" in walker.page.visible
    ticked = [box["value"] for box in walker.page.named("sign") if "checked" in box.attributes]
    assert ticked == ["ha_thunder"]


def test_an_open_line_is_counted(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"]).press("I’m not sure")
    first = walker.page.value("card").split()[0]
    n_lines = len(walker.page.value("card").split())
    walker.press("Next", **{f"answer:{first}": "no"})
    assert walker.status == 422
    assert f"{n_lines - 1} lines have no answer yet." in walker.page.visible


def test_nothing_is_ticked_beforehand(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"])
    assert not [one for one in walker.page.all("input") if "checked" in one.attributes]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "one JSON object"),
        ('{"pain": [{"region": "templ"}]}', "Did you mean 'temple'?"),
        ('{"pain": "temple"}', "'pain' is a list"),
        ('{"pain": [{"region": "temple", "intensity": NaN}]}', "NaN is not a JSON number"),
        ('{"age": 1e9, "pain": [{"region": "temple"}]}', "runs from 0 to 125"),
        ('{"pain": [{"region": "temple"}], "answers": {"none": "yes"}}', "not known"),
        ('{"text": "xyzzy plugh"}', "Name the part of the body"),
        ("[" * 100_000, ""),
    ],
)
def test_what_was_changed_on_its_way_is_refused_in_words(
    outside: Walker, told: str, said: str
) -> None:
    for address in ("/", "/check/", "/muscles/", "/muscles/upper_trapezius/right/", "/print/"):
        _told(outside.open("/check/"), told, address)
        if address == "/" and outside.status == 200:
            continue
        assert outside.status == 422, address
        assert outside.page.h1 == "What you told could not be read"
        assert said in outside.page.visible


def test_what_came_is_shown_so_that_nothing_is_lost(outside: Walker) -> None:
    _told(outside, '{"pain": [{"region": "my knee"}]}')
    assert outside.page.all("textarea")[0].text == '{"pain": [{"region": "my knee"}]}'


def test_nothing_told_leads_back_to_the_first_page(outside: Walker) -> None:
    _told(outside, "")
    assert outside.status == 200
    assert outside.page.h1 == "Let’s find the muscle behind the pain"


@pytest.mark.parametrize(
    "more",
    [
        {"test": "ask:headache", "reply": "yes"},
        {"test": "", "reply": "yes"},
        {"test": "ask:headache:mid", "reply": "perhaps"},
        {"put_aside": "ask"},
        {"part": "card", "card": "no_such_sign", "none": "1"},
    ],
)
def test_a_reply_that_cannot_be_read_is_refused(outside: Walker, more: dict[str, str]) -> None:
    _told(outside, json.dumps({"pain": [{"region": "temple", "side": "right"}]}), **more)
    assert outside.status == 422


@pytest.mark.parametrize("test", ["ask:nothing:mid", "move:nothing:mid", "palpate:nothing:left"])
def test_a_test_that_is_not_known_is_refused(outside: Walker, test: str) -> None:
    told = json.dumps({"pain": [{"region": "temple", "side": "right"}]})
    _told(outside, told, test=test, reply="yes")
    assert outside.status == 422


@pytest.mark.parametrize("value", ["zz", "deutschland", "<b>", "12345678901234567890"])
def test_a_country_that_is_not_known_leaves_it_open(outside: Walker, value: str) -> None:
    told = json.dumps({"pain": [{"region": "temple"}], "answers": {"ha_thunder": "yes"}})
    _told(outside, told, "/check/", country=value)
    assert "Call 911 (North America)" in outside.page.visible


def test_a_broken_drawing_is_refused_at_its_place(walker: Walker) -> None:
    walker.press("Next", drawing='{"atlas_version": "1", "strokes": [{"tool": "paint"}]}')
    assert walker.status == 422
    walker.press("Next", drawing="{")
    assert walker.status == 422


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/check/", "/muscles/", "/print/", "/muscles/a/left/"])
def test_another_method_is_refused(address: str, method: str) -> None:
    browser = Client(headers={"host": "127.0.0.1"})
    assert getattr(browser, method)(address).status_code == 405


def test_a_form_without_its_mark_is_refused(browser: Client) -> None:
    assert browser.post("/check/", {"part": "where"}).status_code == 403


def test_a_muscle_that_is_not_known_is_not_found(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"]).answer_every_card()
    sent = {
        "csrfmiddlewaretoken": walker.page.value("csrfmiddlewaretoken"),
        "told": walker.page.value("told"),
    }
    walker.post("/muscles/no_such_muscle/right/", sent)
    assert walker.status == 404
