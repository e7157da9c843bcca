"""The trail: whole, or the place at which it was touched."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from recording import NOW, account, episode_of, hours_ago

from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults, written
from unknot.web.diaries.actions import keep_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> None:
    episode = episode_of(account("alice"))
    for hour in range(3):
        keep_entry(episode, at=hours_ago(hour), by=episode.owner, now=NOW, values={"pain": 3})


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_write_leaves_one_row(trail: None) -> None:
    assert list(Trace.objects.values_list("action", flat=True)) == [
        "person-kept", "person-told", "episode-opened",
        "diary-entry-kept", "diary-entry-kept", "diary-entry-kept",
    ]  # fmt: skip
    assert list(trail_faults()) == []


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        ("UPDATE audit_trace SET action='x' WHERE number=4", "it was changed after it was sealed"),
        ("UPDATE audit_trace SET record='x' WHERE number=1", "it was changed after it was sealed"),
        (
            "UPDATE audit_trace SET at='2020-01-01 00:00:00' WHERE number=5",
            "the clock went back before it was written",
        ),
        ("DELETE FROM audit_trace WHERE number=3", "row 3 is missing; row 4 follows"),
        (
            "UPDATE audit_trace SET previous='x' WHERE number=5",
            "it is not sealed to the row before it",
        ),
    ],
)
def test_a_touched_row_is_found(trail: None, touch: str, why: str) -> None:
    _run(touch)
    assert why in [fault.why for fault in trail_faults()]


def test_a_row_is_neither_changed_nor_removed(trail: None) -> None:
    row = Trace.objects.get(number=2)
    row.action = "other"
    with pytest.raises(TypeError, match="The trail only grows"):
        row.save()
    with pytest.raises(TypeError, match="The trail only grows"):
        row.delete()


def test_a_row_holds_no_value_that_was_told(trail: None) -> None:
    text = " ".join(str(value) for row in Trace.objects.values() for value in row.values())
    assert "Dana" not in text
    assert "1985" not in text


@pytest.mark.django_db(transaction=True)
def test_a_row_needs_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="in the transaction of"):
        written(account=None, action="x", kind="x", record="x", content="", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_write_that_fails_leaves_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    episode = episode_of(account("alice"))
    before = Trace.objects.count()
    monkeypatch.setattr("unknot.web.records.written", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep_entry(episode, at=NOW, by=episode.owner, now=NOW, values={"pain": 3})
    assert episode.entries.count() == 0
    assert Trace.objects.count() == before
