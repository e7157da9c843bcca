"""What the page says: acute, average and old points, in sentences that keep to the numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from unknot.facts.forecasting import load_forecast_priors
from unknot.facts.wording import banned_in
from unknot.forecast.alone import Paired
from unknot.forecast.answer import forecast_of
from unknot.forecast.choices import grade_of
from unknot.forecast.told import told_from
from unknot.web.outlook.answered import OutlookShown, outlook_shown
from unknot.web.outlook.choices import Choices, case_of
from unknot.web.outlook.compared import compared
from unknot.web.outlook.sentences import beside_of

ACUTE = Choices(weeks=0.5, others=0, episodes=0, pain=6)
AVERAGE = Choices(weeks=13, others=1, episodes=1, pain=5, treatments=3, home_care=1)
OLD = Choices(weeks=260, others=3, episodes=3, pain=7, treatments=6)


@pytest.fixture(scope="module")
def shown() -> dict[str, OutlookShown]:
    return {
        "acute": outlook_shown(ACUTE),
        "average": outlook_shown(AVERAGE),
        "old": outlook_shown(OLD),
        "untreated": outlook_shown(replace(AVERAGE, treatments=0)),
        "slight": outlook_shown(replace(ACUTE, pain=2)),
    }


def _text(one: OutlookShown) -> str:
    said = [
        one.title, one.felt, one.title_ends, one.beside, one.lead, one.line, one.natural,
        one.sore, one.lasting_words, one.needed_words, one.picture, *one.basis,
    ]  # fmt: skip
    said += [f"{fact.number} {fact.words} {fact.spread}" for fact in one.facts]
    said += [
        f"{c.label} {c.amount} {c.spread} {c.sentence} {c.better}{c.grade}" for c in one.changes
    ]
    if one.compared is not None:
        found = one.compared
        said += [found.title, *found.sentences, found.caution]
        said += [f"{each.label} {each.words}" for each in found.people]
        said += [f"{r.what} {r.treated} {r.alone} {r.difference}{r.spread}" for r in found.rows]
    return "\n".join(said)


def test_an_old_point_with_company_is_easier_for_less_long(shown: dict[str, OutlookShown]) -> None:
    once = outlook_shown(replace(OLD, treatments=1)).lasting_rows[3]
    fresh = shown["acute"].lasting_rows[3]
    assert once[0] == fresh[0] == "4 weeks"
    assert int(once[1][0]) < int(fresh[1][0])


def test_more_treatments_are_counted_from_the_last_one(shown: dict[str, OutlookShown]) -> None:
    assert shown["average"].title_ends == "after the last treatment"
    assert shown["acute"].title_ends == ""
    assert "within two weeks of the last treatment" in shown["average"].facts[0].words


def test_most_likely_is_said_only_where_most_get_easier_and_agrees_with_the_curve() -> None:
    seen = set()
    for choices in (ACUTE, AVERAGE, OLD, replace(OLD, treatments=1), Choices()):
        one = outlook_shown(choices)
        seen.add(one.title)
        if one.title == "Most likely easier for" and one.felt.startswith("about"):
            weeks = int(one.felt.split()[1]) / (1 if "week" in one.felt else 7)
            still = {int(when.split()[0]): int(chance[0])
                     for when, chance, _alone in one.lasting_rows if "week" in when}  # fmt: skip
            assert all(of_ten <= 5 for week, of_ten in still.items() if week > weeks)
    assert seen == {"Most likely easier for", "With this plan it soon gets easier for"}


def test_a_needle_makes_soreness_expected(shown: dict[str, OutlookShown]) -> None:
    needled = outlook_shown(replace(AVERAGE, method="dry_needling"))
    assert needled.lead.startswith("Expect soreness for about 2 days.")
    assert shown["acute"].lead.startswith("Tomorrow may be sore. That is expected.")
    assert "sore" not in shown["untreated"].lead
    assert "sore" not in outlook_shown(replace(ACUTE, method="heat")).lead


def test_the_line_is_said_as_half_of_the_pain_only_where_it_is(
    shown: dict[str, OutlookShown],
) -> None:
    assert shown["acute"].line.endswith("half of your 6.")  # 6 / 2 = 3
    assert "a pain of 3 or less" in shown["acute"].line
    assert "half" not in shown["slight"].line  # never under 2
    assert "with which people usually come" in outlook_shown(Choices()).line


def test_a_slight_pain_counts_as_easier_already(shown: dict[str, OutlookShown]) -> None:
    assert f"{shown['slight'].title} {shown['slight'].felt}" == (
        "At this level it already counts as easier"
    )


def test_without_treatment_no_plan_is_spoken_of(shown: dict[str, OutlookShown]) -> None:
    assert shown["untreated"].natural == "This is the course without any treatment."
    assert not shown["untreated"].has_untreated
    assert "Leave out the planned treatments" not in [
        one.label for one in shown["untreated"].changes
    ]


def test_what_would_come_by_itself_is_told_beside_the_plan(shown: dict[str, OutlookShown]) -> None:
    found = re.search(
        r"the pain is at ([\d.]+) with the plan and at ([\d.]+) without it: ([\d.]+) less "
        r"\(8 in 10: ([\d.]+) to ([\d.]+) less\)",
        shown["average"].natural,
    )
    assert found is not None
    treated, alone, less, low, high = (float(number) for number in found.groups())
    assert less == pytest.approx(alone - treated)
    assert 0 <= low < less < high
    assert "Two weeks after the treatment the pain is at" in shown["acute"].natural


def test_the_heading_says_what_the_same_weeks_bring_without_treatment(
    shown: dict[str, OutlookShown],
) -> None:
    assert f"{shown['old'].title} {shown['old'].felt}{shown['old'].beside}" == (
        "With this plan it soon gets easier for 6 in 10, left alone for 2 in 10"
    )
    assert shown["average"].beside == "; left alone, 6 in 10 soon get easier, not 9 in 10"
    assert shown["acute"].beside == ", left alone for about as long"
    assert (shown["untreated"].beside, shown["slight"].beside) == ("", "")
    for name in ("old", "average", "acute"):
        assert shown[name].beside in shown[name].summary, name


@pytest.mark.parametrize(
    ("treated", "alone", "words"),
    [
        (0.60, 0.57, ", left alone for about as many"),
        (0.645, 0.56, ", left alone for hardly fewer"),  # both are 6 in 10
        (0.60, 0.12, ", left alone for 1 in 10"),
    ],
)
def test_the_heading_never_makes_a_difference_out_of_rounding(
    treated: float, alone: float, words: str
) -> None:
    found = forecast_of(told_from(case_of(replace(OLD, treatments=1))))
    assert found.alone is not None
    near = replace(
        found,
        relief=replace(found.relief, reached=treated),
        alone=replace(found.alone, reached=alone),
    )
    assert beside_of(near, OLD) == words


def test_who_gets_easier_only_later_is_told_apart_from_who_does_not(
    shown: dict[str, OutlookShown],
) -> None:
    one = outlook_shown(Choices())
    assert one.facts[0].number == "6 in 10"
    assert one.facts[0].spread == "2 in 10 more only later; left alone 5 in 10 and 2 in 10"
    assert shown["untreated"].facts[0].spread == "3 in 10 more only later"
    assert one.compared is not None
    for each in one.compared.people:
        numbers = [
            int(number) for number in re.findall(r"(\d+) (?:within two|only|not)", each.words)
        ]
        assert sum(numbers) == 100
        assert len(each.dots) == 20
        kinds = [dot.kind for dot in each.dots]
        assert kinds == sorted(kinds, key=("soon", "later", "never").index)
        for kind, number in zip(("soon", "later", "never"), numbers, strict=True):
            assert abs(5 * kinds.count(kind) - number) <= 5, (kind, each.words)


def test_the_treatments_own_difference_is_told_with_its_range(
    shown: dict[str, OutlookShown],
) -> None:
    found = shown["average"].compared
    assert found is not None
    assert found.title == "What do the treatments themselves add?"
    assert shown["acute"].compared is not None
    assert shown["acute"].compared.title == "What does the treatment itself add?"
    days = re.match(
        r"In 12 weeks, (\d+) more easier days on average than left alone; for 8 in 10 people, from "
        r"(\d+) more to (\d+) more\. Even the low end of the range is a difference\.$",
        found.sentences[0],
    )
    assert days is not None
    low, high = int(days[2]), int(days[3])
    assert low < int(days[1]) < high
    row = found.rows[-1]
    assert (row.what, row.spread) == ("Easier days in 12 weeks", f"+{low} to +{high}")
    assert float(row.difference) == pytest.approx(float(row.treated) - float(row.alone))
    assert float(row.difference) == pytest.approx(int(days[1]), abs=0.6)


def test_a_range_that_includes_no_difference_is_said_to(shown: dict[str, OutlookShown]) -> None:
    for one in (outlook_shown(Choices()), shown["old"]):
        assert one.compared is not None
        assert one.compared.rows[-1].spread.startswith("0 to ")
        assert "from none to" in one.compared.sentences[0]
        assert one.compared.sentences[0].endswith(
            "The range includes no difference: for some it adds no easier day."
        )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Paired(40.2, 40.0, 0.0, 0.4), "makes less than one easier day of difference on average"),
        (Paired(41.1, 40.0, 0.0, 3.0), "one more easier day on average than left alone"),
        (Paired(37.0, 40.0, -6.0, 2.0), "3 fewer easier days on average than left alone; for 8 in "
         "10 people, from 6 fewer to 2 more. The range includes no difference"),
    ],
)  # fmt: skip
def test_a_difference_is_never_made_larger_than_it_is(days: Paired, words: str) -> None:
    found = forecast_of(told_from(case_of(Choices())))
    assert found.alone is not None
    other = compared(replace(found, alone=replace(found.alone, relieved_days=days)))
    assert other is not None
    assert words in other.sentences[0]


def test_for_how_many_the_treatment_decides_is_counted_person_by_person(
    shown: dict[str, OutlookShown],
) -> None:
    found = shown["old"].compared
    assert found is not None
    assert found.sentences[1].startswith("For 5 in 10 it decides: within two weeks")
    rows = {row.what: row for row in found.rows}
    soon = rows["Easier within two weeks, of 100"]
    assert int(soon.difference) == int(soon.treated) - int(soon.alone) == 62 - 17
    slight = shown["slight"].compared
    assert slight is not None
    assert slight.sentences[1].startswith("For hardly anybody does it decide")


def test_without_a_treatment_nothing_is_compared(shown: dict[str, OutlookShown]) -> None:
    assert shown["untreated"].compared is None
    assert shown["untreated"].sore == ""
    assert [len(row) for row in shown["untreated"].lasting_rows] == [2] * 6
    assert [len(row) for row in shown["average"].lasting_rows] == [3] * 6


def test_what_is_assumed_and_not_shown_stands_beside_the_difference(
    shown: dict[str, OutlookShown],
) -> None:
    found = shown["average"].compared
    assert found is not None
    assert "That it does something is assumed, not shown" in found.caution
    assert "sham" in found.caution


def test_soreness_is_told_day_by_day_from_the_model(shown: dict[str, OutlookShown]) -> None:
    needled = outlook_shown(replace(AVERAGE, method="dry_needling"))
    sore = forecast_of(told_from(case_of(replace(AVERAGE, method="dry_needling")))).outlook.soreness
    assert needled.sore == (
        f"Soreness is part of it: about {sore[0]:.1f} points right after the release, "
        f"{sore[1]:.1f} after a day, {sore[2]:.1f} after 2 days, then hardly any."
    )
    assert needled.fans[0].sore_words == "sore, 2 days"
    assert shown["acute"].fans[0].sore_words == "sore, 1 day"
    assert [row[2] for row in needled.curve_rows[:3]] == [f"{day:.1f}" for day in sore[:3]]
    assert outlook_shown(replace(ACUTE, method="heat")).sore == (
        "This method leaves hardly any soreness."
    )


def test_every_change_says_what_its_size_rests_on(shown: dict[str, OutlookShown]) -> None:
    grades = {one.label: one.grade for one in shown["average"].changes}
    assert grades == {
        "Do no home programme": "our judgement",
        "Load it less than usual": "our judgement",
        "Load it more than usual": "our judgement",
        "Sleep well": "our judgement",
        "Have less stress": "our judgement",
        "One treatment more, a week later": "roughly as in trials",
    }


def test_what_it_rests_on_agrees_with_the_grades_of_the_numbers(
    shown: dict[str, OutlookShown],
) -> None:
    text = " ".join(shown["average"].basis)
    assert "What load, sleep, stress and home care do rests on our judgement" in text
    assert "what treatments do is taken roughly from trials" in text
    assert "Beyond about three weeks a forecast is your usual level plus what is planned" in text
    judged = ("less_load", "more_load", "better_sleep", "less_stress", "home_care_daily")
    assert {grade_of(change) for change in judged} == {"judged"}
    assert {grade_of(change) for change in ("one_more_treatment", "no_treatment")} == {"guided"}
    assert load_forecast_priors()["soreness_days"].grade == "measured"  # after needling


def test_every_number_of_treatments_stands_beside_being_left_alone(
    shown: dict[str, OutlookShown],
) -> None:
    needed = shown["average"].needed
    assert needed[0].alone == 0  # none is the same as left alone
    assert all(bar.y < bar.alone < bar.y + bar.height for bar in needed[1:])
    assert all(int(bar.alone_words) <= int(bar.words) for bar in needed)
    assert "over the same weeks without them, fewer than 1 in 10" in shown["old"].needed_words


def test_where_treatments_are_not_enough_the_page_says_so(shown: dict[str, OutlookShown]) -> None:
    assert shown["old"].facts[2].number == "over 8"
    assert shown["old"].facts[2].spread == "after 8: 3 in 10"
    assert "Look for what feeds the point, or for another way." in shown["old"].needed_words


def test_changes_stand_from_most_help_to_most_harm(shown: dict[str, OutlookShown]) -> None:
    for one in shown.values():
        middles = [int(change.amount.split()[0].replace("−", "-"))
                   for change in one.changes if change.amount != "no clear change"]  # fmt: skip
        assert middles == sorted(middles, reverse=True)
    assert {change.label for change in shown["average"].changes} >= {
        "Sleep well", "Load it more than usual", "Do no home programme",
    }  # fmt: skip


def test_every_number_that_stands_out_has_its_range(shown: dict[str, OutlookShown]) -> None:
    for one in shown.values():
        assert one.facts[1].spread.startswith("8 in 10")
        assert all(" to " in change.spread for change in one.changes)


def test_a_long_course_is_drawn_over_twelve_weeks(shown: dict[str, OutlookShown]) -> None:
    assert shown["old"].fans[0].x_ticks[-1].words == "12 wk"
    assert shown["average"].fans[0].x_ticks[-1].words == "6 wk"


def test_the_muscle_changes_the_heading_and_no_number() -> None:
    assert outlook_shown(replace(ACUTE, muscle="temporalis", side="left")) == outlook_shown(ACUTE)


@pytest.mark.parametrize("name", ["acute", "average", "old", "untreated", "slight"])
def test_no_word_promises_or_frightens(shown: dict[str, OutlookShown], name: str) -> None:
    text = _text(shown[name])
    assert banned_in(text) == []
    assert "%(" not in text
    assert "  " not in text.replace(" \n", "\n").replace("  \n", "\n")
