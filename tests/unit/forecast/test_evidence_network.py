"""One method instead of another: inside trials only, and honest where nothing was compared."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.evidence.arms import observations
from unknot.forecast.evidence.fitted import load_fit
from unknot.forecast.evidence.network import instead_of
from unknot.forecast.evidence.pooling import posterior_given, table_of
from unknot.forecast.evidence.shares import effect_names, load_method_classes

METHODS = sorted(load_method_classes())


@pytest.mark.parametrize("method", METHODS)
def test_a_method_instead_of_itself_changes_nothing(method: str) -> None:
    same = instead_of(method, method)
    assert (same.middle, same.low, same.high) == (0.0, 0.0, 0.0)


def test_turning_the_question_round_turns_the_sign() -> None:
    one, other = instead_of("dry_needling", "sham"), instead_of("sham", "dry_needling")
    assert one.middle == pytest.approx(-other.middle)
    assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))
    assert one.compared_in == other.compared_in == 1 + 1


def test_a_way_over_sham_is_the_sum_of_its_steps() -> None:
    whole = instead_of("dry_needling", "no_treatment")
    steps = instead_of("dry_needling", "sham"), instead_of("sham", "no_treatment")
    assert whole.middle == pytest.approx(sum(step.middle for step in steps))


def test_sham_itself_does_better_than_no_treatment() -> None:
    assert instead_of("sham", "no_treatment").low > 0


def test_method_without_any_comparison_has_the_wider_range() -> None:
    known, unknown = instead_of("dry_needling", "sham"), instead_of("stretch_spray", "sham")
    assert unknown.compared_in == 0
    assert unknown.high - unknown.low > known.high - known.low


def test_two_methods_of_a_family_are_not_told_apart() -> None:
    difference = instead_of("ischemic_compression", "massage")
    assert difference.low < 0 < difference.high


def test_exact_algebra_gives_the_effects_of_the_shipped_draws() -> None:
    # The draws average over shape and spreads, the algebra keeps their medians.
    draws = load_fit("pain")
    settings = {name: float(np.median(values)) for name, values in draws.settings.items()}
    pain = [one for one in observations() if one.outcome.kind == "pain"]
    mean, spread = posterior_given(table_of(pain), settings)
    shared = [place for place, name in enumerate(effect_names()) if ":" not in name]
    assert draws.effects[:, shared].mean(axis=0) == pytest.approx(mean[shared], abs=0.03)
    assert draws.effects[:, shared].std(axis=0) == pytest.approx(
        np.sqrt(np.diag(spread))[shared], abs=0.03
    )
