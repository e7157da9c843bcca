"""Outcomes of trials and pooled contrasts: every effect is found, every scale makes sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.errors import FactsError
from unknot.facts import trial_evidence
from unknot.facts.check_trials import OUTCOME_RANGES
from unknot.facts.methods import load_methods
from unknot.facts.trial_evidence import load_pooled_contrasts, load_trial_outcomes
from unknot.facts.trials import OUTCOMES
from unknot.units import UNITS


def test_every_outcome_of_trials_is_described() -> None:
    assert set(load_trial_outcomes()) == {*OUTCOMES, "ppt_kpa"}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_ends_of_a_scale_are_those_that_trials_are_held_to(outcome: str) -> None:
    one, (level, _) = load_trial_outcomes()[outcome], OUTCOME_RANGES[outcome]
    assert (one.low, one.high) == (level.low, level.high)


def test_kilopascals_are_the_other_unit_of_the_same_threshold() -> None:
    force, pressure = load_trial_outcomes()["ppt_kg_cm2"], load_trial_outcomes()["ppt_kpa"]
    factor = UNITS["kgf/cm2"].scale
    assert pressure.typical_baseline == pytest.approx(force.typical_baseline * factor, rel=0.01)
    assert pressure.typical_sd == pytest.approx(force.typical_sd * factor, rel=0.01)
    assert pressure.high == pytest.approx(force.high * factor, rel=0.001)


def test_only_changes_from_baseline_start_at_zero() -> None:
    changes = {one.id for one in load_trial_outcomes().values() if one.is_change}
    assert changes == {"pain_pct_change", "disability_pct_change"}


def test_thresholds_and_movement_are_better_when_higher() -> None:
    higher = {one.kind for one in load_trial_outcomes().values() if not one.is_better_lower}
    assert higher == {"pressure", "movement"}


def test_every_contrast_has_a_value_and_two_methods() -> None:
    for one in load_pooled_contrasts():
        assert one.pooled.value is not None
        assert one.pooled.ci95 is not None
        assert {one.method, one.versus} <= set(load_methods())
        assert one.method != one.versus


def test_contrast_without_its_pooled_effect_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pooled_contrasts.csv").write_text(
        "comparison,outcome,timing,method,versus,kind,week\n"
        "needles vs nothing,pain,,dry_needling,sham,pain,4\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(trial_evidence, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError, match=r"pooled_contrasts\.csv:2 names the pooled effect"):
        load_pooled_contrasts.__wrapped__()
