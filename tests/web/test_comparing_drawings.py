"""Two drawings side by side: what went, what came, what stayed, and no verdict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import at_home, kept_episode, walker_at
from tests.web.releasing import told_with
from unknot.web.episodes.gathered import drawings_of
from unknot.web.episodes.keeping import keep_case
from unknot.web.episodes.models import Episode, EpisodeTold
from unknot.web.people.models import Account
from unknot.web.where.journey import Journey

pytestmark = pytest.mark.django_db
LATER: list[dict[str, Any]] = [
    {"region": "neck_back", "side": "right", "intensity": 3},
    {"region": "jaw_angle", "side": "right", "intensity": 2},
]


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


def drawn_again(episode: Episode, pain: list[dict[str, Any]]) -> Episode:
    told = {**told_with(), "pain": pain, "strokes": []}
    keep_case(episode, Journey(told=told), step="check", by=episode.owner,
              now=timezone.now() - timedelta(days=1))  # fmt: skip
    return episode


def test_what_went_came_and_stayed_stands_in_words_beside_two_pictures(
    browser: Client, home: Account
) -> None:
    episode = kept_episode(home)
    first = {(one["region"], one["side"]) for one in _pain(episode)}
    drawn_again(episode, LATER)
    html = walker_at(browser, f"/episodes/{episode.pk}/drawings/").page
    assert html.h1 == "Two drawings"
    assert html.html.count('id="then-hatch"') == html.html.count('id="now-hatch"') == 1
    went = html.visible.partition("Gone")[2].partition("New")[0]
    came = html.visible.partition(" New ")[2].partition("Nobody draws")[0]
    assert ("jaw_angle", "right") not in first
    assert "Right angle of the jaw" in came
    assert "Right angle of the jaw" not in went
    assert "does not say it is better or worse" in html.visible


def test_the_order_of_the_days_decides_which_is_before(browser: Client, home: Account) -> None:
    episode = drawn_again(kept_episode(home), LATER)
    newest, oldest = (one.pk for one in drawings_of(episode, most=2))
    ways = [(newest, oldest), (oldest, newest)]
    pages = [
        walker_at(browser, f"/episodes/{episode.pk}/drawings/?before={a}&after={b}").page
        for a, b in ways
    ]
    assert pages[0].visible == pages[1].visible


def test_one_drawing_is_no_comparison_and_says_what_to_do(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    walker = walker_at(browser, f"/episodes/{episode.pk}/drawings/")
    assert "There is one drawing so far." in walker.page.visible
    assert (
        f'/episodes/{episode.pk}/drawings/"'
        not in walker_at(browser, f"/episodes/{episode.pk}/").page.html
    )


@pytest.mark.parametrize("asked", ["before=nonsense", "after=00000000-0000-4000-8000-000000000000"])
def test_a_drawing_that_is_not_there_is_not_found(
    browser: Client, home: Account, *, asked: str
) -> None:
    episode = drawn_again(kept_episode(home), LATER)
    assert browser.get(f"/episodes/{episode.pk}/drawings/?{asked}").status_code == 404


def test_a_drawing_of_another_episode_cannot_be_laid_beside(browser: Client, home: Account) -> None:
    theirs = drawn_again(kept_episode(account("bob"), called="Charlie"), LATER)
    own = drawn_again(kept_episode(home), LATER)
    foreign = EpisodeTold.objects.filter(episode=theirs).first()
    assert foreign is not None
    assert browser.get(f"/episodes/{theirs.pk}/drawings/").status_code == 404
    answer = browser.get(f"/episodes/{own.pk}/drawings/?before={foreign.pk}")
    assert answer.status_code == 404


def test_a_case_that_cannot_be_read_any_more_does_not_break_the_page(
    browser: Client, home: Account
) -> None:
    episode = drawn_again(kept_episode(home), LATER)
    drawn_again(episode, [{"region": "no_such_place", "side": "left"}])
    answer = browser.get(f"/episodes/{episode.pk}/drawings/")
    assert answer.status_code == 200


def _pain(episode: Episode) -> list[dict[str, Any]]:
    return list(EpisodeTold.objects.filter(episode=episode).latest("recorded_at").case["pain"])
