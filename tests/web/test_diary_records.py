"""Diary entries: kept, corrected, taken back, merged; nothing is overwritten or lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from recording import NOW, account, episode_of, hours_ago

from unknot.errors import InvalidInput
from unknot.web.diaries.actions import (
    correct_entry,
    keep_entry,
    merge_entries,
    withdraw_entry,
)
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
from unknot.web.diaries.programme_actions import Mark, mark_done
from unknot.web.episodes.models import Episode
from unknot.web.people.gate import diary_entry_for, episode_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode() -> Episode:
    return episode_of(account("alice"))


def kept_pain(episode: Episode, hours: float, pain: float) -> DiaryEntry:
    return keep_entry(
        episode, at=hours_ago(hours), by=episode.owner, now=NOW, values={"pain": pain}
    )


def test_what_was_not_told_is_not_known(episode: Episode) -> None:
    entry = kept_pain(episode, 1, 4)
    assert (entry.pain, entry.load, entry.home_care, entry.note) == (4, None, None, "")


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"pain": 11}, "pain"),
        ({"load": 2}, "load"),
        ({"sleep": -1}, "sleep"),
        ({"home_care": 1.5}, "home_care"),
        ({"ppt_kpa": 2}, "ppt_kpa"),
        ({}, "pain"),
        ({"pian": 3}, "pian"),
        ({"pain": "much"}, "pain"),
    ],
)
def test_a_value_out_of_range_is_refused(
    episode: Episode, values: dict[str, object], where: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        keep_entry(episode, at=NOW, by=episode.owner, now=NOW, values=values)
    assert caught.value.where == where
    assert DiaryEntry.objects.count() == 0


def test_the_database_itself_refuses_a_rating_of_11(episode: Episode) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DiaryEntry.objects.create(
            episode=episode, owner=episode.owner, recorded_by=episode.owner, recorded_at=NOW,
            at=NOW, pain=11,
        )  # fmt: skip


def test_an_entry_of_tomorrow_is_refused(episode: Episode) -> None:
    with pytest.raises(InvalidInput, match="This time lies ahead"):
        kept_pain(episode, -24, 3)


def test_two_entries_of_one_time_are_refused(episode: Episode) -> None:
    kept_pain(episode, 1, 3)
    with pytest.raises(InvalidInput, match="There is an entry of this time already"):
        kept_pain(episode, 1, 4)


def test_a_correction_keeps_the_old_values(episode: Episode) -> None:
    old = kept_pain(episode, 1, 8)
    new = correct_entry(old, by=episode.owner, now=NOW, values={"pain": 3})
    old.refresh_from_db()
    assert (old.pain, old.is_current, old.replaced_by) == (8, False, new)
    assert list(episode.entries.filter(is_current=True)) == [new]


def test_a_correction_of_what_was_corrected_is_refused(episode: Episode) -> None:
    old = kept_pain(episode, 1, 8)
    correct_entry(old, by=episode.owner, now=NOW, values={"pain": 3})
    with pytest.raises(InvalidInput, match="This was corrected already"):
        correct_entry(old, by=episode.owner, now=NOW, values={"pain": 5})


def test_an_entry_taken_back_frees_its_time(episode: Episode) -> None:
    old = kept_pain(episode, 1, 8)
    withdraw_entry(old, by=episode.owner, now=NOW)
    assert not episode.entries.filter(is_current=True).exists()
    assert kept_pain(episode, 1, 2).pain == 2
    assert episode.entries.count() == 3  # told, taken back, told anew


def test_entries_of_a_device_merge_without_loss(episode: Episode) -> None:
    one, two, bad = uuid4(), uuid4(), uuid4()
    sent = [
        (two, hours_ago(1), {"pain": 4}),
        (one, hours_ago(5), {"pain": 6}),
        (bad, hours_ago(2), {"pain": 12}),
    ]
    first = merge_entries(episode, sent, by=episode.owner, now=NOW)
    assert set(first.kept) == {one, two}
    assert list(first.refused) == [bad]
    again = merge_entries(episode, sent, by=episode.owner, now=NOW)
    assert (again.kept, set(again.known)) == ((), {one, two})
    assert episode.entries.count() == 2


def test_an_id_used_for_other_values_is_refused(episode: Episode) -> None:
    one = uuid4()
    merge_entries(episode, [(one, hours_ago(1), {"pain": 4})], by=episode.owner, now=NOW)
    sent = [(one, hours_ago(1), {"pain": 5})]
    merged = merge_entries(episode, sent, by=episode.owner, now=NOW)
    assert "with other values" in merged.refused[one]


def test_a_second_mark_of_a_day_corrects_the_first(episode: Episode) -> None:
    for minutes, outcome in enumerate(("done", "too_sore")):
        at = NOW + timedelta(minutes=minutes)
        mark = Mark("infraspinatus_right_stretch", NOW.date(), outcome, at)
        mark_done(episode, mark, by=episode.owner, now=at)
    assert [
        (one.outcome, one.is_current)
        for one in ProgrammeDone.objects.order_by("recorded_at", "is_current")
    ] == [("done", False), ("too_sore", True)]


def test_a_stranger_finds_nothing(episode: Episode) -> None:
    bob, entry = account("bob"), kept_pain(episode, 1, 3)
    assert episode_for(episode.owner, episode.pk) == episode
    with pytest.raises(Http404):
        episode_for(bob, episode.pk)
    with pytest.raises(Http404):
        diary_entry_for(bob, entry.pk)
