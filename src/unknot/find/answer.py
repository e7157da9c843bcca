"""One person's whole answer: what was read, warning signs, ranking, next tests.

``find`` takes a checked query and returns a frozen record; ``as_json`` gives it the shape
of the contract. The ranking is always in it, also beside an emergency: hiding it until the
first questions are answered, or behind what to do now, is the duty of whoever shows it to a
person, and ``Answer.may_show_ranking`` says whether they may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from unknot.body.atlas import ATLAS_VERSION
from unknot.errors import InvalidInput
from unknot.facts.told_warnings import symptoms_asked_anywhere
from unknot.facts.version import facts_version
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.alerts import ScreeningInput
from unknot.find.drawn import Drawn
from unknot.find.knowledge import Knowledge, load_knowledge
from unknot.find.next_test import NextTest, next_tests
from unknot.find.not_a_muscle import not_a_muscle
from unknot.find.query import MovementMark, PainMark, Query
from unknot.find.ranking import Candidate, Ranking, rank_muscles
from unknot.find.reasons import place_name
from unknot.find.red_flags import Screening, screen
from unknot.find.words import Reading, read_words

__all__ = [
    "Answer",
    "Screened",
    "answer_as_json",
    "find",
    "screened",
    "screening_input",
    "told_warnings",
    "with_words_read",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything ``unknot find`` has to say about one person.

    Attributes
    ----------
    query
        What was used: the query with its free words read into it.
    reading
        How the free words were understood, or None when there were none.
    told
        Open questions that the person's own words or symptoms speak of.
    not_a_muscle
        Probability that the pain does not come from a muscle.
    """

    query: Query
    reading: Reading | None
    screening: Screening
    told: tuple[str, ...]
    not_a_muscle: float
    ranking: Ranking
    next_tests: tuple[NextTest, ...]

    @property
    def open_first(self) -> tuple[str, ...]:
        """Questions to be answered before a person is shown the ranking; told ones first."""
        return tuple(dict.fromkeys((*self.told, *self.screening.first_priority_open)))

    @property
    def may_show_ranking(self) -> bool:
        """Whether a person may be shown the ranking now."""
        return not self.screening.stops and not self.open_first


@dataclass(frozen=True, slots=True)
class Screened:
    """The warning signs of one person, without the ranking; each as ``Answer`` has it."""

    query: Query
    reading: Reading | None
    screening: Screening
    told: tuple[str, ...]

    @property
    def open_first(self) -> tuple[str, ...]:
        """Questions to be answered before a person is shown anything; told ones first."""
        return tuple(dict.fromkeys((*self.told, *self.screening.first_priority_open)))


def screened(query: Query) -> Screened:
    """Screen one person for warning signs and rank nothing.

    Raises
    ------
    InvalidInput
        Nothing in the free words could be understood and nothing else was given.
    """
    used, reading = with_words_read(query)
    screening = screen(screening_input(used))
    return Screened(used, reading, screening, told_warnings(used, screening))


def find(query: Query, knowledge: Knowledge | None = None) -> Answer:
    """Answer one person.

    Raises
    ------
    InvalidInput
        Nothing in the free words could be understood and nothing else was given.
    """
    knowledge = knowledge or load_knowledge()
    first = screened(query)
    used = first.query
    return Answer(
        query=used,
        reading=first.reading,
        screening=first.screening,
        told=first.told,
        not_a_muscle=not_a_muscle(used, knowledge),
        ranking=rank_muscles(used, knowledge),
        next_tests=next_tests(used, knowledge),
    )


def with_words_read(query: Query) -> tuple[Query, Reading | None]:
    """Read the free words into the query; what was given as ids stands first.

    Raises
    ------
    InvalidInput
        Nothing could be understood and nothing else was given.
    """
    if not query.text.strip():
        return query, None
    reading = read_words(query.text)
    marks = [PainMark(p.region, p.side, p.intensity, p.quality) for p in reading.pain]
    limited = [MovementMark(m.movement, m.side) for m in reading.limited_movements]
    free = [MovementMark(m.movement, m.side) for m in reading.free_movements]
    used = replace(
        query,
        pain=(*query.pain, *_new(marks, query.pain)),
        dangers=tuple(dict.fromkeys((*query.dangers, *reading.dangers))),
        symptoms=tuple(dict.fromkeys((*query.symptoms, *reading.symptoms))),
        absent_symptoms=tuple(
            symptom
            for symptom in dict.fromkeys((*query.absent_symptoms, *reading.absent_symptoms))
            if symptom not in query.symptoms and symptom not in reading.symptoms
        ),
        limited_movements=tuple(dict.fromkeys((*query.limited_movements, *limited))),
        free_movements=tuple(
            mark
            for mark in dict.fromkeys((*query.free_movements, *free))
            if not any(
                told.movement == mark.movement and told.side in (mark.side, "both")
                for told in (*query.limited_movements, *limited)
            )
        ),
    )
    if not (used.pain or used.symptoms or used.limited_movements or reading.dangers):
        raise _nothing_to_go_on(reading)
    return used, reading


def _nothing_to_go_on(reading: Reading) -> InvalidInput:
    """Build the complaint about words that name nothing that hurts."""
    if reading.is_other_language:
        return InvalidInput(reading.echo(), where="text")
    example = "for example: 'left side of the neck, worse when turning the head'."
    if reading.denied_regions or reading.absent_symptoms:
        return InvalidInput(
            f"{reading.echo()} Nothing that hurts was understood. Name the part of the body "
            f"that hurts, {example}",
            where="text",
        )
    return InvalidInput(
        "No place and no symptom was understood in these words. Name the part of the body "
        f"that hurts, {example}",
        where="text",
    )


def _new(marks: list[PainMark], given: tuple[PainMark, ...]) -> list[PainMark]:
    """Return the marks whose place was not given already."""
    places = {(mark.region, mark.side) for mark in given}
    return [mark for mark in marks if (mark.region, mark.side) not in places]


def told_warnings(query: Query, screening: Screening) -> tuple[str, ...]:
    """Return the open questions that what was told speaks of.

    They stay open until each is answered by itself: "none of these" does not cover them. A
    danger whose questions do not belong to the named places still gets its first one.
    """
    by_symptom = symptoms_asked_anywhere()
    still_open = set(screening.to_ask)
    told: list[str] = []
    for danger in (*query.dangers, *(by_symptom.get(symptom, ()) for symptom in query.symptoms)):
        here = [flag for flag in danger if flag in still_open]
        if here:
            told += here
        elif danger and not any(flag in query.answers for flag in danger):
            told.append(danger[0])
    return tuple(dict.fromkeys(told))


def screening_input(query: Query) -> ScreeningInput:
    """Return what the warning-sign rules need of a query.

    Where no place was marked, the places where the symptoms are felt and the limited joints
    stand in, so that their warning signs are asked.
    """
    sides: dict[str, set[str]] = {}
    for mark in query.felt:
        whole = load_regions()[mark.region].parent
        for region in (mark.region,) if whole is None else (mark.region, whole):
            sides.setdefault(region, set()).update(
                ("left", "right") if mark.side == "both" else (mark.side,)
            )
    about = dict(query.about)
    if about.get("pregnant"):
        about |= {"pregnant_or_postpartum": True, "could_be_pregnant": True}
    return ScreeningInput(
        pain_regions=frozenset(sides or _implied_regions(query)),
        symptoms=frozenset(query.symptoms),
        limited_movements=frozenset(mark.movement for mark in query.limited_movements),
        age=query.age,
        sex=query.sex if query.sex in ("female", "male") else None,
        about=about,
        answers=query.answers,  # type: ignore[arg-type]
        both_sides=frozenset(region for region, seen in sides.items() if {"left", "right"} <= seen),
    )


def _implied_regions(query: Query) -> Iterator[str]:
    """Yield where the symptoms are felt and where the limited joints are."""
    symptoms, movements = load_symptoms(), load_movements()
    for symptom in query.symptoms:
        yield from symptoms[symptom].regions
    for mark in query.limited_movements:
        yield from movements[mark.movement].regions


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer in the shape of the contract."""
    return {
        "id": answer.query.id,
        "read": _read(answer),
        "alerts": [
            {
                "id": alert.id,
                "urgency": alert.urgency,
                "why": alert.why,
                "do": alert.do,
                "condition": alert.condition,
                "may_need_ruling_out": list(alert.may_need_ruling_out),
                "raised_by": list(alert.raised_by),
            }
            for alert in answer.screening.alerts
        ],
        "to_ask": list(dict.fromkeys((*answer.told, *answer.screening.to_ask))),
        "first_priority_open": list(answer.open_first),
        "told": list(answer.told),
        "not_a_muscle": answer.not_a_muscle,
        "unexplained": [
            {"region": region, "side": side} for region, side in answer.ranking.unexplained
        ],
        "muscles": [_candidate(candidate) for candidate in answer.ranking.candidates],
        "less_common": list(answer.ranking.less_common),
        "next_tests": [
            {
                "kind": test.kind,
                "target": test.target,
                "side": test.side,
                "gain_bits": test.gain_bits,
            }
            for test in answer.next_tests
        ],
        "is_exact": answer.ranking.is_exact,
        "atlas_version": ATLAS_VERSION,
        "facts_version": facts_version(),
    }


def _read(answer: Answer) -> dict[str, Any]:
    """Return what was understood of drawing and words, and every field nothing reads."""
    not_used = [f"field '{name}'" for name in answer.query.ignored]
    not_used += [
        f"{place_name(mark.region, mark.side)}: pain 0"
        for mark in answer.query.pain
        if mark.intensity == 0
    ]
    painted = _painted(answer.query.drawn)
    reading = answer.reading
    if reading is None:
        return {**painted, "symptoms": [], "not_used": not_used}
    in_words = [
        {
            "region": mark.region,
            "side": mark.side,
            "intensity": mark.intensity,
            "quality": mark.quality,
        }
        for mark in reading.pain
    ]
    return {
        **painted,
        "pain": [*painted["pain"], *in_words],
        "symptoms": list(reading.symptoms),
        "absent_symptoms": list(reading.absent_symptoms),
        "limited_movements": [
            {"movement": mark.movement, "side": mark.side} for mark in reading.limited_movements
        ],
        "free_movements": [
            {"movement": mark.movement, "side": mark.side} for mark in reading.free_movements
        ],
        "denied": list(reading.denied_regions),
        "not_used": [*not_used, *reading.not_used],
    }


def _painted(drawn: Drawn | None) -> dict[str, Any]:
    """Return the painted places and how much skin is painted, when there is a drawing."""
    if drawn is None:
        return {"pain": []}
    return {
        "pain": [
            {
                "region": place.region,
                "side": place.side,
                "intensity": None if place.intensity is None else round(place.intensity, 1),
                "quality": place.quality,
                "fraction": round(place.fraction, 3),
            }
            for place in drawn.places
        ],
        "painted": {"cm2": round(drawn.cm2, 1), "percent": round(drawn.percent, 2)},
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    """Return one row of the ranking."""
    return {
        "muscle": candidate.muscle,
        "side": candidate.side,
        "probability": candidate.probability,
        "group": candidate.group,
        "sites": [{"site": site.site, "probability": site.probability} for site in candidate.sites],
        "for": [reason.text for reason in candidate.reasons_for],
        "against": [reason.text for reason in candidate.reasons_against],
    }
