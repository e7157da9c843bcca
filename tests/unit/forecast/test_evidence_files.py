"""The shipped fit and its tables keep their own rules, and belong to this model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from unknot.errors import FactsError
from unknot.facts.check_schemas import form_rules
from unknot.facts.faults import faults_found, read_folder
from unknot.facts.methods import load_methods
from unknot.facts.trial_evidence import load_pooled_contrasts
from unknot.facts.trials import load_trials
from unknot.forecast.evidence import fitted
from unknot.forecast.evidence.contract import SCHEMA_FILES
from unknot.forecast.evidence.fitted import FITS, fit_file, load_fit, write_fit
from unknot.forecast.evidence.pooling import SETTING_NAMES, load_model_priors
from unknot.forecast.evidence.priors import priors_from_trials
from unknot.forecast.evidence.shares import EVIDENCE_FILES, effect_names, load_method_classes


def test_every_table_has_a_schema_and_a_card_and_keeps_to_them() -> None:
    lines, unreadable = read_folder(EVIDENCE_FILES)
    rules = form_rules(schemas=SCHEMA_FILES, cards=EVIDENCE_FILES)
    assert unreadable == []
    assert [str(fault) for fault in faults_found(lines, rules)] == []


def test_schema_of_the_fit_refuses_words() -> None:
    rules = form_rules(schemas=SCHEMA_FILES, cards=EVIDENCE_FILES)
    lines, _ = read_folder(EVIDENCE_FILES)
    line = lines["trial_fit_pain.csv"][0]
    line.fields["natural"] = "much"
    assert len(list(rules["schema"]({"trial_fit_pain.csv": (line,)}))) == 1


def test_every_method_of_trials_and_reviews_has_a_class() -> None:
    used = {arm.method for arm in load_trials()}
    used |= {name for one in load_pooled_contrasts() for name in (one.method, one.versus)}
    assert used <= set(load_method_classes())


def test_every_method_of_the_list_has_a_class() -> None:
    assert set(load_method_classes()) == set(load_methods())


def test_every_number_of_the_model_has_a_prior_or_a_pool() -> None:
    shared = {name for name in effect_names() if ":" not in name}
    assert set(load_model_priors()) == shared | set(SETTING_NAMES)


@pytest.mark.parametrize("name", FITS)
def test_fit_is_small_and_has_three_hundred_draws(name: fitted.FitName) -> None:
    assert load_fit(name).effects.shape == (300, len(effect_names()))
    assert sum(fit_file(each).stat().st_size for each in FITS) < 200_000


@pytest.mark.parametrize("name", FITS)
def test_spreads_are_above_zero_and_shares_within_one(name: fitted.FitName) -> None:
    draws = load_fit(name).settings
    assert all((draws[each] >= 0).all() for each in SETTING_NAMES)
    assert ((draws["at_once"] > 0) & (draws["at_once"] < 1)).all()


def test_written_fit_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "trial_fit_pain.csv"
    write_fit(load_fit("pain"), path)
    assert path.read_text() == fit_file("pain").read_text()


def test_fit_of_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trial_fit_pain.csv").write_text("natural,context\n0.1,0.2\n")
    monkeypatch.setattr(fitted, "EVIDENCE_FILES", tmp_path)
    with pytest.raises(FactsError, match=r"Fit it again with scripts/fit_evidence\.py"):
        load_fit.__wrapped__("pain")


def test_every_technique_has_starting_values_within_reason() -> None:
    priors = priors_from_trials()
    techniques = {one.method for one in load_method_classes().values() if one.part == "technique"}
    assert set(priors) == techniques
    for one in priors.values():
        assert 0 < one.durable < one.net_share < 0.5
        assert 0 < one.at_once_net < one.at_once < 0.6
        assert one.durable == pytest.approx(
            1 - (1 - one.net_share) ** (1 / one.treatments), abs=0.004
        )


def test_methods_without_evidence_are_the_least_certain_of_their_family() -> None:
    priors = priors_from_trials()
    assert priors["dry_needling"].net_share_sd < priors["stretch_spray"].net_share_sd


def test_draws_are_finite() -> None:
    assert all(np.isfinite(load_fit(name).effects).all() for name in FITS)
