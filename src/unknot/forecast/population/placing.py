"""Where the nodes of one episode stand, so that few of them tell the whole chance of a diary.

Nodes drawn from what is believed of people (``from_belief``) are spread far wider than one diary
allows: most of eight carry no weight, the mean over them is too low, and lower the more people
differ. A fit then makes people alike. Nodes placed around what the episode itself says
(``place``), each divided by how densely it was placed, carry nearly equal weight; eight of them
tell the chance better than a hundred of the others (docs/explanation/population.md).

Places are kept in spreads from the middle of what is believed, so that nodes move with the vector
and what is believed of them does not: the noise in the slope of how much people differ falls by
four. Each table of places is made of crosses, turned at random, with mirrored arms whose lengths
are evenly spread; another table for every episode, so that what is left of the error averages
out. Tables forced to have covariance one are biased (by 0.2 in the log chance with eight nodes).
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.population.following import chances
from unknot.forecast.population.layout import Begun, Layout
from unknot.forecast.population.unrolling import Rows

__all__ = ["Nodes", "Places", "from_belief", "nodes_at", "place"]

FloatArray = NDArray[np.float64]

_SEED: Final = 20_261_126
_N_TABLES: Final = 2_003
"""Tables of places; episodes take them in turn."""
_ROUNDS: Final = (48, 24, 24)
"""Nodes of each round of placing: the first from the belief, the next around what it found."""
_WIDENED: Final = 1.5
"""Places spread wider than what the diary says (variance): weights without long tails."""
_LEAST_SHARE: Final = 0.2
"""In no direction less than this share of the belief's variance is added."""


class Places(NamedTuple):
    """Middle and spread of each episode's nodes, in spreads from the belief's middle."""

    middle: FloatArray
    """(n_episodes, n_personal)"""
    root: FloatArray
    """(n_episodes, n_personal, n_personal) lower triangle"""


class Nodes(NamedTuple):
    """Nodes of many episodes."""

    scaled: FloatArray
    """(n_episodes, n_nodes, 10)"""
    offsets: FloatArray
    """(n_episodes, n_nodes) log of belief over density of placing."""
    standard: FloatArray
    """(n_episodes, n_nodes, n_personal) distance from the belief's middle, in its spreads."""


def from_belief(layout: Layout, n_episodes: int) -> Places:
    """Return places as wide as what is believed of people."""
    n_personal = len(layout.personal)
    return Places(
        np.zeros((n_episodes, n_personal)), np.repeat(np.eye(n_personal)[None], n_episodes, axis=0)
    )


def place(layout: Layout, vector: FloatArray, begun: Begun, *, rows: Rows) -> Places:
    """Return places around what each diary says of its person.

    Notes
    -----
    Three rounds of importance sampling: mean and covariance of the weighted nodes, widened by
    1.5 and by a fifth of the belief, are where the next round stands.
    """
    places = from_belief(layout, len(begun.mean))
    floor = _LEAST_SHARE * np.eye(len(layout.personal))
    for n_nodes in _ROUNDS:
        nodes = nodes_at(layout, begun, places, n_nodes=n_nodes)
        log_weights = nodes.offsets + chances(
            rows.rows,
            rows.starts,
            (begun.mean, begun.covariance),
            nodes.scaled,
            layout.ways(vector),
            load_forecast_priors()["driver_days"].value,
        )
        weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
        weights /= weights.sum(axis=1, keepdims=True)
        middle = np.einsum("nq,nqd->nd", weights, nodes.standard)
        off = nodes.standard - middle[:, None]
        learned = np.einsum("nq,nqd,nqe->nde", weights, off, off)
        places = Places(middle, np.linalg.cholesky(_WIDENED * learned + floor))
    return places


def nodes_at(layout: Layout, begun: Begun, places: Places, *, n_nodes: int) -> Nodes:
    """Return nodes at places.

    Parameters
    ----------
    n_nodes
        Even; half are mirror images of the others.
    """
    personal = list(layout.personal)
    table = _tables(n_nodes, len(personal))[np.arange(len(places.middle)) % _N_TABLES]
    standard = places.middle[:, None] + np.einsum("nde,nqe->nqd", places.root, table)
    scaled = np.repeat(begun.middle[:, None], n_nodes, axis=1)
    scaled[:, :, personal] += begun.spread[:, None, personal] * standard
    offsets = 0.5 * (table**2).sum(axis=2) - 0.5 * (standard**2).sum(axis=2)
    offsets += np.log(np.diagonal(places.root, axis1=1, axis2=2)).sum(axis=1)[:, None]
    return Nodes(scaled, offsets, standard)


@cache
def _tables(n_nodes: int, n_dims: int) -> FloatArray:
    """Return places from the standard normal distribution, many times over."""
    rng = np.random.default_rng((_SEED, n_nodes, n_dims))
    half = n_nodes // 2
    shape = (_N_TABLES, -(-half // n_dims), n_dims, n_dims)
    crosses = np.linalg.qr(rng.normal(size=shape))[0].reshape(_N_TABLES, -1, n_dims)[:, :half]
    ladder = np.argsort(rng.random((_N_TABLES, half)), axis=1)
    lengths = _lengths((ladder + rng.random((_N_TABLES, half))) / half, n_dims)
    arms = crosses * lengths[:, :, None]
    return np.concatenate([arms, -arms], axis=1)


def _lengths(shares: FloatArray, n_dims: int) -> FloatArray:
    """Return the lengths below which these shares of standard normal vectors lie."""
    grid = np.linspace(0.0, 10.0, 20_001)
    density = grid ** (n_dims - 1) * np.exp(-0.5 * grid**2)
    below = np.cumsum(density)
    return np.asarray(np.interp(shares * below[-1], below, grid))
