"""Simulated people: the same for the same seed, whole in the trail, never beside real ones."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from django.apps import apps
from django.test import Client

from tests.web.at_home import at_home
from tests.web.recording import NOW, account
from unknot.errors import InvalidInput
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults
from unknot.web.demo.cases import spots
from unknot.web.demo.filling import Filled, check_nobody_real, filled
from unknot.web.demo.lives import lives
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold
from unknot.web.people.actions import keep_person
from unknot.web.people.models import Person, PersonTold
from unknot.web.records import content_hash
from unknot.web.treatments.models import Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_DAYS = 120
_ENDS = datetime(2026, 11, 24, 23, tzinfo=UTC)


def fill(n: int = 4, seed: int = 1) -> Filled:
    people = lives(n, n_days=_DAYS, rng=np.random.default_rng(seed))
    return filled(people, until=_ENDS, now=NOW, rng=np.random.default_rng(seed))


def test_every_row_is_in_the_trail_as_if_it_had_been_kept_one_by_one() -> None:
    made = fill()
    assert (made.n_people, made.n_rows) == (4, Trace.objects.count())
    assert list(trail_faults()) == []
    for trace in Trace.objects.all():
        row = apps.get_model(trace.kind).objects.get(pk=trace.record)
        assert content_hash(row) == trace.content, trace.kind


def test_the_same_seed_gives_the_same_people_and_another_one_others() -> None:
    rng = [np.random.default_rng(seed) for seed in (5, 5, 6)]
    first, again, other = (list(lives(3, n_days=_DAYS, rng=one)) for one in rng)
    assert first == again
    assert [one.entries for one in first] != [one.entries for one in other]


def test_the_same_people_are_not_written_twice() -> None:
    fill()
    before = Trace.objects.count()
    with pytest.raises(InvalidInput, match="Choose others with another --seed"):
        fill()
    assert Trace.objects.count() == before
    fill(seed=2)
    check_nobody_real()
    assert list(trail_faults()) == []


def test_diaries_have_gaps_and_nothing_lies_ahead() -> None:
    made = fill()
    assert 0 < made.n_entries < 4 * _DAYS
    assert DiaryEntry.objects.latest("at").at <= _ENDS
    days = DiaryEntry.objects.dates("at", "day").count()
    assert days > 1
    assert Treatment.objects.exists()
    for episode in Episode.objects.all():
        assert EpisodeTold.objects.filter(episode=episode).count() == 3
        assert EpisodeState.objects.filter(episode=episode, is_current=True).count() == 1


def test_everybody_says_that_nobody_is_meant() -> None:
    fill()
    assert all("(simulated)" in one.called for one in PersonTold.objects.all())


def test_beside_somebody_real_it_is_refused_with_the_remedy() -> None:
    fill(1)
    check_nobody_real()
    keep_person(by=account("dana"), now=NOW, called="Dana")
    with pytest.raises(InvalidInput, match=r"somebody real is recorded.*--into-new FOLDER"):
        check_nobody_real()
    assert Person.objects.count() == 2


def test_spots_lie_all_over_the_body() -> None:
    assert len(spots()) >= 8


def test_every_page_of_a_simulated_person_opens(browser: Client) -> None:
    fill(2)
    at_home(browser)
    for episode in Episode.objects.all():
        for address in ("today/", "diary/", "episodes/"):
            assert browser.get(f"/{address}{episode.pk}/", follow=True).status_code == 200
        page = browser.get(f"/episodes/{episode.pk}/outlook/")
        assert page.status_code == 200
        assert "What to expect" in page.content.decode() or "outlook" in page.content.decode()
        told = EpisodeTold.objects.filter(episode=episode).first()
        assert told is not None
        picture = browser.get(f"/episodes/{episode.pk}/drawings/{told.pk}.svg")
        assert picture.status_code == 200
