"""Chances after more treatments than any trial measured are marked, row by row."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from unknot.facts.forecasting import load_measured_courses
from unknot.facts.trials import load_trials
from unknot.forecast.answer import forecast
from unknot.forecast.answer_json import forecast_as_json
from unknot.forecast.contract import output_schema
from unknot.forecast.course import MOST_TREATMENTS, beyond_trials


def answered(n_given: int, method: str) -> dict[str, Any]:
    given = [
        {"at": f"2026-11-{10 + day:02d}T08:00:00Z", "method": method} for day in range(n_given)
    ]
    fields = {
        "now": "2026-12-01T08:00:00Z",
        "point": {"weeks": 30},
        "entries": [{"at": "2026-11-30T20:00:00Z", "pain": 6}],
        "treatments": given,
        "plan": {"treatments": [{"at": "2026-12-02T08:00:00Z", "method": method}]},
    }
    answer = forecast_as_json(forecast(fields))
    jsonschema.validate(answer, output_schema())
    return answer


@pytest.mark.parametrize(
    ("n_given", "method", "last_measured"),
    [
        (0, "ischemic_compression", 6),
        (4, "ischemic_compression", 2),
        (9, "ischemic_compression", 0),
        (0, "dry_needling", 4),
        (0, "massage", 8),
        (0, "percussion_device", 0),
    ],
)
def test_rows_after_the_longest_measured_course_say_so(
    n_given: int, method: str, last_measured: int
) -> None:
    answer = answered(n_given, method)
    marked = answer["beyond_trials"]
    assert list(marked) == list(answer["treatments_needed"])
    assert [number for number, is_beyond in marked.items() if not is_beyond] == [
        str(number) for number in range(last_measured + 1)
    ]


def test_no_further_treatment_is_never_beyond_the_trials() -> None:
    assert beyond_trials("heat", given=100) == (False, *[True] * MOST_TREATMENTS)


def test_every_longest_course_is_that_of_a_trial_which_measured_pain() -> None:
    trials = load_trials()
    for course in load_measured_courses().values():
        arms = [one for one in trials if (one.trial, one.method) == (course.trial, course.method)]
        assert any(one.outcome.startswith("pain") for one in arms), course.method
        assert {one.source.url for one in arms} == {course.source}
