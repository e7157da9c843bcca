"""Pages ask the database as much with few rows as with many, and in the order of an index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.at_home import RELEASED, at_home, kept_episode
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.actions import begin_episode
from unknot.web.episodes.models import Episode, FoundPoint
from unknot.web.people.actions import keep_person
from unknot.web.people.models import Account
from unknot.web.records import kept
from unknot.web.treatments.models import AfterEffect, Measured, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = timedelta(days=1)


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def asked(browser: Client) -> Callable[[str], int]:
    """Return how much a page asks when it is looked at for the third time."""

    def count(address: str) -> int:
        for _ in range(2):  # who looks is written down, and what was followed is kept
            assert browser.get(address).status_code == 200
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(address).status_code == 200
        return len(questions)

    return count


def lived(episode: Episode, *, days: range, point: FoundPoint) -> None:
    """Tell so many days of a diary, with a treatment, its measure and the day after each week."""
    by, now = episode.owner, timezone.now()
    for n in days:
        at = now - n * DAY - timedelta(hours=1)
        keep_entry(episode, at=at, by=by, now=now, values={"pain": 4 + n % 3, "load": n % 2})
        if n % 7 == 6:
            given = Treatment(
                episode=episode, point=point, at=at, setting="home",
                method="ischemic_compression", seconds=90, repeats=3, harm=[],
            )  # fmt: skip
            kept(given, by=by, action="treatment-kept", now=now)
            pressed = Measured(
                treatment=given, measure="ppt", unit="kPa", before=[150.0], after=[190.0]
            )
            kept(pressed, by=by, action="measured-kept", now=now)
            sore = AfterEffect(treatment=given, at=at + timedelta(hours=20), soreness=2)
            kept(sore, by=by, action="after-kept", now=now)


PAGES = {
    "/today/{}/": 22,
    "/episodes/{}/": 16,
    "/episodes/{}/outlook/": 14,
    "/diary/{}/": 6,
    "/programme/{}/": 18,
}
"""How often each asks at most."""


@pytest.mark.parametrize("address", PAGES)
def test_a_long_diary_is_asked_for_as_often_as_a_short_one(
    asked: Callable[[str], int], home: Account, address: str
) -> None:
    episode = kept_episode(home, **RELEASED)
    point = FoundPoint.objects.filter(episode=episode, is_current=True).first()
    assert point is not None
    lived(episode, days=range(1, 16), point=point)
    few = asked(address.format(episode.pk))
    lived(episode, days=range(16, 80), point=point)
    assert DiaryEntry.objects.filter(episode=episode).count() == 15 + 64
    assert asked(address.format(episode.pk)) == few <= PAGES[address]


@pytest.mark.parametrize("address", ["/people/", "/people/?called=person", "/people/?page=2"])
def test_many_people_are_asked_for_as_often_as_few(
    asked: Callable[[str], int], home: Account, address: str
) -> None:
    def taken_in(numbers: range) -> None:
        now: datetime = timezone.now()
        for n in numbers:
            person = keep_person(by=home, now=now, called=f"Person {n}", birth_year=1980)
            for _ in range(2):
                begin_episode(person, by=home, now=now)

    taken_in(range(30))
    few = asked(address)
    taken_in(range(30, 70))
    assert asked(address) == few <= 9


def test_another_persons_many_pains_do_not_slow_today(
    asked: Callable[[str], int], home: Account
) -> None:
    episode = kept_episode(home, **RELEASED)
    few = asked(f"/today/{episode.pk}/")
    now = timezone.now()
    for n in range(60):
        person = keep_person(by=home, now=now, called=f"Person {n}", birth_year=1980)
        begin_episode(person, by=home, now=now)
    assert asked(f"/today/{episode.pk}/") == few


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (
            "SELECT * FROM episodes_episode WHERE owner_id = 1 ORDER BY recorded_at DESC LIMIT 50",
            "episode_newest_first",
        ),
        (
            "SELECT * FROM people_person WHERE owner_id = 1 ORDER BY recorded_at, id LIMIT 25",
            "person_in_order",
        ),
    ],
)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is told in SQLite's words")
def test_lists_are_read_in_the_order_of_an_index(question: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}")
        told = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert index in told
    assert "TEMP B-TREE" not in told
