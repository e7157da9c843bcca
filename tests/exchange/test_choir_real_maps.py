"""Every published map is read, comes back as the same codes, and quickly."""

from __future__ import annotations

import time

import pytest
from maps_sample import sample_maps

from unknot.exchange.choir.reading import MarkedRegion, read_choir
from unknot.exchange.choir.writing import write_choir

pytestmark = pytest.mark.slow

N_MAPS = 7068
LEAST_EXACT_BY_ROWS = 0.95
LEAST_OVERLAP_BY_ROWS = 0.99
LEAST_MAPS_A_SECOND = 300
"""A tenth of what one core does; slower than that is a fault, not a busy machine."""


def test_every_published_map_is_read() -> None:
    maps = sample_maps()
    assert len(maps) == N_MAPS
    for marked in maps:
        assert read_choir(marked.codes, body=marked.body).painful != ()


def test_every_published_map_comes_back_as_the_same_codes() -> None:
    changed = []
    for marked in sample_maps():
        reading = read_choir(marked.codes, body=marked.body)
        writing = write_choir(reading.regions, body=marked.body)
        if writing.codes != tuple(sorted(marked.codes)) or writing.wider or writing.not_expressed:
            changed.append((marked, writing))
    assert changed == []


def test_pain_rows_alone_bring_nearly_every_map_back() -> None:
    # Rows of a case carry no fractions, so a code between two marked ones may come on top.
    exact = overlap = 0.0
    for marked in sample_maps():
        rows = read_choir(marked.codes, body=marked.body).pain_rows()
        marks = [MarkedRegion(row["region"], row["side"]) for row in rows]
        written = set(write_choir(marks, body=marked.body).codes)
        assert written >= set(marked.codes)
        exact += written == set(marked.codes)
        overlap += len(set(marked.codes)) / len(written)
    assert exact / N_MAPS >= LEAST_EXACT_BY_ROWS
    assert overlap / N_MAPS >= LEAST_OVERLAP_BY_ROWS


def test_maps_are_read_and_written_quickly() -> None:
    began = time.perf_counter()
    for marked in sample_maps():
        write_choir(read_choir(marked.codes, body=marked.body).regions, body=marked.body)
    assert N_MAPS / (time.perf_counter() - began) >= LEAST_MAPS_A_SECOND
