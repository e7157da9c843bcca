"""The loaders of warning signs and rules say which line is wrong and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from unknot.errors import FactsError
from unknot.facts import red_flag_rules, red_flags
from unknot.facts.reading import FACT_FILES
from unknot.facts.red_flags import load_flag_areas, load_flag_conditions, load_red_flags

FLAG: dict[str, Any] = json.loads(
    (FACT_FILES / "red_flags.jsonl").read_text(encoding="utf-8").split("\n")[0]
)
RULE: dict[str, Any] = {
    "id": "sample",
    "condition": "cancer",
    "urgency": "see_doctor",
    "when": {"flags": ["ca_night"]},
    "why": "A reason.",
    "do": None,
    "source": "https://example.org",
    "source_seen": True,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"condition": "nothing"}, "red_flags.jsonl:1: condition 'nothing' is not known."),
        ({"area": []}, 'red_flags.jsonl:1: area is empty; write "any" or list regions.'),
        ({"area": ["lumber"]}, "red_flags.jsonl:1: region 'lumber' is not known."),
        ({"leads_in": ["lumber"]}, "red_flags.jsonl:1: region 'lumber' is not known."),
        ({"hints": ["sneezing"]}, "red_flags.jsonl:1: symptom 'sneezing' is not known."),
        ({"priority": 4}, "red_flags.jsonl:1: priority is 4, expected 1, 2 or 3."),
        (
            {"combine": {"needs": 2, "of": ["ces_sadle"]}},
            "red_flags.jsonl:1: question 'ces_sadle' is not known.",
        ),
    ],
)
def test_broken_question_is_named(
    change: dict[str, Any], message: str, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_flag_conditions()
    (tmp_path / "red_flags.jsonl").write_text(json.dumps({**FLAG, **change}), encoding="utf-8")
    monkeypatch.setattr(red_flags, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError) as caught:
        load_red_flags.__wrapped__()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            {"none_of": [{"flags": ["ca_night"]}]},
            "red_flag_rules.jsonl:1: ['none_of'] is no need of the grammar of rules.",
        ),
        ({}, "red_flag_rules.jsonl:1: [] is no need of the grammar of rules."),
        (
            {"all_of": []},
            "red_flag_rules.jsonl:1: a need without parts would alarm everybody.",
        ),
        ({"flags": ["ca_nite"]}, "red_flag_rules.jsonl:1: flags 'ca_nite' is not known."),
        ({"regions": ["spin"]}, "red_flag_rules.jsonl:1: regions 'spin' is not known."),
        ({"sex": "other"}, "red_flag_rules.jsonl:1: sex 'other' is not known."),
        (
            {"at_least": 0, "of": [{"flags": ["ca_night"]}]},
            "red_flag_rules.jsonl:1: at_least is 0, expected 1 to 1.",
        ),
        (
            {"at_least": 3, "of": [{"flags": ["ca_night"]}, {"sex": "male"}]},
            "red_flag_rules.jsonl:1: at_least is 3, expected 1 to 2.",
        ),
    ],
)
def test_broken_rule_is_named(
    when: dict[str, Any], message: str, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_red_flags()
    (tmp_path / "red_flag_rules.jsonl").write_text(
        json.dumps({**RULE, "when": when}), encoding="utf-8"
    )
    monkeypatch.setattr(red_flag_rules, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError) as caught:
        red_flag_rules.load_flag_rules.__wrapped__()
    assert str(caught.value) == message


def test_area_that_is_named_like_a_region_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "red_flag_areas.csv").write_text(
        "id,label,regions\nlumbar,low back,lumbar\n", encoding="utf-8"
    )
    monkeypatch.setattr(red_flags, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError, match="id 'lumbar' stands twice or is a region"):
        load_flag_areas.__wrapped__()


def test_every_condition_has_questions_or_rules_and_two_causes() -> None:
    used = {flag.condition for flag in load_red_flags().values()} | {
        rule.condition for rule in red_flag_rules.load_flag_rules().values()
    }
    assert used == set(load_flag_conditions())
    for condition in load_flag_conditions().values():
        assert len(condition.may_need_ruling_out) >= 2, condition.id


def test_every_rule_names_a_source_that_was_read() -> None:
    for rule in red_flag_rules.load_flag_rules().values():
        assert rule.source_seen, rule.id
        assert rule.source.startswith("http"), rule.id


def test_area_of_a_question_covers_where_it_leads() -> None:
    for flag in load_red_flags().values():
        if flag.leads_in is not None and flag.area is not None:
            assert flag.leads_in & flag.area, flag.id
