"""Where things stand on the graphs: numbers turn into places and back."""

from __future__ import annotations

import re

import pytest

from unknot.web.outlook.drawing import NARROW, WIDE, FanCurves, Frame, fan
from unknot.web.outlook.small_graphs import SMALL, bars, range_bars, survival

DAYS = 43
CURVES = FanCurves(
    middle=[3.0] * DAYS,
    low50=[2.0] * DAYS,
    high50=[4.0] * DAYS,
    low80=[1.0] * DAYS,
    high80=[5.0] * DAYS,
    untreated=[4.5] * DAYS,
    line=2.5,
    before=6.0,
    treatment_days=[0.0, 7.0, 49.0],
    soreness=[1.0, 0.5, 0.2, 0, 0, 0, 0, 0.8, 0.3, *[0.0] * (DAYS - 9)],
    sore_until=2,
)


def _places(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


@pytest.mark.parametrize("frame", [NARROW, WIDE], ids=["phone", "desktop"])
def test_the_curve_runs_from_today_to_the_right_edge(frame: Frame) -> None:
    drawn = fan(CURVES, frame)
    places = _places(drawn.middle)
    assert len(places) == DAYS
    assert places[0] == (drawn.now, frame.y(3))
    assert places[-1][0] == frame.right
    assert frame.y(0) == frame.bottom
    assert frame.y(10) == frame.top


def test_a_band_goes_out_over_its_upper_edge_and_back_under() -> None:
    places = _places(fan(CURVES, WIDE).band80)
    assert len(places) == 2 * DAYS
    assert {y for _x, y in places[:DAYS]} == {WIDE.y(5)}
    assert {y for _x, y in places[DAYS:]} == {WIDE.y(1)}
    assert places[0][0] == places[-1][0]


def test_what_lies_beyond_the_window_is_not_drawn() -> None:
    assert len(fan(CURVES, WIDE).treatments) == 2  # days 0 and 7; day 49 lies beyond day 42


def test_soreness_is_drawn_between_the_curve_and_the_curve_without_it() -> None:
    drawn = fan(CURVES, WIDE)
    first, second = (_places(piece) for piece in drawn.sore_band.removesuffix("Z").split("Z"))
    day = (WIDE.right - drawn.now) / (DAYS - 1)
    assert [x for x, _y in first] == pytest.approx(
        [drawn.now + n * day for n in (0, 1, 2, 3, 3, 2, 1, 0)], abs=0.1
    )
    assert [y for _x, y in first] == [WIDE.y(3)] * 4 + [WIDE.y(3 - s) for s in (0, 0.2, 0.5, 1)]
    assert second[0][0] == pytest.approx(drawn.now + 7 * day, abs=0.1)  # the second treatment
    assert drawn.sore is not None
    assert drawn.sore == pytest.approx((drawn.now, drawn.now + 3 * day), abs=0.1)
    assert drawn.sore_words == "sore, 2 days"


def test_soreness_of_one_treatment_ends_where_the_next_begins() -> None:
    changed = {f: getattr(CURVES, f) for f in CURVES.__slots__}
    daily = FanCurves(**{**changed, "soreness": [1.0, 0.5, 1.2, 0.6, *[0.0] * (DAYS - 4)]})
    first, second = (_places(x) for x in fan(daily, WIDE).sore_band.removesuffix("Z").split("Z"))
    assert len(first) == 2 * 2  # days 0 and 1
    assert len(second) == 2 * 3  # days 2, 3 and 4


def test_where_nothing_is_sore_no_soreness_is_drawn() -> None:
    changed = {f: getattr(CURVES, f) for f in CURVES.__slots__}
    calm = FanCurves(**{**changed, "soreness": [0.0] * DAYS, "sore_until": None})
    drawn = fan(calm, NARROW)
    assert (drawn.sore, drawn.sore_words, drawn.sore_band) == (None, "", "")


def test_the_part_that_is_mostly_the_usual_level_begins_at_three_weeks() -> None:
    drawn = fan(CURVES, WIDE)
    day = (WIDE.right - drawn.now) / 42
    assert drawn.level_from == pytest.approx(drawn.now + 21 * day, abs=0.1)
    assert drawn.level_width == pytest.approx(21 * day, abs=0.1)


def test_the_words_of_the_line_give_way_to_the_curve() -> None:
    over, under = fan(CURVES, WIDE), None
    below = FanCurves(**{**{f: getattr(CURVES, f) for f in CURVES.__slots__}, "line": 3.5})
    under = fan(below, WIDE)
    assert over.line_label > over.line  # the curve runs over the line, the words under it
    assert under.line_label < under.line


def test_the_words_of_the_dotted_line_give_way_to_the_headings() -> None:
    changed = {f: getattr(CURVES, f) for f in CURVES.__slots__}
    high = fan(FanCurves(**{**changed, "untreated": [9.0] * DAYS}), NARROW)
    assert fan(CURVES, NARROW).untreated_label[1] < NARROW.y(4.5)
    assert high.untreated_label[1] > NARROW.y(9) > NARROW.heading


def test_axes_name_weeks_and_end_with_the_last() -> None:
    words = [tick.words for tick in fan(CURVES, NARROW).x_ticks]
    assert words == ["today", "2 wk", "4 wk", "6 wk"]
    assert [tick.words for tick in fan(CURVES, NARROW).y_ticks] == ["0", "2", "4", "6", "8", "10"]


def test_the_relief_curve_marks_how_many_of_ten() -> None:
    drawn = survival([1 - day / 100 for day in range(85)], (7, 28, 56, 120))
    assert [words for _x, _y, words in drawn.marks] == ["9", "7", "4"]  # .93, .72, .44
    assert drawn.area.startswith(drawn.line)
    assert drawn.area.endswith("Z")


def test_left_alone_runs_beside_the_relief_curve() -> None:
    drawn = survival([0.8] * 85, (7,), alone=[0.4] * 85)
    assert {y for _x, y in _places(drawn.alone)} == {SMALL.y(4)}
    assert len(_places(drawn.alone)) == 85
    assert survival([0.8] * 85, (7,)).alone == ""


def test_a_line_across_a_bar_shows_the_same_weeks_left_alone() -> None:
    none, one = bars(
        [0.2, 0.6], enough=0.5, alone=[0.2, 0.3], pretended=[0.2, 0.5], beyond=[False, True]
    )
    assert none.alone == none.sham == 0  # nothing beside nothing
    assert (one.alone, one.alone_words) == (SMALL.y(3), "3")
    assert (one.sham, one.sham_words) == (SMALL.y(5), "5")
    assert (none.is_beyond, one.is_beyond) == (False, True)
    assert one.ends == pytest.approx(one.x + one.width)
    assert bars([0.2, 0.6], enough=0.5)[1].alone_words == ""


def test_bars_stand_on_the_axis_and_those_that_are_enough_are_dark() -> None:
    found = bars([0.1, 0.5, 0.9], enough=0.5)
    assert [one.is_enough for one in found] == [False, True, True]
    for one in found:
        assert one.y + one.height == pytest.approx(SMALL.bottom, abs=0.2)
        assert SMALL.left <= one.x <= SMALL.right - one.width
    assert [one.below for one in found] == ["0", "1", "2"]


def test_changes_share_one_scale_with_no_change_in_the_middle() -> None:
    small, large = range_bars([(-1, 2, 5), (-40, -20, 0)])
    assert small.nothing == large.nothing == 150
    assert small.middle == pytest.approx(150 + 2 / 40 * 142, abs=0.1)
    assert large.low == pytest.approx(8)
    assert large.high == 150
