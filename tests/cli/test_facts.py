"""``unknot facts``: check, stats, sources, list."""

from __future__ import annotations

import json

from unknot.facts.version import facts_version
from unknot.muscles.catalogue import load_muscles


def test_check_says_that_every_file_keeps_its_rules(unknot) -> None:
    run = unknot("facts", "check")
    assert run.out == "Every fact file keeps its rules.\n"
    assert run.code == 0


def test_stats_count_muscles_and_give_the_version(unknot) -> None:
    run = unknot("facts", "stats", "--json")
    counts = json.loads(run.out)
    assert counts["muscles and parts"] == len(load_muscles())
    assert counts["facts_version"] == facts_version()
    assert "facts version" in unknot("facts", "stats").out


def test_sources_list_the_most_used_first(unknot) -> None:
    rows = [json.loads(line) for line in unknot("facts", "sources", "--json").out.splitlines()]
    totals = [sum(row["uses"].values()) for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert len(rows) > 500
    assert rows[0]["url"] in unknot("facts", "sources").out


def test_list_names_ids_with_labels(unknot) -> None:
    assert "temple  temple\n" in unknot("facts", "list", "region").out
    assert "temple  temple\n" in unknot("facts", "list", "regions").out
    run = unknot("facts", "list", "colour")
    assert run.code == 1
    assert "Vocabulary 'colour' is not known (KIND)." in run.err
