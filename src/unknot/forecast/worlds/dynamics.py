"""How pain moves in the three worlds, for many people at once.

* `RightWorld`: what the model believes. Activity returns to a set-point, the set-point to a
  long-run level, soreness fades; the steps are exact, so they may be cut anywhere.
* `HeavyTailWorld`: the same with shocks of Student's t, flares out of nothing, and ratings
  rounded to even numbers now and then.
* `TwoStateWorld`: a point is quiet or active and switches by chance, driven by load, home care
  and treatments; people write less on good days. No version of the model makes it.

The numbers of the last two were chosen to break the model (FORECAST section 4), not to describe
anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from unknot.errors import UnknownId
from unknot.forecast.worlds.truth import MethodTruth, People, logistic

__all__ = [
    "WORLDS",
    "HeavyTailWorld",
    "RightWorld",
    "State",
    "TwoStateWorld",
    "World",
    "world_named",
]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_NEARLY_EQUAL: Final = 1e-6
"""Two times of return closer than this, as a share, are moved apart by it."""
_HIGHEST: Final = 10.0
WORLDS: Final = ("right", "heavy tails", "two states")
"""The worlds, as tables call them."""


@dataclass(frozen=True, slots=True)
class State:
    """Where people are now, one entry a person.

    Attributes
    ----------
    activity, set_point, soreness, flare
        Parts of the pain, and where the activity returns to. [NRS points]
    is_active
        Whether the point is switched on; true for all where points are no switches.
    """

    activity: FloatArray
    set_point: FloatArray
    soreness: FloatArray
    flare: FloatArray
    is_active: BoolArray

    @property
    def pain(self) -> FloatArray:
        """What hurts now. [NRS points]"""
        return self.activity + self.soreness + self.flare


class World(Protocol):
    """The laws of one world for the people who live there."""

    @property
    def people(self) -> People:
        """Who lives there."""
        ...

    def begin(self, rng: np.random.Generator) -> State:
        """Return where people start."""
        ...

    def advance(
        self, state: State, days: FloatArray, *, push: FloatArray, rng: np.random.Generator
    ) -> State:
        """Return where people are some days later, under a push on where they return to."""
        ...

    def treat(self, state: State, way: MethodTruth, *, rng: np.random.Generator) -> State:
        """Return where people are right after a treatment in one way."""
        ...

    def rate(self, state: State, rng: np.random.Generator) -> FloatArray:
        """Return the rating that people would write down. [NRS points]"""
        ...

    def writes(self, state: State, filled: FloatArray) -> FloatArray:
        """Return the chance that people write tonight, from their usual share."""
        ...


@dataclass(frozen=True, slots=True)
class RightWorld:
    """What the model believes, step for step exact."""

    people: People

    def begin(self, rng: np.random.Generator) -> State:  # noqa: ARG002 -- one shape for all worlds
        """Return where people start: in a flare, without soreness."""
        people = self.people
        nothing = np.zeros(len(people))
        everybody = np.ones(len(people), dtype=np.bool_)
        return State(people.activity, people.set_point, nothing, nothing, everybody)

    def advance(
        self, state: State, days: FloatArray, *, push: FloatArray, rng: np.random.Generator
    ) -> State:
        """Return where people are some days later."""
        shocks = rng.normal(size=(2, len(self.people)))
        return self._moved(state, days, push=push, shocks=shocks)

    def treat(
        self,
        state: State,
        way: MethodTruth,
        *,
        rng: np.random.Generator,  # noqa: ARG002 -- one shape for all worlds
    ) -> State:
        """Release a share of the activity and of the set-point, and leave soreness."""
        people = self.people
        released = logistic(people.released + way.released_shift)
        durable = logistic(people.durable + way.released_shift / 2)
        return replace(
            state,
            activity=(1 - released) * state.activity,
            set_point=(1 - durable) * state.set_point,
            soreness=state.soreness + way.soreness_factor * people.soreness,
        )

    def rate(self, state: State, rng: np.random.Generator) -> FloatArray:
        """Return the nearest whole number to the pain with noise."""
        noise = self.people.rating_noise * rng.normal(size=len(self.people))
        return _whole(state.pain + noise)

    def writes(self, state: State, filled: FloatArray) -> FloatArray:  # noqa: ARG002 -- one shape for all worlds
        """Return the usual share: pain does not matter."""
        return filled

    def _moved(
        self, state: State, days: FloatArray, *, push: FloatArray, shocks: FloatArray
    ) -> State:
        """Return the exact step with given standard shocks."""
        people = self.people
        slow, fast = people.level_days, people.activity_days
        fast = np.where(np.abs(fast / slow - 1) < _NEARLY_EQUAL, slow * (1 - _NEARLY_EQUAL), fast)
        kept, kept_slow = np.exp(-days / fast), np.exp(-days / slow)
        passed = slow / (slow - fast) * (kept_slow - kept)
        from_activity, from_set_point = self._spread(days, fast, shocks)
        return replace(
            state,
            activity=kept * state.activity
            + passed * state.set_point
            + (1 - kept - passed) * people.long_run
            + (1 - kept) * push
            + from_activity,
            set_point=kept_slow * state.set_point
            + (1 - kept_slow) * people.long_run
            + from_set_point,
            soreness=state.soreness * np.exp(-days / people.soreness_days),
        )

    def _spread(
        self, days: FloatArray, fast: FloatArray, shocks: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return what chance adds to activity and set-point in some days."""
        slow, wander = self.people.level_days, self.people.level_wander
        ratio = slow / (slow - fast)
        both, of_slow, of_fast = (
            _grown(rate, days) for rate in (1 / slow + 1 / fast, 2 / slow, 2 / fast)
        )
        power = 2 * wander**2 / slow
        variance_slow = power * of_slow
        shared = power * ratio * (of_slow - both)
        variance_fast = 2 * self.people.activity_wander**2 / fast * of_fast + power * ratio**2 * (
            of_slow - 2 * both + of_fast
        )
        spread_slow = np.sqrt(variance_slow)
        slope = np.divide(shared, spread_slow, out=np.zeros_like(shared), where=spread_slow > 0)
        rest = np.sqrt(np.maximum(variance_fast - slope**2, 0.0))
        return slope * shocks[0] + rest * shocks[1], spread_slow * shocks[0]


@dataclass(frozen=True, slots=True)
class HeavyTailWorld(RightWorld):
    """The right world with shocks that are now and then large, flares, and round ratings.

    Attributes
    ----------
    degrees
        Degrees of freedom of Student's t, scaled to spread 1.
    flares_a_day, flare_size
        Flares out of nothing that fade like the activity. [1/day, NRS points]
    rounded
        Share of ratings rounded to the nearest even number.
    """

    degrees: float = 3.0
    flares_a_day: float = 0.03
    flare_size: float = 2.5
    rounded: float = 0.15

    def advance(
        self, state: State, days: FloatArray, *, push: FloatArray, rng: np.random.Generator
    ) -> State:
        """Return where people are some days later."""
        n = len(self.people)
        scale = np.sqrt((self.degrees - 2) / self.degrees)
        shocks = scale * rng.standard_t(self.degrees, size=(2, n))
        moved = self._moved(state, days, push=push, shocks=shocks)
        flares = (rng.random(n) < days * self.flares_a_day) * rng.exponential(self.flare_size, n)
        return replace(moved, activity=moved.activity + flares)

    def rate(self, state: State, rng: np.random.Generator) -> FloatArray:
        """Return the rating, now and then the nearest even number."""
        nearest = _whole(state.pain + self.people.rating_noise * rng.normal(size=len(self.people)))
        return _rounded(nearest, self.rounded, rng)


@dataclass(frozen=True, slots=True)
class TwoStateWorld:
    """A point that is quiet or active and switches by chance.

    Attributes
    ----------
    loud, quiet
        Pain when active and when quiet. [NRS points]
    log_on, log_off
        Log of switches a day from quiet to active, and back.
    switched_off
        Log odds that compression switches the point off.
    """

    people: People
    loud: FloatArray
    quiet: FloatArray
    log_on: FloatArray
    log_off: FloatArray
    switched_off: FloatArray

    @classmethod
    def of(cls, people: People, rng: np.random.Generator) -> TwoStateWorld:
        """Draw each person's switch."""
        n, age = len(people), people.chronicity

        def own(centre: float | FloatArray, scatter: float) -> FloatArray:
            drawn: FloatArray = centre + scatter * rng.normal(size=n)
            return drawn

        more = people.other_points - 1
        return cls(
            people=people,
            loud=np.clip(own(5.5 + 0.4 * age, 1.2), 2.5, 9.5),
            quiet=np.clip(own(1.0 + 0.4 * age, 0.7), 0.0, 3.0),
            log_on=own(np.log(1 / 25) + 0.5 * age + 0.15 * more, 0.5),
            log_off=own(np.log(1 / 30) - 0.4 * age, 0.4),
            switched_off=own(0.2 - 0.4 * age, 0.5),
        )

    def begin(self, rng: np.random.Generator) -> State:
        """Return where people start: switched on."""
        n = len(self.people)
        nothing = np.zeros(n)
        activity = self.loud + 0.8 * rng.normal(size=n)
        return State(activity, self.loud, nothing, nothing, np.ones(n, dtype=np.bool_))

    def advance(
        self, state: State, days: FloatArray, *, push: FloatArray, rng: np.random.Generator
    ) -> State:
        """Switch by chance, then move to the level of the switch with shocks of t with 4."""
        n = len(self.people)
        push = 0.8 * push
        switches = np.exp(np.where(state.is_active, self.log_off - push, self.log_on + push))
        is_switched = rng.random(n) < 1 - np.exp(-switches * days)
        is_active = state.is_active ^ is_switched
        level = np.where(is_active, self.loud, self.quiet) + 0.4 * push
        kept = np.exp(-days / 1.5)
        shocks = rng.standard_t(4, size=n) / np.sqrt(2)
        flares = (rng.random(n) < 0.02 * days) * rng.exponential(2.0, n)
        return State(
            activity=level + (state.activity - level) * kept + 0.7 * np.sqrt(1 - kept**2) * shocks,
            set_point=level,
            soreness=state.soreness * np.exp(-days / self.people.soreness_days),
            flare=state.flare * np.exp(-days / 0.7) + flares,
            is_active=is_active,
        )

    def treat(self, state: State, way: MethodTruth, *, rng: np.random.Generator) -> State:
        """Switch the point off with a chance, ease the pain, leave soreness."""
        chance = logistic(self.switched_off + way.released_shift)
        return replace(
            state,
            activity=0.65 * state.activity,
            soreness=state.soreness + way.soreness_factor * np.abs(self.people.soreness),
            is_active=state.is_active & (rng.random(len(self.people)) >= chance),
        )

    def rate(self, state: State, rng: np.random.Generator) -> FloatArray:
        """Return the rating, one in five the nearest even number."""
        return _rounded(_whole(state.pain + 0.7 * rng.normal(size=len(self.people))), 0.2, rng)

    def writes(self, state: State, filled: FloatArray) -> FloatArray:
        """Return the usual share, a fifth less on good days."""
        return np.where(state.pain > 2.0, filled, 0.8 * filled)


def world_named(name: str, people: People, rng: np.random.Generator) -> World:
    """Return a world of `WORLDS` for some people.

    Raises
    ------
    UnknownId
        There is no such world.
    """
    match name:
        case "right":
            return RightWorld(people)
        case "heavy tails":
            return HeavyTailWorld(people)
        case "two states":
            return TwoStateWorld.of(people, rng)
    raise UnknownId("world", name, where="world", known=WORLDS)


def _grown(rate: FloatArray, days: FloatArray) -> FloatArray:
    """Return the integral of exp(-rate t) over the days."""
    grown: FloatArray = -np.expm1(-rate * days) / rate
    return grown


def _whole(pain: FloatArray) -> FloatArray:
    """Return the nearest whole number from 0 to 10."""
    return np.clip(np.rint(pain), 0.0, _HIGHEST)


def _rounded(ratings: FloatArray, share: float, rng: np.random.Generator) -> FloatArray:
    """Return ratings, a share of them moved to the nearest even number."""
    return np.where(rng.random(len(ratings)) < share, 2 * np.rint(ratings / 2), ratings)
