"""Closing when it is quiet, quiet checks, an early return with its figures, and coming back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import RELEASED, at_home, kept_episode, walker_at
from tests.web.walking import Walker
from unknot.prevent.watch import Checks
from unknot.web.audit.models import Trace
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import QuietCheck
from unknot.web.diaries.quiet_actions import answer_check, close_quiet
from unknot.web.diaries.returning import notices_of
from unknot.web.episodes.actions import set_state
from unknot.web.episodes.models import Episode, EpisodeState
from unknot.web.people.models import Account
from unknot.web.zone import day_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def episode(home: Account) -> Episode:
    return kept_episode(home, now=timezone.now() - timedelta(days=40))


def tells(episode: Episode, pains: dict[int, float]) -> None:
    """Record the pain of days that lie so far back."""
    now = timezone.now()
    for days, pain in pains.items():
        at = now - timedelta(days=days, minutes=5)
        keep_entry(episode, at=at, by=episode.owner, now=now, values={"pain": pain})


QUIET = {days: 1 + days % 2 for days in range(6, 20)}


def on_today(browser: Client, episode: Episode) -> Walker:
    return walker_at(browser, f"/today/{episode.pk}/")


def closed(episode: Episode, *, days_ago: int, due: int) -> QuietCheck:
    """Close it, with one check so many days from now."""
    now = timezone.now()
    at = now - timedelta(days=days_ago)
    checks = Checks((day_here(now) + timedelta(days=due),), "default")
    close_quiet(episode, checks=checks, by=episode.owner, now=at)
    return QuietCheck.objects.get(episode=episode, is_current=True)


def state(episode: Episode) -> str:
    return EpisodeState.objects.get(episode=episode, is_current=True).state


def actions() -> list[str]:
    return list(Trace.objects.order_by("number").values_list("action", flat=True))


def test_an_early_return_is_said_with_its_figures_and_the_smallest_step(
    browser: Client, episode: Episode
) -> None:
    tells(episode, QUIET | {3: 5, 2: 5, 1: 5})
    page = on_today(browser, episode).page
    assert "More than on your quiet days" in page.visible
    assert "Your last 3 recorded days: 5.0 of 10 on average." in page.visible
    assert "half of your days lay at 1 to 2" in page.visible
    assert "wanders by about 2.3 by itself; this is more" in page.visible  # 4 / √3
    assert "The smallest step that may help: your few minutes at home today." in page.visible


def test_strong_pain_leads_to_the_safety_questions(browser: Client, episode: Episode) -> None:
    tells(episode, QUIET | {3: 8, 2: 8, 1: 8})
    page = on_today(browser, episode).page
    assert "pain this strong deserves the safety questions again" in page.visible
    assert "Answer them again" in page.visible


def test_two_weeks_lead_to_somebody_who_looks(episode: Episode) -> None:
    tells(episode, dict.fromkeys(range(15, 34), 1) | dict.fromkeys(range(15), 5))
    rise = notices_of(episode, now=timezone.now(), foresee=lambda: None).rise
    assert rise is not None
    assert rise.step == "someone"


def test_quiet_days_say_nothing(browser: Client, episode: Episode) -> None:
    tells(episode, QUIET | {3: 2, 2: 1, 1: 2})
    assert "quiet days" not in on_today(browser, episode).page.visible


def test_the_model_is_asked_only_when_the_last_days_lie_above(episode: Episode) -> None:
    tells(episode, QUIET | {3: 1, 2: 1, 1: 1})

    def never() -> Any:
        raise AssertionError("asked")

    assert notices_of(episode, now=timezone.now(), foresee=never).rise is None


def test_what_lies_before_the_last_release_makes_no_quiet_band(home: Account) -> None:
    released = kept_episode(home, now=timezone.now() - timedelta(days=4), **RELEASED)
    tells(released, QUIET | {3: 5, 2: 5, 1: 5})
    assert notices_of(released, now=timezone.now(), foresee=lambda: None).rise is None


def test_the_day_of_the_release_is_no_quiet_day(home: Account) -> None:
    released = kept_episode(home, now=timezone.now() - timedelta(days=20), **RELEASED)
    six_days = dict.fromkeys(range(14, 20), 1)  # one fewer than make a band
    tells(released, {20: 8, 3: 5, 2: 5, 1: 5} | six_days)
    assert notices_of(released, now=timezone.now(), foresee=lambda: None).rise is None
    tells(released, {13: 1})
    assert notices_of(released, now=timezone.now(), foresee=lambda: None).rise is not None


def test_closing_says_what_it_means_and_when_it_asks_again(
    browser: Client, episode: Episode
) -> None:
    walker = walker_at(browser, f"/today/{episode.pk}/quiet/")
    assert walker.page.h1 == "Is it quiet?"
    assert state(episode) == "open"
    walker.press("Close it: quiet now")
    assert walker.address == f"/today/{episode.pk}/"
    assert state(episode) == "closed"
    assert "Quiet since" in walker.page.visible
    assert "Nothing is due." in walker.page.visible
    assert "data-thing=" not in walker.page.html
    gaps = [(one.due - day_here(timezone.now())).days
            for one in QuietCheck.objects.order_by("due")]  # fmt: skip
    assert gaps
    assert min(gaps) >= 7
    assert {"episode-closed", "quiet-check-planned"} <= set(actions())


def test_before_its_day_nothing_is_asked_and_after_it_once(
    browser: Client, episode: Episode
) -> None:
    check = closed(episode, days_ago=3, due=4)
    assert "How is it?" not in on_today(browser, episode).page.visible.replace(
        "How is it right", ""
    )
    QuietCheck.objects.filter(pk=check.pk).update(due=day_here(timezone.now()))
    walker = on_today(browser, episode).press("Still quiet")
    assert QuietCheck.objects.get(is_current=True).answer == "quiet"
    assert "Still quiet" not in walker.page.visible
    assert state(episode) == "closed"
    assert actions()[-1] in ("quiet-check-quiet", "person-looked")


def test_an_entry_of_that_day_is_answer_enough(browser: Client, episode: Episode) -> None:
    closed(episode, days_ago=20, due=-1)
    tells(episode, {0: 1})
    assert "Still quiet" not in on_today(browser, episode).page.visible


def test_a_hard_week_after_closing_is_said_before_the_next_check(
    browser: Client, episode: Episode
) -> None:
    tells(episode, QUIET)
    closed(episode, days_ago=6, due=20)
    tells(episode, {3: 5, 2: 5, 1: 5})
    walker = on_today(browser, episode)
    assert "More than on your quiet days" in walker.page.visible
    assert "say that it came back" in walker.page.visible
    assert "Nothing is due." not in walker.page.visible
    walker.press("It came back")
    assert state(episode) == "returned"
    assert "data-thing=" in walker.page.html


def test_strong_pain_after_closing_leads_to_the_questions_and_can_come_back(
    browser: Client, episode: Episode
) -> None:
    tells(episode, QUIET)
    closed(episode, days_ago=6, due=20)
    tells(episode, {3: 8, 2: 8, 1: 8})
    page = on_today(browser, episode).page
    assert "Answer them again" in page.visible
    assert "It came back" in page.visible


def test_quiet_days_after_closing_stay_quiet(browser: Client, episode: Episode) -> None:
    tells(episode, QUIET)
    closed(episode, days_ago=6, due=20)
    tells(episode, {3: 2, 2: 1, 1: 2})
    visible = on_today(browser, episode).page.visible
    assert "More than on your quiet days" not in visible
    assert "Nothing is due." in visible


def test_it_came_back_opens_the_episode_and_says_what_to_do_first(
    browser: Client, episode: Episode
) -> None:
    closed(episode, days_ago=20, due=0)
    walker = on_today(browser, episode).press("It came back")
    assert state(episode) == "returned"
    assert "Answer the safety questions again" in walker.page.visible
    assert "Is it the same spot?" in walker.page.visible
    assert "data-thing=" in walker.page.html
    assert {"quiet-check-back", "episode-returned"} <= set(actions())


def test_without_a_check_it_can_come_back_as_well(browser: Client, episode: Episode) -> None:
    closed(episode, days_ago=2, due=12)
    on_today(browser, episode).press("It came back")
    assert state(episode) == "returned"
    assert not QuietCheck.objects.filter(is_current=True).exists()
    assert "quiet-check-withdrawn" in actions()


def test_an_answer_is_given_once(episode: Episode) -> None:
    from unknot.errors import InvalidInput  # noqa: PLC0415

    check, now = closed(episode, days_ago=20, due=0), timezone.now()
    with pytest.raises(InvalidInput, match="still quiet or came back"):
        answer_check(check, "cured", by=episode.owner, now=now)
    answer_check(check, "quiet", by=episode.owner, now=now)
    with pytest.raises(InvalidInput, match="corrected already"):
        answer_check(check, "back", by=episode.owner, now=now)


def test_closing_twice_plans_no_second_checks(browser: Client, episode: Episode) -> None:
    closed(episode, days_ago=2, due=12)
    response = browser.get(f"/today/{episode.pk}/quiet/")
    assert (response.status_code, response["Location"]) == (302, f"/today/{episode.pk}/")
    checks = Checks((day_here(timezone.now()),), "default")
    assert close_quiet(episode, checks=checks, by=episode.owner, now=timezone.now()) is None
    assert QuietCheck.objects.count() == 1


def test_the_timeline_closes_with_checks_too(browser: Client, episode: Episode) -> None:
    walker_at(browser, f"/episodes/{episode.pk}/").press("It is quiet: close it")
    assert QuietCheck.objects.filter(is_current=True).exists()


def test_after_the_questions_were_answered_they_are_not_asked_for_again(episode: Episode) -> None:
    now = timezone.now()
    set_state(episode, "returned", by=episode.owner, now=now - timedelta(days=1))
    assert notices_of(episode, now=now).asks_signs
    from unknot.web.episodes.actions import keep_told  # noqa: PLC0415

    case = {**episode.told.get().case, "age": 42}
    keep_told(episode, case, step="check", by=episode.owner, now=now)
    assert not notices_of(episode, now=now).asks_signs
    assert not notices_of(episode, now=now + timedelta(days=14)).just_returned


def test_answers_that_still_stand_are_looked_at_once(browser: Client, episode: Episode) -> None:
    closed(episode, days_ago=20, due=0)
    walker = on_today(browser, episode).press("It came back")
    walker.press("Answer the safety questions again").press("Save these answers")
    visible = on_today(browser, episode).page.visible
    assert "The safety questions were looked at again." in visible
    assert "Answer the safety questions again" not in visible


def test_strangers_find_nothing(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"), called="Charlie")
    check = closed(theirs, days_ago=20, due=0)
    sent = {
        "csrfmiddlewaretoken": walker_at(browser, "/people/").page.value("csrfmiddlewaretoken"),
        "answer": "back",
    }
    for address in (
        f"/today/{theirs.pk}/quiet/{check.pk}/", f"/today/{theirs.pk}/back/",
        f"/today/{theirs.pk}/quiet/",
    ):  # fmt: skip
        assert browser.post(address, sent).status_code == 404
    own = kept_episode(home)
    assert browser.post(f"/today/{own.pk}/quiet/{check.pk}/", sent).status_code == 404
    assert state(theirs) == "closed"
