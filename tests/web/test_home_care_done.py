"""Things that were done count as home care of their day, once; what was told counts first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from recording import account

from tests.web.at_home import kept_episode
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.programme_actions import Mark, mark_done
from unknot.web.episodes.cared import care_from_done
from unknot.web.episodes.foretold import foretold
from unknot.web.episodes.gathered import gathered
from unknot.web.episodes.models import Episode

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
PRESS = "upper_trapezius_1_right_release"
STRETCH = "upper_trapezius_right_stretch"


@pytest.fixture
def episode() -> Episode:
    return kept_episode(account("dana"), now=NOW - timedelta(days=14))


def marks(episode: Episode, days_ago: int, *outcomes: str) -> None:
    at = NOW - timedelta(days=days_ago)
    for item, outcome in zip((PRESS, STRETCH), outcomes, strict=False):
        mark_done(episode, Mark(item, at.date(), outcome, at), by=episode.owner, now=at)


def tells(episode: Episode, days_ago: int, **values: Any) -> None:
    at = NOW - timedelta(days=days_ago, hours=2)
    keep_entry(episode, at=at, by=episode.owner, now=NOW, values=values)


def cared(episode: Episode) -> tuple[list[float], list[tuple[int, float]]]:
    found = care_from_done(gathered(episode), since=NOW - timedelta(days=60), now=NOW)
    beside = [float(one["home_care"]) for one in found.beside.values()]
    return beside, [((NOW - at).days, share) for at, share in found.alone]


def test_a_day_with_an_entry_gets_the_share_beside_it_once(episode: Episode) -> None:
    marks(episode, 1, "done", "partly")
    tells(episode, 1, pain=3)
    keep_entry(episode, at=NOW - timedelta(days=1, hours=5), by=episode.owner, now=NOW,
               values={"pain": 5})  # fmt: skip
    # Done and partly: (1 + 1/2) / 2, at one of the two entries of the day.
    assert cared(episode) == ([0.75], [])


def test_a_day_without_an_entry_gets_one_of_its_own(episode: Episode) -> None:
    marks(episode, 2, "done")
    beside, alone = cared(episode)
    assert (beside, [share for _days, share in alone]) == ([], [1.0])


def test_what_was_told_counts_before_what_was_done(episode: Episode) -> None:
    marks(episode, 1, "done")
    tells(episode, 1, pain=3, home_care=0)
    assert cared(episode) == ([], [])


def test_days_without_a_mark_say_nothing(episode: Episode) -> None:
    tells(episode, 1, pain=3)
    assert cared(episode) == ([], [])


def test_the_forecast_changes_with_what_was_done(episode: Episode) -> None:
    for days_ago in range(1, 8):
        tells(episode, days_ago, pain=4)
    before = foretold(gathered(episode), now=NOW)
    for days_ago in range(1, 8):
        marks(episode, days_ago, "done")
    after = foretold(gathered(episode), now=NOW)
    assert before.forecast is not None
    assert after.forecast is not None
    assert (before.forecast.outlook.mean != after.forecast.outlook.mean).any()
