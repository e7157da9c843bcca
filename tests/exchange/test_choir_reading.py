"""Codes of a CHOIR map become regions, and every unclear map is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_sample import other_side

from unknot.errors import InvalidInput
from unknot.exchange.choir.reading import (
    COUNTS_COVER,
    MarkedRegion,
    read_choir,
)
from unknot.exchange.choir.segments import MAP_BODIES, load_parts, load_segments
from unknot.facts.vocabularies import load_regions
from unknot.find.query import query_from
from unknot.sides import mirrored

CODES = sorted(load_segments()["female"])
BODIES = st.sampled_from(MAP_BODIES)
CODE_LISTS = st.lists(st.sampled_from(CODES), min_size=1, max_size=74, unique=True)

PLACES = [
    # body, code, where it must count
    ("female", "103", ("cheek", "right")),
    ("female", "106", ("neck_front", "left")),
    ("female", "112", ("abdomen_lower", "right")),
    ("male", "112", ("upper_arm_front", "left")),
    ("female", "114", ("upper_arm_front", "left")),
    ("male", "114", ("elbow_front", "left")),
    ("male", "116", ("abdomen_lower", "right")),
    ("female", "116", ("elbow_front", "left")),
    ("female", "117", ("forearm_front", "right")),
    ("male", "117", ("abdomen_upper", "left")),
    ("female", "118", ("forearm_front", "left")),
    ("male", "118", ("forearm_front", "left")),
    ("female", "125", ("palm", "right")),
    ("male", "135", ("foot_top", "right")),
    ("female", "207", ("shoulder_back", "left")),
    ("male", "213", ("lower_thoracic", "right")),
    ("male", "218", ("lumbar", "left")),
    ("female", "224", ("buttock_mid", "right")),
    ("female", "230", ("hand_back", "right")),
    ("male", "237", ("heel_back", "left")),
]


@pytest.mark.parametrize(("body", "code", "place"), PLACES)
def test_code_is_read_where_the_map_draws_it(body: str, code: str, place: tuple[str, str]) -> None:
    assert place in {(m.region, m.side) for m in read_choir([code], body=body).painful}


def test_same_code_is_belly_on_one_map_and_arm_on_the_other() -> None:
    belly = {mark.region for mark in read_choir(["112"], body="female").painful}
    arm = {mark.region for mark in read_choir(["112"], body="male").painful}
    assert "abdomen_lower" in belly
    assert "upper_arm_front" in arm
    assert belly & arm == set()


def test_region_under_two_marked_codes_adds_up() -> None:
    halves = read_choir(["107", "210"], body="male").regions
    (front,) = [m for m in halves if (m.region, m.side) == ("shoulder_side", "right")]
    both = {(p.region, p.side): p.cover for p in load_parts()["male"]["107"]}
    back = {(p.region, p.side): p.cover for p in load_parts()["male"]["210"]}
    place = ("shoulder_side", "right")
    assert front.fraction == pytest.approx(both[place] + back[place])


def test_region_only_touched_is_kept_but_does_not_count() -> None:
    touched = [m for m in read_choir(["126"], body="male").regions if not m.counts]
    assert "knee_front" in {mark.region for mark in touched}
    assert all(mark.fraction < COUNTS_COVER for mark in touched)


def test_codes_are_also_read_as_redcap_writes_them_and_as_numbers() -> None:
    as_choir = read_choir(["107", "218"], body="female")
    assert read_choir(["f07", "B18"], body="Female") == as_choir
    assert read_choir([107, 218], body=" female ") == as_choir
    assert as_choir.codes == ("107", "218")


def test_pain_rows_are_accepted_by_find_as_they_are() -> None:
    for body in MAP_BODIES:
        reading = read_choir(CODES, body=body)
        query = query_from({"pain": reading.pain_rows()})
        assert [(m.region, m.side) for m in query.pain] == [
            (m.region, m.side) for m in reading.painful
        ]
        assert {m.intensity for m in query.pain} == {None}


def test_strokes_mark_each_painful_region_as_a_whole() -> None:
    reading = read_choir(["129"], body="female")
    assert reading.strokes()[0] == {
        "tool": "region",
        "region": "knee_front",
        "side": "right",
        "intensity": None,
        "quality": None,
    }
    assert len(reading.strokes()) == len(reading.painful) == len(reading.pain_rows())


def test_all_codes_together_leave_out_only_what_neither_view_shows() -> None:
    regions = load_regions()
    read = {mark.region for mark in read_choir(CODES, body="female").regions}
    parents = {regions[region].parent for region in read}
    unseen = [
        region.id
        for region in regions.values()
        if region.id not in read | parents and region.parent not in read
    ]
    assert unseen == ["perineum", "rectum", "arch", "ball_of_foot", "ball_great_toe",
                      "ball_middle_toes", "ball_little_toe"]  # fmt: skip


REFUSED = [
    (["107"], None, "body", "Which map was marked is not told; it must be 'female' or 'male' "
     "(body). The same code can be another place on the other map."),
    (["107"], "", "body", "Which map was marked is not told; it must be 'female' or 'male' "
     "(body). The same code can be another place on the other map."),
    (["107"], "child", "body", "Which map was marked is 'child'; it must be 'female' or 'male' "
     "(body). The same code can be another place on the other map."),
    (["107", "137"], "male", "codes[1]", "CHOIR code '137' is not on the male map (codes[1]). "
     "Its codes are 101 to 136 on the front and 201 to 238 on the back."),
    (["f39"], "male", "codes[0]", "CHOIR code 'f39' is not on the male map (codes[0]). "
     "Its codes are 101 to 136 on the front and 201 to 238 on the back."),
    ([True], "male", "codes[0]", "CHOIR code 'True' is not on the male map (codes[0]). "
     "Its codes are 101 to 136 on the front and 201 to 238 on the back."),
    (["107", "108", "f07"], "female", "codes[2]",
     "Code 107 stands twice (codes[0] and codes[2]). Keep one."),
    ([], "female", "codes",
     "The map has no code. Give at least one; leave out people who marked nothing."),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_unclear_map_is_refused_with_its_place(
    case: tuple[list[str], str | None, str, str],
) -> None:
    codes, body, where, message = case
    with pytest.raises(InvalidInput) as refused:
        read_choir(codes, body=body)
    assert str(refused.value) == message
    assert refused.value.where == where


@given(body=BODIES, codes=CODE_LISTS, data=st.data())
def test_order_of_codes_is_irrelevant(body: str, codes: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(codes))
    one, other = read_choir(codes, body=body), read_choir(shuffled, body=body)
    assert set(one.regions) == set(other.regions)


@given(body=BODIES, codes=CODE_LISTS)
def test_mirrored_codes_give_mirrored_regions(body: str, codes: list[str]) -> None:
    there = read_choir([other_side(code, body) for code in codes], body=body)
    here = {
        MarkedRegion(m.region, mirrored(m.side), m.fraction, m.counts)
        for m in read_choir(codes, body=body).regions
    }
    assert set(there.regions) == here


@given(body=BODIES, codes=CODE_LISTS, more=st.sampled_from(CODES))
def test_another_code_never_takes_a_region_away(body: str, codes: list[str], more: str) -> None:
    before = {(m.region, m.side): m for m in read_choir(codes, body=body).regions}
    together = list(dict.fromkeys([*codes, more]))
    after = {(m.region, m.side): m for m in read_choir(together, body=body).regions}
    for place, mark in before.items():
        assert after[place].fraction >= mark.fraction
        assert after[place].counts >= mark.counts
