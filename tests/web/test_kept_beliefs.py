"""What the forecast believed is kept and gone on from; no page shows what an older diary gave."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from tests.web.at_home import RELEASED, at_home, kept_episode
from unknot.forecast.belief import replay
from unknot.web.diaries.actions import correct_entry, keep_entry, withdraw_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes import believed, foretold
from unknot.web.episodes.foretold import Foreseen, belief_kept_up
from unknot.web.episodes.gathered import gathered
from unknot.web.episodes.models import Episode, HeldBelief
from unknot.web.people.models import Account
from unknot.web.people.portable import erase_person, exported

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
N_EVENTS = 30 + 2
"""A month of entries and the two treatments that the case tells of."""


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def n_replayed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many events were followed from the beginning, each time that it was done."""
    found: list[int] = []

    def counted(*asked: object, **more: object) -> object:
        belief = replay(*asked, **more)  # type: ignore[arg-type]
        found.append(len(belief.events))
        return belief

    monkeypatch.setattr(believed, "replay", counted)
    monkeypatch.setattr("unknot.forecast.saved.replay", counted)
    return found


def with_diary(home: Account, *, days: int = 30) -> Episode:
    """Somebody with one entry a day, the last one yesterday."""
    episode, now = kept_episode(home, **RELEASED), timezone.now()
    for n in range(days, 0, -1):
        keep_entry(episode, at=now - n * DAY, by=home, now=now, values={"pain": 3 + n % 4})
    return episode


def foreseen(episode: Episode, *, days_later: int = 0) -> Foreseen:
    """Ask for the forecast as a server does that holds nothing in memory."""
    foretold._foreseen_once.cache_clear()
    now = timezone.now() + days_later * DAY
    found = foretold.foretold(gathered(episode), now=now).foreseen
    assert found is not None
    return found


def same(one: Foreseen, other: Foreseen) -> bool:
    return bool(np.allclose(one.curve.distribution, other.curve.distribution, atol=1e-9))


def followed_anew(found: Foreseen) -> Foreseen:
    """Follow the whole diary from its beginning, with nothing kept."""
    return Foreseen(found.told, replay(found.told.point, found.told.events))


def test_the_first_look_keeps_what_was_followed_and_the_next_goes_on(
    home: Account, n_replayed: list[int]
) -> None:
    episode = with_diary(home)
    assert not HeldBelief.objects.exists()
    first = foreseen(episode)
    assert n_replayed == [N_EVENTS]
    assert HeldBelief.objects.count() == 1
    again = foreseen(episode)
    assert n_replayed == [N_EVENTS]
    assert same(first, again)


def test_a_new_entry_is_followed_alone_and_shown_at_once(
    home: Account, n_replayed: list[int]
) -> None:
    episode = with_diary(home)
    before = foreseen(episode)
    now = timezone.now()
    keep_entry(episode, at=now, by=home, now=now, values={"pain": 9})
    after = foreseen(episode)
    assert n_replayed == [N_EVENTS]
    assert len(after.belief.events) == N_EVENTS + 1
    assert not same(before, after)
    assert same(after, followed_anew(after))


def test_the_next_day_goes_on_from_the_day_before(home: Account, n_replayed: list[int]) -> None:
    episode = with_diary(home)
    foreseen(episode)
    now = timezone.now()
    keep_entry(episode, at=now, by=home, now=now, values={"pain": 7})
    key = HeldBelief.objects.get().key
    tomorrow = foreseen(episode, days_later=1)
    assert n_replayed == [N_EVENTS]
    assert HeldBelief.objects.get().key != key  # the day that is over is in it now
    assert same(tomorrow, followed_anew(tomorrow))


@pytest.mark.parametrize("how", ["corrected", "withdrawn", "late"])
def test_a_change_of_the_past_is_followed_anew(
    home: Account, n_replayed: list[int], how: str
) -> None:
    episode, now = with_diary(home), timezone.now()
    before = foreseen(episode)
    entry = DiaryEntry.objects.filter(episode=episode).order_by("at")[5]
    if how == "corrected":
        correct_entry(entry, by=home, now=now, values={"pain": 10})
    elif how == "withdrawn":
        withdraw_entry(entry, by=home, now=now)
    else:
        keep_entry(episode, at=entry.at + DAY / 2, by=home, now=now, values={"pain": 10})
    after = foreseen(episode)
    change = {"corrected": 0, "withdrawn": -1, "late": 1}[how]
    assert n_replayed == [N_EVENTS, N_EVENTS + change]
    assert not same(before, after)
    assert same(after, followed_anew(after))


def test_what_cannot_be_read_is_made_anew(home: Account, n_replayed: list[int]) -> None:
    episode = with_diary(home)
    first = foreseen(episode)
    HeldBelief.objects.update(content=b"of another version", key="old")
    again = foreseen(episode)
    assert n_replayed == [N_EVENTS, N_EVENTS]
    assert same(first, again)
    assert HeldBelief.objects.get().content != b"of another version"


def test_other_facts_give_another_belief(
    home: Account, n_replayed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    episode = with_diary(home)
    foreseen(episode)
    monkeypatch.setattr("unknot.forecast.saved.facts_version", lambda: "0000")
    foreseen(episode)
    foreseen(episode)
    assert n_replayed == [N_EVENTS, N_EVENTS]  # once, and then kept with these facts


def test_a_belief_goes_with_the_person_and_into_no_file(home: Account) -> None:
    episode, now = with_diary(home), timezone.now()
    foreseen(episode)
    assert b"heldbelief" not in exported(episode.person, by=home, now=now)
    erase_person(episode.person, by=home, now=now)
    assert not HeldBelief.objects.exists()


def test_saving_an_entry_keeps_the_belief_up_once_a_week(
    browser: Client, home: Account, n_replayed: list[int]
) -> None:
    episode = with_diary(home)
    belief_kept_up(episode, now=timezone.now())
    belief_kept_up(episode, now=timezone.now() + 6 * DAY)
    assert (n_replayed, HeldBelief.objects.count()) == ([N_EVENTS], 1)
    made_at = HeldBelief.objects.get().made_at
    keep_entry(episode, at=timezone.now(), by=home, now=timezone.now(), values={"pain": 2})
    belief_kept_up(episode, now=timezone.now() + 8 * DAY)
    assert n_replayed == [N_EVENTS]
    assert HeldBelief.objects.get().made_at > made_at


def test_a_short_diary_is_not_kept(home: Account) -> None:
    episode = with_diary(home, days=5)
    belief_kept_up(episode, now=timezone.now())
    foreseen(episode)
    assert not HeldBelief.objects.exists()


def test_a_year_begins_with_a_quarter_so_that_its_diary_begins_alike() -> None:
    now = timezone.now()
    begun = {foretold._beginning(now + n * DAY) for n in range(91)}
    assert len(begun) <= 2
    assert all(365 <= (now + n * DAY - foretold._beginning(now + n * DAY)).days <= 365 + 91
               for n in range(200))  # fmt: skip
