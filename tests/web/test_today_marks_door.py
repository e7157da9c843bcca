"""The door takes marks at things as well: once each, the last press of a day counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.at_home import at_home, kept_episode, sent_json
from unknot.web.audit.models import Trace
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
from unknot.web.episodes.models import Episode

pytestmark = pytest.mark.django_db
ID = "4b2c1f0e-6a49-4c51-9d0e-2b1f7d1c9a12"
PRESS = "upper_trapezius_1_right_release"


@pytest.fixture
def episode(browser: Client) -> Episode:
    return kept_episode(at_home(browser))


def door(episode: Episode) -> str:
    return f"/api/diary/{episode.pk}/entries"


def mark(**values: Any) -> dict[str, Any]:
    return {
        "id": ID, "at": "2026-11-20T18:00:00Z", "day": "2026-11-20", "item": PRESS,
        "outcome": "done", **values,
    }  # fmt: skip


def other(minutes: int, outcome: str) -> dict[str, Any]:
    return mark(id=str(uuid4()), at=f"2026-11-20T18:{minutes:02d}:00Z", outcome=outcome)


def sends(browser: Client, episode: Episode, *marks: object, **more: object) -> dict[str, Any]:
    sent = {"outcomes": list(marks), **more}
    found: dict[str, Any] = sent_json(browser, door(episode), sent).json()
    return found


def current(episode: Episode) -> list[str]:
    rows = ProgrammeDone.objects.filter(episode=episode, is_current=True)
    return [one.outcome for one in rows]


def test_a_mark_is_kept_once_however_often_it_comes(browser: Client, episode: Episode) -> None:
    assert sends(browser, episode, mark())["kept"] == [ID]
    assert sends(browser, episode, mark())["known"] == [ID]
    assert ProgrammeDone.objects.count() == 1
    assert Trace.objects.filter(action="programme-marked").count() == 1


def test_entries_and_marks_come_together(browser: Client, episode: Episode) -> None:
    entry = {"id": str(uuid4()), "at": "2026-11-20T18:00:00Z", "pain": 3}
    found = sends(browser, episode, mark(), entries=[entry])
    assert set(found["kept"]) == {ID, entry["id"]}
    assert (DiaryEntry.objects.count(), ProgrammeDone.objects.count()) == (1, 1)


@pytest.mark.parametrize("is_late", [False, True])
def test_the_last_press_of_a_day_counts_in_whatever_order_they_come(
    browser: Client, episode: Episode, *, is_late: bool
) -> None:
    presses = [other(1, "done"), other(2, "too_sore"), other(3, "partly")]
    for one in reversed(presses) if is_late else presses:
        sends(browser, episode, one)
    assert current(episode) == ["partly"]
    assert ProgrammeDone.objects.count() == 3


def test_a_press_that_is_taken_back_counts_no_more(browser: Client, episode: Episode) -> None:
    taken = other(9, "taken_back")
    found = sends(browser, episode, mark(), taken)
    assert (set(found["kept"]), current(episode)) == ({ID, taken["id"]}, [])
    assert sends(browser, episode, taken)["known"] == [taken["id"]]
    assert sends(browser, episode, other(5, "done"))["refused"] == []
    assert current(episode) == []


def test_taking_back_what_never_was_is_no_loss(browser: Client, episode: Episode) -> None:
    assert sends(browser, episode, mark(outcome="taken_back"))["known"] == [ID]
    assert ProgrammeDone.objects.count() == 0


def test_one_that_is_refused_keeps_no_other_back(browser: Client, episode: Episode) -> None:
    tomorrow = (timezone.now() + timedelta(days=3)).date().isoformat()
    ahead = mark(id=str(uuid4()), day=tomorrow)
    odd = mark(id=str(uuid4()), item="soleus_left_strech")
    found = sends(browser, episode, ahead, odd, mark())
    assert found["kept"] == [ID]
    why = {one["id"]: one["why"] for one in found["refused"]}
    assert why[ahead["id"]] == "This day lies ahead. Mark a thing when it is done."
    assert "Did you mean 'soleus_left_stretch'?" in why[odd["id"]]


def test_an_id_used_for_another_outcome_is_refused(browser: Client, episode: Episode) -> None:
    sends(browser, episode, mark())
    found = sends(browser, episode, mark(outcome="partly"))
    assert found["refused"] == [{"id": ID, "why": "This was recorded before with another outcome."}]


@pytest.mark.parametrize(
    ("sent", "where", "detail"),
    [
        ({"outcomes": "x"}, "outcomes", "'outcomes' is a list of outcomes."),
        ({"outcomes": ["x"]}, "outcomes[0]", "is an object with id, at, day, item, outcome."),
        ({"outcomes": [mark(effort=3)]}, "outcomes[0]", "is an object with id, at, day"),
        ({"outcomes": [mark(id="x")]}, "outcomes[0].id", "is a UUID"),
        ({"outcomes": [mark(at="x")]}, "outcomes[0].at", "is a moment with its time zone"),
        ({"outcomes": [mark(day="x")]}, "outcomes[0].day", "is a day, such as 2026-11-25."),
        ({"outcomes": [mark(day=3)]}, "outcomes[0].day", "is a day"),
        ({"outcomes": [mark(item=3)]}, "outcomes[0].item", "is text."),
        ({"outcomes": [mark(outcome="great")]}, "outcomes[0].outcome", "is one of done, partly"),
        ({"outcomes": [mark()] * 2001}, "outcomes", "send at most 2000 at a time."),
    ],
)
def test_what_cannot_be_read_is_named_by_its_path(
    browser: Client, episode: Episode, *, sent: object, where: str, detail: str
) -> None:
    response = sent_json(browser, door(episode), sent)
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert (problem["where"], detail in problem["detail"]) == (where, True)
    assert ProgrammeDone.objects.count() == 0
