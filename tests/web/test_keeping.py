"""Keeping a journey: chosen once, then kept as it goes, corrected by new rows, gone on with."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import RELEASED, at_home, kept_episode, walker_at
from tests.web.releasing import KEY, PAIN, at, none_of_these, told_of, told_with
from tests.web.walking import Walker
from unknot.facts.countries import country_of
from unknot.facts.red_flags import load_red_flags
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults
from unknot.web.episodes.actions import begin_episode
from unknot.web.episodes.keeping import KEPT, case_resumed, keep_case
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold, FoundPoint
from unknot.web.people.actions import keep_person
from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.treatments.models import Measured, Treatment
from unknot.web.where.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


def at_muscles(browser: Client) -> Walker:
    return at(walker_at(browser, "/"), "/muscles/", told_with(points=None))


def kept(browser: Client, **typed: str) -> Walker:
    walker = at_muscles(browser).press("Keep this on this computer")
    return walker.press("Keep it", **typed)


def kept_case(walker: Walker, **release: Any) -> dict[str, Any]:
    """Return the case of a page with another second half, as a later page would carry it."""
    told = told_of(walker)
    return {**told_with(**release), KEPT: told[KEPT]}


def test_the_button_is_there_only_when_the_pages_are_open(browser: Client) -> None:
    assert "Keep this on this computer" not in at_muscles(browser).page.visible
    at_home(browser)
    assert "Keep this on this computer" in at_muscles(browser).page.visible


def test_nothing_is_kept_until_somebody_chooses_to(browser: Client, home: Account) -> None:
    at_muscles(browser).press("Keep this on this computer")
    assert (Person.objects.count(), Episode.objects.count(), Trace.objects.count()) == (0, 0, 0)


def test_keeping_records_person_episode_and_case_with_their_trail(
    browser: Client, home: Account
) -> None:
    walker = kept(browser, called="Dana", birth_year="1985")
    assert walker.page.h1 == "Kept on this computer"
    told = EpisodeTold.objects.get()
    assert (told.step, told.case["pain"], told.atlas_version) == ("muscles", PAIN, "")
    assert told.facts_version
    assert told_of(walker)[KEPT] == {"episode": str(told.episode_id)}
    assert EpisodeState.objects.get().state == "open"
    assert list(Trace.objects.values_list("action", flat=True)) == [
        "person-kept", "person-told", "episode-begun", "episode-open", "episode-told",
    ]  # fmt: skip
    assert list(trail_faults()) == []


def test_the_way_goes_on_where_it_was(browser: Client, home: Account) -> None:
    walker = kept(browser).press("Go on where I was")
    assert walker.address == "/muscles/"
    assert "Kept on this computer as you go." in walker.page.visible
    assert "Keep this on this computer" not in walker.page.visible


def test_every_further_step_is_kept_as_it_goes(browser: Client, home: Account) -> None:
    walker = kept(browser).press("Go on where I was")
    walker.press("Yes")
    assert EpisodeTold.objects.count() == 2
    walker.press("Print view")
    assert EpisodeTold.objects.count() == 2  # the same case: nothing new to keep
    at(walker, "/points/", kept_case(walker))
    assert EpisodeTold.objects.order_by("recorded_at").last().step == "points"  # type: ignore[union-attr]
    assert FoundPoint.objects.get().site == "upper_trapezius_1"


def at_the_conditions(walker: Walker) -> Walker:
    """Come to the questions before a plan without an age told; no warning sign holds."""
    walker = at(walker, "/about-you/", {**kept_case(walker, asked=None), "age": None})
    while walker.page.h1 == "A few more safety questions":
        walker.press("Next", none="1")
    return at(walker, "/about-you/", told_of(walker))


def test_the_year_of_birth_fills_the_age_until_another_is_told(
    browser: Client, home: Account
) -> None:
    walker = at_the_conditions(kept(browser, called="Dana", birth_year="1985"))
    this_year = str(timezone.localdate().year - 1985)
    assert walker.page.value("age") == this_year
    assert "From the year of birth you told." in walker.page.visible
    sent = none_of_these(walker)
    walker.press("Make the plan", age="40", none=sent)
    assert told_of(walker)["age"] == 40
    at(walker, "/about-you/", told_of(walker))
    assert walker.page.value("age") == "40"
    assert "From the year of birth" not in walker.page.visible


def test_without_a_year_of_birth_the_age_stays_empty(browser: Client, home: Account) -> None:
    assert at_the_conditions(kept(browser, called="Dana")).page.value("age") == ""


def test_an_answer_to_the_script_is_kept_as_well(browser: Client, home: Account) -> None:
    walker = kept(browser).press("Go on where I was")
    told = {**told_of(walker), "symptoms": ["dizziness"]}
    mark = walker.page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "told": json.dumps(told)}
    response = browser.post("/muscles/", sent, headers={"X-Unknot-Part": "answer"})
    assert response.status_code == 200
    assert EpisodeTold.objects.count() == 2


def test_the_first_page_keeps_where_the_case_belongs(browser: Client, home: Account) -> None:
    walker = kept(browser)
    at(walker, "/", told_of(walker)).press("Next", text="knee hurts")
    assert told_of(walker)[KEPT] == {"episode": str(Episode.objects.get().pk)}


def test_the_last_felt_pressure_is_kept_and_stands_in_the_timeline(
    browser: Client, home: Account
) -> None:
    walker = kept(browser)
    at(walker, "/result/", kept_case(walker, **RELEASED, felt={"1": 3, "2": 2.5}))
    treatment = Treatment.objects.get()
    assert treatment.pressure == 2.5
    timeline = walker_at(browser, f"/episodes/{treatment.episode_id}/").page.visible
    assert "1:00 min, felt 2.5 of 10" in timeline  # 2 x 20 + 2 x 10 s


def test_a_treatment_is_kept_with_dose_harm_and_measures(browser: Client, home: Account) -> None:
    walker = kept(browser)
    at(walker, "/result/", kept_case(walker, **RELEASED))
    treatment = Treatment.objects.get()
    assert (treatment.setting, treatment.method) == ("home", "self_release_tool")
    assert (treatment.seconds, treatment.repeats) == (2 * 20 + 2 * 10, 2)
    assert (treatment.harm, treatment.stopped, treatment.overall) == ([], [], "better")
    assert treatment.pressure is None  # no answer is not a number
    pairs = Measured.objects.order_by("movement").values_list("measure", "movement", "before")
    assert list(pairs) == [("pain_nrs", "", [6]), ("pain_nrs", "neck_rotation_opposite", [7])]


def test_telling_the_same_treatment_twice_records_it_once(browser: Client, home: Account) -> None:
    walker = kept(browser)
    case = kept_case(walker, **RELEASED)
    at(walker, "/result/", case)
    at(walker, "/result/", case)  # pressed back and sent again, without the time of the first
    at(walker, "/handout/", told_of(walker))
    assert Treatment.objects.filter(is_current=True).count() == 1
    assert Measured.objects.filter(is_current=True).count() == 2


def test_a_correction_is_a_new_row_and_the_measures_go_with_it(
    browser: Client, home: Account
) -> None:
    walker = kept(browser)
    at(walker, "/result/", kept_case(walker, **RELEASED))
    told = told_of(walker)
    told["release"] |= {"harm": ["bruise"], "after": {"pain": [3], "moving": [5]}}
    at(walker, "/result/", told)
    assert list(Treatment.objects.order_by("recorded_at").values_list("harm", "is_current")) == [
        ([], False), (["bruise"], True),
    ]  # fmt: skip
    current = Measured.objects.filter(is_current=True, movement="")
    assert [(one.after, one.treatment.harm) for one in current] == [([3], ["bruise"])]
    assert Measured.objects.filter(is_current=False).count() == 3  # two moved, one corrected


def test_another_treatment_is_another_record(home: Account) -> None:
    start = timezone.now() - timedelta(days=10)
    episode = kept_episode(home, now=start, **RELEASED)
    journey = Journey(told=told_with(**RELEASED, treatments_so_far=1))
    keep_case(episode, journey, step="result", by=home, now=start + timedelta(days=7))
    assert Treatment.objects.filter(is_current=True).count() == 2
    assert FoundPoint.objects.filter(is_current=True).count() == 1


def test_a_stopped_treatment_is_kept_with_its_reason(home: Account) -> None:
    episode = kept_episode(home, stopped=["dizzy"])
    treatment = Treatment.objects.get(episode=episode)
    assert (treatment.stopped, treatment.seconds, treatment.harm) == (["dizzy"], None, None)


def test_a_point_that_was_removed_is_taken_back_unless_it_was_treated(home: Account) -> None:
    treated = kept_episode(home, **RELEASED)
    only_found = kept_episode(home)
    for episode in (treated, only_found):
        journey = Journey(told=told_with(points=None))
        keep_case(episode, journey, step="points", by=home, now=timezone.now())
    assert treated.points.filter(is_current=True).count() == 1
    assert only_found.points.filter(is_current=True).count() == 0
    assert only_found.points.count() == 2  # found, taken back


def test_the_age_of_a_point_is_corrected(home: Account) -> None:
    episode = kept_episode(home)
    told = told_with()
    told["release"]["points"] = [{**told["release"]["points"][0], "weeks": 6}]
    keep_case(episode, Journey(told=told), step="points", by=home, now=timezone.now())
    found = FoundPoint.objects.order_by("recorded_at").values_list("weeks", "is_current")
    assert list(found) == [(None, False), (6, True)]


def test_another_pain_of_the_same_person_and_one_that_goes_on(
    browser: Client, home: Account
) -> None:
    kept(browser, called="Dana")
    first = Episode.objects.get()
    walker = at_muscles(browser).press("Keep this on this computer")
    assert "Dana: a new pain" in walker.page.visible
    walker.press("Keep it", person=f"person:{first.person_id}")
    assert (Person.objects.count(), Episode.objects.count()) == (1, 2)
    walker = at_muscles(browser).press("Keep this on this computer")
    walker.press("Keep it", person=f"episode:{first.pk}")
    assert (Person.objects.count(), Episode.objects.count()) == (1, 2)
    walker = at_muscles(browser).press("Keep this on this computer")
    walker.press("Keep it", person="new", called="Tom")
    assert set(PersonTold.objects.values_list("called", flat=True)) == {"Dana", "Tom"}


def test_a_bad_form_keeps_what_was_typed(browser: Client, home: Account) -> None:
    walker = kept(browser, called="Dana", birth_year="old")
    assert (walker.status, walker.page.value("called")) == (422, "Dana")
    assert "'old' is no year of birth" in walker.page.visible
    assert Person.objects.count() == 0


@pytest.mark.parametrize("kind", ["person", "episode"])
def test_a_strangers_person_or_episode_is_not_there(
    browser: Client, home: Account, kind: str
) -> None:
    theirs = kept_episode(account("bob"))
    wanted = theirs.pk if kind == "episode" else theirs.person_id
    n_told = EpisodeTold.objects.count()
    walker = at_muscles(browser).press("Keep this on this computer")
    walker.press("Keep it", person=f"{kind}:{wanted}")
    assert walker.status == 404
    assert EpisodeTold.objects.count() == n_told


@pytest.mark.parametrize(
    "held",
    [{"episode": "1c80faa0-705d-4d83-9e75-e6f99776bb7b"}, {"episode": "x"}, {}, "x", None, 5],
)
def test_a_case_of_an_episode_that_is_not_there_goes_on_without(
    browser: Client, home: Account, held: object
) -> None:
    told = {**told_with(points=None), KEPT: held}
    walker = at(walker_at(browser, "/"), "/muscles/", told)
    assert walker.status == 200
    assert KEPT not in told_of(walker)
    assert EpisodeTold.objects.count() == 0


def test_a_case_of_a_stranger_is_neither_kept_nor_changed(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"))
    told = {**told_with(points=None), KEPT: {"episode": str(theirs.pk)}}
    walker = at(walker_at(browser, "/"), "/muscles/", told)
    assert KEPT not in told_of(walker)
    assert theirs.told.count() == 1


def test_a_browser_that_was_closed_keeps_nothing_and_loses_nothing(
    browser: Client, home: Account
) -> None:
    walker = kept(browser)
    told = kept_case(walker)
    browser.logout()
    walker = at(walker_at(browser, "/"), "/points/", told)
    assert walker.status == 200
    assert told_of(walker)[KEPT] == told[KEPT]  # opened again, it goes on being kept
    assert EpisodeTold.objects.count() == 1


def test_a_case_that_was_changed_on_the_way_is_told(browser: Client, home: Account) -> None:
    walker = walker_at(browser, "/")
    assert at(walker, "/keep/", "{broken").status == 422
    assert walker_at(browser, "/keep/").page.h1 == "Let’s find the muscle behind the pain"


@pytest.mark.parametrize(
    ("release", "step"),
    [
        ({"points": None}, "Muscles"),
        ({}, "Plan"),
        ({"done": [1]}, "Measure after"),
        (RELEASED, "What changed"),
    ],
)
def test_a_kept_case_goes_on_at_its_step(
    browser: Client, home: Account, *, release: dict[str, Any], step: str
) -> None:
    episode = kept_episode(home, **release)
    EpisodeTold.objects.update(step="plan" if step == "Plan" else "muscles")
    if step == "What changed":
        EpisodeTold.objects.update(step="result")
    walker = walker_at(browser, f"/episodes/{episode.pk}/case/")
    assert f"Go on: {step}" in walker.page.visible
    walker.press("Go on:")
    assert walker.status == 200
    assert told_of(walker)[KEPT]["episode"] == str(episode.pk)


def test_a_kept_case_goes_on_at_any_other_step(browser: Client, home: Account) -> None:
    episode = kept_episode(home, **RELEASED)
    for step, address in (("1.", "/"), ("4.", "/points/"), ("6.", "/plan/"), ("9.", "/result/")):
        walker = walker_at(browser, f"/episodes/{episode.pk}/case/").press(step)
        assert (walker.status, walker.address) == (200, address)
        assert KEY.split(":", maxsplit=1)[0] in walker.page.html


def test_a_strangers_case_cannot_be_gone_on_with(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"))
    walker = walker_at(browser, f"/episodes/{theirs.pk}/case/")
    assert (walker.status, "trapezius" in walker.page.html) == (404, False)


def test_a_write_that_fails_keeps_no_half_of_a_case(
    browser: Client, home: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unknot.web import records  # noqa: PLC0415

    wrote = records.written

    def breaks_at_the_case(**row: Any) -> object:
        return 1 / 0 if row["action"] == "episode-told" else wrote(**row)

    monkeypatch.setattr(records, "written", breaks_at_the_case)
    with pytest.raises(ZeroDivisionError):
        kept(browser, called="Dana")
    assert (Person.objects.count(), Episode.objects.count(), Trace.objects.count()) == (0, 0, 0)


def test_country_tests_put_aside_and_signs_merely_not_ticked_are_resumed(
    browser: Client, home: Account
) -> None:
    """Else a resumed case would ask again, and would take a sign not ticked for a told no."""
    germany = country_of("de")
    flag = next(iter(load_red_flags()))
    journey = Journey(
        told=told_with(),
        put_aside=(("move", "neck_flexion", "mid"),),
        country=germany,
        cards_done=3,
        not_ticked=(flag,),
    )
    episode = begin_episode(keep_person(by=home, now=timezone.now()), by=home, now=timezone.now())
    keep_case(episode, journey, step="muscles", by=home, now=timezone.now())
    told = EpisodeTold.objects.get(episode=episode)
    resumed = case_resumed(told.case, episode)
    assert germany is not None
    assert (resumed.country, resumed.put_aside) == (germany, journey.put_aside)
    assert (resumed.not_ticked, resumed.cards_done) == ((flag,), 3)
    page = walker_at(browser, f"/episodes/{episode.pk}/case/").page
    assert page.value("country") == "de"
    assert page.value("put_aside") == "move:neck_flexion:mid"
