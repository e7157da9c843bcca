"""The CHOIR files: loaders, the agreement of both files, and both maps held apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from maps_sample import other_side

from unknot.errors import FactsError
from unknot.exchange.choir import segments
from unknot.exchange.choir.check import check_choir
from unknot.exchange.choir.segments import (
    CHOIR_FILES,
    MAP_BODIES,
    MapBody,
    load_parts,
    load_segments,
)

ALL_CODES = {str(code) for code in (*range(101, 137), *range(201, 239))}
ON_ANOTHER_PLACE = {"112", "113", "114", "115", "116", "117"}
HEADER = "map,code,view,side,label,x_centre,y_centre,x_min,x_max,y_min,y_max\n"


@pytest.mark.parametrize("body", MAP_BODIES)
def test_each_map_has_all_74_codes_in_both_files(body: MapBody) -> None:
    assert len(ALL_CODES) == 36 + 38
    assert set(load_segments()[body]) == ALL_CODES
    assert set(load_parts()[body]) == ALL_CODES


def test_maps_differ_exactly_in_the_numbers_of_belly_and_arm() -> None:
    female, male = load_segments()["female"], load_segments()["male"]
    moved = {
        code
        for code in ALL_CODES
        if (female[code].label, female[code].side) != (male[code].label, male[code].side)
    }
    assert moved == ON_ANOTHER_PLACE


@pytest.mark.parametrize("body", MAP_BODIES)
def test_both_sides_of_a_segment_have_mirrored_regions(body: MapBody) -> None:
    parts = load_parts()[body]
    for code in ALL_CODES:
        own = [(p.region, p.share, p.cover) for p in parts[code]]
        other = [(p.region, p.share, p.cover) for p in parts[other_side(code, body)]]
        assert own == other


@pytest.mark.parametrize("body", MAP_BODIES)
def test_centre_of_a_segment_lies_in_its_extent(body: MapBody) -> None:
    for one in load_segments()[body].values():
        assert one.x_min <= one.x_centre <= one.x_max
        assert one.y_min <= one.y_centre <= one.y_max


@pytest.mark.parametrize("body", MAP_BODIES)
def test_shares_stand_with_the_largest_first(body: MapBody) -> None:
    for parts in load_parts()[body].values():
        shares = [part.share for part in parts]
        assert shares == sorted(shares, reverse=True)


def test_code_that_stands_twice_is_refused_by_the_loader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = "male,107,front,right,x,0.3,0.2,0.2,0.4,0.1,0.3\n"
    (tmp_path / "choir_segments.csv").write_text(HEADER + row + row, encoding="utf-8")
    monkeypatch.setattr(segments, "CHOIR_FILES", tmp_path)
    load_segments.cache_clear()
    with pytest.raises(FactsError, match=r"choir_segments\.csv:3: code '107' stands twice on the"):
        load_segments()
    load_segments.cache_clear()


def test_folder_without_cards_and_schemas_is_faulty(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = (CHOIR_FILES / "choir_segments.csv").read_text(encoding="utf-8")
    (files / "choir_segments.csv").write_text(text, encoding="utf-8")
    (files / "choir_regions.csv").write_text("map,code\nmale\n", encoding="utf-8")
    rules = {fault.rule for fault in check_choir(files)}
    assert rules == {"readable", "choir_known"}
