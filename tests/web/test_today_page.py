"""Today: an entry in ten seconds, later, corrected, taken back; missing days are not recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from recording import account

from tests.web.at_home import PAYLOAD, RELEASED, at_home, kept_episode, walker_at
from tests.web.walking import Walker
from unknot.web.audit.models import Trace
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.treatments.models import AfterEffect, Treatment
from unknot.web.zone import here

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def episode(home: Account) -> Episode:
    return kept_episode(home)


def on_today(browser: Client, episode: Episode) -> Walker:
    return walker_at(browser, f"/today/{episode.pk}/")


def an_entry(episode: Episode, *, hours: float = 1, pain: float = 6) -> DiaryEntry:
    now = timezone.now()
    at = now - timedelta(hours=hours)
    return keep_entry(episode, at=at, by=episode.owner, now=now, values={"pain": pain})


def test_a_number_and_save_are_enough(browser: Client, episode: Episode) -> None:
    walker = on_today(browser, episode).press("Save", pain="3")
    assert walker.address == f"/today/{episode.pk}/"
    entry = DiaryEntry.objects.get()
    assert (entry.pain, entry.load, entry.sleep, entry.stress, entry.home_care, entry.note) == (
        3, None, None, None, None, "",
    )  # fmt: skip
    assert timezone.now() - entry.at < timedelta(minutes=1)
    assert "Kept: 3 of 10" in walker.page.visible
    assert Trace.objects.order_by("number").last().action == "diary-entry-kept"  # type: ignore[union-attr]


def test_four_chips_say_something_about_the_day(browser: Client, episode: Episode) -> None:
    walker = on_today(browser, episode)
    walker.press("Save", pain="4", home_care="1", load="1", sleep="0", stress="2")
    entry = DiaryEntry.objects.get()
    assert (entry.home_care, entry.load, entry.sleep, entry.stress) == (1, 1, 0, 2)
    assert "home care · hard day · bad night · much stress" in walker.page.visible


def test_what_is_said_in_the_fold_counts_before_a_chip(browser: Client, episode: Episode) -> None:
    on_today(browser, episode).press("Save", load="1", say_load="-1", say_home_care="0.5")
    entry = DiaryEntry.objects.get()
    assert (entry.pain, entry.load, entry.home_care) == (None, -1, 0.5)


def test_a_day_can_be_added_later(browser: Client, episode: Episode) -> None:
    then = here(timezone.now() - timedelta(days=3)).replace(second=0, microsecond=0)
    walker = on_today(browser, episode)
    walker.press("Save", pain="5", at=then.strftime("%Y-%m-%dT%H:%M"), note="after the drive")
    assert DiaryEntry.objects.get().at == then
    assert "after the drive" in walker.page.visible


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Nothing is told yet. Give the pain, or anything else."),
        ({"pain": "11"}, "'11' is not on the scale from 0 to 10."),
        ({"pain": "much"}, "'much' is not on the scale from 0 to 10."),
        ({"pain": "3", "at": "2999-01-01T08:00"}, "'2999-01-01T08:00' is no day and time."),
        ({"pain": "3", "at": "0001-01-01T00:00"}, "'0001-01-01T00:00' is no day and time."),
        ({"pain": "3", "at": "yesterday"}, "'yesterday' is no day and time. Write it like 20"),
        ({"pain": "3", "ppt_kpa": "2"}, "'2' is no pressure in kPa, from 5 to 3000."),
        ({"pain": "3", "say_sleep": "9"}, "'9' is none of the answers."),
        ({"pain": "3", "note": "x" * 501}, "These are 501 characters; 500 find room."),
    ],
)
def test_a_bad_form_keeps_what_was_typed_and_says_what_to_mend(
    browser: Client, episode: Episode, *, typed: dict[str, str], message: str
) -> None:
    walker = on_today(browser, episode).press("Save", load="1", **typed) if typed else (
        on_today(browser, episode).press("Save")
    )  # fmt: skip
    assert (walker.status, message in walker.page.visible) == (422, True)
    assert DiaryEntry.objects.count() == 0
    for name in ("at", "ppt_kpa"):
        if name in typed:
            assert walker.page.value(name) == typed[name]
    if "note" in typed:
        assert walker.page.named("note")[0].text == typed["note"]
    if typed.get("pain") == "3":
        checked = [one["value"] for one in walker.page.named("pain") if "checked" in one.attributes]
        assert checked == ["3"]


def test_tomorrow_is_refused_at_its_place(browser: Client, episode: Episode) -> None:
    then = here(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    walker = on_today(browser, episode).press("Save", pain="3", at=then)
    assert "This time lies ahead." in walker.page.visible
    assert 'href="#id_at"' in walker.page.html


def test_a_time_that_is_taken_is_refused(browser: Client, episode: Episode) -> None:
    then = here(timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    for pain in ("3", "4"):
        walker = on_today(browser, episode).press("Save", pain=pain, at=then)
    assert (walker.status, "There is an entry of this time" in walker.page.visible) == (422, True)
    assert DiaryEntry.objects.count() == 1


def test_the_same_form_sent_twice_records_once(browser: Client, episode: Episode) -> None:
    walker = on_today(browser, episode)
    wanted = walker.page.value("entry_id")
    walker.press("Save", pain="3")
    assert str(DiaryEntry.objects.get().pk) == wanted


def test_a_day_without_an_entry_is_not_recorded_never_no_pain(
    browser: Client, episode: Episode
) -> None:
    an_entry(episode, hours=0.1)
    page = on_today(browser, episode).page
    assert page.visible.count("not recorded") == 6 + 1  # six days, and the sentence
    assert "1 of 28 days recorded" in page.visible


def test_an_entry_is_corrected_and_the_old_one_kept(browser: Client, episode: Episode) -> None:
    old = an_entry(episode, pain=8)
    walker = walker_at(browser, f"/diary/entries/{old.pk}/")
    checked = [one["value"] for one in walker.page.named("pain") if "checked" in one.attributes]
    assert checked == ["8"]
    walker.press("Save", pain="3")
    old.refresh_from_db()
    assert (old.pain, old.is_current, old.replaced_by.pain) == (8, False, 3)
    assert old.replaced_by.at == old.at
    assert "corrected" in walker.page.visible


def test_a_bad_correction_keeps_what_was_typed(browser: Client, episode: Episode) -> None:
    entry = an_entry(episode)
    walker = walker_at(browser, f"/diary/entries/{entry.pk}/")
    walker.press("Save", ppt_kpa="x1")
    assert (walker.status, walker.page.value("ppt_kpa")) == (422, "x1")
    assert DiaryEntry.objects.count() == 1


def test_an_entry_is_taken_back(browser: Client, episode: Episode) -> None:
    entry = an_entry(episode)
    walker = walker_at(browser, f"/diary/entries/{entry.pk}/").press("Take it back")
    assert not DiaryEntry.objects.filter(is_current=True).exists()
    assert walker.address == f"/today/{episode.pk}/"
    last = Trace.objects.exclude(action="person-looked").order_by("number").last()
    assert last is not None
    assert last.action == "diary-entry-withdrawn"


def test_an_entry_that_was_changed_elsewhere_says_so(browser: Client, episode: Episode) -> None:
    entry = an_entry(episode)
    walker = walker_at(browser, f"/diary/entries/{entry.pk}/")
    walker.press("Take it back")
    walker.open(f"/diary/entries/{entry.pk}/")
    assert (walker.status, walker.page.h1) == (409, "This entry was changed already")


def test_the_diary_goes_back_four_weeks_at_a_time(browser: Client, episode: Episode) -> None:
    an_entry(episode, hours=24 * 40, pain=9)
    walker = walker_at(browser, f"/diary/{episode.pk}/")
    assert "Four weeks before" in walker.page.visible
    older = next(one for one in walker.page.all("a") if "Four weeks before" in one.text)
    walker.open(f"/diary/{episode.pk}/{older['href']}")
    assert walker.page.visible.count("Pain 9") == 1
    assert "Four weeks before" not in walker.page.visible
    assert walker_at(browser, f"/diary/{episode.pk}/?until=x").status == 200


def test_several_pains_and_people_can_be_switched(browser: Client, episode: Episode) -> None:
    other = kept_episode(episode.owner, called="Tom")
    page = on_today(browser, episode).page
    assert f"/today/{other.pk}/" in page.html
    assert "Tom" in page.visible
    assert walker_at(browser, "/today/").page.html.count("Tom") >= 1


def test_the_newest_open_pain_stands_on_today(browser: Client, episode: Episode) -> None:
    newer = kept_episode(episode.owner, called="Tom", now=timezone.now())
    page = walker_at(browser, "/today/").page
    assert f'action="/today/{newer.pk}/"' in page.html


def test_a_case_from_the_device_is_no_entry(browser: Client, episode: Episode) -> None:
    # The browser's way back sends the kept case to whatever page stood there.
    mark = on_today(browser, episode).page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "told": "{}"}
    for address in (f"/today/{episode.pk}/", "/today/"):
        assert browser.post(address, sent).status_code == 200
    assert DiaryEntry.objects.count() == 0


def test_strangers_find_nothing(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"), called="Charlie", **RELEASED)
    entry, treatment = an_entry(theirs), Treatment.objects.get()
    mark = walker_at(browser, "/people/").page.value("csrfmiddlewaretoken")
    before = (DiaryEntry.objects.count(), AfterEffect.objects.count(), Trace.objects.count())
    for address in (
        f"/today/{theirs.pk}/", f"/diary/{theirs.pk}/", f"/diary/entries/{entry.pk}/",
        f"/diary/entries/{entry.pk}/withdraw/", f"/treatments/{treatment.pk}/after/",
    ):  # fmt: skip
        for response in (
            browser.get(address),
            browser.post(address, {"csrfmiddlewaretoken": mark, "form": "entry", "pain": "3"}),
        ):
            assert response.status_code in (404, 405), address
            assert b"Charlie" not in response.content
    assert before == (
        DiaryEntry.objects.count(), AfterEffect.objects.count(), Trace.objects.count(),
    )  # fmt: skip


def test_wrong_methods_are_refused(home: Account, episode: Episode) -> None:
    unmarked = Client(headers={"host": "127.0.0.1"})
    at_home(unmarked)
    entry = an_entry(episode)
    assert unmarked.put("/today/").status_code == 405
    assert unmarked.delete(f"/today/{episode.pk}/").status_code == 405
    assert unmarked.post(f"/diary/{episode.pk}/").status_code == 405
    assert unmarked.delete(f"/diary/entries/{entry.pk}/").status_code == 405
    assert unmarked.get(f"/diary/entries/{entry.pk}/withdraw/").status_code == 405


def test_a_form_without_its_mark_is_refused(browser: Client, episode: Episode) -> None:
    sent = {"form": "entry", "pain": "3"}
    assert browser.post(f"/today/{episode.pk}/", sent).status_code == 403
    assert DiaryEntry.objects.count() == 0


def test_a_note_is_never_read_as_markup(browser: Client, episode: Episode) -> None:
    on_today(browser, episode).press("Save", pain="3", note=PAYLOAD)
    entry = DiaryEntry.objects.get()
    for address in (
        f"/today/{episode.pk}/", f"/diary/{episode.pk}/", f"/diary/entries/{entry.pk}/",
        f"/episodes/{episode.pk}/",
    ):  # fmt: skip
        response = browser.get(address)
        assert b"<script>alert" not in response.content
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert b" style=" not in response.content


def test_a_write_that_fails_leaves_neither_entry_nor_trail(
    browser: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = on_today(browser, episode)
    before = Trace.objects.count()
    monkeypatch.setattr("unknot.web.records.written", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        walker.press("Save", pain="3")
    assert (DiaryEntry.objects.count(), Trace.objects.count()) == (0, before)


@pytest.mark.parametrize(("hours", "is_asked"), [(23, False), (25, True), (47, True), (49, False)])
def test_the_days_after_a_treatment_are_asked_about(
    browser: Client, home: Account, *, hours: float, is_asked: bool
) -> None:
    given = timezone.now() - timedelta(hours=hours)
    episode = kept_episode(home, now=given, **RELEASED)
    visible = on_today(browser, episode).page.visible
    assert ("How is it after the release?" in visible) is is_asked


def test_the_answer_is_kept_and_not_asked_again(browser: Client, home: Account) -> None:
    episode = kept_episode(home, now=timezone.now() - timedelta(hours=30), **RELEASED)
    treatment = Treatment.objects.get()
    walker = walker_at(browser, f"/treatments/{treatment.pk}/after/")
    walker.press("Save", soreness="4", nothing="1")
    effect = AfterEffect.objects.get()
    assert (effect.soreness, effect.events, effect.treatment) == (4, [], treatment)
    assert walker.address == f"/today/{episode.pk}/"
    assert "How is it after the release?" not in walker.page.visible
    walker.open(f"/treatments/{treatment.pk}/after/").press("Save", soreness="2", nothing="1")
    assert list(AfterEffect.objects.order_by("recorded_at").values_list("soreness", "is_current")
                ) == [(4, False), (2, True)]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"soreness": "3"}, "Did anything come that you did not expect?"),
        ({"nothing": "1", "event": "bruise"}, "are both ticked. Untick one."),
        ({"nothing": "1", "soreness": "12"}, "'12' is not on the scale from 0 to 10."),
    ],
)
def test_a_bad_answer_says_what_to_mend(
    browser: Client, home: Account, *, typed: dict[str, str], message: str
) -> None:
    kept_episode(home, now=timezone.now() - timedelta(hours=30), **RELEASED)
    address = f"/treatments/{Treatment.objects.get().pk}/after/"
    walker = walker_at(browser, address).press("Save", **typed)
    assert (walker.status, message in walker.page.visible) == (422, True)
    assert AfterEffect.objects.count() == 0


def test_what_was_not_expected_says_when_to_get_help(browser: Client, home: Account) -> None:
    kept_episode(home, now=timezone.now() - timedelta(hours=30), **RELEASED)
    address = f"/treatments/{Treatment.objects.get().pk}/after/"
    walker = walker_at(browser, address).press("Save", event="bruise")
    assert "Get help if" in walker.page.visible
    walker.open(address).press("Save", event="breath")
    assert "Chest pain or short of breath? Get help now" in walker.page.visible
    assert walker.page.h1 == "Thank you for telling"


def test_today_asks_as_much_with_ten_years_of_diary(browser: Client, episode: Episode) -> None:
    address = f"/today/{episode.pk}/"

    def n_questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    n_questions()  # the first time also reads what never changes
    few = n_questions()
    now, owner = timezone.now(), episode.owner
    DiaryEntry.objects.bulk_create(
        DiaryEntry(episode=episode, owner=owner, recorded_by=owner, recorded_at=now,
                   at=now - timedelta(days=n, minutes=5), pain=n % 11)
        for n in range(3_650)
    )  # fmt: skip
    assert n_questions() == few <= 20


def test_a_time_is_that_of_this_machine(
    browser: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = (here(timezone.now()) - timedelta(days=2)).replace(hour=8, minute=15)
    on_today(browser, episode).press("Save", pain="3", at=typed.strftime("%Y-%m-%d %H:%M"))
    assert here(DiaryEntry.objects.get().at).strftime("%H:%M") == "08:15"


def test_an_id_that_is_taken_is_not_used_twice(browser: Client, episode: Episode) -> None:
    entry = an_entry(episode)
    mark = on_today(browser, episode).page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "form": "entry", "pain": "2", "entry_id": str(entry.pk)}
    assert browser.post(f"/today/{episode.pk}/", sent).status_code == 302
    sent["entry_id"] = str(uuid4())[:5]
    sent["at"] = datetime(2020, 1, 1, 8).isoformat()
    assert browser.post(f"/today/{episode.pk}/", sent).status_code == 302
    assert DiaryEntry.objects.count() == 3
