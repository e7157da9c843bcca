"""Regions become codes; what a code adds is named, and what no code says is never dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_sample import other_side

from unknot.body.reading import PaintedPlace
from unknot.errors import InvalidInput, UnknownId
from unknot.exchange.choir import writing
from unknot.exchange.choir.reading import MarkedRegion, read_choir
from unknot.exchange.choir.segments import MAP_BODIES, load_segments
from unknot.exchange.choir.writing import NotExpressed, drawn_marks, write_choir
from unknot.facts.vocabularies import load_regions
from unknot.sides import mirrored

CODES = sorted(load_segments()["female"])
BODIES = st.sampled_from(MAP_BODIES)
PLACES = [
    (region.id, side)
    for region in load_regions().values()
    for side in (("left", "right", "mid") if region.is_sided else ("mid",))
]
MARKS = st.lists(
    st.builds(
        lambda place, fraction: MarkedRegion(*place, fraction),
        st.sampled_from(PLACES),
        st.floats(0, 1),
    ),
    max_size=30,
)
HIDDEN = "no segment of the map shows it"
UNTOLD = "its side is not told, and every code is left or right"


def marks(*places: str) -> list[MarkedRegion]:
    """Return whole regions written ``side:region``."""
    return [MarkedRegion(*reversed(place.split(":"))) for place in places]  # type: ignore[arg-type]


WRITTEN = [
    # marked, body, codes
    ("right:calf_upper", "male", ("234",)),
    ("left:temple", "male", ("104",)),
    ("right:abdomen_lower", "female", ("112",)),
    ("right:abdomen_lower", "male", ("116",)),
    ("left:upper_arm_front", "female", ("114",)),
    ("left:upper_arm_front", "male", ("112",)),
    # Half of the outer shoulder lies on each view, and nothing says which half.
    ("right:shoulder_side", "male", ("107", "210")),
    # With the front of the shoulder beside it, the front says it.
    ("right:shoulder_side right:shoulder_front", "male", ("107",)),
    ("right:knee_front right:knee_inner right:knee_outer", "female", ("129",)),
    # A region without sides in the middle takes both halves.
    ("mid:sternum", "female", ("108", "109")),
    ("mid:coccyx", "male", ("223", "224")),
    # A part takes its whole, a whole its parts, and what lies inside takes the skin over it.
    ("left:knee_above", "male", ("130",)),
    ("left:thumb", "male", ("128", "227")),
    ("right:eye_behind", "male", ("103",)),
    ("mid:bladder", "female", ("121", "122")),
    # Little of the armpit is drawn, most of that on the chest.
    ("left:axilla", "male", ("109",)),
]


@pytest.mark.parametrize(("marked", "body", "codes"), WRITTEN)
def test_region_is_written_as_the_code_it_lies_in(
    marked: str, body: str, codes: tuple[str, ...]
) -> None:
    written = write_choir(marks(*marked.split()), body=body)
    assert written.codes == codes
    assert written.not_expressed == ()


def test_code_that_says_more_names_what_it_adds() -> None:
    written = write_choir(marks("right:calf_upper"), body="male")
    assert {code: [(m.region, m.side) for m in added] for code, added in written.wider.items()} == {
        "234": [("calf_lower", "right")]
    }


def test_code_whose_regions_are_all_marked_adds_nothing() -> None:
    written = write_choir(marks("right:calf_upper", "right:calf_lower"), body="male")
    assert (written.codes, dict(written.wider)) == (("234",), {})


def test_region_that_no_view_shows_is_reported() -> None:
    written = write_choir(marks("right:arch", "mid:rectum", "left:calf_upper"), body="female")
    assert written.codes == ("233",)
    assert written.not_expressed == (
        NotExpressed("arch", "right", HIDDEN),
        NotExpressed("rectum", "mid", HIDDEN),
    )


def test_region_whose_side_is_not_told_is_reported_and_not_guessed() -> None:
    written = write_choir(marks("mid:knee_front"), body="male")
    assert written.codes == ()
    assert written.not_expressed == (NotExpressed("knee_front", "mid", UNTOLD),)


def test_region_of_which_hardly_anything_is_drawn_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heel = [MarkedRegion("heel_under", "left")]
    assert write_choir(heel, body="male").codes == ("237",)
    monkeypatch.setattr(writing, "LEAST_COVER", 0.5)
    assert write_choir(heel, body="male").codes == ()
    assert write_choir(heel, body="male").not_expressed == (
        NotExpressed("heel_under", "left", HIDDEN),
    )


def test_nothing_marked_is_no_code() -> None:
    assert write_choir([], body="male").codes == ()


def test_region_that_does_not_count_takes_no_code() -> None:
    touched = [MarkedRegion("calf_upper", "right", 0.2, counts=False),
               MarkedRegion("arch", "right", 0.2, counts=False),
               MarkedRegion("knee_front", "mid", 0.2, counts=False)]  # fmt: skip
    assert write_choir(touched, body="male").codes == ()
    assert write_choir(touched, body="male").not_expressed == ()


def test_small_dab_takes_the_code_it_lies_in() -> None:
    dab = [MarkedRegion("thigh_front", "left", 0.04)]
    written = write_choir(dab, body="female")
    assert written.codes == ("127",)
    assert [m.region for m in written.wider["127"]] == ["thigh_inner", "thigh_outer"]


def test_places_of_a_painted_body_are_written() -> None:
    def place(region: str, side: str, fraction: float) -> PaintedPlace:
        return PaintedPlace(region, side, fraction, 0.5, 900.0, 6.0, None)  # type: ignore[arg-type]

    painted = drawn_marks([place("neck_back", "both", 0.8), place("upper_thoracic", "right", 0.3)])
    assert painted == (
        MarkedRegion("neck_back", "left", 0.8),
        MarkedRegion("neck_back", "right", 0.8),
        MarkedRegion("upper_thoracic", "right", 0.3),
    )
    assert write_choir(painted, body="male").codes == ("205", "206", "209")


def test_region_marked_twice_counts_with_the_larger_part() -> None:
    small, large = MarkedRegion("knee_front", "right", 0.1), MarkedRegion("knee_front", "right")
    sides = marks("right:knee_inner", "right:knee_outer")
    assert dict(write_choir([large, small, *sides], body="male").wider) == {}
    assert dict(write_choir([small, large, *sides], body="male").wider) == {}


def test_unknown_region_is_refused_with_its_place() -> None:
    with pytest.raises(UnknownId) as refused:
        write_choir(marks("left:temple", "left:tempel"), body="male")
    assert str(refused.value) == (
        "Region 'tempel' is not known (marks[1].region). Did you mean 'temple'?"
    )


REFUSED = [
    (MarkedRegion("throat", "left"), "marks[0].side",
     "Region 'throat' takes the side mid, not 'left' (marks[0].side)."),
    (MarkedRegion("temple", "both"), "marks[0].side",  # type: ignore[arg-type]
     "Region 'temple' takes the side left or right or mid, not 'both' (marks[0].side)."),
    (MarkedRegion("temple", "left", 1.5), "marks[0].fraction",
     "A marked fraction is a number from 0 to 1, not 1.5 (marks[0].fraction)."),
    (MarkedRegion("temple", "left", float("nan")), "marks[0].fraction",
     "A marked fraction is a number from 0 to 1, not nan (marks[0].fraction)."),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "where", "message"), REFUSED)
def test_mark_that_makes_no_sense_is_refused_with_its_place(
    mark: MarkedRegion, where: str, message: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        write_choir([mark], body="male")
    assert (str(refused.value), refused.value.where) == (message, where)


def test_map_that_is_not_told_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Which map was marked is not told"):
        write_choir([], body=None)


@given(body=BODIES, given_marks=MARKS)
def test_every_painful_region_is_said_by_a_code_or_reported(
    body: str, given_marks: list[MarkedRegion]
) -> None:
    written = write_choir(given_marks, body=body)
    reported = {(m.region, m.side) for m in written.not_expressed}
    regions = load_regions()
    read = (
        {(m.region, m.side) for m in read_choir(written.codes, body=body).regions}
        if written.codes
        else set()
    )
    for mark in given_marks:
        near = {mark.region, regions[mark.region].parent} | {
            one.id for one in regions.values() if one.parent == mark.region
        }
        said = any((region, mark.side) in read for region in near)
        assert said or (mark.region, mark.side) in reported


@given(body=BODIES, given_marks=MARKS)
def test_mirrored_marks_give_mirrored_codes(body: str, given_marks: list[MarkedRegion]) -> None:
    there = [MarkedRegion(m.region, mirrored(m.side), m.fraction) for m in given_marks]
    here = [other_side(code, body) for code in write_choir(given_marks, body=body).codes]
    assert sorted(here) == list(write_choir(there, body=body).codes)


@given(body=BODIES, codes=st.lists(st.sampled_from(CODES), min_size=1, unique=True))
def test_any_map_read_is_written_as_the_same_codes(body: str, codes: list[str]) -> None:
    written = write_choir(read_choir(codes, body=body).regions, body=body)
    assert written.codes == tuple(sorted(codes))
    assert dict(written.wider) == {}
    assert written.not_expressed == ()
