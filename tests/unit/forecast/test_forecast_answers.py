"""The whole answer for one person: what must hold whatever was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest

from unknot.forecast.answer import forecast
from unknot.forecast.answer_json import forecast_as_json
from unknot.forecast.choices import Followed
from unknot.forecast.contract import input_schema, output_schema
from unknot.forecast.course import least_relieved_days
from unknot.forecast.evidence.basis import trial_basis
from unknot.forecast.relief import relief_of
from unknot.forecast.wording import course_sentence, gap_sentence, honest
from unknot.plan.gate import first_open, screening_of
from unknot.plan.plan import plan_query_from

POINT = {"muscle": "upper_trapezius", "side": "right", "weeks": 30}


def case(pains: Sequence[float], **fields: Any) -> dict[str, Any]:
    entries = [
        {"at": f"2026-{10 + day // 30:02d}-{day % 30 + 1:02d}T08:00:00Z", "pain": pain}
        for day, pain in enumerate(pains)
    ]
    return {"now": "2026-12-15T08:00:00Z", "point": POINT, "entries": entries, **fields}


@pytest.mark.parametrize(
    "fields",
    [
        case([]),
        case([5]),
        case([0] * 40, horizon_days=365),
        case([10] * 40, horizon_days=1),
        {**case([4, 5]), "now": "2031-01-01T00:00:00Z"},
        {**case([4, 5]), "point": {}},
        case([3.7, 3.2]),
    ],
    ids=["none", "one", "all 0", "all 10", "a gap of years", "nothing of the point", "decimals"],
)
def test_an_answer_follows_its_schema_and_is_sound(fields: dict[str, Any]) -> None:
    jsonschema.validate(fields, input_schema())
    answer = forecast_as_json(forecast(fields))
    jsonschema.validate(answer, output_schema())
    pain = {name: np.array(values) for name, values in answer["pain"].items()}
    assert len(answer["days"]) == fields.get("horizon_days", 84) + 1
    assert (pain["lower80"] <= pain["lower50"]).all()
    assert (pain["lower50"] <= pain["upper50"]).all()
    assert (pain["upper50"] <= pain["upper80"]).all()
    still = answer["relief"]["still_relieved"].values()
    ever = answer["relief"]["reached"] + answer["relief"]["reached_later"]
    assert all(share <= ever + 0.001 for share in still)


def test_the_same_case_gives_the_same_answer() -> None:
    fields = case([6, 5, 5, 4])
    assert forecast_as_json(forecast(fields)) == forecast_as_json(forecast(fields))


def test_left_and_right_give_the_same_numbers() -> None:
    fields = case([6, 5, 5, 4])
    left = {**fields, "point": {**POINT, "side": "left"}}
    assert forecast_as_json(forecast(fields))["pain"] == forecast_as_json(forecast(left))["pain"]


def test_low_ratings_lead_to_a_lower_curve_than_high_ones() -> None:
    low, high = forecast(case([2] * 20)).outlook.mean, forecast(case([7] * 20)).outlook.mean
    assert (low < high).all()


def test_a_diary_narrows_what_is_expected_tomorrow() -> None:
    widths = [
        forecast(case([5] * n)).outlook.quantile(0.9)[1]
        - forecast(case([5] * n)).outlook.quantile(0.1)[1]
        for n in (0, 40)
    ]
    assert widths[1] < 0.8 * widths[0]


def test_soreness_shows_on_the_day_after_a_needling() -> None:
    planned = {"treatments": [{"at": "2026-12-15T08:00:00Z", "method": "dry_needling"}]}
    curve = forecast(case([5] * 40, plan=planned)).outlook.mean
    assert curve[0] > curve[3]  # sore at once, released below it after three days


def test_changes_point_the_way_they_should() -> None:
    found = {one.change: one for one in forecast(case([5] * 30, plan={"home_care": 0.5})).choices}
    assert found["home_care_daily"].mean_pain < 0 < found["no_home_care"].mean_pain
    assert found["less_load"].mean_pain < 0 < found["more_load"].mean_pain
    assert found["one_more_treatment"].mean_pain < 0


def test_a_change_that_the_plan_already_holds_is_not_offered() -> None:
    planned = {"home_care": 1.0, "load": -1, "sleep": 2, "stress": 0}
    names = {one.change for one in forecast(case([5] * 3, plan=planned)).choices}
    assert names == {"no_home_care", "more_load", "one_more_treatment"}


def test_the_baseline_is_the_mean_before_the_first_treatment() -> None:
    fields = case([8, 6, 2, 2])
    fields["treatments"] = [{"at": "2026-10-02T09:00:00Z", "method": "ischemic_compression"}]
    relief = forecast(fields).relief
    assert (relief.baseline, relief.line, relief.baseline_from) == (7.0, 3.5, "entries")


def test_nothing_may_be_shown_before_the_first_questions_are_answered() -> None:
    assert not forecast(case([5])).may_show
    found = forecast(case([5]))
    assert found.screening is not None
    answers = dict.fromkeys((*found.screening.first_priority_open, *found.first_open), "no")
    assert forecast(case([5], answers=answers)).may_show


def test_nothing_may_be_shown_without_a_muscle() -> None:
    assert not forecast({**case([5]), "point": {"weeks": 3}}).may_show


def test_what_time_alone_brings_stands_beside_the_treatments() -> None:
    found = forecast(case([6, 5, 6, 5, 6]))
    assert found.untreated[0] == found.success[0]
    assert all(
        alone <= treated for alone, treated in zip(found.untreated, found.success, strict=True)
    )


def test_relief_that_is_there_already_is_not_still_to_be_reached() -> None:
    from unknot.forecast.wording import relief_sentences  # noqa: PLC0415

    said = " ".join(relief_sentences(forecast(case([0] * 20))))
    assert "at or under this line now" in said
    assert "half of" not in said.split(";")[0]


def treated(*days: int) -> list[dict[str, Any]]:
    return [
        {"at": f"2026-10-{day:02d}T09:00:00Z", "method": "ischemic_compression"} for day in days
    ]


def test_without_a_rating_before_the_first_treatment_the_first_week_stands_for_it() -> None:
    fields = case([6, 6, 4, 4, 4, 4, 4] + [1] * 20)
    fields["entries"] = fields["entries"][1:]
    fields["treatments"] = [
        {"at": "2026-09-20T09:00:00Z", "method": "ischemic_compression"},
        *treated(8, 15, 22),
    ]
    relief = forecast(fields).relief
    assert relief.baseline == pytest.approx((6 + 5 * 4 + 1) / 7)
    assert relief.baseline_from == "first_entries"


def test_a_pain_that_rose_is_held_against_the_last_two_weeks() -> None:
    assert forecast(case([3] * 20 + [7] * 14)).relief.baseline == 7
    before = case([3] * 16 + [7] * 14, treatments=treated(30))
    assert forecast(before).relief.baseline == 7


def test_a_pain_that_falls_untreated_keeps_the_line_it_began_with() -> None:
    assert forecast(case([8] * 14 + [4] * 20)).relief.baseline == 8


def test_whoever_gets_easier_after_two_weeks_is_counted_as_later() -> None:
    relief = forecast({**case([7] * 6), "point": {**POINT, "weeks": 3}}).relief
    assert relief.reached_later > 0.1
    assert relief.reached + relief.reached_later <= 1
    assert relief.still_relieved.max() <= relief.reached + relief.reached_later + 1e-9


def test_every_change_says_on_what_its_size_rests() -> None:
    grades = {one.change: one.grade for one in forecast(case([5] * 5)).choices}
    assert grades["better_sleep"] == grades["less_load"] == grades["home_care_daily"] == "judged"
    assert grades["one_more_treatment"] == "guided"


def test_a_diary_that_jumps_is_told_so() -> None:
    from unknot.forecast.wording import basis_sentence  # noqa: PLC0415

    wild, calm = forecast(case([0, 10, 1, 9, 2, 10, 0, 8] * 3)), forecast(case([5, 4, 5, 6] * 6))
    assert "jump more than the forecast can follow" in basis_sentence(wild)
    assert "jump" not in basis_sentence(calm)
    assert forecast_as_json(calm)["widened"] == 1


def test_soreness_is_told_apart_from_the_pain() -> None:
    planned = {"treatments": [{"at": "2026-12-16T08:00:00Z", "method": "dry_needling"}]}
    soreness = forecast(case([5] * 40, plan=planned)).outlook.soreness
    assert soreness[0] == pytest.approx(0, abs=0.01)
    assert soreness[1] > 1.5 > soreness[2] > 0.4 > soreness[4]


def test_days_without_an_entry_widen_the_range_of_today() -> None:
    widths = []
    for day in (1, 8, 22):
        found = forecast({**case([5, 4, 5, 6] * 7), "now": f"2026-11-{day:02d}T08:00:00Z"})
        curve = found.outlook
        widths.append(float(curve.quantile(0.9)[0] - curve.quantile(0.1)[0]))
        days = found.told.days_since_entry
        said = gap_sentence(found)
        assert days == day + 3  # the last entry is of 28 October
        assert f"The last entry is {days} days old." in said
    assert widths == sorted(widths)
    assert widths[2] > widths[0] + 0.3


def test_a_diary_that_is_up_to_date_has_no_word_about_gaps() -> None:
    assert gap_sentence(forecast({**case([5] * 28), "now": "2026-10-29T07:00:00Z"})) == ""
    assert gap_sentence(forecast(case([]))) == ""


def test_a_return_that_eases_again_is_counted_on_the_same_courses() -> None:
    relieved = np.zeros((3, 60), dtype=bool)
    relieved[:, 0:5] = True  # relief at once, back on day 7 (5 + 3 days over the line)
    relieved[0, 20:23] = True  # eases again within four weeks
    relieved[1, 40:43] = True  # only later
    found = Followed(np.zeros((3, 60)), relieved, 0, relief_of(relieved))
    assert found.relief.returned.tolist() == [7, 7, 7]
    assert found.eased_again == pytest.approx(1 / 3)
    short = relieved[:, :30]
    assert Followed(np.zeros((3, 30)), short, 0, relief_of(short)).eased_again is None


def test_success_is_said_as_a_number_of_days() -> None:
    assert least_relieved_days() == 23  # 0.8 * 28 = 22.4
    assert "relieved on at least 23 of the 28 days after" in course_sentence(forecast(case([5])))


@pytest.mark.parametrize(
    ("last", "says", "never"),
    [
        (0.39, "Talk about another way", "about half"),
        (0.49, "about half are relieved on at least 23", "Talk about"),
        (0.54, "about half are relieved on at least 23", "Talk about"),
        (0.61, "With 8 further treatments", "about half"),
    ],
)
def test_about_half_gives_no_advice(last: float, says: str, never: str) -> None:
    found = replace(forecast(case([6] * 20)), success=(*[0.2] * 8, last))
    said = course_sentence(found)
    assert says in said
    assert never not in said
    assert "with pretended treatments and" in said
    assert "left alone" in said


def test_the_basis_counts_the_trials_of_the_model() -> None:
    assert forecast_as_json(forecast(case([])))["basis"]["trials"] == trial_basis().trials


def test_every_forecast_says_that_part_comes_with_a_pretended_treatment() -> None:
    said = " ".join(honest(forecast(case([5] * 5))))
    assert "of what being treated adds comes with a pretended treatment too" in said
    assert "A range is the spread between people and from day to day." in said
    assert "goes with a change; that it causes it is not shown" in said
    assert "does not credit" not in said


def test_the_same_questions_stand_before_forecast_and_plan_where_it_hurts() -> None:
    screened = {
        "person": {"age": 41, "sex": "female"},
        "pain": [{"region": "shoulder_top", "side": "right"}],
        "answers": {},
    }
    here = {**case([5]), **screened}
    jsonschema.validate(here, input_schema())
    point = {"muscle": POINT["muscle"], "side": POINT["side"]}
    query = plan_query_from({"setting": "home", "points": [point], **screened})
    assert forecast(here).first_open == first_open(query, screening_of(query))
    assert forecast(here).first_open != forecast({**here, "pain": None}).first_open
