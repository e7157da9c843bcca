"""The timeline: one axis, a sentence, a table, treatments, drawings; and the personal outlook."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from recording import account

from tests.web.at_home import RELEASED, at_home, kept_episode, walker_at
from tests.web.releasing import told_with
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.keeping import keep_case
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold
from unknot.web.people.models import Account
from unknot.web.treatments.actions import keep_after_effect
from unknot.web.treatments.models import Treatment
from unknot.web.where.journey import Journey

pytestmark = pytest.mark.django_db
CLINIC: dict[str, Any] = {
    **RELEASED,
    "setting": "clinic",
    "agrees": True,
    "before": {"pain": [6], "moving": [7], "ppt": [147, 150], "rom": [52]},
    "after": {"pain": [4], "moving": [5], "ppt": [231, 228], "rom": [66]},
}


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


def with_diary(episode: Episode, *, days: int = 20, pain: int = 4) -> Episode:
    now = timezone.now()
    for n in range(days):
        keep_entry(episode, at=now - timedelta(days=n, hours=1), by=episode.owner, now=now,
                   values={"pain": pain})  # fmt: skip
    return episode


def told_again(episode: Episode, told: dict[str, Any]) -> None:
    keep_case(
        episode, Journey(told=told), step="check", by=episode.owner, now=timezone.now()
    )  # fmt: skip


def drawn(html: str, kind: str) -> int:
    """Count what is drawn in the wide picture."""
    wide = html.partition('class="fan wide"')[2].partition("</svg>")[0]
    return wide.count(f'class="{kind}"')


def test_the_axis_shows_ratings_treatments_measures_and_the_fan(
    browser: Client, home: Account
) -> None:
    episode = with_diary(kept_episode(home, **CLINIC))
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert page.h1 == "Upper trapezius, right"
    assert drawn(page.html, "is") == 20
    assert drawn(page.html, "given") == 1
    assert (drawn(page.html, "band80"), drawn(page.html, "mid")) == (1, 1)
    assert drawn(page.html, "error") == 2  # pressure and angle have an error around before
    assert drawn(page.html, "disc beyond") == 2
    assert "20 ratings since" in page.visible
    assert "1 treatment." in page.visible


def test_the_table_says_the_same_in_words(browser: Client, home: Account) -> None:
    episode = with_diary(kept_episode(home, **CLINIC), days=3)
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    table = page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert table.count("<tr>") == 4
    assert table.count("<td>4</td>") == 3
    assert "Upper trapezius, right: " in table


def test_a_change_counts_only_beyond_the_measuring_error(browser: Client, home: Account) -> None:
    within = {**CLINIC, "after": {"pain": [5], "moving": [6], "ppt": [150, 151], "rom": [53]}}
    episode = kept_episode(home, **within)
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert drawn(page.html, "disc beyond") == 0
    assert "within error" in page.visible


def test_unwanted_events_are_numbered_and_told(browser: Client, home: Account) -> None:
    episode = kept_episode(home, **{**RELEASED, "harm": ["bruise"]})
    treatment = Treatment.objects.get()
    keep_after_effect(treatment, at=treatment.at + timedelta(days=1), soreness=3, events=[],
                      by=home, now=treatment.at + timedelta(days=1))  # fmt: skip
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert "Felt wrong in the treatment: bruise or swelling" in page.visible
    assert "Sore after the treatment: 3 of 10" in page.visible
    assert drawn(page.html, "event") == 2


def test_without_an_entry_the_page_says_what_comes_first(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert "No diary entry yet. The first number takes ten seconds." in page.visible


@pytest.mark.parametrize(("span", "n_dots"), [("28", 28), ("91", 40), ("all", 40), ("x", 40)])
def test_one_looks_back_as_far_as_one_likes(
    browser: Client, home: Account, *, span: str, n_dots: int
) -> None:
    episode = with_diary(kept_episode(home), days=40)
    page = walker_at(browser, f"/episodes/{episode.pk}/?span={span}").page
    assert drawn(page.html, "is") == n_dots


def test_many_days_are_drawn_as_means_and_said_to_be(browser: Client, home: Account) -> None:
    episode, now = kept_episode(home), timezone.now()
    DiaryEntry.objects.bulk_create(
        DiaryEntry(episode=episode, owner=home, recorded_by=home, recorded_at=now,
                   at=now - timedelta(days=n, minutes=5), pain=n % 11)
        for n in range(400)
    )  # fmt: skip
    page = walker_at(browser, f"/episodes/{episode.pk}/?span=all").page
    assert 100 < drawn(page.html, "is") <= 160
    assert "you said, means of days" in page.visible


def test_drawings_over_time_are_listed_with_their_places(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    told = told_with()
    told_again(
        episode, {**told, "pain": [{"region": "knee_front", "side": "left", "intensity": 3}]}
    )
    page = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert page.html.count('.svg" alt="Drawing of') == 2
    assert "Right temple, Right side of the neck" in page.visible
    told_again(episode, {**EpisodeTold.objects.order_by("-recorded_at")[0].case, "age": 42})
    assert (
        walker_at(browser, f"/episodes/{episode.pk}/").page.html.count('.svg" alt="Drawing of') == 2
    )


@pytest.mark.slow
def test_a_drawing_is_a_picture(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    told = episode.told.get()
    response = browser.get(f"/episodes/{episode.pk}/drawings/{told.pk}.svg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response.content.startswith(b"<svg ")
    assert browser.get(f"/episodes/{episode.pk}/drawings/{uuid4()}.svg").status_code == 404


def test_an_episode_is_closed_and_comes_back(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    address = f"/episodes/{episode.pk}/"
    walker = walker_at(browser, address).press("It is quiet: close it")
    assert "closed" in walker.page.visible
    walker.press("It came back")
    assert "It came back" in walker.page.visible
    states = EpisodeState.objects.order_by("at").values_list("state", "is_current")
    assert list(states) == [("open", False), ("closed", False), ("returned", True)]


def test_no_other_state_is_taken(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    mark = walker_at(browser, "/people/").page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "state": "cured"}
    assert browser.post(f"/episodes/{episode.pk}/state/", sent).status_code == 422
    assert EpisodeState.objects.get().state == "open"


def test_strangers_find_nothing(browser: Client, home: Account) -> None:
    theirs = with_diary(kept_episode(account("bob"), called="Charlie", **RELEASED), days=2)
    told = theirs.told.get()
    mark = walker_at(browser, "/people/").page.value("csrfmiddlewaretoken")
    for address in (
        f"/episodes/{theirs.pk}/", f"/episodes/{theirs.pk}/outlook/",
        f"/episodes/{theirs.pk}/case/", f"/episodes/{theirs.pk}/drawings/{told.pk}.svg",
        f"/episodes/{kept_episode(home).pk}/drawings/{told.pk}.svg",
    ):  # fmt: skip
        response = browser.get(address)
        assert response.status_code == 404, address
        assert b"Charlie" not in response.content
        assert b"trapezius" not in response.content
    sent = {"csrfmiddlewaretoken": mark, "state": "closed"}
    assert browser.post(f"/episodes/{theirs.pk}/state/", sent).status_code == 404


def test_wrong_methods_are_refused(home: Account) -> None:
    unmarked = Client(headers={"host": "127.0.0.1"})
    at_home(unmarked)
    episode = kept_episode(home)
    for address in ("", "outlook/", "case/", f"drawings/{uuid4()}.svg"):
        assert unmarked.post(f"/episodes/{episode.pk}/{address}").status_code == 405
    assert unmarked.get(f"/episodes/{episode.pk}/state/").status_code == 405
    assert unmarked.put("/keep/").status_code == 405


def test_the_outlook_says_what_to_expect_with_its_range_and_basis(
    browser: Client, home: Account
) -> None:
    episode = with_diary(kept_episode(home, **RELEASED))
    page = walker_at(browser, f"/episodes/{episode.pk}/outlook/").page
    assert re.search(r"of 10 is the middle in two weeks \(8 in 10: \d+ to \d+\)", page.visible)
    assert re.search(r"This rests on 2\d entries of this diary", page.visible)
    assert "the range of 8 in 10 people like you. Wide ranges." in page.visible
    assert "What does being treated add?" in page.visible
    assert "comes with a pretended treatment too" in page.visible
    assert "simulated people only; no real diary was at hand" in page.visible
    assert re.search(r"Treatments Of 10 people Pretended Left alone 0 \d \d \d", page.visible)
    assert re.search(r"of 28 days .{0,40}left alone: ", page.visible)
    assert "Only watched in studies: goes with" in page.visible
    assert page.html.count('class="fan changed"') >= 5
    assert page.visible.count("Size: our judgement.") >= 4
    assert "Size: roughly as in trials." in page.visible
    assert "The safety questions were answered on" in page.visible
    assert drawn(page.html, "band80") == 1
    assert page.visible.count("Show as table") == 2


def test_the_outlook_of_a_person_with_few_entries_says_so(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    page = walker_at(browser, f"/episodes/{episode.pk}/outlook/").page
    assert "nothing of this person's own is known yet" in page.visible


def test_days_without_an_entry_widen_the_range_and_are_told(browser: Client, home: Account) -> None:
    episode = with_diary(kept_episode(home, **RELEASED))
    address = f"/episodes/{episode.pk}/outlook/"
    assert "Days without one count neither" not in walker_at(browser, address).page.visible
    DiaryEntry.objects.filter(at__gte=timezone.now() - timedelta(days=5)).delete()
    said = walker_at(browser, address).page.visible
    assert "Days without one count neither as good nor as bad" in said


def test_one_chooses_among_several_points(browser: Client, home: Account) -> None:
    other = {"muscle": "temporalis", "side": "right", "site": "temporalis_1"}
    points = [told_with()["release"]["points"][0], other]
    episode = kept_episode(home, points=points)
    address = f"/episodes/{episode.pk}/outlook/"
    page = walker_at(browser, f"{address}?point=right:temporalis_1").page
    chosen = [one.text for one in page.all("a") if one["aria-current"] == "true"]
    assert chosen == ["Temporalis, right"]


def test_an_open_warning_sign_blocks_every_forecast(browser: Client, home: Account) -> None:
    episode = with_diary(kept_episode(home, **RELEASED))
    told = told_with(**RELEASED)
    told["answers"] = {**told["answers"], _stopping(told): "yes"}
    told_again(episode, told)
    page = walker_at(browser, f"/episodes/{episode.pk}/outlook/").page
    assert "Note for the doctor" in page.visible
    assert "trapezius" not in page.visible.lower()
    assert "band80" not in page.html
    timeline = walker_at(browser, f"/episodes/{episode.pk}/").page
    assert (drawn(timeline.html, "band80"), drawn(timeline.html, "is")) == (0, 20)
    assert "No outlook is drawn while a warning sign is open." in timeline.visible


def test_questions_left_open_come_before_the_forecast(browser: Client, home: Account) -> None:
    episode = with_diary(kept_episode(home))
    told = told_with()
    told["answers"] = {}
    told_again(episode, told)
    walker = walker_at(browser, f"/episodes/{episode.pk}/outlook/")
    assert walker.page.h1 == "No outlook yet"
    assert "band80" not in walker.page.html
    walker.press("Answer them now")
    assert walker.address == "/check/"


@pytest.mark.parametrize(
    ("release", "words"),
    [({"points": None}, "No spot is found yet."), (None, "What was kept tells too little")],
)
def test_without_a_spot_the_page_says_what_is_missing(
    browser: Client, home: Account, *, release: dict[str, Any] | None, words: str
) -> None:
    episode = kept_episode(home, **(release or {}))
    if release is None:
        told_again(episode, {"answers": {}})
    walker = walker_at(browser, f"/episodes/{episode.pk}/outlook/")
    assert (walker.status, words in walker.page.visible) == (200, True)


def test_the_timeline_asks_as_much_with_many_entries(browser: Client, home: Account) -> None:
    episode = kept_episode(home, **RELEASED)
    address = f"/episodes/{episode.pk}/"

    def n_questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    n_questions()  # the first look of a day is written down
    few = n_questions()
    with_diary(episode, days=30)
    assert n_questions() <= few + 4  # what was followed is kept: read, begin, write, end
    assert n_questions() == few <= 16


def _stopping(told: dict[str, Any]) -> str:
    """Return a sign of this case that stops everything when it is answered with yes."""
    from unknot.find.answer import find  # noqa: PLC0415
    from unknot.find.query import query_from  # noqa: PLC0415

    for flag in told["answers"]:
        answers = {**told["answers"], flag: "yes"}
        if find(query_from({**told, "answers": answers})).screening.stops:
            return str(flag)
    raise AssertionError("No sign of this case stops.")
