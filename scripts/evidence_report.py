"""Measure the trial model on trials it has not seen, and write the report.

Called by ``scripts/fit_evidence.py --report``. Everything is fitted anew for each trial that
is left out; forms that were tried and lost are measured with shape and spreads kept, which
flatters all of them by about 0.03 points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from unknot.facts.methods import load_methods
from unknot.facts.trial_evidence import OUTCOME_KINDS
from unknot.forecast.evidence.arms import (
    GROUP_SIZE,
    Observation,
    observations,
    scored,
    spread_of_mean,
)
from unknot.forecast.evidence.fitted import fit_for, load_fit
from unknot.forecast.evidence.network import instead_of
from unknot.forecast.evidence.scores import (
    Forecasts,
    Score,
    compare,
    leave_one_trial_out,
    score,
    simple_rule,
)
from unknot.forecast.evidence.shares import PAIN_CENTRE, effect_names, load_method_classes

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "forecast-evidence.md"
RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("baseline carried forward", ("none",)),
    ("mean percentage of all other arms", ("all",)),
    ("mean percentage, same family, else all", ("family", "all")),
    ("mean percentage, same method, else family, else all", ("method", "family", "all")),
    ("mean percentage, same method, else all", ("method", "all")),
)
SEED = 7
Fitter = Callable[..., Any]


def write_report(fit: Fitter, observed_for: Callable[[str], list[Observation]]) -> None:
    """Measure and write docs/explanation/forecast-evidence.md."""
    seeds = iter(range(1000))

    def anew(rest: Sequence[Observation], rng: np.random.Generator) -> Any:
        del rng  # the sampler has its own seeds
        return fit(rest, seed=next(seeds), n_chains=1, n_steps=300)[0]

    ours = leave_one_trial_out(
        observed_for("pain"), scored(), anew, rng=np.random.default_rng(SEED)
    )
    PAGE.write_text(page(ours), encoding="utf-8")
    print(f"{PAGE.name}: {score(ours)}")


def page(ours: Forecasts) -> str:
    """Return the whole page."""
    template = (Path(__file__).parent / "evidence_report.md").read_text(encoding="utf-8")
    parts = {
        "COUNTS": counts(),
        "SCORES": scores_table(ours),
        "TRIED": tried_table(),
        "OTHERS": others_table(),
        "EFFECTS": effects_table(),
        "METHODS": methods_table(),
        "WORST": worst_table(ours),
        "PRIORS": priors_table(),
        "SPREAD": f"{spread_between():.1f}",
        "BEST": f"{best_possible():.2f}",
    }
    for name, text in parts.items():
        template = template.replace(f"{{{{{name}}}}}", text)
    return template


def counts() -> str:
    """Say what the model learns from."""
    rows = [["source", *OUTCOME_KINDS]]
    for seen in ("arm", "contrast", "pooled", "cohort"):
        numbers = [
            sum(one.seen == seen and one.outcome.kind == kind for one in observations())
            for kind in OUTCOME_KINDS
        ]
        rows.append([_SOURCES[seen], *map(str, numbers)])
    return table(rows)


_SOURCES = {
    "arm": "follow-ups of arms",
    "contrast": "comparisons inside trials that arms do not show",
    "pooled": "pooled effects of reviews",
    "cohort": "cohorts under usual care",
}


def scores_table(ours: Forecasts) -> str:
    """Return the errors of the model beside those of simple rules."""
    rows = [["forecast", *_HEADS, "model minus this, 90 % range"]]
    rows.append(["**model, everything fitted anew**", *_numbers(score(ours)), "–"])
    kept = _left_out(_of_kind("pain"), scored(), "pain")
    rows.append(["model, shape and spreads kept", *_numbers(score(kept)), "–"])
    for label, keys in RULES:
        rule = simple_rule(scored(), keys)
        low = compare(ours, rule, rng=np.random.default_rng(SEED))
        rows.append([label, *_numbers(score(rule)), _difference(low)])
    return table(rows)


_HEADS = ("MAE", "MAE, each trial once", "RMSE", "cover 80 %", "width")


def tried_table() -> str:
    """Return what the model gives when it learns from more or less, or with other spreads."""
    pain = _of_kind("pain")
    reference = _left_out(pain, scored(), "pain")
    rows = [["form", *_HEADS, "minus shipped, 90 % range"]]
    rows.append(["**shipped: pain from all four sources**", *_numbers(score(reference)), "–"])
    for label, observed, changed in _forms(pain):
        found = _left_out(observed, scored(), "pain", changed=changed)
        gap = compare(found, reference, rng=np.random.default_rng(SEED))
        rows.append([label, *_numbers(score(found)), _difference(gap)])
    return table(rows)


def _forms(
    pain: list[Observation],
) -> list[tuple[str, list[Observation], dict[str, float]]]:
    """Return the forms that are measured beside the shipped one."""
    felt = [one for one in observations() if one.outcome.kind in ("pain", "disability")]
    return [
        ("without reviews", [one for one in pain if one.seen != "pooled"], {}),
        ("without cohorts", [one for one in pain if one.seen != "cohort"], {}),
        ("without comparisons", [one for one in pain if one.seen != "contrast"], {}),
        ("arms alone", [one for one in pain if one.seen == "arm"], {}),
        ("pain and disability together", felt, {}),
        ("all outcomes together", list(observations()), {}),
        ("methods may differ more (spread 0.10)", pain, {"method": 0.10}),
        ("families may differ more (spread 0.15)", pain, {"family": 0.15}),
        ("no family, no method", pain, {"family": 0.001, "method": 0.001}),
        ("all of it at once", pain, {"at_once": 0.99}),
        ("half of it at once", pain, {"at_once": 0.5}),
        ("slower natural course (8 weeks)", pain, {"natural_weeks": 8.0}),
    ]


def others_table() -> str:
    """Return the scores of the other outcomes, learned together and alone."""
    head = "outcome", "means", "together: MAE, cover", "alone: MAE, cover", "same method", "none"
    rows = [list(head)]
    for kind in OUTCOME_KINDS[1:]:
        targets = [one for one in observations() if one.outcome.kind == kind and one.level]
        if len({one.trial for one in targets}) < 3:
            continue
        together = score(_left_out(list(observations()), targets, kind))
        alone = score(_left_out(_of_kind(kind), targets, kind))
        unit = targets[0].outcome.unit
        rows.append(
            [
                f"{kind} [{unit}]",
                str(len(targets)),
                f"{together.mae:.2f}, {together.cover80:.0%}",
                f"{alone.mae:.2f}, {alone.cover80:.0%}",
                f"{score(simple_rule(targets, ('method', 'all'))).mae:.2f}",
                f"{score(simple_rule(targets, ('none',))).mae:.2f}",
            ]
        )
    return table(rows)


def effects_table() -> str:
    """Return the shared effects, shape and spreads of the fit of pain."""
    draws = load_fit("pain")
    rows = [["number", "mean", "80 % range"]]
    for place, name in enumerate(effect_names()):
        if not name.startswith("method:"):
            rows.append([name.replace("_", " "), *_middle(draws.effects[:, place])])
    for name in ("at_once", "natural_weeks", "family", "method", "trial", "arm", "residual_pain"):
        spread = "" if name in ("at_once", "natural_weeks") else "spread: "
        rows.append([f"{spread}{name.replace('_', ' ')}", *_middle(draws.settings[name])])
    return table(rows)


def methods_table() -> str:
    """Return, for each method, what comparisons inside trials say against sham and nothing."""
    rows = [["method", "beyond sham", "beyond no treatment", "compared directly"]]
    for one in load_method_classes().values():
        if one.part == "nothing":
            continue
        nothing = instead_of(one.method, "no_treatment")
        sham = None if one.part == "context" else instead_of(one.method, "sham")
        direct = nothing.compared_in + (sham.compared_in if sham else 0)
        rows.append(
            [
                load_methods()[one.method].label,
                "–" if sham is None else f"{sham.middle:.2f} ({sham.low:.2f} to {sham.high:.2f})",
                f"{nothing.middle:.2f} ({nothing.low:.2f} to {nothing.high:.2f})",
                str(direct),
            ]
        )
    return table(rows)


def worst_table(ours: Forecasts) -> str:
    """Return the trials that are missed most."""
    missed = np.abs(ours.mean - ours.came)
    rows = [["trial", "means", "mean miss", "came", "forecast"]]
    trials = np.array(ours.trials)
    by_trial = {trial: missed[trials == trial].mean() for trial in dict.fromkeys(ours.trials)}
    for trial in sorted(by_trial, key=lambda name: -by_trial[name])[:6]:
        own = trials == trial
        rows.append(
            [
                trial,
                str(int(own.sum())),
                f"{by_trial[trial]:.2f}",
                ", ".join(f"{value:.1f}" for value in ours.came[own]),
                ", ".join(f"{value:.1f}" for value in ours.mean[own]),
            ]
        )
    return table(rows)


def spread_between() -> float:
    """Return how far trials of one method lie apart at a usual baseline. [points 0-10]"""
    drawn = load_fit("pain").settings
    parts = [float(np.median(drawn[name])) for name in ("trial", "arm", "residual_pain")]
    return float(np.hypot.reduce(parts)) * PAIN_CENTRE


def best_possible() -> float:
    """Return the mean miss of a forecast that knows every effect. [points 0-10]"""
    sampled = [
        spread_of_mean(one.sd or one.outcome.typical_sd, one.n or GROUP_SIZE, kept=1 - one.gain)
        for one in scored()
    ]
    spread = np.hypot(spread_between(), np.array(sampled))
    return float(np.sqrt(2 / np.pi) * spread.mean())


def priors_table() -> str:
    """Return the starting values per technique."""
    from unknot.forecast.evidence.priors import priors_from_trials  # noqa: PLC0415

    rows = [["technique", "beyond sham", "treatments", "durable, one treatment", "at once"]]
    for one in priors_from_trials().values():
        rows.append(
            [
                load_methods()[one.method].label,
                f"{one.net_share:.2f} ± {one.net_share_sd:.2f}",
                str(one.treatments),
                f"{one.durable:.3f} ± {one.durable_sd:.3f}",
                f"{one.at_once:.2f} ± {one.at_once_sd:.2f}",
            ]
        )
    return table(rows)


def table(rows: list[list[str]]) -> str:
    """Return rows as a Markdown table; the first is the head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _left_out(
    observed: list[Observation],
    targets: Sequence[Observation],
    kind: Any,
    *,
    changed: Mapping[str, float] | None = None,
) -> Forecasts:
    """Leave one trial out with the shipped shape and spreads, some of them changed."""
    settings = {name: float(np.median(draws)) for name, draws in fit_for(kind).settings.items()}
    return leave_one_trial_out(
        observed, targets, {**settings, **(changed or {})}, rng=np.random.default_rng(SEED)
    )


def _of_kind(kind: str) -> list[Observation]:
    """Return the observations of one kind of outcome."""
    return [one for one in observations() if one.outcome.kind == kind]


def _numbers(found: Score) -> list[str]:
    """Return a score as cells."""
    cover = "–" if np.isnan(found.cover80) else f"{found.cover80:.0%}"
    width = "–" if np.isnan(found.width80) else f"{found.width80:.2f}"
    errors = [f"{value:.2f}" for value in (found.mae, found.mae_by_trial, found.rmse)]
    return [*errors, cover, width]


def _difference(gap: tuple[float, float, float]) -> str:
    """Return a difference with its range."""
    middle, low, high = gap
    return f"{middle:+.2f} ({low:+.2f} to {high:+.2f})"


def _middle(drawn: Any) -> list[str]:
    """Return mean and 80 % range of draws as cells."""
    low, high = np.quantile(drawn, (0.1, 0.9))
    return [f"{drawn.mean():.2f}", f"{low:.2f} to {high:.2f}"]
