"""Where the nodes of one episode stand, so that few of them tell the whole chance of a diary.

Nodes drawn from what is believed of people (``from_belief``) are spread far wider than one diary
allows: most of eight carry no weight, the mean over them is too low, and lower the more people
differ. A fit then makes people alike. Nodes placed around what the episode itself says
(``place``), each divided by how densely it was placed, carry nearly equal weight; eight of them
tell the chance of twelve weeks better than 256 of the others (docs/explanation/population.md).

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
from unknot.forecast.population.following import slopes
from unknot.forecast.population.layout import Begun, Layout
from unknot.forecast.population.unrolling import Rows

__all__ = ["Nodes", "Places", "from_belief", "nodes_at", "place"]

FloatArray = NDArray[np.float64]

_SEED: Final = 20_261_126
_N_TABLES: Final = 2_003
"""Tables of places; episodes take them in turn."""
_ROUNDS: Final = (32, 16, 16)
"""Nodes of each round of placing: the first from the belief, the next around what it found."""
_WIDENED: Final = 1.2
"""Places spread wider than what the diary says (variance): weights without long tails."""
_LEAST_SHARE: Final = 0.05
"""In no direction less than this share of the belief's variance is added."""
_LEAST_EFFECTIVE: Final = 2
"""Weights are evened out until so many nodes for each number carry them."""
_FURTHEST: Final = 3.0
"""No middle lies further off the belief's, in its spreads."""
_DRAWN_TO_LEVEL: Final = 0.1
"""The line through the slopes is drawn to a level one as by so many nodes."""
_HALVINGS: Final = 25
_NO_WEIGHT: Final = 1e-250


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
    In the belief's spreads the log of belief times chance has the slope g(x) - x. Were the chance
    normal, g would be a line, g = b - A x, the precision 1 + A and the middle (1 + A)⁻¹ b. Three
    rounds lay that line through the slopes at the nodes, by weighted least squares. Each node
    tells one slope for every number, so 16 nodes tell more than hundreds whose weights alone
    are averaged. A is held positive: no diary leaves a person more open than the belief.

    References
    ----------
    Salimans and Knowles 2013, fixed-form variational posterior approximation through stochastic
    linear regression, https://doi.org/10.1214/13-BA858.
    """
    places = from_belief(layout, len(begun.mean))
    spread = begun.spread[:, list(layout.personal)]
    for n_nodes in _ROUNDS:
        nodes = nodes_at(layout, begun, places, n_nodes=n_nodes)
        found = slopes(
            rows.rows,
            rows.starts,
            (begun.mean, begun.covariance),
            nodes.scaled,
            nodes.offsets,
            layout.ways(vector),
            load_forecast_priors()["driver_days"].value,
        )
        by_node = found.numbers[:, :, list(layout.personal)] * spread[:, None]
        by_node /= np.maximum(found.weights, _NO_WEIGHT)[:, :, None]  # they come weighted
        weights = _evened(found.weights, _LEAST_EFFECTIVE * spread.shape[1])
        middle, precision = _line(nodes.standard, by_node, weights)
        places = _around(middle, precision, is_open=spread > 0)
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


def _evened(weights: FloatArray, least: float) -> FloatArray:
    """Return weights to the highest power, up to one, that leaves enough of them effective."""
    logs = np.log(np.maximum(weights, _NO_WEIGHT))
    logs -= logs.max(axis=1, keepdims=True)
    low, high = np.zeros(len(logs)), np.full(len(logs), 2.0)
    for _ in range(_HALVINGS):
        power = (low + high) / 2
        tried = np.exp(power[:, None] * logs)
        is_enough = tried.sum(axis=1) ** 2 >= least * (tried**2).sum(axis=1)
        low, high = np.where(is_enough, power, low), np.where(is_enough, high, power)
    evened = np.exp(np.minimum(low, 1.0)[:, None] * logs) * (weights > _NO_WEIGHT)
    return np.asarray(evened / evened.sum(axis=1, keepdims=True))


def _line(
    standard: FloatArray, by_node: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return middle and precision of belief and diary from the line through nodes' slopes."""
    n_dims = standard.shape[2]
    at = np.einsum("nq,nqd->nd", weights, standard)
    slope = np.einsum("nq,nqd->nd", weights, by_node)
    off = standard - at[:, None]
    within = np.einsum("nq,nqd,nqe->nde", weights, off, off)
    across = np.einsum("nq,nqd,nqe->nde", weights, off, by_node - slope[:, None])
    drawn = _DRAWN_TO_LEVEL * (weights**2).sum(axis=1) * np.trace(within, axis1=1, axis2=2) / n_dims
    falls = -np.linalg.solve(within + drawn[:, None, None] * np.eye(n_dims), across)
    sizes, ways = np.linalg.eigh((falls + falls.transpose(0, 2, 1)) / 2)
    told = (ways * np.maximum(sizes, 0.0)[:, None]) @ ways.transpose(0, 2, 1)
    precision = told + np.eye(n_dims)
    pull = slope + np.einsum("nde,ne->nd", told, at)
    return np.linalg.solve(precision, pull[:, :, None])[:, :, 0], precision


def _around(middle: FloatArray, precision: FloatArray, *, is_open: NDArray[np.bool_]) -> Places:
    """Return places around a middle; a number that is known stays as in the belief."""
    identity = np.eye(middle.shape[1])
    middle = np.where(is_open, middle, 0.0)
    far = np.linalg.norm(middle, axis=1, keepdims=True)
    middle = middle * np.minimum(1.0, _FURTHEST / np.maximum(far, 1.0))
    covariance = _WIDENED * np.linalg.inv(precision) + _LEAST_SHARE * identity
    are_open = is_open[:, :, None] & is_open[:, None]
    return Places(middle, np.linalg.cholesky(np.where(are_open, covariance, identity)))


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
