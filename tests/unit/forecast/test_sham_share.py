"""How much a pretended treatment brings too: read from the fit, held against the comparisons."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.evidence.basis import trial_basis
from unknot.forecast.evidence.fitted import load_fit
from unknot.forecast.evidence.group import forecast_group
from unknot.forecast.evidence.network import instead_of
from unknot.forecast.evidence.sham import sham_draws, sham_share
from unknot.forecast.evidence.shares import effect_names


def test_it_is_context_over_context_and_technique() -> None:
    draws, names = load_fit("pain").effects, effect_names()
    context, technique, family, own = (
        draws[:, names.index(name)]
        for name in ("context", "technique", "family:needle", "method:dry_needling")
    )
    share = context / (context + technique + family + own)
    assert sham_draws(("dry_needling",)) == pytest.approx(np.clip(share, 0, 1))
    assert sham_share(["dry_needling"]).middle == pytest.approx(float(np.median(share)))


@pytest.mark.parametrize("method", ["ischemic_compression", "dry_needling", "self_release_tool"])
def test_it_agrees_with_the_comparisons_inside_trials(method: str) -> None:
    inside = instead_of("sham", "no_treatment").middle / instead_of(method, "no_treatment").middle
    share = sham_share([method])
    assert share.low < inside < share.high
    assert 0 <= share.low < share.middle < share.high <= 1


@pytest.mark.parametrize("method", ["sham", "no_treatment"])
def test_what_is_no_technique_adds_nothing_beyond_a_pretended_treatment(method: str) -> None:
    assert sham_share([method]).low == 1


def test_several_methods_lie_between_their_shares() -> None:
    one, other = sham_share(["massage"]).middle, sham_share(["dry_needling"]).middle
    assert other < sham_share(["massage", "dry_needling"]).middle < one


def test_the_basis_is_counted_as_the_group_counts_it() -> None:
    fields = {
        "method": "massage", "outcome": "pain_nrs", "weeks": [4], "baseline": {"mean": 6},
    }  # fmt: skip
    group, seen = forecast_group(fields).basis, trial_basis()
    assert seen.trials == group.trials_in_all
    assert seen.means > group.arms_in_all - 1
    assert seen.comparisons > 0
    assert seen.reviews > 0
