"""The door of the diary for a device: merged by ids, problem+json with the field's path."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import PAYLOAD, at_home, kept_episode, sent_json
from unknot.web.audit.models import Trace
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode

pytestmark = pytest.mark.django_db
ID = "4b2c1f0e-6a49-4c51-9d0e-2b1f7d1c9a11"
AT = "2026-11-20T08:00:00Z"


@pytest.fixture
def episode(browser: Client) -> Episode:
    return kept_episode(at_home(browser))


def door(episode: Episode) -> str:
    return f"/api/diary/{episode.pk}/entries"


def entry(**values: Any) -> dict[str, Any]:
    return {"id": ID, "at": AT, "pain": 4, **values}


def test_entries_are_kept_once_however_often_they_come(browser: Client, episode: Episode) -> None:
    other = {"id": str(uuid4()), "at": "2026-11-21T09:30:00+01:00", "load": 1, "note": "hard day"}
    sent = {"entries": [other, entry()]}
    first = sent_json(browser, door(episode), sent).json()
    assert (set(first["kept"]), first["known"], first["refused"]) == ({ID, other["id"]}, [], [])
    again = sent_json(browser, door(episode), sent).json()
    assert (again["kept"], set(again["known"])) == ([], {ID, other["id"]})
    assert DiaryEntry.objects.count() == 2
    assert Trace.objects.filter(action="diary-entry-kept").count() == 2


def test_one_that_is_refused_keeps_no_other_back(browser: Client, episode: Episode) -> None:
    late = {
        "id": str(uuid4()), "at": (timezone.now() + timedelta(days=1)).isoformat(), "pain": 1,
    }  # fmt: skip
    found = sent_json(browser, door(episode), {"entries": [late, entry()]}).json()
    assert found["kept"] == [ID]
    assert found["refused"] == [
        {"id": late["id"], "why": "This time lies ahead. Tell how it was, not how it will be."}
    ]


@pytest.mark.parametrize(
    ("sent", "where", "detail"),
    [
        ([], "entries", "'entries' is a list of entries."),
        ({"entries": "x"}, "entries", "'entries' is a list of entries."),
        ({"entries": ["x"]}, "entries[0]", "'entries[0]' is an object"),
        ({"entries": [entry(id="x")]}, "entries[0].id", "'entries[0].id' is a UUID"),
        ({"entries": [entry(), entry(at="x")]}, "entries[1].at", "is a moment with its time zone"),
        ({"entries": [entry(at="2026-11-20T08:00")]}, "entries[0].at", "its time zone"),
        ({"entries": [entry(pain="4")]}, "entries[0].pain", "'entries[0].pain' is a number."),
        ({"entries": [entry(pain=True)]}, "entries[0].pain", "is a number."),
        ({"entries": [entry(load=0.5)]}, "entries[0].load", "is a whole number."),
        ({"entries": [entry(note=3)]}, "entries[0].note", "is text."),
        ({"entries": [entry(pian=3)]}, "entries[0].pian", "'pian' is not part of an entry."),
        ({"entries": [entry()] * 2001}, "entries", "send at most 2000 at a time."),
    ],
)
def test_what_cannot_be_read_is_named_by_its_path(
    browser: Client, episode: Episode, *, sent: object, where: str, detail: str
) -> None:
    response = sent_json(browser, door(episode), sent)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert (found["status"], found["where"], found["type"]) == (422, where, "about:blank")
    assert detail in found["detail"]
    assert DiaryEntry.objects.count() == 0


@pytest.mark.parametrize("text", ["{", "[NaN]", "entries"])
def test_what_is_no_json_is_told(browser: Client, episode: Episode, text: str) -> None:
    response = sent_json(browser, door(episode), text)
    assert (response.status_code, response.json()["title"]) == (400, "This is no JSON")


def test_a_value_out_of_range_is_refused_by_the_record(browser: Client, episode: Episode) -> None:
    found = sent_json(browser, door(episode), {"entries": [entry(pain=11)]}).json()
    assert [one["id"] for one in found["refused"]] == [ID]


def test_the_door_is_closed_before_the_pages_are_opened(browser: Client, episode: Episode) -> None:
    stranger = Client(headers={"host": "127.0.0.1"})
    response = stranger.post(door(episode), "{}", content_type="application/json")
    assert (response.status_code, response.json()["title"]) == (403, "The pages are closed")


def test_a_strangers_diary_is_not_there(browser: Client, episode: Episode) -> None:
    theirs = kept_episode(account("bob"))
    response = sent_json(browser, door(theirs), {"entries": [entry()]})
    assert (response.status_code, response.json()["title"]) == (404, "There is no such diary")
    assert DiaryEntry.objects.count() == 0


def test_an_id_of_a_strangers_entry_says_nothing_of_it(browser: Client, episode: Episode) -> None:
    theirs = kept_episode(account("bob"))
    now = timezone.now()
    DiaryEntry.objects.create(
        id=ID, episode=theirs, owner=theirs.owner, recorded_by=theirs.owner, recorded_at=now,
        at=now, pain=9, note="Xylophonist",
    )  # fmt: skip
    text = sent_json(browser, door(episode), {"entries": [entry()]}).content.decode()
    assert "Xylophonist" not in text
    assert json.loads(text)["kept"] == []


def test_other_methods_and_other_contents_are_refused(browser: Client, episode: Episode) -> None:
    response = browser.get(door(episode))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    mark = browser.get("/today/").content.decode().partition('csrfmiddlewaretoken" value="')[2]
    sent = browser.post(
        door(episode), {"x": "1"}, headers={"X-CSRFToken": mark.partition('"')[0]}
    )  # fmt: skip
    assert sent.status_code == 415


def test_a_request_without_the_mark_is_refused(browser: Client, episode: Episode) -> None:
    response = browser.post(
        door(episode), json.dumps({"entries": [entry()]}), content_type="application/json"
    )
    assert response.status_code == 403
    assert DiaryEntry.objects.count() == 0


def test_a_script_in_a_note_is_only_text(browser: Client, episode: Episode) -> None:
    sent_json(browser, door(episode), {"entries": [entry(note=PAYLOAD, at=timezone.now()
                                                         .isoformat())]})  # fmt: skip
    page = browser.get(f"/today/{episode.pk}/").content.decode()
    assert "alert(1)" in page
    assert "<script>alert" not in page
