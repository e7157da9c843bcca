"""More bad news never lowers the level, whoever is asked and in whatever order."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.alerts import ScreeningInput, load_facts
from unknot.find.red_flags import screen

FACTS = load_facts()
RANK = {None: 0, **{id_: meaning.rank for id_, meaning in FACTS.urgencies.items()}}


@st.composite
def people(draw: st.DrawFn) -> ScreeningInput:
    """Draw a person: few places, few symptoms, a handful of answers."""
    regions = draw(st.frozensets(st.sampled_from(sorted(load_regions())), max_size=5))
    return ScreeningInput(
        pain_regions=regions,
        symptoms=draw(st.frozensets(st.sampled_from(sorted(load_symptoms())), max_size=4)),
        limited_movements=draw(
            st.frozensets(st.sampled_from(sorted(load_movements())), max_size=3)
        ),
        age=draw(st.none() | st.integers(0, 100).map(float)),
        sex=draw(st.sampled_from((None, "female", "male"))),
        answers=draw(
            st.dictionaries(
                st.sampled_from(sorted(FACTS.flags)),
                st.sampled_from(("yes", "no", "unsure")),
                max_size=8,
            )
        ),
        both_sides=draw(st.just(frozenset()) | st.just(regions)),
    )


def _with(person: ScreeningInput, **changes: Any) -> ScreeningInput:
    """Return the person with some fields changed."""
    fields = {name: getattr(person, name) for name in person.__slots__}
    return ScreeningInput(**{**fields, **changes})


def _level(person: ScreeningInput) -> int:
    """Return the rank of a person's level."""
    return RANK[screen(person).level]


@settings(max_examples=300, deadline=None)
@given(people(), st.sampled_from(sorted(FACTS.flags)))
def test_one_more_yes_never_lowers_the_level(person: ScreeningInput, flag: str) -> None:
    before = _level(person)
    unsure = _level(_with(person, answers={**person.answers, flag: "unsure"}))
    yes = _level(_with(person, answers={**person.answers, flag: "yes"}))
    no = _level(_with(person, answers={**person.answers, flag: "no"}))
    assert yes >= before
    assert yes >= unsure >= no


@settings(max_examples=150, deadline=None)
@given(people(), st.sampled_from(sorted(load_symptoms())), st.sampled_from(sorted(load_regions())))
def test_one_more_symptom_or_place_never_lowers_the_level(
    person: ScreeningInput, symptom: str, region: str
) -> None:
    before = _level(person)
    assert _level(_with(person, symptoms=person.symptoms | {symptom})) >= before
    assert _level(_with(person, pain_regions=person.pain_regions | {region})) >= before


@settings(max_examples=150, deadline=None)
@given(people())
def test_telling_age_or_sex_never_lowers_the_level(person: ScreeningInput) -> None:
    assert _level(person) >= _level(_with(person, age=None, sex=None))


@settings(max_examples=150, deadline=None)
@given(people())
def test_every_question_is_asked_once_and_never_again(person: ScreeningInput) -> None:
    found = screen(person)
    assert len(set(found.to_ask)) == len(found.to_ask)
    assert not set(found.to_ask) & set(person.answers)
    assert set(found.first_priority_open) <= set(found.to_ask)


@settings(max_examples=100, deadline=None)
@given(people())
def test_order_of_answers_does_not_matter(person: ScreeningInput) -> None:
    turned = dict(reversed(list(person.answers.items())))
    assert screen(_with(person, answers=turned)) == screen(person)
