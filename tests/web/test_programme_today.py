"""Today's things: from the kept points, behind the gate, marked in one tap, lighter after sore."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from recording import account

from tests.web.at_home import PAYLOAD, at_home, kept_episode, walker_at
from tests.web.walking import Walker
from unknot.web.audit.models import Trace
from unknot.web.diaries.models import ProgrammeDone, ProgrammeWish
from unknot.web.diaries.programme import built_programme
from unknot.web.diaries.programme_actions import Mark, keep_wish, mark_done
from unknot.web.diaries.programme_shown import ProgrammeShown, programme_shown
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.zone import day_here

pytestmark = pytest.mark.django_db
PRESS = "upper_trapezius_1_right_release"
STRETCH = "upper_trapezius_right_stretch"
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat")
MONDAY = datetime(2026, 11, 23, 18, 0).astimezone()


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def episode(home: Account) -> Episode:
    return kept_episode(home, now=MONDAY - timedelta(days=21))


def has_time_daily(episode: Episode) -> None:
    """Give today a thing whatever the weekday on which the tests run."""
    now = timezone.now()
    today = now.astimezone().strftime("%a").lower()
    days = tuple(dict.fromkeys((today, *EVERY_DAY)))[:6]
    keep_wish(episode, minutes=10, tools=[], days=days, by=episode.owner, now=now)


def shown_on(episode: Episode, moment: datetime) -> ProgrammeShown:
    return programme_shown(built_programme(episode, now=moment), today=day_here(moment))


def marks(episode: Episode, moment: datetime, outcome: str) -> None:
    mark = Mark(PRESS, day_here(moment), outcome, moment)
    mark_done(episode, mark, by=episode.owner, now=moment)


def on_today(browser: Client, episode: Episode) -> Walker:
    return walker_at(browser, f"/today/{episode.pk}/")


def press(browser: Client, episode: Episode, **form: Any) -> Walker:
    walker = on_today(browser, episode)
    mark = walker.page.value("csrfmiddlewaretoken")
    return walker.post(
        f"/today/{episode.pk}/mark/", {"csrfmiddlewaretoken": mark, "item": PRESS, **form}
    )


def test_today_shows_at_most_three_things_with_dose_how_and_picture(
    browser: Client, episode: Episode
) -> None:
    has_time_daily(episode)
    page = on_today(browser, episode).page
    assert "Press the knot yourself" in page.visible
    assert "20 to 30 s, 2 times" in page.visible
    assert "The body with a cross where to press" in page.html
    assert "Stop at once if" in page.visible
    assert page.html.count('class="thing"') - page.html.count('data-marked="" hidden') <= 3


def test_the_week_shows_its_stop_rules_without_a_tap(browser: Client, episode: Episode) -> None:
    html = walker_at(browser, f"/programme/{episode.pk}/").page.html
    in_sight = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    assert "Stop at once if" in in_sight
    for line in shown_on(episode, MONDAY).stop_if:
        assert escape(line) in in_sight
    assert html.count("Stop at once if") == 1


def test_things_are_named_as_people_at_home_say_them(episode: Episode) -> None:
    for one in shown_on(episode, MONDAY).things:
        assert one.where == "Muscle between neck and shoulder, right (upper trapezius)"


def test_a_monday_has_three_things_and_a_wednesday_rests(episode: Episode) -> None:
    monday = shown_on(episode, MONDAY)
    assert [one.icon for one in monday.todays] == ["hand", "person", "load"]
    wednesday = shown_on(episode, MONDAY + timedelta(days=2))
    assert wednesday.todays == ()
    assert wednesday.next_day == "tomorrow"


@pytest.mark.parametrize("outcome", ["done", "partly", "too_sore"])
def test_one_tap_records_what_became_of_a_thing(
    browser: Client, episode: Episode, outcome: str
) -> None:
    walker = press(browser, episode, outcome=outcome)
    assert walker.address == f"/today/{episode.pk}/"
    row = ProgrammeDone.objects.get()
    assert (row.item, row.outcome, row.day) == (PRESS, outcome, day_here(timezone.now()))
    assert Trace.objects.filter(action="programme-marked").count() == 1


def test_another_tap_corrects_and_the_old_row_stays(browser: Client, episode: Episode) -> None:
    press(browser, episode, outcome="done")
    press(browser, episode, outcome="too_sore")
    assert list(ProgrammeDone.objects.order_by("at").values_list("outcome", "is_current")) == [
        ("done", False), ("too_sore", True),
    ]  # fmt: skip


def test_a_tap_can_be_taken_back(browser: Client, episode: Episode) -> None:
    press(browser, episode, outcome="done")
    press(browser, episode, outcome="taken_back")
    assert not ProgrammeDone.objects.filter(is_current=True).exists()
    assert ProgrammeDone.objects.count() == 2
    press(browser, episode, outcome="taken_back")
    press(browser, episode, outcome="partly")
    assert ProgrammeDone.objects.get(is_current=True).outcome == "partly"


def test_the_same_press_sent_twice_records_once(browser: Client, episode: Episode) -> None:
    one = "4b2c1f0e-6a49-4c51-9d0e-2b1f7d1c9a11"
    for _ in range(2):
        press(browser, episode, outcome="done", mark_id=one)
    assert [str(row.pk) for row in ProgrammeDone.objects.all()] == [one]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"outcome": "great"}, "is no outcome. Known: done, partly, too_sore, taken_back."),
        ({"outcome": "done", "item": "soleus_left_strech"}, "Did you mean"),
        ({"outcome": "done", "day": "soon"}, "This is no day."),
        ({"outcome": "done", "day": "2999-01-01"}, "This day lies ahead."),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_recorded(
    browser: Client, episode: Episode, *, form: dict[str, str], message: str
) -> None:
    walker = press(browser, episode, **form)
    assert (walker.status, message in walker.page.visible) == (422, True)
    assert ProgrammeDone.objects.count() == 0


def test_too_sore_today_stays_in_sight_and_says_what_follows(episode: Episode) -> None:
    marks(episode, MONDAY, "too_sore")
    shown = shown_on(episode, MONDAY)
    assert next((one.id, one.outcome) for one in shown.todays) == (PRESS, "too_sore")
    assert shown.notes == (
        "Press the knot yourself: lighter from now on, because today was too sore. It rests "
        "until Thursday.",
    )


def test_too_sore_rests_lowers_and_says_why_in_the_week_after(episode: Episode) -> None:
    tuesday = MONDAY + timedelta(days=1)
    before = shown_on(episode, tuesday).todays[0]
    marks(episode, tuesday, "too_sore")
    wednesday = shown_on(episode, tuesday + timedelta(days=1))
    assert PRESS not in [one.id for one in wednesday.todays]
    later = shown_on(episode, MONDAY + timedelta(days=7))
    after = next(one for one in later.things if one.id == PRESS)
    assert (before.timed.seconds * before.timed.repeats) > (
        after.timed.seconds * after.timed.repeats
    )
    assert "because Tuesday was too sore" in wednesday.notes[0]
    assert later.notes == (
        "Press the knot yourself: lighter this week, because Tuesday was too sore.",
    )


def test_days_without_a_mark_are_not_recorded_and_change_nothing(episode: Episode) -> None:
    marks(episode, MONDAY, "done")
    later = shown_on(episode, MONDAY + timedelta(days=8))
    assert later.notes == ()
    days = {one.day: one.mark for one in later.calendar}
    assert days[MONDAY.date()] == "done"
    assert days[(MONDAY + timedelta(days=1)).date()] == "none"
    assert (later.n_done, later.n_partly) == (1, 0)


def test_an_open_first_question_shows_the_way_on_and_no_thing(
    browser: Client, home: Account
) -> None:
    episode = kept_episode(home)
    told = episode.told.get()
    from unknot.web.episodes.actions import keep_told  # noqa: PLC0415

    keep_told(episode, {**told.case, "answers": {}}, step="check", by=home, now=timezone.now())
    page = on_today(browser, episode).page
    assert "Some safety questions are not answered yet." in page.visible
    assert "Answer them now" in page.visible
    assert "data-thing=" not in page.html


def test_a_warning_sign_stops_and_shows_no_thing(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    told = episode.told.get()
    from unknot.web.episodes.actions import keep_told  # noqa: PLC0415

    answers = {**told.case["answers"], "stroke": "yes"}
    keep_told(episode, {**told.case, "answers": answers}, step="check", by=home,
              now=timezone.now())  # fmt: skip
    for address in (f"/today/{episode.pk}/", f"/programme/{episode.pk}/"):
        page = walker_at(browser, address).page
        assert "Something you told has to be looked at first." in page.visible
        assert "What to do now" in page.visible
        assert "Press the knot" not in page.visible


def test_without_a_spot_there_is_the_way_to_find_one(browser: Client, home: Account) -> None:
    episode = kept_episode(home, points=None)
    page = on_today(browser, episode).page
    assert "A programme begins at a spot" in page.visible
    assert "Find the spot" in page.visible


def test_time_tools_and_days_are_kept_and_change_the_week(
    browser: Client, episode: Episode
) -> None:
    walker = walker_at(browser, f"/programme/{episode.pk}/")
    assert walker.page.h1 == "Your week at home"
    walker.press("Save", minutes="2", day=["mon", "thu"], tool=["ball"])
    wish = ProgrammeWish.objects.get()
    assert (wish.minutes, wish.days, wish.tools) == (2, ["mon", "thu"], ["ball"])
    assert walker.page.value("minutes") == "2"
    monday, tuesday = (shown_on(episode, MONDAY + timedelta(days=n)) for n in (0, 1))
    assert sum(one.timed.seconds * one.timed.repeats for one in monday.todays) <= 120
    assert tuesday.todays == ()
    walker.press("Save", minutes="", day=[], tool=["ball"])
    assert list(ProgrammeWish.objects.order_by("recorded_at").values_list(
        "minutes", "is_current")) == [(2, False), (None, True)]  # fmt: skip
    assert Trace.objects.filter(action="programme-wish-corrected").count() == 1


def test_a_wrong_time_keeps_what_was_typed(browser: Client, episode: Episode) -> None:
    walker = walker_at(browser, f"/programme/{episode.pk}/")
    walker.press("Save", minutes="an hour", day=["mon"], tool=["ball"])
    assert (walker.status, walker.page.value("minutes")) == (422, "an hour")
    assert "'an hour' is no time a day." in walker.page.visible
    ticked = [one["value"] for one in walker.page.named("day") if "checked" in one.attributes]
    assert ticked == ["mon"]
    assert ProgrammeWish.objects.count() == 0


def test_what_was_typed_is_shown_as_text(browser: Client, episode: Episode) -> None:
    walker = walker_at(browser, f"/programme/{episode.pk}/").press("Save", minutes=PAYLOAD)
    assert PAYLOAD not in walker.page.html
    assert press(browser, episode, outcome=PAYLOAD).status == 422


def test_strangers_find_nothing(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"), called="Charlie")
    mark = walker_at(browser, "/people/").page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "item": PRESS, "outcome": "done"}
    assert browser.post(f"/today/{theirs.pk}/mark/", sent).status_code == 404
    assert browser.get(f"/programme/{theirs.pk}/").status_code == 404
    assert ProgrammeDone.objects.count() == 0


def test_marks_come_by_post_alone(browser: Client, episode: Episode) -> None:
    assert browser.get(f"/today/{episode.pk}/mark/").status_code == 405
    assert browser.post(f"/today/{episode.pk}/mark/", {"outcome": "done"}).status_code == 403


def test_a_long_diary_is_read_in_the_same_number_of_questions(
    browser: Client, episode: Episode
) -> None:
    def n_asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            on_today(browser, episode)
        return len(asked)

    on_today(browser, episode)
    few = n_asked()
    for n in range(1, 15):
        marks(episode, MONDAY - timedelta(days=n), "done")
    assert n_asked() <= few + 1


def test_the_calendar_ends_with_this_week(episode: Episode) -> None:
    assert shown_on(episode, MONDAY).calendar == ()
    marks(episode, MONDAY, "partly")
    days = [one.day for one in shown_on(episode, MONDAY).calendar]
    assert (days[0], days[-1], len(days)) == (date(2026, 11, 2), date(2026, 11, 29), 28)
