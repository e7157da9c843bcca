"""Slopes of the vector from slopes of what it says of a person: the chain rule of ``layout``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.parameters import NODE_NUMBERS
from unknot.forecast.population.following import Slopes
from unknot.forecast.population.layout import Layout, People, wider

__all__ = ["pulled"]

FloatArray = NDArray[np.float64]


def pulled(
    layout: Layout,
    vector: FloatArray,
    people: People,
    *,
    slopes: Slopes,
    of_nodes: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Return each episode's slopes of the whole vector: (n_episodes, n_numbers).

    Parameters
    ----------
    slopes
        Of the beginnings and the methods, as the filter gives them.
    of_nodes : (n_episodes, 10) twice
        Slopes of middle and spread of the node's numbers.
    """
    place = layout.places()
    own = {name: np.exp(vector[place[f"{name} spread"]]) for name in layout.spreads}
    found = np.zeros((len(people.age), len(vector)))
    _pull_mean(found, place, people, slopes.mean)
    _pull_nodes(found, layout, vector, people, own, of_nodes)
    level = slopes.covariance[:, [0, 1, 3]][:, :, [0, 1, 3]].sum(axis=(1, 2))
    by_age = place["long_run_chronicity"]
    found[:, by_age] += 2 * vector[by_age] * people.age_variance * level
    of_variance = {
        "long_run": level * wider(layout, people) ** 2,
        "set_point_start": slopes.covariance[:, :2, :2].sum(axis=(1, 2)),
        "activity_start": slopes.covariance[:, 0, 0],
    }
    for i, name in enumerate(("load_effect", "home_effect", "soreness", "log_ppt"), start=4):
        of_variance[name] = slopes.covariance[:, i, i]
    for name, slope in of_variance.items():
        if name in own:
            found[:, place[f"{name} spread"]] = 2 * own[name] ** 2 * slope
    order = list(layout.effects)
    for method in layout.methods:
        of_way = slopes.ways[:, order.index(method)]
        found[:, place[f"{method} shift"]] = of_way[:, 0]
        found[:, place[f"{method} soreness"]] = of_way[:, 1]
    return found


def _pull_mean(
    found: FloatArray, place: dict[str, int], people: People, of_mean: FloatArray
) -> None:
    """Write the slopes that come from the mean of the beginning."""
    level = of_mean[:, 0] + of_mean[:, 1] + of_mean[:, 3]
    raised = of_mean[:, 0] + of_mean[:, 1]
    found[:, place["long_run"]] = level
    found[:, place["long_run_chronicity"]] = level * people.age
    found[:, place["long_run_point"]] = level * people.further
    found[:, place["long_run_episode"]] = level * people.episodes
    found[:, place["set_point_start"]] = raised
    found[:, place["set_point_start_chronicity"]] = raised * people.age
    found[:, place["activity_start"]] = of_mean[:, 0]
    found[:, place["activity_start_chronicity"]] = of_mean[:, 0] * people.age
    for i, name in enumerate(("load_effect", "home_effect", "soreness", "log_ppt"), start=4):
        found[:, place[name]] = of_mean[:, i]


def _pull_nodes(
    found: FloatArray,
    layout: Layout,
    vector: FloatArray,
    people: People,
    own: dict[str, FloatArray],
    of_nodes: tuple[FloatArray, FloatArray],
) -> None:
    """Write the slopes that come from middle and spread of the node's numbers."""
    place = layout.places()
    of_middle, of_spread = of_nodes
    for i, name in enumerate(NODE_NUMBERS):
        found[:, place[name]] = of_middle[:, i]
        by_age = place.get(f"{name}_chronicity")
        shift = 0.0 if by_age is None else float(vector[by_age])
        spread = np.sqrt(own.get(name, 0.0) ** 2 + shift**2 * people.age_variance)
        of_variance = of_spread[:, i] / np.where(spread > 0, spread, 1.0)
        if by_age is not None:
            found[:, by_age] += of_middle[:, i] * people.age
            found[:, by_age] += of_variance * shift * people.age_variance
        if name in own:
            found[:, place[f"{name} spread"]] = of_variance * own[name] ** 2
