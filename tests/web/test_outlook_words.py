"""What the page says: acute, average and old points, in sentences that keep to the numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from unknot.facts.wording import banned_in
from unknot.web.outlook.answered import OutlookShown, outlook_shown
from unknot.web.outlook.choices import Choices

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
        one.title, one.felt, one.title_ends, one.lead, one.line, one.natural, one.lasting_words,
        one.needed_words, one.picture, *one.basis,
    ]  # fmt: skip
    said += [f"{fact.number} {fact.words} {fact.spread}" for fact in one.facts]
    said += [f"{c.label} {c.amount} {c.spread} {c.sentence} {c.better}" for c in one.changes]
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
                     for when, chance in one.lasting_rows if "week" in when}  # fmt: skip
            assert all(of_ten <= 5 for week, of_ten in still.items() if week > weeks)
    assert seen == {"Most likely easier for", "With this plan it gets easier for"}


def test_a_needle_makes_soreness_expected(shown: dict[str, OutlookShown]) -> None:
    needled = outlook_shown(replace(AVERAGE, method="dry_needling"))
    assert needled.lead.startswith("Expect soreness for a day or two.")
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
    found = re.search(r"about ([\d.]+) points with the plan and by about ([\d.]+)",
                      shown["average"].natural)  # fmt: skip
    assert found is not None
    with_plan, alone = (float(number) for number in found.groups())
    assert 0 < alone < with_plan


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
