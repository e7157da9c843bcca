"""A calendar at a secret address, and the mail of a day: off unless wished, and easily ended."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from recording import account

from tests.web.at_home import RELEASED, at_home, kept_episode, walker_at
from unknot.errors import ExchangeError, InvalidInput
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults
from unknot.web.diaries.models import ProgrammeDone
from unknot.web.episodes.actions import set_state
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.people.portable import erase_person, exported
from unknot.web.reminders.actions import end_mail, make_calendar, wish_mail
from unknot.web.reminders.models import CalendarAddress, DailyMail, MailSent
from unknot.web.reminders.outside import Outside
from unknot.web.reminders.recorded import on_day
from unknot.web.reminders.sending import send_due
from unknot.web.zone import day_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def episode(home: Account) -> Episode:
    return kept_episode(home, **RELEASED)


def page_of(episode: Episode) -> str:
    return f"/reminders/{episode.pk}/"


def made(browser: Client, episode: Episode, **fields: str) -> str:
    """Make an address on the page and return its path."""
    walker = walker_at(browser, page_of(episode)).press("Make an address", **fields)
    address = re.search(r"http://[^\"]+(/calendar/[^\"]+\.ics)", walker.page.html)
    assert address is not None
    return address[1]


def events(client: Client, path: str) -> list[Any]:
    response = client.get(path, headers={"host": "127.0.0.1"})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def last_action() -> str:
    trace = Trace.objects.order_by("number").last()
    assert trace is not None
    return trace.action


# The calendar ------------------------------------------------------------------------------


def test_nothing_is_open_until_an_address_is_made(browser: Client, episode: Episode) -> None:
    walker = walker_at(browser, page_of(episode))
    assert "Off unless you make one" in walker.page.visible
    assert not CalendarAddress.objects.exists()


def test_a_made_address_is_read_without_the_session_and_tells_nothing_of_health(
    browser: Client, episode: Episode
) -> None:
    path = made(browser, episode)
    assert last_action() == "calendar-made"
    found = events(Client(), path)
    assert found
    titles = {re.sub(r"\d+ things?", "n", str(one["summary"])) for one in found}
    assert titles <= {"Unknot: n", "Unknot: a short look back"}
    assert "Unknot: n" in titles
    assert {one.decoded("dtstart").time() for one in found} == {time(18, 0)}
    assert len({str(one["uid"]) for one in found}) == len(found)


def test_the_address_is_shown_once_and_only_its_hash_is_kept(
    browser: Client, episode: Episode
) -> None:
    secret = made(browser, episode).removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) >= 40
    assert secret not in walker_at(browser, page_of(episode)).page.html
    held = CalendarAddress.objects.get()
    assert secret not in str(vars(held))


def test_details_and_time_are_choices(browser: Client, episode: Episode) -> None:
    found = events(Client(), made(browser, episode, details="yes", at="07:30"))
    assert ": " in str(found[0]["summary"]).removeprefix("Unknot: ")
    assert found[0].decoded("dtstart").time() == time(7, 30)


def test_a_new_address_ends_the_one_before(browser: Client, episode: Episode) -> None:
    old = made(browser, episode)
    walker_at(browser, page_of(episode)).press("Make a new address")
    assert last_action() == "calendar-made-anew"
    assert Client().get(old, headers={"host": "127.0.0.1"}).status_code == 404
    assert CalendarAddress.objects.filter(is_current=True).count() == 1


def test_an_ended_address_finds_nothing(browser: Client, episode: Episode) -> None:
    path = made(browser, episode)
    walker = walker_at(browser, page_of(episode)).press("End the address")
    assert "Off unless you make one" in walker.page.visible
    assert last_action() == "calendar-ended"
    assert Client().get(path, headers={"host": "127.0.0.1"}).status_code == 404
    assert list(trail_faults()) == []


def test_an_address_that_never_was_finds_nothing(browser: Client, episode: Episode) -> None:
    made(browser, episode)
    for wrong in ("x", "a" * 43, "%00"):
        response = Client().get(f"/calendar/{wrong}.ics", headers={"host": "127.0.0.1"})
        assert response.status_code == 404


def test_a_calendar_is_only_read(browser: Client, episode: Episode) -> None:
    path = made(browser, episode)
    assert Client().post(path, headers={"host": "127.0.0.1"}).status_code == 405


def test_a_stranger_and_a_closed_browser_are_shown_nothing(browser: Client) -> None:
    at_home(browser, account("bob"))
    others = kept_episode(account("alice"))
    assert browser.get(page_of(others)).status_code == 404
    assert Client().get(page_of(others), headers={"host": "127.0.0.1"}).status_code == 403


def test_a_time_that_is_none_is_said_and_kept(browser: Client, episode: Episode) -> None:
    walker = walker_at(browser, page_of(episode))
    walker.press("Make an address", at="noon", details="yes")
    assert walker.status == 422
    assert "'noon' is no time of day. Give hours and minutes" in walker.page.visible
    assert walker.page.value("at") == "noon"
    assert "checked" in walker.page.named("details")[0].attributes
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize("wrong", ["24:00", "7:60", "-1", "7:30:15", "seven", "７h"])
def test_no_odd_time_makes_a_calendar(browser: Client, episode: Episode, wrong: str) -> None:
    walker = walker_at(browser, page_of(episode)).press("Make an address", at=wrong)
    assert walker.status == 422
    assert walker.page.value("at") == wrong


@pytest.mark.parametrize(("typed", "meant"), [("7", time(7, 0)), ("", time(18, 0))])
def test_an_hour_alone_and_nothing_are_times(
    browser: Client, episode: Episode, *, typed: str, meant: time
) -> None:
    found = events(Client(), made(browser, episode, at=typed))
    assert {one.decoded("dtstart").time() for one in found} == {meant}


def test_the_file_holds_what_the_address_holds(browser: Client, episode: Episode) -> None:
    walker = walker_at(browser, page_of(episode))
    saved = browser.post(
        page_of(episode),
        {"csrfmiddlewaretoken": walker.page.value("csrfmiddlewaretoken"), "form": "file",
         "at": "07:30", "details": "yes"},
    )  # fmt: skip
    assert saved["Content-Disposition"] == 'attachment; filename="unknot.ics"'
    assert not CalendarAddress.objects.exists()
    inside = Calendar.from_ical(saved.content).walk("VEVENT")
    there = events(Client(), made(browser, episode, at="07:30", details="yes"))
    told = [[(one["uid"], one["summary"], one.decoded("dtstart")) for one in each]
            for each in (inside, there)]  # fmt: skip
    assert told[0]
    assert told[0] == told[1]


def test_without_a_programme_the_page_says_so_and_sends_no_file(
    browser: Client, episode: Episode
) -> None:
    empty = "There is no programme now, so the calendar is empty."
    walker = walker_at(browser, page_of(episode))
    assert empty not in walker.page.visible
    set_state(episode, "closed", by=episode.owner, now=timezone.now())
    walker.press("Save the file")
    assert walker.status == 200
    assert empty in walker.page.visible


def test_a_closed_pain_leaves_an_empty_calendar(browser: Client, episode: Episode) -> None:
    path = made(browser, episode)
    set_state(episode, "closed", by=episode.owner, now=timezone.now())
    assert events(Client(), path) == []


def test_the_day_after_a_treatment_holds_a_look_back(browser: Client, home: Account) -> None:
    episode = kept_episode(home, now=timezone.now(), **RELEASED)
    tomorrow = day_here(timezone.now()) + timedelta(days=1)
    found = events(Client(), made(browser, episode))
    back = [one for one in found if "look back" in str(one["summary"])]
    assert [one.decoded("dtstart").date() for one in back] == [tomorrow]


# Mail --------------------------------------------------------------------------------------


@pytest.fixture
def server(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "unknot@example.org"


def on(episode: Episode, *, has_things: bool) -> datetime:
    """Return a moment on the next day with, or without, anything on."""
    now = timezone.now()
    for n in range(14):
        at = now + timedelta(days=n)
        found = on_day(episode, now=at).carried
        assert found is not None
        if bool(found.on(day_here(at))) is has_things:
            return at
    raise AssertionError(has_things)


def wish(episode: Episode, *, has_details: bool = False) -> DailyMail:
    return wish_mail(
        episode, address="dana@example.org", has_details=has_details, by=episode.owner,
        now=timezone.now(),
    )  # fmt: skip


def test_nobody_is_mailed_who_did_not_wish_it(episode: Episode, server: None) -> None:
    assert send_due(now=on(episode, has_things=True)).n_sent == 0
    assert mail.outbox == []


def test_one_quiet_mail_a_day_with_something_on(episode: Episode, server: None) -> None:
    wish(episode)
    at = on(episode, has_things=True)
    assert (send_due(now=at).n_sent, send_due(now=at).n_sent) == (1, 0)
    [sent] = mail.outbox
    assert (sent.to, sent.from_email) == (["dana@example.org"], "unknot@example.org")
    assert re.fullmatch(r"Unknot: \d things?", sent.subject)
    assert sent.content_subtype == "plain"
    assert f"unknot remind --stop --episode {str(episode.pk)[:8]}" in sent.body
    for word in ("Press", "neck", "muscle", "pain"):
        assert word not in sent.body
    assert MailSent.objects.get().day == day_here(at)
    assert last_action() == "mail-sent"


def test_what_was_told_of_already_is_not_mailed(episode: Episode, server: None) -> None:
    wish(episode)
    at = on(episode, has_things=True)
    found = on_day(episode, now=at).carried
    assert found is not None
    for thing in found.on(day_here(at)):
        Outside().mark(episode, thing.id, "done", day=day_here(at), now=at)
    assert send_due(now=at).n_sent == 0
    assert mail.outbox == []


def test_a_day_of_rest_has_no_mail(episode: Episode, server: None) -> None:
    wish(episode)
    found = send_due(now=on(episode, has_things=False))
    assert (found.n_sent, found.n_quiet) == (0, 1)
    assert mail.outbox == []


def test_details_are_a_choice(episode: Episode, server: None) -> None:
    wish(episode, has_details=True)
    send_due(now=on(episode, has_things=True))
    assert re.search(r"^- .+: .+\.$", mail.outbox[0].body, re.MULTILINE)
    assert re.fullmatch(r"Unknot: \d things?", mail.outbox[0].subject)


def test_an_ended_mail_and_a_closed_pain_send_nothing(episode: Episode, server: None) -> None:
    held = wish(episode)
    at = on(episode, has_things=True)
    end_mail(held, by=episode.owner, now=timezone.now())
    assert last_action() == "mail-ended"
    assert send_due(now=at).n_sent == 0
    wish(episode)
    set_state(episode, "closed", by=episode.owner, now=timezone.now())
    assert send_due(now=at).n_sent == 0


def test_without_a_mail_server_it_says_what_to_set(episode: Episode) -> None:
    wish(episode)
    with pytest.raises(InvalidInput, match=r"No mail server is set.*UNKNOT_MAIL_HOST"):
        send_due(now=timezone.now())


def test_a_server_that_refuses_is_named_and_the_mail_is_not_doubled(
    episode: Episode, server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(episode)
    at = on(episode, has_things=True)

    def refuse(*_: object, **__: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ExchangeError, match="did not take today's mail"):
            send_due(now=at)
    assert send_due(now=at).n_sent == 0


def test_no_address_is_no_address(episode: Episode) -> None:
    with pytest.raises(InvalidInput, match="'dana' is no e-mail address"):
        wish_mail(episode, address="dana", has_details=False, by=episode.owner, now=timezone.now())


# Records -----------------------------------------------------------------------------------


def test_what_was_done_at_the_desk_stands_in_the_record_with_its_trace(episode: Episode) -> None:
    outside, now = Outside(), timezone.now()
    carried = on_day(episode, now=now).carried
    assert carried is not None
    item = carried.things[0].id
    outside.mark(episode, item, "partly", day=day_here(now), now=now)
    assert last_action() == "programme-marked"
    outside.mark(episode, item, "too_sore", day=day_here(now), now=now + timedelta(seconds=1))
    current = ProgrammeDone.objects.get(is_current=True)
    assert (current.item, current.outcome, current.day) == (item, "too_sore", day_here(now))
    assert ProgrammeDone.objects.count() == 2
    assert on_day(episode, now=now).told_of == {item}
    assert outside.done(episode) == [
        {"at": day_here(now).isoformat(), "item": item, "did": "too_sore"}
    ]


def test_breaks_come_along_when_it_is_said_whose(episode: Episode) -> None:
    now = timezone.now()
    without, with_desk = on_day(episode, now=now), on_day(episode, now=now, who="desk")
    assert without.carried is not None
    assert with_desk.carried is not None
    assert without.carried.sets == ()
    assert with_desk.carried.sets
    assert with_desk.carried.things == without.carried.things


def test_erasing_a_person_takes_the_wishes_and_a_file_does_not_carry_them(
    episode: Episode,
) -> None:
    now = timezone.now()
    wish(episode)
    secret = make_calendar(episode, at=time(18), has_details=True, by=episode.owner, now=now)
    packed = exported(episode.person, by=episode.owner, now=now)
    assert b"dana@example.org" not in packed
    assert secret.encode() not in packed
    erase_person(episode.person, by=episode.owner, now=now)
    assert not DailyMail.objects.exists()
    assert not CalendarAddress.objects.exists()
    assert list(trail_faults()) == []
