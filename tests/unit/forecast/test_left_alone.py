"""The planned treatments beside none of them: the same people, the same days, the same chance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from unknot.forecast.alone import Alone, Paired, alone_beside
from unknot.forecast.answer import Forecast, forecast, untreated_outlook
from unknot.forecast.belief import replay
from unknot.forecast.choices import SOON_DAYS, Followed, followed, left_alone
from unknot.forecast.diary import Treatment
from unknot.forecast.futures import Plan
from unknot.forecast.paths import Paths, drawn_paths, pain_on_paths
from unknot.forecast.relief import relief_of
from unknot.forecast.wording import alone_sentences, sore_until, soreness_sentence

N_PATHS, N_DAYS, LINE = 200, 60, 2.5
LINES = np.full(N_PATHS, LINE)


def planned(*days: int, **fields: Any) -> Forecast:
    treatments = [
        {"at": f"2026-12-{1 + day:02d}T00:00:00Z", "method": "ischemic_compression"} for day in days
    ]
    return forecast(
        {
            "now": "2026-12-01T00:00:00Z",
            "point": {"weeks": 13, "other_active_points": 1},
            "entries": [{"at": "2026-12-01T00:00:00Z", "pain": 5}],
            "plan": {"treatments": treatments},
            **fields,
        }
    )


@pytest.fixture(scope="module")
def paths() -> Paths:
    told = planned(0).told
    return drawn_paths(
        replay(told.point, told.events),
        now=told.now_day,
        n_days=N_DAYS,
        n_paths=N_PATHS,
        rng=np.random.default_rng(1),
    )


def _beside(paths: Paths, plan: Plan, n_days: int = 42) -> tuple[Followed, Alone]:
    base = followed(paths, plan, lines=LINES)
    found = alone_beside(
        base, left_alone(paths, base, plan, lines=LINES), plan, lines=LINES, n_days=n_days
    )
    assert found is not None
    return base, found


def test_a_treatment_that_does_next_to_nothing_differs_by_next_to_nothing(paths: Paths) -> None:
    base, found = _beside(paths, Plan((Treatment(7.0, "no_treatment"),)))
    assert (found.pain.difference, found.pain.low, found.pain.high) == pytest.approx(
        (0, 0, 0), abs=0.02
    )
    assert found.pain.may_be_nothing(within=0.05)
    days = found.relieved_days
    assert (days.difference, days.low, days.high) == pytest.approx((0, 0, 0), abs=0.1)
    assert (found.only_treated, found.only_alone) == (0, 0)
    assert (found.reached, found.reached_later) == (base.reached, base.reached_later)


def test_both_are_counted_over_the_same_days(paths: Paths) -> None:
    plan = Plan((Treatment(0.0, "dry_needling"), Treatment(14.0, "dry_needling")))
    base, found = _beside(paths, plan)
    alone = followed(paths, Plan(), lines=LINES)
    began = relief_of(alone.relieved[:, 14:]).began  # from the day of the last treatment
    assert found.reached == (began <= SOON_DAYS).mean()
    assert found.reached != alone.reached  # counted from today it would be other weeks
    assert found.pain_day == 14 + 14
    assert len(found.still_relieved) == N_DAYS + 1 - 14
    more = base.relieved[:, 1:43].sum(axis=1) - alone.relieved[:, 1:43].sum(axis=1).astype(float)
    days = found.relieved_days
    assert days.difference == pytest.approx(more.mean())
    assert (days.low, days.high) == pytest.approx(tuple(np.quantile(more, (0.1, 0.9))))


def test_the_shares_of_easier_with_and_without_add_up(paths: Paths) -> None:
    base, found = _beside(paths, Plan((Treatment(0.0, "dry_needling"),)))
    gained = found.only_treated - found.only_alone
    assert base.reached - found.reached == pytest.approx(gained)
    assert found.only_treated > 0.05


@pytest.mark.parametrize(
    ("low", "high", "may_be"), [(0.4, 9.0, True), (0.6, 9.0, False), (-9.0, -0.6, False)]
)
def test_a_range_that_rounds_to_none_includes_no_difference(
    low: float, high: float, may_be: bool
) -> None:
    assert Paired(3, 2, low, high).may_be_nothing(within=0.5) is may_be


def test_without_a_planned_treatment_there_is_nothing_to_compare() -> None:
    assert planned().alone is None


def test_the_untreated_curve_is_the_same_until_the_first_treatment() -> None:
    found = planned(7)
    alone = untreated_outlook(found)
    assert alone.mean[:7] == pytest.approx(found.outlook.mean[:7], abs=1e-12)
    assert (alone.mean[7:] > found.outlook.mean[7:])[2:].all()
    assert not alone.soreness.any()


def test_the_difference_of_the_curves_is_that_of_the_paths() -> None:
    found = planned(0, 7, 14)
    assert found.alone is not None
    day = found.alone.pain_day
    between = found.outlook.mean[day] - untreated_outlook(found).mean[day]
    assert found.alone.pain.difference == pytest.approx(between, abs=0.15)


def test_easier_days_are_counted_within_the_days_asked_for() -> None:
    short = planned(0, 7, 14, horizon_days=7)
    assert short.alone is not None
    assert 0 <= short.alone.relieved_days.without <= short.alone.relieved_days.treated <= 7
    for one in short.choices:
        assert max(abs(days) for days in one.relieved_days) <= 7, one.change


def test_leaving_the_treatments_out_is_told_for_the_same_weeks() -> None:
    found = planned(0, 7, 14)
    left = next(one for one in found.choices if one.change == "no_treatment")
    assert found.alone is not None
    assert left.reached == found.alone.reached


@pytest.mark.parametrize(
    ("days", "sham", "words"),
    [
        (
            Paired(24.2, 17.1, 1.0, 15.0),
            Paired(24.2, 20.9, 0.6, 7.0),
            (
                "Of 42 days, on average 24 are relieved with the planned treatments, 21 with "
                "pretended ones and 17 left alone, roughly as in trials.",
                "Being treated adds 7 days (8 in 10 people: 1 to 15) to being left alone, and 3 "
                "days (8 in 10 people: 1 to 7) to a pretended treatment.",
            ),
        ),
        (
            Paired(24.2, 24.0, -2.0, 0.3),
            Paired(24.2, 24.1, -1.0, 0.2),
            (
                "Of 42 days, on average 24 are relieved with the planned treatments, 24 with "
                "pretended ones and 24 left alone, roughly as in trials.",
                "Being treated adds 0 days (8 in 10 people: from 2 fewer to none) to being left "
                "alone, and 0 days (8 in 10 people: from 1 fewer to none) to a pretended "
                "treatment. A range that reaches none includes no difference.",
            ),
        ),
    ],
)
def test_sentences_say_all_three_and_whether_there_may_be_no_difference(
    days: Paired, sham: Paired, words: tuple[str, str]
) -> None:
    alone = planned(0).alone
    assert alone is not None
    pretended = replace(alone.pretended, relieved_days=sham)
    changed = replace(alone, relieved_days=days, pretended=pretended)
    assert alone_sentences(changed, n_days=42)[:2] == words


def test_a_pretended_treatment_lies_between_treated_and_left_alone(paths: Paths) -> None:
    base, found = _beside(paths, Plan((Treatment(0.0, "dry_needling"),)))
    sham = found.pretended
    assert found.reached < sham.reached < base.reached
    assert found.pain.treated < sham.pain.without < found.pain.without
    assert found.relieved_days.without < sham.relieved_days.without < found.relieved_days.treated
    share = 1 - sham.pain.difference / found.pain.difference
    assert sham.share.low < share < sham.share.high


def test_what_is_left_alone_is_followed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from unknot.forecast import choices  # noqa: PLC0415 -- to count calls in it

    asked: list[Plan] = []

    def counting(paths: Paths, plan: Plan) -> Any:
        asked.append(plan)
        return pain_on_paths(paths, plan)

    monkeypatch.setattr(choices, "pain_on_paths", counting)
    found = planned(0, 7)
    untreated = [plan for plan in asked if not plan.treatments]
    assert len(untreated) == 1
    assert len(asked) == 1 + len(found.choices)  # the plan, and each change once


@pytest.mark.parametrize(
    ("soreness", "until"),
    [([0.1, 0.0], None), ([0.2, 0.1], 0), ([0.7, 0.3, 0.1, 0.9], 1), ([0.5, 0.5], 1)],
)
def test_soreness_is_felt_until_it_falls_under_two_tenths(
    soreness: list[float], until: int | None
) -> None:
    assert sore_until(np.array(soreness)) == until


def test_soreness_is_said_day_by_day() -> None:
    assert soreness_sentence(np.array([2.28, 0.75, 0.26, 0.1])) == (
        "Soreness is part of it: about 2.3 points right after the release, 0.8 after a day, "
        "0.3 after 2 days, then hardly any."
    )
