"""Pain before and after a release counts in the forecast, unless the diary told it that day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from recording import account

from tests.web.at_home import RELEASED, kept_episode
from unknot.web.diaries.actions import keep_entry
from unknot.web.episodes.foretold import foretold
from unknot.web.episodes.gathered import gathered
from unknot.web.episodes.models import Episode
from unknot.web.episodes.rated import ratings_at_releases
from unknot.web.treatments.models import Treatment

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
GIVEN = NOW - timedelta(days=3, hours=4)


@pytest.fixture
def episode() -> Episode:
    return kept_episode(account("dana"), now=GIVEN, **RELEASED)


def tells(episode: Episode, at: datetime, **values: float) -> None:
    keep_entry(episode, at=at, by=episode.owner, now=NOW, values=values)


def rated(episode: Episode, *, now: datetime = NOW) -> list[tuple[timedelta, float]]:
    """Return the ratings with their distance from the treatment."""
    assert Treatment.objects.get().at == GIVEN
    found = ratings_at_releases(gathered(episode), [GIVEN], now=now)
    return [(at - GIVEN, pain) for at, pain in found]


def test_pain_at_rest_counts_before_and_after_but_not_while_moving(episode: Episode) -> None:
    assert rated(episode) == [(timedelta(0), 6), (timedelta(minutes=15), 2)]


def test_an_entry_of_the_morning_leaves_the_rating_after(episode: Episode) -> None:
    tells(episode, GIVEN - timedelta(hours=3), pain=5)
    assert rated(episode) == [(timedelta(minutes=15), 2)]


def test_an_entry_of_the_evening_leaves_the_rating_before(episode: Episode) -> None:
    tells(episode, GIVEN + timedelta(hours=3), pain=3)
    assert rated(episode) == [(timedelta(0), 6)]


def test_an_entry_without_pain_or_of_another_day_takes_nothing_away(episode: Episode) -> None:
    tells(episode, GIVEN + timedelta(hours=1), stress=1)
    tells(episode, GIVEN + timedelta(days=1), pain=3)
    assert [pain for _after, pain in rated(episode)] == [6, 2]


def test_nothing_stands_in_the_future(episode: Episode) -> None:
    assert rated(episode, now=GIVEN + timedelta(minutes=5)) == [(timedelta(0), 6)]


def test_the_forecast_counts_them_as_ratings_beside_the_diary(episode: Episode) -> None:
    for days_ago in (1, 2):
        tells(episode, NOW - timedelta(days=days_ago), pain=3)
    found = foretold(gathered(episode), now=NOW)
    assert found.foreseen is not None
    assert found.foreseen.told.n_entries == 2 + 2  # diary, and before and after
