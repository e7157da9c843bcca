"""Spanish pages: nothing English goes unmarked, one notice says so, and numbers stay numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.at_home import RELEASED, at_home, kept_episode
from tests.web.releasing import POINT, SIGNS, at, sent, told_of, told_with
from tests.web.spoken import Spoken, english_left
from tests.web.test_release_markup import ADDRESSES, FELT, SECOND
from tests.web.walking import Page, Walker
from unknot.facts.red_flags import load_red_flags
from unknot.web.diaries.actions import keep_entry
from unknot.web.treatments.models import Treatment

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HURTS = {"region": ["right:temple", "right:neck_side"], "intensity:right:temple": "6"}
NEXT = {"en": ("Next card", "Next"), "es": ("Siguiente", "Siguiente")}
NOT_SURE = {"en": "I’m not sure", "es": "No sé"}
SPOT = {"en": "Show me the spot", "es": "Muéstrame el punto"}
NOTICE = "aún no están revisados en español"
NAMES_OF_SOURCES = re.compile(r"https?://\S+")


def answered(walker: Walker, language: str) -> Walker:
    for _ in range(30):
        if walker.address not in ("/check/", *ADDRESSES) or not walker.page.named("card"):
            return walker
        said = [one.text.strip() for one in walker.page.all("button")]
        words = next(one for one in NEXT[language] if one in said)
        if walker.page.named("none"):
            walker.press(words, none="1")
        else:
            lines = walker.page.value("card").split()
            walker.press(words, **{f"answer:{line}": "no" for line in lines})
    raise AssertionError("The cards never end.")


def of_the_search(browser: Client, language: str) -> Iterator[tuple[str, Page]]:
    walker = Walker(browser).open("/")
    yield "where", walker.page
    walker.press("Next" if language == "en" else "Siguiente", **HURTS)
    yield "check", walker.page
    yield "each", walker.press(NOT_SURE[language]).page
    walker = Walker(browser).open("/").press(NEXT[language][1], **HURTS)
    yield "muscles", answered(walker, language).page
    told = walker.page.value("told")
    yield "spot", walker.press(SPOT[language]).page
    yield "print", walker.post("/print/", sent(walker, told)).page
    case = json.loads(told)
    sign = next(one for one in case["answers"] if load_red_flags()[one].urgency == "emergency_now")
    case["answers"][sign] = "yes"
    yield "blocked", walker.post("/muscles/", sent(walker, json.dumps(case))).page
    review = sent(walker, json.dumps(case), part="review")
    yield "review", walker.post("/check/", review).page
    yield "way back", walker.open("/muscles/").page


def of_the_release(browser: Client, language: str) -> Iterator[tuple[str, Page]]:
    walker = Walker(browser).open("/")
    for address, held in ADDRESSES.items():
        told = {**told_with(points=[POINT, SECOND], **held), "signs": [*SIGNS, FELT]}
        answered(at(walker, address, told), language)
        yield address, at(walker, address, told_of(walker)).page


def of_ones_own(browser: Client, language: str) -> Iterator[tuple[str, Page]]:
    account = at_home(browser)
    episode = kept_episode(account, **RELEASED)
    for day in range(12, 0, -1):
        told_at = timezone.now() - timedelta(days=day)
        values = {"pain": 4.0, "home_care": 1.0, "stress": 1.0}
        entry = keep_entry(episode, at=told_at, by=account, now=told_at, values=values)
    treatment = Treatment.objects.get()
    for address in (
        f"/today/{episode.pk}/",
        f"/diary/{episode.pk}/",
        f"/diary/entries/{entry.pk}/",
        f"/programme/{episode.pk}/",
        f"/today/{episode.pk}/quiet/",
        f"/treatments/{treatment.pk}/after/",
        f"/episodes/{episode.pk}/",
        f"/episodes/{episode.pk}/outlook/",
        f"/episodes/{episode.pk}/drawings/",
        f"/episodes/{episode.pk}/case/",
        f"/reminders/{episode.pk}/",
        "/people/",
        f"/people/{episode.person_id}/",
        f"/people/{episode.person_id}/data/",
        f"/people/{episode.person_id}/erase/",
        "/people/back/",
        "/today/without-network/",
        "/release/",
        "/released/",
    ):
        yield address, Walker(browser).open(address).page


JOURNEYS = (of_the_search, of_the_release, of_ones_own)


_KEPT: dict[tuple[str, object], dict[str, Page]] = {}


def pages_in(language: str, journey: object) -> dict[str, Page]:
    """Walk a journey; those that record nothing are walked once a language."""
    if journey is of_ones_own:
        return _walked(language, journey)
    if (language, journey) not in _KEPT:
        _KEPT[language, journey] = _walked(language, journey)
    return _KEPT[language, journey]


def _walked(language: str, journey: object) -> dict[str, Page]:
    browser = Client(headers={"host": "127.0.0.1", "accept-language": language})
    return dict(journey(browser, language))  # type: ignore[operator]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda one: one.__name__)
def test_nothing_english_on_a_spanish_page_goes_unmarked(journey: object) -> None:
    for name, page in pages_in("es", journey).items():
        assert '<html lang="es"' in page.html, name
        left = [text for text in english_left(page.html) if not NAMES_OF_SOURCES.match(text)]
        left = [text for text in left if not text.startswith("Por ahora Unknot solo entiende")]
        assert left == [], name
        marked = any(lang == "en" and text != "English" for lang, text in main_of(page))
        assert (page.html.count(NOTICE) == 1) == marked, name


def main_of(page: Page) -> list[tuple[str, str]]:
    whole = page.html
    start, end = whole.index("<main"), whole.index("</main>")
    return Spoken(f'<div lang="es">{whole[start:end]}</main></div>').said


@pytest.mark.parametrize("journey", [of_the_search, of_the_release], ids=lambda one: one.__name__)
def test_a_picture_is_drawn_with_the_same_numbers_in_every_language(journey: object) -> None:
    english, spanish = (pages_in(language, journey) for language in ("en", "es"))
    assert english.keys() == spanish.keys()
    for name, page in english.items():
        assert numbers_of(spanish[name]) == numbers_of(page), name


def numbers_of(page: Page) -> list[str]:
    """Every attribute that a picture, a form or a script reads as a number."""
    read = {"d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "viewbox",
            "points", "data-seconds", "data-most", "data-rest", "data-least", "data-top",
            "min", "max", "step"}  # fmt: skip
    return [
        f"{one.tag} {name}={value}"
        for one in page.elements
        for name, value in one.attributes.items()
        if name.lower() in read
    ]


def test_an_english_page_has_no_mark_and_no_notice() -> None:
    for journey in JOURNEYS:
        for name, page in pages_in("en", journey).items():
            body = page.html.split("<main", 1)[1].split("</main>")[0]
            assert 'lang="' not in body, name
            assert "in-english" not in body, name


def test_every_question_about_a_warning_sign_is_asked_in_english_and_marked() -> None:
    for name, page in pages_in("es", of_the_search).items():
        if name in ("check", "each", "blocked"):
            questions = {one.question for one in load_red_flags().values()}
            asked = [lang for lang, text in main_of(page) if text in questions]
            assert asked, name
            assert set(asked) == {"en"}, name
