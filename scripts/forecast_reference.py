"""The forecast against a full Bayesian fit of the same model by NUTS (extra ``validation``).

Every number of a person, every state and every shock is sampled; nothing is approximated but
by the length of the run. Prints one JSON line a person: the chances of later ratings.
``scripts/validate_forecast.py`` calls this where NumPyro is installed, and says how far ours
are from these. About a minute a person on one core.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import Any, Final

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.special import log_ndtr
from numpyro.infer import MCMC, NUTS

from unknot.facts.forecasting import load_release_effects
from unknot.facts.version import facts_version
from unknot.forecast.belief import Belief
from unknot.forecast.diary import Entry, Event, Treatment, drivers_of
from unknot.forecast.nodes import Nodes
from unknot.forecast.parameters import NODE_NUMBERS, NodeNumbers
from unknot.forecast.proving.calibration import REFERENCE_DAY, reference_people
from unknot.forecast.proving.following import belief_until, chances_ahead, events_ahead
from unknot.forecast.ratings import rating_interval

WARM_UP: Final = 400
DRAWS: Final = 800
FAR: Final = 1e3
_PLACE: Final = {name: place for place, name in enumerate(NODE_NUMBERS)}


def main() -> None:
    """Fit each person and print the chances of their later ratings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=8, help="people to fit (8)")
    parser.add_argument("--first", type=int, default=0, help="begin with this person (0)")
    parser.add_argument("--last", type=int, default=None, help="end with this person")
    parser.add_argument("--seed", type=int, default=2026, help="seed of chance (2026)")
    options = parser.parse_args()
    numpyro.enable_x64()
    people = reference_people(options.people, options.seed)
    last = options.people - 1 if options.last is None else options.last
    for person in range(options.first, last + 1):
        told = people[person]
        belief = belief_until(told, REFERENCE_DAY)
        ahead = events_ahead(told, REFERENCE_DAY)
        sampled = sampled_belief(belief, seed=options.seed + person)
        row = {
            "person": person,
            "n_people": options.people,
            "seed": options.seed,
            "facts": facts_version(),
            "chances": chances_ahead(sampled, ahead).tolist(),
        }
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


def sampled_belief(belief: Belief, *, seed: int) -> Belief:
    """Return the belief with its nodes replaced by draws of the full posterior."""
    rows = steps_of(belief)
    kernel = NUTS(person_model, target_accept_prob=0.9)
    mcmc = MCMC(kernel, num_warmup=WARM_UP, num_samples=DRAWS, progress_bar=False)
    beginning = belief.beginning
    root = np.linalg.cholesky(beginning.covariance + 1e-12 * np.eye(8))
    mcmc.run(jax.random.PRNGKey(seed), rows, beginning, root)
    draws = mcmc.get_samples()
    scaled = beginning.node_mean + beginning.node_sd * np.asarray(draws["numbers"])
    states = np.asarray(draws["states"])
    nodes = Nodes(
        NodeNumbers.of(scaled), states, np.zeros((len(states), 8, 8)), np.zeros(len(states))
    )
    return replace(belief, nodes=nodes)


def steps_of(belief: Belief) -> dict[str, np.ndarray]:
    """Return the diary as columns, one row an event."""
    rows, day = [], belief.first_day
    for event in belief.events:
        rows.append({"days": event.day - day, **_row(event)})
        day = event.day
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _row(event: Event) -> dict[str, float]:
    """Return what one event pushes, releases and shows."""
    row = {"load": 0.0, "care": 0.0, "treated": 0.0, "shift": 0.0, "sore": 0.0}
    row |= {"low": -FAR, "high": FAR, "rated": 0.0, "ppt": 0.0, "pressed": 0.0}
    if isinstance(event, Treatment):
        effect = load_release_effects()[event.method]
        return row | {
            "treated": 1.0,
            "shift": effect.released_shift,
            "sore": effect.soreness_factor,
        }
    return row | _seen(event)


def _seen(entry: Entry) -> dict[str, float]:
    """Return what an entry tells."""
    push = drivers_of(
        load=entry.load, sleep=entry.sleep, stress=entry.stress, home_care=entry.home_care
    )
    seen = {"load": push.load, "care": push.care or 0.0}
    if entry.pain is not None:
        low, high = rating_interval(entry.pain)
        seen |= {"low": max(low, -FAR), "high": min(high, FAR), "rated": 1.0}
    if entry.ppt_kpa is not None:
        seen |= {"ppt": float(np.log(entry.ppt_kpa)), "pressed": 1.0}
    return seen


def person_model(rows: dict[str, Any], beginning: Any, root: Any) -> None:
    """Sample a person's numbers, first states and shocks, and score the diary."""
    standard = numpyro.sample("numbers", dist.Normal(0, 1).expand([len(NODE_NUMBERS)]).to_event(1))
    first = numpyro.sample("first", dist.Normal(0, 1).expand([8]).to_event(1))
    shocks = numpyro.sample("shocks", dist.Normal(0, 1).expand([len(rows["days"]), 2]).to_event(2))
    scaled = beginning.node_mean + beginning.node_sd * standard
    own = {
        name: scaled[place] if name in ("released", "durable") else jnp.exp(scaled[place])
        for name, place in _PLACE.items()
    }
    start = beginning.mean + root @ first

    def step(states: Any, row: tuple[Any, Any]) -> tuple[Any, Any]:
        columns, shock = row
        moved = _released(_moved(states, own, {**columns, "shock": shock}), own, columns)
        return moved, _log_chance(moved, own, columns)

    states, logs = jax.lax.scan(step, start, (rows, shocks))
    numpyro.factor("diary", logs.sum())
    numpyro.deterministic("states", states)


def _moved(states: Any, own: dict[str, Any], columns: Any) -> Any:
    """Return the states one span later, written out anew from the differential equation."""
    fast, slow, days = own["activity_days"], own["level_days"], columns["days"]
    shock = columns["shock"]
    left, left_slow = jnp.exp(-days / fast), jnp.exp(-days / slow)
    ratio = slow / (slow - fast)
    pull = ratio * (left_slow - left)
    rates = {"aa": 2 / fast, "mm": 2 / slow, "am": 1 / fast + 1 / slow}
    grown = {name: -jnp.expm1(-rate * days) / rate for name, rate in rates.items()}
    power = 2 * own["level_wander"] ** 2 / slow
    var_m = power * grown["mm"] + 1e-14
    shared = power * ratio * (grown["mm"] - grown["am"])
    var_a = 2 * own["activity_wander"] ** 2 / fast * grown["aa"] + power * ratio**2 * (
        grown["mm"] - 2 * grown["am"] + grown["aa"]
    )
    spread_m = jnp.sqrt(var_m)
    slope = shared / spread_m
    rest = jnp.sqrt(jnp.maximum(var_a - slope**2, 1e-14))
    push = states[4] * columns["load"] + states[5] * columns["care"]
    activity = left * states[0] + pull * states[1] + (1 - left - pull) * states[3]
    activity += (1 - left) * push + slope * shock[0] + rest * shock[1]
    set_point = left_slow * states[1] + (1 - left_slow) * states[3] + spread_m * shock[0]
    sore = states[2] * jnp.exp(-days / own["soreness_days"])
    return states.at[0].set(activity).at[1].set(set_point).at[2].set(sore)


def _released(states: Any, own: dict[str, Any], columns: Any) -> Any:
    """Return the states after a treatment, where there is one."""
    taken = columns["treated"] * jax.nn.sigmoid(own["released"] + columns["shift"])
    durable = columns["treated"] * jax.nn.sigmoid(own["durable"] + columns["shift"] / 2)
    return states.at[0].mul(1 - taken).at[1].mul(1 - durable).at[2].add(columns["sore"] * states[6])


def _log_chance(states: Any, own: dict[str, Any], columns: Any) -> Any:
    """Return the log chance of what an entry shows."""
    felt, noise = states[0] + states[2], own["rating_noise"]
    low, high = (columns["low"] - felt) / noise, (columns["high"] - felt) / noise
    flipped = low > 0
    low, high = jnp.where(flipped, -high, low), jnp.where(flipped, -low, high)
    upper = log_ndtr(high)
    inside = upper + jnp.log1p(-jnp.exp(jnp.minimum(log_ndtr(low) - upper, -1e-12)))
    expected = states[7] - own["ppt_slope"] * (states[0] + 0.5 * states[2])
    off = (columns["ppt"] - expected) / own["ppt_noise"]
    pressed = -0.5 * off**2 - jnp.log(own["ppt_noise"])
    return columns["rated"] * inside + columns["pressed"] * pressed


if __name__ == "__main__":
    main()
