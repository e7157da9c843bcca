"""What a home programme is made from: checked once at the door, trusted inside.

The fields of a plan say who and where; beside them stand the time a day, the days, and what
was done so far. Every complaint names the place as a path (``done[2].at``), the value, and
the nearest valid one. What is not told stays None: a day without a record is never a "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.programmes import BREAK_PEOPLE, load_programme_parameters
from unknot.json_values import (
    case_id,
    check_names,
    entries,
    kind,
    number_in,
    object_with,
    one_of,
    shown,
    whole_in,
)
from unknot.plan.query import PlanQuery, plan_query_from
from unknot.prevent.names import known_item

__all__ = [
    "DONE",
    "FIELDS",
    "LONGEST_DAY",
    "MOST_RECORDS",
    "PLAN_FIELDS",
    "WEEKDAYS",
    "Did",
    "DidWhat",
    "PainOn",
    "ProgrammeQuery",
    "day_of",
    "plan_query_of",
    "programme_query_from",
]

DidWhat = Literal["done", "partly", "too_sore", "not_done"]
DONE: Final[tuple[DidWhat, ...]] = ("done", "partly", "too_sore", "not_done")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLAN_FIELDS: Final = (
    "id", "setting", "person", "points", "methods", "prefer", "answers", "country", "limits",
    "pain", "symptoms", "atlas_version", "facts_version",
)  # fmt: skip
FIELDS: Final = (
    *PLAN_FIELDS, "minutes_a_day", "days", "things_a_day", "start", "now", "done", "diary", "who",
)  # fmt: skip
_DID: Final = ("at", "item", "did", "effort")
_DIARY: Final = ("at", "pain")
LONGEST_DAY: Final = 120
"""Minutes a day, at most. [min]"""
MOST_RECORDS: Final = 20_000
_LONGEST_COURSE: Final = 3_660
"""Days from start to now, at most. [days]"""


@dataclass(frozen=True, slots=True)
class Did:
    """What became of one thing on one day."""

    at: date
    item: str
    did: DidWhat
    effort: float | None = None
    """0-10, where it was told."""


@dataclass(frozen=True, slots=True)
class PainOn:
    """The pain of one day, 0-10."""

    at: date
    pain: float


@dataclass(frozen=True, slots=True)
class ProgrammeQuery:
    """Everything a home programme rests on.

    Attributes
    ----------
    minutes
        Time a day; None: not told. [min]
    days
        Weekdays on which there is time, 0 is Monday; None: not told.
    things_a_day
        A limit the person set; None: the usual one.
    start, now
        First day and today; None: no history, the first week.
    """

    plan: PlanQuery
    minutes: float | None = None
    days: tuple[int, ...] | None = None
    things_a_day: int | None = None
    start: date | None = None
    now: date | None = None
    done: tuple[Did, ...] = ()
    diary: tuple[PainOn, ...] = ()
    who: str | None = None
    ignored: tuple[str, ...] = ()


def programme_query_from(fields: object) -> ProgrammeQuery:
    """Check one case of ``unknot programme`` and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, is out of range, or contradicts another.
    UnknownId
        An id stands in no vocabulary; the nearest is named.
    NotEnoughData
        There is no point, or records without today's date.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(
            f"A case is one JSON object {{…}}; this is {kind(fields)}.", where="", value=fields
        )
    ignored = check_names(fields, FIELDS)
    plan = plan_query_of(fields)
    now, start = day_of(fields.get("now"), "now"), day_of(fields.get("start"), "start")
    done = _done(fields.get("done"), now)
    diary = _diary(fields.get("diary"), now)
    return ProgrammeQuery(
        plan=plan,
        minutes=number_in(
            fields.get("minutes_a_day"), "minutes_a_day", low=1, high=LONGEST_DAY, unit="minutes"
        ),
        days=_days(fields.get("days")),
        things_a_day=_things(fields.get("things_a_day")),
        start=_start(start, now, done),
        now=now,
        done=done,
        diary=diary,
        who=one_of(fields.get("who"), BREAK_PEOPLE, "who"),
        ignored=ignored,
    )


def plan_query_of(fields: Mapping[str, Any]) -> PlanQuery:
    """Return who and where of a case; a programme is always done at home."""
    one_of(fields.get("setting"), ("clinic", "home"), "setting")
    told = {name: fields[name] for name in PLAN_FIELDS if name in fields}
    return plan_query_from({**told, "id": case_id(fields.get("id")), "setting": "home"})


def day_of(value: object, where: str) -> date | None:
    """Return a date; null is not told."""
    if value is None:
        return None
    example = "such as 2026-11-02"
    if not isinstance(value, str):
        raise InvalidInput(
            f"'{where}' is a date, {example}; this is {shown(value)}.", where=where, value=value
        )
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise InvalidInput(
            f"'{where}' is a date, {example}, not {shown(value)}.", where=where, value=value
        ) from error


def _things(value: object) -> int | None:
    """Check the limit of things a day; it can only lower the usual one."""
    most = int(load_programme_parameters()["things_a_day"].value)
    things = whole_in(value, "things_a_day", high=most)
    if things == 0:
        raise InvalidInput(
            f"'things_a_day' is 0; it runs from 1 to {most}. Leave it out for the usual {most}.",
            where="things_a_day",
            value=value,
        )
    return things


def _days(value: object) -> tuple[int, ...] | None:
    """Check the weekdays; an empty list is no programme at all."""
    if value is None:
        return None
    told = entries(value, "days", most=len(WEEKDAYS))
    if not told:
        raise InvalidInput(
            f"'days' is empty. Name at least one of {', '.join(WEEKDAYS)}, or leave it out.",
            where="days",
        )
    found = {WEEKDAYS.index(str(one_of(day, WEEKDAYS, f"days[{n}]"))) for n, day in enumerate(told)}
    return tuple(sorted(found))


def _start(start: date | None, now: date | None, done: tuple[Did, ...]) -> date | None:
    """Return the first day: told, or that of the first record, or today."""
    first = min((one.at for one in done), default=now)
    if start is None:
        start = first
    elif now is None:
        raise NotEnoughData("'start' is told but not 'now'. Add today's date as 'now'.")
    elif start > now:
        raise InvalidInput(
            f"'start' ({start}) lies after now ({now}). Correct one of them.", where="start"
        )
    elif first is not None and first < start:
        raise InvalidInput(
            f"A record of {first} lies before 'start' ({start}). Correct one of them.",
            where="start",
        )
    if start is not None and now is not None and (now - start).days > _LONGEST_COURSE:
        raise InvalidInput(
            f"'start' ({start}) lies more than ten years before now. Correct it.", where="start"
        )
    return start


def _done(value: object, now: date | None) -> tuple[Did, ...]:
    """Check what was done; the same day and thing twice must say the same."""
    seen: dict[tuple[date, str], tuple[int, Did]] = {}
    for n, line in enumerate(entries(value, "done", most=MOST_RECORDS)):
        where = f"done[{n}]"
        told = object_with(line, where, _DID)
        one = Did(
            at=_past(told.get("at"), f"{where}.at", now),
            item=known_item(told.get("item"), f"{where}.item"),
            did=cast(DidWhat, _told(told.get("did"), DONE, f"{where}.did")),
            effort=number_in(told.get("effort"), f"{where}.effort", high=10),
        )
        before, first = seen.setdefault((one.at, one.item), (n, one))
        if first != one:
            raise InvalidInput(
                f"'{where}' is about the same thing and day as 'done[{before}]' and says "
                "something else. Keep one of them.",
                where=where,
            )
    return tuple(sorted((one for _, one in seen.values()), key=lambda one: (one.at, one.item)))


def _told(value: object, allowed: tuple[str, ...], where: str) -> str:
    """Return a value that must be told."""
    found = one_of(value, allowed, where)
    if found is None:
        raise InvalidInput(
            f"'{where}' is missing; it is one of {', '.join(allowed)}. Leave the whole line out "
            "when nothing was recorded.",
            where=where,
        )
    return found


def _diary(value: object, now: date | None) -> tuple[PainOn, ...]:
    """Check the pain of the days; two entries on one day count with their mean."""
    found: dict[date, list[float]] = {}
    for n, line in enumerate(entries(value, "diary", most=MOST_RECORDS)):
        where = f"diary[{n}]"
        told = object_with(line, where, _DIARY)
        pain = number_in(told.get("pain"), f"{where}.pain", high=10)
        at = _past(told.get("at"), f"{where}.at", now)
        if pain is not None:
            found.setdefault(at, []).append(pain)
    return tuple(PainOn(at, sum(told) / len(told)) for at, told in sorted(found.items()))


def _past(value: object, where: str, now: date | None) -> date:
    """Return a date that is not after today."""
    at = day_of(value, where)
    if at is None:
        raise InvalidInput(f"'{where}' is missing. Give the date, such as 2026-11-02.", where=where)
    if now is None:
        raise NotEnoughData(
            f"'{where}' is told but not 'now'. Add today's date as 'now', so that it is clear "
            "which week comes next."
        )
    if at > now:
        raise InvalidInput(
            f"'{where}' ({at}) lies after now ({now}). Correct its date.", where=where, value=value
        )
    return at
