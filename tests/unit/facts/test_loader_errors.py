"""Loaders refuse a broken file and name file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unknot.errors import FactsError
from unknot.facts import (
    aliases,
    codes,
    contraindications,
    dosing,
    evidence,
    prevalences,
    trials,
)
from unknot.facts.reading import FACT_FILES
from unknot.muscles import names


def load_broken(
    module: ModuleType,
    loader: Callable[[], Any],
    *,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Load from a folder of our own, past the cache, and return the complaint."""
    name = "MUSCLE_FILES" if hasattr(module, "MUSCLE_FILES") else "FACT_FILES"
    monkeypatch.setattr(module, name, folder)
    with pytest.raises(FactsError) as caught:
        loader.__wrapped__()  # type: ignore[attr-defined]
    return str(caught.value)


def first_line(file: str) -> dict[str, Any]:
    text = (FACT_FILES / file).read_text(encoding="utf-8")
    fields: dict[str, Any] = json.loads(text.split("\n", 1)[0])
    return fields


def write_lines(path: Path, *lines: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_contraindication_without_place_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = first_line("contraindications.jsonl") | {"applies_to": []}
    write_lines(tmp_path / "contraindications.jsonl", fields)
    assert load_broken(
        contraindications,
        contraindications.load_contraindications,
        folder=tmp_path,
        monkeypatch=monkeypatch,
    ) == (
        'contraindications.jsonl:1: applies_to is [], expected "any" or a list of region ids '
        "and 'muscle:<id>'."
    )


def test_method_with_two_doses_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = first_line("dosing.jsonl")
    write_lines(tmp_path / "dosing.jsonl", fields, fields | {"id": "another"})
    assert load_broken(dosing, dosing.load_dosing, folder=tmp_path, monkeypatch=monkeypatch) == (
        "dosing.jsonl: method 'ischemic_compression' has two doses."
    )


def test_measure_with_unknown_property_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = first_line("measures.jsonl")
    write_lines(tmp_path / "measures.jsonl", fields, fields | {"property": "mean"})
    assert load_broken(
        evidence, evidence.load_measures, folder=tmp_path, monkeypatch=monkeypatch
    ) == (
        "measures.jsonl:2: property is 'mean', expected one of MCID, MDC95, SEM, ICC, "
        "kappa, agreement, minimal_real_change, norm."
    )


def test_trial_with_unknown_chronicity_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(tmp_path / "trials.jsonl", first_line("trials.jsonl") | {"chronicity": "old"})
    assert load_broken(trials, trials.load_trials, folder=tmp_path, monkeypatch=monkeypatch) == (
        "trials.jsonl:1: chronicity is 'old', expected one of acute, subacute, chronic, latent."
    )


def test_code_that_is_neither_certain_nor_not_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "codes.csv").write_text(
        "concept,system,code,display,source,certain,licence,note\n"
        "pain,LOINC,1-8,pain,,perhaps,free,\n",
        encoding="utf-8",
    )
    assert load_broken(codes, codes.load_codes, folder=tmp_path, monkeypatch=monkeypatch) == (
        "codes.csv:2: certain is 'perhaps', expected true or false."
    )


def test_prevalence_without_percent_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prevalences.csv").write_text(
        "complaint,muscle,what,percent,n_people,population,title,year,url,note\n"
        "migraine,temporalis,any,,20,adults,A survey,2020,https://example.org/a,\n",
        encoding="utf-8",
    )
    assert load_broken(
        prevalences, prevalences.load_prevalences, folder=tmp_path, monkeypatch=monkeypatch
    ) == ("prevalences.csv:2: percent is '', expected a number.")


def test_alias_that_stands_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aliases.csv").write_text(
        "retired_id,id,kind,since,why\nneck_bak,neck_back,region,0.2.0,typing error\n"
        "neck_bak,neck_side,region,0.3.0,again\n",
        encoding="utf-8",
    )
    assert load_broken(aliases, aliases.load_aliases, folder=tmp_path, monkeypatch=monkeypatch) == (
        "aliases.csv:3: region 'neck_bak' stands twice."
    )


def test_alias_is_found_by_kind_and_retired_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aliases.csv").write_text(
        "retired_id,id,kind,since,why\nneck_bak,neck_back,region,0.2.0,typing error\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(aliases, "FACT_FILES", tmp_path)
    assert aliases.load_aliases.__wrapped__() == {
        ("region", "neck_bak"): aliases.Alias(
            retired_id="neck_bak",
            id="neck_back",
            kind="region",
            since="0.2.0",
            why="typing error",
        )
    }


def test_general_name_that_stands_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "general_names.csv").write_text(
        "name,muscles\npsoas,psoas_major\npsoas,iliacus\n", encoding="utf-8"
    )
    assert load_broken(
        names, names.load_general_names, folder=tmp_path, monkeypatch=monkeypatch
    ) == ("general_names.csv:3: name 'psoas' stands twice.")
