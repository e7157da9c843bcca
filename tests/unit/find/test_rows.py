"""Rows of the ranking: sides and twins joined, at least three where three are asked for."""

from __future__ import annotations

from unknot.find.answer import find
from unknot.find.query import query_from
from unknot.find.rows import hazards_of, outer_site, rows_of
from unknot.muscles.catalogue import load_muscles


def _rows(pain: list[dict[str, object]], least: int = 0):
    answer = find(query_from({"pain": pain}))
    return rows_of(answer.ranking.candidates, least=least)


def test_each_muscle_stands_once_with_its_likelier_side():
    rows = _rows([{"region": "temple", "side": "right"}, {"region": "neck_side", "side": "right"}])
    named = [muscle for row in rows for muscle in row.muscles]
    assert len(named) == len(set(named))
    assert all(row.candidate.probability >= row.other.probability for row in rows)


def test_there_are_three_rows_where_three_are_asked_for():
    few = [{"region": "tongue", "side": "mid"}]
    assert len(_rows(few, least=3)) >= 3
    chances = [row.candidate.probability for row in _rows(few, least=3)]
    assert chances == sorted(chances, reverse=True)


def test_a_place_without_side_names_no_side():
    row = _rows([{"region": "temple", "side": "mid"}])[0]
    assert row.is_either
    assert not row.is_other_likely


def test_pain_on_both_sides_names_the_other_side_or_either():
    row = _rows([{"region": "temple", "side": "both"}])[0]
    assert row.is_either or row.is_other_likely


def test_equally_likely_rows_are_tied():
    rows = _rows([{"region": "temple", "side": "right"}])
    assert rows[0].is_tied_with(rows[0])
    assert not rows[-1].is_tied_with(rows[0])


def test_a_site_felt_from_inside_only_is_not_an_outer_site():
    answer = find(query_from({"pain": [{"region": "perineum", "side": "mid"}]}))
    muscles = load_muscles()
    for candidate in answer.ranking.candidates:
        site = outer_site(muscles[candidate.muscle], candidate)
        assert site is None or site.palpation != "internal"


def test_what_a_person_should_leave_alone_stands_first_among_the_hazards():
    alone = next(m for m in load_muscles().values() if m.self_care.tool == "none")
    assert hazards_of(alone.id)[0].startswith("not on your own: ")
    assert hazards_of("infraspinatus") == ()
