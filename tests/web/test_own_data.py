"""Your data: out as a file, who looked, erased on a page of its own, and back without loss."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import PAYLOAD, at_home, kept_episode, walker_at
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode
from unknot.web.people.looking import BY_CODE
from unknot.web.people.models import Account, Person
from unknot.web.people.portable import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def dana(home: Account) -> Episode:
    episode, now = kept_episode(home), timezone.now()
    for n in range(3):
        keep_entry(episode, at=now - timedelta(days=n, hours=1), by=home, now=now,
                   values={"pain": n})  # fmt: skip
    return episode


def _sent(browser: Client, address: str, **fields: object):
    mark = walker_at(browser, "/people/back/").page.value("csrfmiddlewaretoken")
    return browser.post(address, {"csrfmiddlewaretoken": mark, **fields})


def _file(browser: Client, episode: Episode) -> bytes:
    answer = _sent(browser, f"/people/{episode.person_id}/data/file/")
    assert answer.headers["Content-Type"] == "application/zip"
    return answer.content


def test_the_page_counts_what_is_kept_and_says_that_it_was_never_taken(
    browser: Client, dana: Episode
) -> None:
    walker = walker_at(browser, f"/people/{dana.person_id}/data/")
    assert walker.page.h1 == "It belongs to you"
    assert "3 diary entries" in walker.page.visible
    assert "Last export: never." in walker.page.visible


def test_everything_comes_out_as_a_named_file_and_the_page_says_when(
    browser: Client, dana: Episode
) -> None:
    answer = _sent(browser, f"/people/{dana.person_id}/data/file/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="unknot-dana-')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        said = json.loads(packed.read("manifest.json"))
    assert said["n_records"] == len(list(rows_of(dana.person)))
    walker = walker_at(browser, f"/people/{dana.person_id}/data/")
    assert "Last export: Today, " in walker.page.visible


def test_erasing_asks_first_and_then_takes_everything_but_the_trail(
    browser: Client, dana: Episode
) -> None:
    address = f"/people/{dana.person_id}/erase/"
    walker = walker_at(browser, address).press("Erase it now")
    assert (walker.status, Person.objects.count()) == (422, 1)
    assert "Tick the box" in walker.page.visible
    n_traces = Trace.objects.count()
    walker.press("Erase it now", sure="on")
    assert walker.page.h1 == "It is erased"
    assert (Person.objects.count(), DiaryEntry.objects.count()) == (0, 0)
    assert Trace.objects.count() == n_traces + 1
    assert list(trail_faults()) == []
    assert walker_at(browser, f"/people/{dana.person_id}/data/").status == 404


def test_what_was_erased_comes_back_from_the_file_without_loss(
    browser: Client, dana: Episode
) -> None:
    before = [vars(row) | {"_state": None} for row in rows_of(dana.person)]
    packed = _file(browser, dana)
    _sent(browser, f"/people/{dana.person_id}/erase/", sure="on")
    answer = _sent(browser, "/people/back/", file=SimpleUploadedFile("dana.zip", packed))
    assert "Dana is here again" in answer.content.decode()
    after = [vars(row) | {"_state": None} for row in rows_of(Person.objects.get())]
    assert after == before
    again = _sent(browser, "/people/back/", file=SimpleUploadedFile("dana.zip", packed))
    assert f"{len(before)} stood here already." in again.content.decode()


@pytest.mark.parametrize(
    ("packed", "message"),
    [
        (b"no zip", "This is no file of a person from Unknot"),
        (None, "Choose the file first"),
    ],
    ids=["no zip", "no file"],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    browser: Client, home: Account, *, packed: bytes | None, message: str
) -> None:
    given = {} if packed is None else {"file": SimpleUploadedFile("x.zip", packed)}
    answer = _sent(browser, "/people/back/", **given)
    assert (answer.status_code, Person.objects.count()) == (422, 0)
    assert message in answer.content.decode()


def test_a_file_of_a_newer_version_is_refused_with_the_remedy(
    browser: Client, dana: Episode
) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_file(browser, dana))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name == "manifest.json":
                text = json.dumps({**json.loads(text), "format": 99, "program": "9.0"}).encode()
            new.writestr(name, text)
    answer = _sent(browser, "/people/back/", file=SimpleUploadedFile("x.zip", buffer.getvalue()))
    assert answer.status_code == 422
    assert "Update Unknot here, then import it again." in answer.content.decode()


def test_who_looked_is_written_once_a_day_for_each_browser(browser: Client, dana: Episode) -> None:
    for address in (f"/episodes/{dana.pk}/", f"/people/{dana.person_id}/", f"/today/{dana.pk}/"):
        walker_at(browser, address)
    assert Trace.objects.filter(action="person-looked").count() == 1
    other = Client()
    at_home(other, dana.owner)
    session = other.session
    session[BY_CODE] = True
    session.save()
    assert other.get(f"/episodes/{dana.pk}/").status_code == 200
    assert Trace.objects.filter(action="person-looked-by-code").count() == 1
    seen = walker_at(browser, f"/people/{dana.person_id}/data/").page.visible
    assert "A browser on this computer" in seen
    assert "Another device, with a code" in seen
    assert list(trail_faults()) == []


def test_a_stranger_sees_takes_and_erases_nothing(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"), called="Charlie")
    for address in ("data/", "erase/"):
        answer = browser.get(f"/people/{theirs.person_id}/{address}")
        assert (answer.status_code, b"Charlie" in answer.content) == (404, False)
    assert _sent(browser, f"/people/{theirs.person_id}/data/file/").status_code == 404
    assert _sent(browser, f"/people/{theirs.person_id}/erase/", sure="on").status_code == 404
    assert Person.objects.filter(pk=theirs.person_id).exists()
    assert not Trace.objects.filter(record=str(theirs.person_id), action="person-looked").exists()


def test_a_closed_browser_sees_nothing_of_it(client: Client, db: None) -> None:
    theirs = kept_episode(account("bob"), called="Charlie")
    for address in (f"{theirs.person_id}/data/", f"{theirs.person_id}/erase/", "back/"):
        answer = client.get(f"/people/{address}")
        assert (answer.status_code, b"Charlie" in answer.content) == (403, False)


def test_a_name_is_written_as_text_on_every_page_of_it(browser: Client, home: Account) -> None:
    theirs = kept_episode(home, called=PAYLOAD)
    for address in ("data/", "erase/"):
        assert (
            "<script>alert(1)"
            not in walker_at(browser, f"/people/{theirs.person_id}/{address}").page.html
        )
    answer = _sent(browser, f"/people/{theirs.person_id}/data/file/")
    assert "script>" not in answer.headers["Content-Disposition"]
