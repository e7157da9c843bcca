"""Fill a database with simulated people, many rows at a time, every one of them in the trail.

The rows, their hashes and their seals are those that ``records.kept`` would write one by one
(a test holds the two against each other); only the writing is done by thousands. The trail
says that they are simulated: their rows have actions of their own, by which a database that
holds anybody else is recognised and refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

import numpy as np
from django.db import connection, models, transaction

from unknot.errors import InvalidInput
from unknot.facts.version import facts_version
from unknot.web.audit.models import FIRST_SEAL, Trace
from unknot.web.audit.trail import sealed, trail_held
from unknot.web.demo.cases import drawn
from unknot.web.demo.lives import Life
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.keeping import KEPT
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold, FoundPoint
from unknot.web.people.actions import local_account
from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.records import Row, content_hash
from unknot.web.treatments.models import AfterEffect, Measured, Treatment

__all__ = ["PERSON_ACTION", "ROW_ACTION", "Filled", "check_nobody_real", "filled"]

PERSON_ACTION: Final = "simulated-person-kept"
ROW_ACTION: Final = "simulated-row-kept"
_PEOPLE_AT_ONCE: Final = 50
_ORDER: Final = (
    Person, PersonTold, Episode, EpisodeState, EpisodeTold, FoundPoint, Treatment, Measured,
    AfterEffect, DiaryEntry,
)  # fmt: skip
"""What others point at comes first."""
_MIDDLE: Final = 0.5
_LOOKED_BACK: Final = 14.0
"""A drawing is as strong as the mean of so many days. [days]"""
_SECONDS: Final = 90.0


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was written."""

    n_people: int
    n_entries: int
    n_rows: int
    """With everything else; each has its row of the trail."""


def check_nobody_real() -> None:
    """Refuse a database in which somebody is recorded who is not simulated.

    Raises
    ------
    InvalidInput
        Says how to use another one.
    """
    simulated = set(
        Trace.objects.filter(action=PERSON_ACTION).values_list("record", flat=True).iterator()
    )
    real = sum(str(pk) not in simulated for pk in Person.objects.values_list("pk", flat=True))
    if real:
        who = "somebody real is" if real == 1 else f"{real} real people are"
        raise InvalidInput(
            f"In this database {who} recorded. Simulated people are never mixed with them: name "
            "a new folder with --into-new FOLDER.",
            where="--into-new",
        )


def filled(
    people: Iterable[Life], *, until: datetime, now: datetime, rng: np.random.Generator
) -> Filled:
    """Write simulated people.

    Parameters
    ----------
    people
        From ``lives``.
    until
        When the last day of every diary ends, in UTC.
    now
        When it is written; the rows of the trail say so.
    rng
        Source of ids and salts; the same gives the same rows.

    Raises
    ------
    InvalidInput
        These people are here already.
    """
    n_people = n_entries = n_rows = 0
    account = local_account()
    waiting = iter(people)
    while some := list(islice(waiting, _PEOPLE_AT_ONCE)):
        rows: dict[type[Row], list[Row]] = {model: [] for model in _ORDER}
        for life in some:
            for row in _Writer(account, life, until=until, rng=rng).rows():
                rows[type(row)].append(row)
        with transaction.atomic():
            trail_held()
            _check_new(rows[Person])
            for model in _ORDER:
                _insert(model, rows[model])
            _seal((row for model in _ORDER for row in rows[model]), account, now=now)
        n_people += len(rows[Person])
        n_entries += len(rows[DiaryEntry])
        n_rows += sum(len(some) for some in rows.values())
    return Filled(n_people, n_entries, n_rows)


def _check_new(people: list[Row]) -> None:
    """Refuse to write the same people twice."""
    if Person.objects.filter(pk__in=[row.pk for row in people]).exists():
        raise InvalidInput(
            "These simulated people are here already. Choose others with another --seed.",
            where="--seed",
        )


def _seal(rows: Iterable[Row], account: Account, *, now: datetime) -> None:
    """Write one row of the trail for each record, each sealed with the one before it."""
    last = Trace.objects.order_by("-number").first()
    number, seal = (0, FIRST_SEAL) if last is None else (last.number, last.seal)
    traces = []
    for row in rows:
        number += 1
        trace = Trace(
            number=number,
            at=now,
            account=account,
            action=PERSON_ACTION if isinstance(row, Person) else ROW_ACTION,
            kind=row._meta.label_lower,
            record=str(row.pk),
            content=content_hash(row),
            previous=seal,
        )
        seal = trace.seal = sealed(trace)
        traces.append(trace)
    _insert(Trace, traces)


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write rows of a table by one statement; Django's own way takes three times as long."""
    columns = model._meta.local_concrete_fields
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(column.column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608
            [
                [column.get_db_prep_save(column.pre_save(row, True), connection)
                 for column in columns]
                for row in rows
            ],
        )  # fmt: skip


class _Writer:
    """Makes the rows of one simulated person."""

    def __init__(
        self, account: Account, life: Life, *, until: datetime, rng: np.random.Generator
    ) -> None:
        self._account, self._life, self._rng = account, life, rng
        last = life.entries[-1].day if life.entries else 0.0
        self._last = max(last, 1.0)
        self._start = until - timedelta(days=float(np.ceil(self._last)))

    def rows(self) -> Iterator[Row]:
        """Yield every row, in any order."""
        life, began = self._life, self._at(0.0)
        person = self._row(Person, began)
        yield person
        yield self._row(PersonTold, began, person=person, called=life.called, sex=life.sex,
                        birth_year=began.year - life.age)  # fmt: skip
        episode = self._row(Episode, began, person=person)
        yield episode
        yield from self._states(episode)
        point = self._row(
            FoundPoint, began, episode=episode, muscle=life.complaint.muscle,
            side=life.complaint.side, site=life.complaint.site, weeks=life.weeks,
        )  # fmt: skip
        yield point
        for share in (0.0, _MIDDLE, 1.0):
            yield self._told(episode, self._last * share)
        for nth in range(len(life.treatments)):
            yield from self._treated(episode, point, nth)
        yield from self._diary(episode)

    def _states(self, episode: Episode) -> Iterator[Row]:
        """Yield the states of the episode, each replacing the one before it."""
        found = [self._row(EpisodeState, self._at(0.0), episode=episode, state="open",
                           at=self._at(0.0))]  # fmt: skip
        for turn in self._life.turns:
            at, before = self._at(turn.day), found[-1]
            before.is_current = False
            found.append(
                self._row(EpisodeState, at, episode=episode, state=turn.state, at=at,
                          replaces=before)
            )  # fmt: skip
        yield from found

    def _told(self, episode: Episode, day: float) -> Any:
        """Return the case as it stood on a day; less hurts, in fewer places, when it is better."""
        life = self._life
        pain = self._mean_pain(day)
        n_places = max(1, round(len(life.complaint.places) * min(1.0, 0.3 + pain / 5)))
        drawing = drawn(life.complaint.places[:n_places], strength=pain)
        case = {**life.complaint.told, **drawing, KEPT: {"episode": str(episode.pk)}}
        return self._row(
            EpisodeTold, self._at(day), episode=episode, step="plan", case=case,
            facts_version=facts_version(), atlas_version=str(case["atlas_version"]),
        )  # fmt: skip

    def _mean_pain(self, day: float) -> float:
        """Return the mean rating before a day, or the first one."""
        rated = [one for one in self._life.entries if one.pain is not None]
        near = [one.pain or 0.0 for one in rated if day - _LOOKED_BACK < one.day <= day]
        return float(np.mean(near)) if near else float(rated[0].pain or 0.0)

    def _treated(self, episode: Episode, point: FoundPoint, nth: int) -> Iterator[Row]:
        """Yield one treatment, its measures, and what was told of the day after."""
        life, given = self._life, self._life.treatments[nth]
        at = self._at(given.day)
        treatment = self._row(
            Treatment, at, episode=episode, point=point, at=at, setting="home",
            method=given.method, seconds=_SECONDS, repeats=3, harm=[],
            overall="better" if nth else "",
        )  # fmt: skip
        yield treatment
        measured = next(
            one for one in life.entries if one.day == given.day and one.ppt_kpa is not None
        )
        yield self._row(
            Measured, at, treatment=treatment, measure="ppt", unit="kPa",
            before=[measured.ppt_kpa], after=[life.after_ppt[nth]],
        )  # fmt: skip
        soreness, next_day = life.soreness[nth], given.day + 1.0
        if soreness is not None and next_day <= self._last:
            later = self._at(next_day)
            yield self._row(AfterEffect, later, treatment=treatment, at=later, soreness=soreness)

    def _diary(self, episode: Episode) -> Iterator[Row]:
        """Yield the entries."""
        for one in self._life.entries:
            at = self._at(one.day)
            yield self._row(
                DiaryEntry, at, episode=episode, at=at, pain=_number(one.pain), ppt_kpa=one.ppt_kpa,
                load=_whole(one.load), sleep=_whole(one.sleep), stress=_whole(one.stress),
                home_care=one.home_care,
            )  # fmt: skip

    def _at(self, day: float) -> datetime:
        """Return the moment of a day of the episode, to the second."""
        return self._start + timedelta(seconds=round(day * 86_400))

    def _row(self, model: type[Any], moment: datetime, /, **values: Any) -> Any:
        """Return a row with an id and a salt from the same chance as everything else."""
        return model(
            id=uuid.UUID(bytes=self._rng.bytes(16), version=4),
            salt=self._rng.bytes(16).hex(),
            owner=self._account,
            recorded_by=self._account,
            recorded_at=moment,
            **values,
        )


def _number(value: float | None) -> float | None:
    """Return a rating as it is kept."""
    return None if value is None else float(value)


def _whole(value: float | None) -> int | None:
    """Return a step of the diary as it is kept."""
    return None if value is None else int(value)
