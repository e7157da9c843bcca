"""What the page says: acute, average and old points, in sentences that keep to the numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from unknot.facts.forecasting import load_forecast_priors
from unknot.facts.wording import banned_in
from unknot.forecast.alone import Paired
from unknot.forecast.answer import forecast_of, untreated_outlook
from unknot.forecast.choices import grade_of
from unknot.forecast.evidence.basis import trial_basis
from unknot.forecast.told import told_from
from unknot.forecast.tried import HELD_IN_JUMPERS
from unknot.web.outlook.answered import OutlookShown, outlook_shown
from unknot.web.outlook.changes import ChangeShown, changes_shown
from unknot.web.outlook.choices import Choices, case_of
from unknot.web.outlook.compared import compared
from unknot.web.outlook.sentences import beside_of, needed_words

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


def _changes(one: OutlookShown) -> list[ChangeShown]:
    return [change for group in one.groups for change in group.changes]


def _text(one: OutlookShown) -> str:
    said = [
        one.title, one.felt, one.title_ends, one.beside, one.lead, one.line, one.natural,
        one.sore, one.tried, *filter(None, one.lasting_words), one.needed_words, one.beyond,
        one.picture, *one.basis,
    ]  # fmt: skip
    said += [f"{fact.number} {fact.words} {fact.spread}{fact.beside}" for fact in one.facts]
    said += [
        f"{c.label} {c.amount} {c.spread} {c.sentence} {c.better}{c.grade}" for c in _changes(one)
    ]
    said += [group.title for group in one.groups]
    if one.compared is not None:
        found = one.compared
        said += [found.title, *found.sentences, *found.cautions]
        said += [f"{each.label} {each.words}" for each in found.people]
        said += [
            f"{r.what} {r.treated} {r.pretended} {r.alone} {r.difference}{r.spread}"
            for r in found.rows
        ]
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
    assert shown["untreated"].natural.endswith("This is the course without any treatment.")
    assert not shown["untreated"].has_untreated
    assert "Without the planned treatments" not in [
        one.label for one in _changes(shown["untreated"])
    ]


def test_the_middle_is_named_once_beside_the_curve(shown: dict[str, OutlookShown]) -> None:
    for one in shown.values():
        assert _text(one).count("half of the ratings lie under it, half over it") == 1
    assert "The dotted line is the same days without treatment." in shown["average"].natural


def test_the_curve_is_the_median_with_and_without_treatment() -> None:
    found = forecast_of(told_from(case_of(AVERAGE)))
    middle = found.outlook.quantile(0.5)
    row = {row[0]: row for row in outlook_shown(AVERAGE).curve_rows}["2 weeks"]
    assert row[1] == f"{middle[14]:.1f}".removesuffix(".0")
    left = untreated_outlook(found).quantile(0.5)
    assert row[-1] == f"{left[14]:.1f}".removesuffix(".0")


def test_the_heading_says_what_the_same_weeks_bring_without_treatment(
    shown: dict[str, OutlookShown],
) -> None:
    assert f"{shown['old'].title} {shown['old'].felt}{shown['old'].beside}" == (
        "With this plan it soon gets easier for 6 in 10, left alone for 2 in 10"
    )
    assert re.match(
        r"; left alone, \d in 10 soon get easier, not \d in 10$", shown["average"].beside
    )
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


def test_every_number_that_stands_out_has_the_same_left_alone_beside_it(
    shown: dict[str, OutlookShown],
) -> None:
    one = outlook_shown(Choices())
    assert (one.facts[0].number, one.facts[0].beside) == ("6 in 10", "left alone: 5 in 10")
    for name in ("acute", "average", "old"):
        assert all(fact.beside.startswith("left alone: ") for fact in shown[name].facts), name
    assert [fact.beside for fact in shown["untreated"].facts[:2]] == ["", ""]


def test_what_being_treated_adds_is_told_with_its_range(shown: dict[str, OutlookShown]) -> None:
    found = shown["average"].compared
    assert found is not None
    assert found.title == "What does being treated add?"
    days = re.match(
        r"In 12 weeks being treated adds (\d+) easier days on average \(8 in 10 people: (\w+) to "
        r"(\d+)\) to being left alone, and (\d+) easier days on average \(8 in 10 people: "
        r"(\w+) to (\d+)\) to a pretended treatment\.",
        found.sentences[0],
    )
    assert days is not None
    more, low, high, beyond = (int(days[n].replace("none", "0")) for n in (1, 2, 3, 4))
    assert low < more < high
    assert 0 < beyond < more
    row = found.rows[-1]
    assert (row.what, row.spread) == ("Easier days in 12 weeks, on average", f"+{low} to +{high}")
    assert float(row.difference) == pytest.approx(float(row.treated) - float(row.alone), abs=0.11)
    assert float(row.difference) == pytest.approx(more, abs=0.6)
    assert float(row.treated) - float(row.pretended) == pytest.approx(beyond, abs=0.6)


def test_a_pretended_treatment_stands_between_in_every_row(shown: dict[str, OutlookShown]) -> None:
    found = shown["average"].compared
    assert found is not None
    assert [each.label for each in found.people] == [
        "With the plan", "With a pretended treatment", "Left alone",
    ]  # fmt: skip
    for row in found.rows:
        edges = sorted((float(row.treated), float(row.alone)))
        assert edges[0] <= float(row.pretended) <= edges[1], row.what
    assert re.match(
        r"In trials about \d+% of what being treated adds comes with a pretended treatment too "
        r"\(\d+ to \d+% would fit the trials as well\)\.$",
        found.sentences[1],
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Paired(40.2, 40.0, 0.0, 0.4),
         "adds less than one easier day on average (8 in 10 people: none to none)"),
        (Paired(41.1, 40.0, 0.0, 3.0), "adds 1 easier day on average (8 in 10 people: none to 3)"),
        (Paired(39.0, 40.0, -6.0, 2.0),
         "adds −1 easier day on average (8 in 10 people: 6 fewer to 2 more)"),
    ],
)  # fmt: skip
def test_a_difference_is_never_made_larger_than_it_is(days: Paired, words: str) -> None:
    found = forecast_of(told_from(case_of(Choices())))
    assert found.alone is not None
    other = compared(replace(found, alone=replace(found.alone, relieved_days=days)))
    assert other is not None
    assert words in other.sentences[0]
    assert "A range that reaches none includes no difference." in other.sentences[0]


def test_who_gets_easier_only_treated_is_counted_person_by_person(
    shown: dict[str, OutlookShown],
) -> None:
    found = shown["old"].compared
    assert found is not None
    assert re.match(
        r"\d in 10 get easier within two weeks treated and would not", found.cautions[1]
    )
    rows = {row.what: row for row in found.rows}
    soon = rows["Easier within two weeks, of 100"]
    assert int(soon.difference) == int(soon.treated) - int(soon.alone) > 30
    slight = shown["slight"].compared
    assert slight is not None
    assert slight.cautions[1].startswith("Hardly anybody gets easier within two weeks who would")


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
    assert "That it does something is assumed, not shown" in found.cautions[-1]
    assert "With a pretended treatment each keeps a share of the gain" in found.cautions[0]


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
    groups = {
        group.title: {one.label: one.grade for one in group.changes}
        for group in shown["average"].groups
    }
    assert groups == {
        "Tried in randomised trials": {
            "No home programme": "our judgement",
            "One treatment more, a week later": "roughly as in trials",
        },
        "Only watched in studies: goes with": {
            "Less load than usual": "our judgement",
            "More load than usual": "our judgement",
            "Good sleep": "our judgement",
            "Less stress": "our judgement",
        },
    }


def test_what_was_only_watched_goes_with_a_change(shown: dict[str, OutlookShown]) -> None:
    for group in shown["average"].groups:
        is_watched = group.title.startswith("Only watched")
        for one in group.changes:
            assert one.sentence.startswith("goes with ") is is_watched, one.label
    assert "decides" not in "".join(_text(one) for one in shown.values())


def test_a_choice_that_helps_about_half_has_no_direction() -> None:
    found = forecast_of(told_from(case_of(AVERAGE)))
    half = replace(found.choices[0], helps=0.49, better_by_one_point=0.3)
    one = changes_shown([half], n_days=84)[0].changes[0]
    assert one.amount == one.sentence == "about half: no difference can be told"
    assert one.better == ""


def test_what_it_rests_on_agrees_with_the_grades_of_the_numbers(
    shown: dict[str, OutlookShown],
) -> None:
    text = " ".join(shown["average"].basis)
    assert "What load, sleep, stress and home care do rests on our judgement" in text
    assert "what treatments do is set by us after trials" in text
    assert "Beyond about three weeks a forecast is your usual level plus what is planned" in text
    assert "A range is the spread between people and from day to day." in text
    assert "Days without an entry count neither as good nor as bad" in text
    judged = ("less_load", "more_load", "better_sleep", "less_stress", "home_care_daily")
    assert {grade_of(change) for change in judged} == {"judged"}
    assert {grade_of(change) for change in ("one_more_treatment", "no_treatment")} == {"guided"}
    assert load_forecast_priors()["soreness_days"].grade == "measured"  # after needling


def test_the_basis_counts_what_the_trial_model_learned_from(
    shown: dict[str, OutlookShown],
) -> None:
    seen = trial_basis()
    assert (
        f"{seen.means} group means of {seen.trials} trials, {seen.comparisons} comparisons inside "
        f"trials and {seen.reviews} pooled effects of reviews"
    ) in shown["average"].basis[0]


def test_it_says_on_whom_the_ranges_were_tried(shown: dict[str, OutlookShown]) -> None:
    assert "simulated people only; no real diary was at hand" in shown["average"].tried
    assert f"held only {HELD_IN_JUMPERS}" in shown["average"].tried


def test_a_return_often_heals_by_itself(shown: dict[str, OutlookShown]) -> None:
    assert re.match(r"A return often heals by itself: \d in 10", shown["average"].lasting_words[1])


def test_every_number_of_treatments_stands_beside_being_left_alone(
    shown: dict[str, OutlookShown],
) -> None:
    needed = shown["average"].needed
    assert needed[0].alone == 0  # none is the same as left alone
    assert all(bar.y < bar.sham < bar.alone < bar.y + bar.height for bar in needed[1:])
    assert all(int(bar.alone_words) <= int(bar.sham_words) <= int(bar.words) for bar in needed)
    assert "on at least 23 of the 28 days that follow" in shown["average"].needed_words


def test_more_treatments_than_any_trial_measured_are_marked() -> None:
    few = outlook_shown(replace(AVERAGE, method="dry_needling"))
    assert [bar.is_beyond for bar in few.needed] == [number > 4 for number in range(9)]
    assert few.beyond == "Pale bars: more than 4 was not measured in trials."
    none = outlook_shown(replace(AVERAGE, method="percussion_device"))
    assert none.beyond.startswith("No trial measured courses of this method")


@pytest.mark.parametrize(
    ("last", "says", "never"),
    [
        (0.39, "Look for what feeds the point, or for another way.", "about half"),
        (0.41, "about half are easier on at least 23 of the 28 days", "Look for"),
        (0.59, "about half are easier on at least 23 of the 28 days", "Look for"),
        (0.61, "After 8 treatments 6 in 10 are easier", "about half"),
    ],
)
def test_no_advice_follows_from_about_half(last: float, says: str, never: str) -> None:
    found = forecast_of(told_from(case_of(OLD)))
    said = needed_words(replace(found, success=(*[0.2] * 8, last)))
    assert says in said
    assert never not in said


def test_where_treatments_are_not_enough_the_page_says_so(shown: dict[str, OutlookShown]) -> None:
    assert shown["old"].facts[2].number == "over 8"
    assert shown["old"].facts[2].spread == "after 8: 3 in 10"
    assert "Look for what feeds the point, or for another way." in shown["old"].needed_words


def test_changes_stand_from_most_help_to_most_harm(shown: dict[str, OutlookShown]) -> None:
    for one in shown.values():
        for group in one.groups:
            middles = [int(change.amount.split()[0].replace("−", "-"))
                   for change in group.changes if "day" in change.amount]  # fmt: skip
            assert middles == sorted(middles, reverse=True)


def test_every_number_that_stands_out_has_its_range(shown: dict[str, OutlookShown]) -> None:
    for one in shown.values():
        assert one.facts[1].spread.startswith("8 in 10")
        assert all(" to " in change.spread for change in _changes(one))


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
