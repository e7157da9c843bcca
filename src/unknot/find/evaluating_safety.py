"""How well the warning signs work on published cases that were not trigger points.

Serious cases should raise an alert at least as urgent as their picture deserves, and the
question that decides should come early; harmless cases should raise nothing above their
due. Every case is screened twice: with its stated yes answers (everything else unknown, a
question that was not reported is never read as "no") and with the answers withheld.

Limits
------
Published cases are odd cases, told with hindsight; the shares say how the rules behave on
them, not how often a person is missed. ``no_progress`` is counted apart, since failed care
is why such cases get published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from unknot.errors import NotEnoughData
from unknot.facts.cases import Case, Negative
from unknot.find.alerts import Facts, ScreeningInput, load_facts
from unknot.find.red_flags import Screening, screen

__all__ = [
    "FIRST_QUESTIONS",
    "SafetyEvaluation",
    "Share",
    "evaluate_negatives",
    "input_of_case",
]

FIRST_QUESTIONS: Final = 20
"""So many questions a patient person answers."""
_APART: Final = "no_progress"
_N_RESAMPLES: Final = 2000


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with a 95% bootstrap interval over cases."""

    n: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share; nan when there was no case."""
        return self.n / self.of if self.of else float("nan")


@dataclass(frozen=True, slots=True)
class SafetyEvaluation:
    """The table of ``unknot evaluate negatives``."""

    alerted: Share
    """Serious cases with a stated yes that raise any alert."""
    urgently_enough: Share
    """The same cases, alert at least as urgent as expected."""
    alerted_first_visit: Share
    urgently_enough_first_visit: Share
    alerted_without_answers: Share
    """All serious cases, answers withheld: what the picture alone raises."""
    urgently_enough_without_answers: Share
    by_urgency: Mapping[str, Share]
    """Urgently enough, by expected urgency."""
    by_stratum: Mapping[str, Share]
    """Urgently enough, by group of causes."""
    over_alarmed: Share
    """Harmless cases alarmed above their due, ``no_progress`` counted."""
    over_alarmed_apart: Share
    """Harmless cases alarmed above their due by more than ``no_progress``."""
    deciding_asked_early: Share
    """Serious cases whose deciding question is among the first questions."""
    missed: tuple[str, ...]
    """Ids of serious cases with a stated yes that raise too little."""


def evaluate_negatives(
    records: Iterable[Negative],
    *,
    trigger_points: Iterable[Case] = (),
    deciding: Mapping[str, Sequence[frozenset[str]]] | None = None,
    facts: Facts | None = None,
) -> SafetyEvaluation:
    """Measure the screen on cases that were not trigger points.

    Parameters
    ----------
    records
        Cases with the urgency their picture deserves.
    trigger_points
        Cases of trigger points, whose due is no alert.
    deciding
        By case id, sets of questions of which one whole set decides. Where a case is not
        named, its stated yes answers are taken: each that is enough alone, else all of them.
    facts
        Questions and rules; those of the package when left out.

    Raises
    ------
    NotEnoughData
        There is no serious case.
    """
    facts = facts or load_facts()
    records = tuple(records)
    serious = [one for one in records if one.kind == "serious"]
    if not serious:
        raise NotEnoughData("No case of kind 'serious' was given; nothing can be measured.")
    stated = [one for one in serious if one.flags]
    with_answers = {one.id: screen(_input(one), facts) for one in records}
    without = {one.id: screen(_input(one, withheld=True), facts) for one in records}

    def enough(one: Negative, screenings: Mapping[str, Screening]) -> bool:
        return _rank(screenings[one.id], facts) >= _due(one, facts)

    first = [one for one in stated if one.flags_timing == "first_visit"]
    dues = _harmless(records, trigger_points, screenings=with_answers, facts=facts)
    questions = {one.id: _deciding(one, deciding or {}, facts) for one in serious}
    known = [one for one in serious if questions[one.id]]
    return SafetyEvaluation(
        alerted=_share([bool(with_answers[one.id].alerts) for one in stated]),
        urgently_enough=_share([enough(one, with_answers) for one in stated]),
        alerted_first_visit=_share([bool(with_answers[one.id].alerts) for one in first]),
        urgently_enough_first_visit=_share([enough(one, with_answers) for one in first]),
        alerted_without_answers=_share([bool(without[one.id].alerts) for one in serious]),
        urgently_enough_without_answers=_share([enough(one, without) for one in serious]),
        by_urgency=_by(
            stated, lambda one: one.expected_urgency, lambda one: enough(one, with_answers)
        ),
        by_stratum=_by(stated, lambda one: one.stratum, lambda one: enough(one, with_answers)),
        over_alarmed=_share([over for over, _ in dues]),
        over_alarmed_apart=_share([over for _, over in dues]),
        deciding_asked_early=_share(
            [_is_early(questions[one.id], without[one.id].to_ask) for one in known]
        ),
        missed=tuple(one.id for one in stated if not enough(one, with_answers)),
    )


def input_of_case(case: Case | Negative) -> ScreeningInput:
    """Return a case as it would be told, without any answer."""
    return ScreeningInput(
        pain_regions=frozenset(pain.region for pain in case.pain),
        symptoms=frozenset(case.symptoms),
        limited_movements=frozenset(case.limited_movements),
        age=case.age if isinstance(case, Negative) else None,
        sex=case.sex if isinstance(case, Negative) else None,
        both_sides=frozenset(pain.region for pain in case.pain if pain.side == "both"),
    )


def _input(case: Negative, *, withheld: bool = False) -> ScreeningInput:
    """Return a case with its stated yes answers, or with them withheld."""
    told = input_of_case(case)
    return told if withheld else _answered(told, case.flags)


def _answered(told: ScreeningInput, flags: Iterable[str]) -> ScreeningInput:
    """Return an input with these questions answered yes."""
    return ScreeningInput(
        pain_regions=told.pain_regions,
        symptoms=told.symptoms,
        limited_movements=told.limited_movements,
        age=told.age,
        sex=told.sex,
        about=told.about,
        answers=MappingProxyType(dict.fromkeys(flags, "yes")),
        both_sides=told.both_sides,
    )


def _rank(screening: Screening, facts: Facts) -> int:
    """Return the rank of the level, 0 without an alert."""
    return facts.urgencies[screening.level].rank if screening.level else 0


def _due(case: Negative, facts: Facts) -> int:
    """Return the rank of the urgency that a case deserves."""
    return 0 if case.expected_urgency == "none" else facts.urgencies[case.expected_urgency].rank


def _harmless(
    records: Iterable[Negative],
    trigger_points: Iterable[Case],
    *,
    screenings: Mapping[str, Screening],
    facts: Facts,
) -> list[tuple[bool, bool]]:
    """Say of each harmless case whether it is alarmed above its due, and without no_progress."""
    found: list[tuple[bool, bool]] = []
    for one in records:
        if one.kind == "serious" or one.expected_urgency != "none":
            continue
        alerts = screenings[one.id].alerts
        found.append((bool(alerts), any(alert.id != _APART for alert in alerts)))
    for case in trigger_points:
        alarmed = bool(screen(input_of_case(case), facts).alerts)
        found.append((alarmed, alarmed))
    return found


def _deciding(
    case: Negative, named: Mapping[str, Sequence[frozenset[str]]], facts: Facts
) -> Sequence[frozenset[str]]:
    """Return the sets of questions of which one whole set decides a case."""
    if case.id in named:
        return named[case.id]
    told, due = input_of_case(case), _due(case, facts)
    alone = [
        frozenset((flag,))
        for flag in case.flags
        if _rank(screen(_answered(told, (flag,)), facts), facts) >= due
    ]
    return alone or ([frozenset(case.flags)] if case.flags else [])


def _is_early(sets: Sequence[frozenset[str]], to_ask: Sequence[str]) -> bool:
    """Say whether one whole set is among the first questions."""
    early = frozenset(to_ask[:FIRST_QUESTIONS])
    return any(one <= early for one in sets)


def _by(
    cases: Iterable[Negative], group: Callable[[Negative], str], hit: Callable[[Negative], bool]
) -> Mapping[str, Share]:
    """Return the share of hits in every group, groups by name."""
    hits: dict[str, list[bool]] = {}
    for case in cases:
        hits.setdefault(group(case), []).append(hit(case))
    return MappingProxyType({name: _share(hits[name]) for name in sorted(hits)})


def _share(hits: Sequence[bool]) -> Share:
    """Return a share with its bootstrap interval; the seed is fixed, so it repeats.

    Half a hit and half a miss are added before resampling: otherwise 35 of 35 would pass
    for certainty.
    """
    n, of = sum(hits), len(hits)
    if not of:
        return Share(0, 0, float("nan"), float("nan"))
    smoothed = (n + 0.5) / (of + 1.0)
    drawn = np.random.default_rng(0).binomial(of, smoothed, _N_RESAMPLES) / of
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Share(n, of, float(low), float(high))
