"""The words of a week at home as the template lays them out; every one comes from the programme.

Numbers stand where they are used. What repeats from thing to thing (how it feels, a long
caution) is said once and pointed to; when to stop stands at every thing, and once for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from unknot.body.surface import Body
from unknot.exchange.papers.content import alerts_shown, printable, signs_shown, unbroken
from unknot.exchange.papers.content import with_number as numbered
from unknot.exchange.papers.pictures import PICTURE_MM, body_of, pictures_of
from unknot.facts.methods import load_methods
from unknot.plan.query import PointMark
from unknot.plan.telling import how_sure
from unknot.plan.told_once import Repeats
from unknot.prevent.programme import Programme
from unknot.prevent.programme_json import programme_as_json
from unknot.prevent.telling import (
    DAYS,
    LIMITS,
    changed_in_words,
    things_in_order,
    week_notes,
    what_in_words,
    where_in_words,
)

__all__ = ["WEEKS_TO_TICK", "programme_content_of"]

WEEKS_TO_TICK: Final = 2
_LONGEST_ID: Final = 60
_MINUTE: Final = 60
_SHORT_DAY: Final = 3


def programme_content_of(programme: Programme, *, made_on: date, number: str) -> dict[str, Any]:
    """Return what stands on the paper, ready for JSON.

    Parameters
    ----------
    programme
        One that may be shown and has something in it.
    made_on
        Day that is printed on it.
    number
        Emergency number, or how to find it.
    """
    told: dict[str, Any] = numbered(programme_as_json(programme), number)
    body = body_of(sex=programme.query.plan.sex, conditions=told["conditions"])
    order = things_in_order(told)
    places = {thing["id"]: n for n, thing in enumerate(order, 1)}
    paper = {
        "title": "Your week at home",
        "id": "" if told["id"] is None else str(told["id"])[:_LONGEST_ID],
        "made_on": [made_on.year, made_on.month, made_on.day],
        "facts_version": told["facts_version"],
        "limits": LIMITS,
        "week": _week_named(told),
        "alerts": alerts_shown(told),
        "before": told["before_you_begin"],
        "stop_if": told["stop_if"],
        "notes": week_notes(told),
        "picture_mm": PICTURE_MM,
        "things": _things(order, body),
        "normal": [one["text"] for one in told["normal_afterwards"]],
        "not_normal": signs_shown(told),
        "next_day": told["next_day"],
        "weeks": [_week(told, places, ahead=ahead) for ahead in range(WEEKS_TO_TICK)],
        "breaks": [_break(one) for one in told["breaks"]],
        "left_out": _left_out(told),
    }
    whole: dict[str, Any] = printable(paper)
    return whole


def _week_named(told: Mapping[str, Any]) -> str:
    """Return the number of the week, and from when it counts where that is known."""
    week = told["week"]
    if week["from"] is None:
        return f"week {week['number']}"
    return f"week {week['number']}, from {_dated(date.fromisoformat(week['from']))}"


def _dated(day: date) -> str:
    """Return a date such as *16 November 2026*."""
    return f"{day.day} {day:%B %Y}"


def _things(order: list[dict[str, Any]], body: Body) -> list[dict[str, Any]]:
    """Return the things in their order, each place drawn once: where it is pressed, if at all."""
    repeats, methods = Repeats(), set[str]()
    drawn_at = _drawn_at(order)
    found = []
    for n, thing in enumerate(order, 1):
        place = PointMark(**thing["picture"])
        at, is_pressed = drawn_at[place], thing["part"] == "release"
        pictures = (
            pictures_of(place, body=body, setting="home", n=n, is_pressed=is_pressed)
            if at == n
            else []
        )
        shown = {
            "pictures": pictures,
            "signs": list(dict.fromkeys(kind for picture in pictures for kind in picture["signs"])),
            "drawn_at": at if at != n else None,
        }
        told = _thing(thing, n, repeats, is_new=thing["method"] not in methods)
        found.append(told | shown)
        methods.add(thing["method"])
    shows = {one["n"]: bool(one["pictures"]) for one in found}
    return [one | {"drawn_at": one["drawn_at"] if shows.get(one["drawn_at"]) else None}
            for one in found]  # fmt: skip


def _drawn_at(order: list[dict[str, Any]]) -> dict[PointMark, int]:
    """Return at which thing each place is drawn: the first that presses it, or the first."""
    found: dict[PointMark, int] = {}
    for is_pressed in (True, False):
        for n, thing in enumerate(order, 1):
            if not is_pressed or thing["part"] == "release":
                found.setdefault(PointMark(**thing["picture"]), n)
    return found


def _thing(thing: dict[str, Any], n: int, repeats: Repeats, *, is_new: bool) -> dict[str, Any]:
    """Return one thing without its pictures."""
    place = f"at {n}"
    feel = repeats.once(_sentence(thing["feel"]), place)
    needs = None if thing["do"].startswith("You need") else thing["tool_in_words"]
    return {
        "n": n,
        "what": what_in_words(thing),
        "where": where_in_words([thing["point"], *thing["also_for"]]),
        "is_pressed": thing["part"] == "release",
        "days": ", ".join(DAYS[day] for day in thing["days"]) or "When it has rested",
        "amount": unbroken(_sentence(thing["amount"])),
        "band": _band(thing),
        "need": _sentence(needs or ""),
        "find": thing["find"] or "",
        "do": thing["do"],
        "feel": _sentence(feel),
        "now": changed_in_words(thing) or "",
        "why": thing["why"] if repeats.once(thing["why"], place) == thing["why"] else "",
        "sure": f"We are {how_sure(thing['evidence']['grade'])} that it helps." if is_new else "",
        "cautions": [repeats.caution(line, place) for line in thing["cautions"]],
        "stop_if": _joined(thing["stop_if"]),
    }


def _band(thing: Mapping[str, Any]) -> list[float] | None:
    """Return from and to of what is felt, 0 to 10; None for exercises and where effort counts."""
    most = thing["pressure_0_10"]
    if most is None or thing["exercise"] is not None or thing["effort_percent"]:
        return None
    start = thing["pressure_start_0_10"]
    return [start if start is not None and start < most else 0.0, most]


def _joined(lines: list[str]) -> str:
    """Join what are lines elsewhere into one sentence."""
    return _sentence("; ".join(f"{line[:1].lower()}{line[1:]}" for line in lines))


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _week(told: Mapping[str, Any], places: Mapping[str, int], *, ahead: int) -> dict[str, Any]:
    """Return a week to tick: this one, or one that lies so many weeks ahead."""
    started, number = told["week"]["from"], told["week"]["number"] + ahead
    monday = None if started is None else date.fromisoformat(started) + timedelta(weeks=ahead)
    names = {thing["id"]: what_in_words(thing) for thing in told["things"]}
    days = [
        {
            "name": _day_named(day["day"], None if monday is None else monday + timedelta(days=k)),
            "minutes": "" if day["rest"] else _minutes(day["minutes"]),
            "things": [[places[one], names[one]] for one in day["things"]],
        }
        for k, day in enumerate(told["week"]["days"])
    ]
    return {
        "title": f"Week {number}" if monday is None else f"Week {number}, from {_dated(monday)}",
        "days": days,
        "n_lines": sum(max(1, len(day["things"])) for day in days),
    }


def _day_named(name: str, day: date | None) -> str:
    """Return a weekday in three letters, with its day of the month where that is known."""
    short = DAYS[name][:_SHORT_DAY]
    return short if day is None else f"{short} {day.day}"


def _minutes(minutes: float) -> str:
    """Return how long a day takes."""
    return f"{max(1, round(minutes))}\N{NO-BREAK SPACE}min"


def _left_out(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what is left out in plain words, joined where the reason is the same."""
    found: dict[str, list[str]] = {}
    for one in told["left_out"]:
        method = "" if one["method"] is None else f": {load_methods()[one['method']].plain_label}"
        found.setdefault(one["because"], []).append(f"{where_in_words(one['points'])}{method}")
    return [{"what": "; ".join(what), "because": because} for because, what in found.items()]


def _break(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return one set of movements."""
    minutes = max(1, round(one["seconds"] / _MINUTE))
    return {
        "title": f"{one['title']} ({minutes} min): {one['when']}",
        "moves": [[move["name"], move["how"]] for move in one["moves"]],
        "left_out": ", ".join(one["left_out"]),
    }
