"""Fit the trial meta-analysis and write it as data: ``python scripts/fit_evidence.py``.

For developers, before a release. Needs the extra ``evidence`` (NumPyro); users never do. The
shape of the curve and the spreads are sampled by NUTS from their exact marginal likelihood;
given those, the effects of natural course, context, families and methods are drawn exactly.

Two fits are written: pain from pain alone, the other outcomes from all outcomes together
(the report says why). ``--report`` also leaves out one trial at a time, fitting everything
anew, and writes docs/explanation/forecast-evidence.md; that takes some minutes.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from math import log
from typing import Any

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import MCMC, NUTS

from unknot.facts.trial_evidence import OUTCOME_KINDS
from unknot.forecast.evidence.arms import Observation, observations
from unknot.forecast.evidence.fitted import FITS, fit_file, load_fit, write_fit
from unknot.forecast.evidence.pooling import (
    SETTING_NAMES,
    Draws,
    Table,
    draws_given,
    load_model_priors,
    log_evidence,
    table_of,
)
from unknot.forecast.evidence.priors import write_technique_priors
from unknot.forecast.evidence.shares import effect_names

N_SHIPPED = 300
"""Draws that are shipped of each fit; the forecast moves by less than 0.02 points with more."""
SEED = 20261125

jax.config.update("jax_enable_x64", val=True)


def sampled_settings(table: Table) -> dict[str, Any]:
    """Sample shape and spreads, and hold them against the observations."""
    settings = {}
    for name in SETTING_NAMES:
        prior = load_model_priors()[name]
        if prior.scale == "half":
            settings[name] = numpyro.sample(name, dist.HalfNormal(prior.spread))
        elif prior.scale == "log":
            settings[name] = numpyro.sample(name, dist.LogNormal(log(prior.value), prior.spread))
        else:
            middle = log(prior.value / (1 - prior.value))
            free = numpyro.sample(f"{name}_free", dist.Normal(middle, prior.spread))
            settings[name] = numpyro.deterministic(name, jax.nn.sigmoid(free))
    mean, covariance = marginal(table, settings)
    numpyro.sample("gain", dist.MultivariateNormal(mean, covariance), obs=jnp.array(table.gain))
    return settings


def marginal(table: Table, settings: dict[str, Any]) -> tuple[Any, Any]:
    """Return mean and covariance of the observations, the effects integrated out."""
    scale = jnp.stack([jnp.asarray(1.0), *(settings[kind] for kind in OUTCOME_KINDS[1:])])
    scale = scale[table.kind]
    reached = settings["at_once"] + (1 - settings["at_once"]) * table.progress
    weights = table.effects * reached[:, None] + table.lasting
    has_course = ~np.isnan(table.age)
    course = jnp.where(has_course, 1 - jnp.exp(-table.week / settings["natural_weeks"]), 0.0)
    names = effect_names()
    weights = weights.at[:, names.index("natural")].add(course)
    aged = course * np.where(has_course, table.age, 0.0)
    weights = weights.at[:, names.index("natural_age")].add(aged) * scale[:, None]
    prior_mean, variance = effect_prior(settings)
    residual = jnp.stack([settings[f"residual_{kind}"] for kind in OUTCOME_KINDS])[table.kind]
    same_trial = (table.trial[:, None] == table.trial) & (table.trial >= 0)
    arm_weight = np.sqrt(np.outer(table.arm_weight, table.arm_weight))
    same_arm = (table.arm[:, None] == table.arm) * arm_weight
    shared = settings["trial"] ** 2 * same_trial + settings["arm"] ** 2 * same_arm
    own = reached * scale
    alone = table.has_residual * residual**2 + table.error**2
    noise = jnp.outer(own, own) * shared + jnp.diag(alone)
    return weights @ prior_mean, noise + (weights * variance) @ weights.T


def effect_prior(settings: dict[str, Any]) -> tuple[Any, Any]:
    """Return prior mean and variance of every effect."""
    priors = load_model_priors()
    mean = [0.0 if ":" in name else priors[name].value for name in effect_names()]
    spreads = [
        settings[name.partition(":")[0]] if ":" in name else jnp.asarray(priors[name].spread)
        for name in effect_names()
    ]
    return jnp.array(mean), jnp.maximum(jnp.stack(spreads), 1e-3) ** 2


def fit(
    observed: Sequence[Observation], *, seed: int, n_chains: int = 2, n_steps: int = 400
) -> tuple[Draws, dict[str, float]]:
    """Return draws of effects and settings, and how well the chains agree.

    Parameters
    ----------
    n_steps
        Of each chain: so many to warm up, so many kept; thinned to ``N_SHIPPED``.
    """
    table = table_of(observed)
    sampler = MCMC(
        NUTS(sampled_settings, target_accept_prob=0.85),
        num_warmup=n_steps,
        num_samples=n_steps,
        num_chains=n_chains,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(seed), table)
    grouped = sampler.get_samples(group_by_chain=True)
    checks = {
        name: float(numpyro.diagnostics.split_gelman_rubin(np.asarray(grouped[name])))
        for name in SETTING_NAMES
    }
    checks["diverging"] = float(np.asarray(sampler.get_extra_fields()["diverging"]).sum())
    samples = sampler.get_samples()
    keep = np.linspace(0, n_steps * n_chains - 1, N_SHIPPED).astype(int)
    kept = {name: np.asarray(samples[name])[keep] for name in SETTING_NAMES}
    rng = np.random.default_rng(seed)
    effects = [
        draws_given(
            table, {name: float(kept[name][n]) for name in kept}, rng=rng, n_draws=1
        ).effects[0]
        for n in range(N_SHIPPED)
    ]
    return Draws(effects=np.array(effects), settings=kept), checks


def agree(table: Table) -> float:
    """Return how far this marginal likelihood is from the one of the library."""
    priors = load_model_priors()
    rng = np.random.default_rng(1)
    gaps = []
    for _ in range(3):
        free = np.array(
            [
                log(priors[name].spread) if priors[name].scale == "half" else 0.0
                for name in SETTING_NAMES
            ]
        ) + rng.normal(0, 0.2, len(SETTING_NAMES))
        settings = {
            name: float(jax.nn.sigmoid(value)) if name == "at_once" else float(np.exp(value))
            for name, value in zip(SETTING_NAMES, free, strict=True)
        }
        mean, covariance = marginal(table, {k: jnp.asarray(v) for k, v in settings.items()})
        ours = float(dist.MultivariateNormal(mean, covariance).log_prob(jnp.array(table.gain)))
        gaps.append(ours - log_evidence(free, table, with_prior=False))
    return float(np.ptp(gaps))


def observed_for(name: str) -> list[Observation]:
    """Return the observations that one of the fits learns from."""
    return [one for one in observations() if name != "pain" or one.outcome.kind == "pain"]


def main() -> None:
    """Fit, write, and say how the chains did."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--report", action="store_true", help="also leave out one trial at a time")
    wanted = parser.parse_args()
    for name in FITS:
        observed = observed_for(name)
        gap = agree(table_of(observed))
        if gap > 1e-6:
            raise SystemExit(f"The two forms of the model differ by {gap:g} ({name}).")
        draws, checks = fit(observed, seed=SEED)
        write_fit(draws, fit_file(name))
        worst = max(value for key, value in checks.items() if key != "diverging")
        print(f"{name}: worst R-hat {worst:.3f}, diverging {checks['diverging']:.0f}")
    load_fit.cache_clear()
    write_technique_priors(rng=np.random.default_rng(SEED))
    if wanted.report:
        from evidence_report import write_report  # noqa: PLC0415

        write_report(fit, observed_for)


if __name__ == "__main__":
    main()
