"""The words of a plan as the template lays them out; every one comes from the plan.

The gate is that of the screen: an emergency or same-day sign leaves nothing but what to do
now, and while first warning-sign questions are open the paper asks them and shows no plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from unknot.body.surface import Body
from unknot.exchange.papers.pictures import PICTURE_MM, body_of, overview_of, pictures_of
from unknot.exchange.papers.result import PaperResult
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.plan.asked_first import asked_for_a_reason, by_urgency
from unknot.plan.at_home import lines_for
from unknot.plan.gate import asked_by_name, raised_by_a_yes
from unknot.plan.plan import Plan, plan_as_json
from unknot.plan.query import PointMark
from unknot.plan.telling import (
    course_in_words,
    dose_in_words,
    how_sure,
    limits_of,
    often_in_words,
    why_these_numbers,
)
from unknot.plan.told_once import Repeats, ToldStep, points_told_once, reasons_joined

__all__ = ["alerts_shown", "content_of", "printable", "signs_shown", "unbroken", "with_number"]

_NUMBER: Final = "{emergency_number}"
_TYPED: Final = frozenset(("id", "reasons", "reasons_recorded"))
"""What a person typed."""
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_LONG_WORD: Final = re.compile(r"\S{24}(?=\S)")
"""Beyond this a word could run over the edge; it may break there."""
_LONGEST_ID: Final = 60
_UNIT: Final = re.compile(
    r"(?<=\d) (?=s\b|min\b|times\b|%|to \d|of \d)|(?<=\d to) |(?<= of) (?=10\b)"
)
_TITLES: Final = {"clinic": "Release plan", "home": "Your plan for home"}


def content_of(
    plan: Plan, *, made_on: date, number: str, result: PaperResult | None = None
) -> dict[str, Any]:
    """Return what stands on the paper, ready for JSON.

    Parameters
    ----------
    plan
        The plan.
    made_on
        Day that is printed on it.
    number
        Emergency number, or how to find it.
    result
        What changed; it stands only above a plan that is shown.
    """
    told: dict[str, Any] = with_number(plan_as_json(plan), number)
    paper: dict[str, Any] = {
        "title": _TITLES[told["setting"]],
        "kind": "plan",
        "setting": told["setting"],
        "id": "" if told["id"] is None else str(told["id"])[:_LONGEST_ID],
        "made_on": [made_on.year, made_on.month, made_on.day],
        "facts_version": told["facts_version"],
        "limits": lines_for([limits_of(told["setting"])], plan.query)[0],
    }
    if plan.screening.stops:
        paper |= _stop(told)
    elif not plan.may_show:
        paper |= _questions(plan, told, number)
    else:
        paper |= _whole(plan, told)
    if result is not None and paper["kind"] == "plan":
        paper |= {"title": result.title, "result": asdict(result)}
    whole: dict[str, Any] = printable(paper)
    return whole


def _stop(told: dict[str, Any]) -> dict[str, Any]:
    """Return what to do now, and nothing of the plan."""
    alerts = alerts_shown(told)
    return {
        "kind": "stop",
        "title": alerts[0]["label"],
        "do": alerts[0]["do"],
        "alerts": alerts,
        "letter": _letter(told),
    }


def _questions(plan: Plan, told: dict[str, Any], number: str) -> dict[str, Any]:
    """Return the first warning-sign questions, to be ticked, each with what a yes means.

    Those that something told speaks of stand first, under why they are asked.
    """
    asked, by_name = told["first_priority_open"], asked_by_name(plan.query)
    raised = raised_by_a_yes(plan.query, asked)
    these = "does this" if len(asked) == 1 else "does any of these"
    groups = [
        {"why": f"Asked because {one.why}.", "parts": [
            _ticked(some, if_yes=f"If yes or not sure: {do}") for do, some in one.on_yes.items()
        ]}
        for one in asked_for_a_reason(asked, by_name, raised)
    ]  # fmt: skip
    others = by_urgency((flag for flag in asked if flag not in by_name), raised)
    groups += [{"why": said, "parts": [_ticked(some)]} for said, some in others.items()]
    return {
        "kind": "questions",
        "title": f"Before any plan: {these} apply?",
        "groups": with_number(groups, number),
    }


def _ticked(asked: Iterable[str], *, if_yes: str = "") -> dict[str, Any]:
    """Return questions to tick, with what to do on a yes to them."""
    flags = load_red_flags()
    return {"questions": [flags[flag].question for flag in asked], "if_yes": if_yes}


def _whole(plan: Plan, told: dict[str, Any]) -> dict[str, Any]:
    """Return everything a shown plan consists of; a blocked one has no points."""
    repeats = Repeats()
    body = body_of(sex=plan.query.sex, conditions=told["conditions"])
    points = _points(told, body, repeats)
    shared = {
        "alerts": alerts_shown(told),
        "before": told["before_you_begin"],
        "left_out": _left_out(told),
        "home": [
            _home_thing(one, repeats, is_home=told["setting"] == "home") for one in told["home"]
        ],
        "letter": _letter(told),
    }
    if plan.is_blocked:
        blocked = [{"why": one["why"], "do": one["do"]} for one in told["blocked_by"]]
        return {
            "kind": "blocked",
            "title": "No release now",
            "blocked_by": blocked,
            **shared,
            **({"stop_if": told["stop_if"], "overview": []} if told["home"] else {}),
            "not_normal": signs_shown(told),
        }
    marks = [point["mark"] for point in points]
    return {
        **shared,
        "picture_mm": PICTURE_MM,
        "points": [{k: v for k, v in point.items() if k != "mark"} for point in points],
        "overview": overview_of(marks, body=body, setting=told["setting"])
        if len(marks) > 1
        else [],
        "stop_if": told["stop_if"],
        "aftercare": told["aftercare"],
        "normal": [one["text"] for one in told["normal_afterwards"]],
        "not_normal": signs_shown(told),
        "next_day": told["next_day"],
        "course": _course(told),
        "known": _known(told),
    }


def signs_shown(told: dict[str, Any]) -> list[dict[str, str]]:
    """Return what is not usual, or to be watched for, with what to do then."""
    return [{"text": one["text"], "do": one["do"] or ""} for one in told["not_normal"]]


def alerts_shown(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the warning signs, the most urgent first."""
    urgencies = load_urgencies()
    return [
        {
            "label": urgencies[one["urgency"]].label,
            "why": one["why"],
            "do": one["do"],
            "causes": list(one["may_need_ruling_out"]),
        }
        for one in told["alerts"]
    ]


def _points(told: dict[str, Any], body: Body, repeats: Repeats) -> list[dict[str, Any]]:
    """Return the points in their order, each with its steps."""
    found = []
    for one in points_told_once(told["steps"], repeats):
        mark = PointMark(one.point["muscle"], one.point["side"], one.point["site"])
        spot = PointMark(mark.muscle, mark.side, one.steps[0].given["spot"])
        pictures = pictures_of(spot, body=body, setting=told["setting"], n=one.n)
        signs = dict.fromkeys(kind for picture in pictures for kind in picture["signs"])
        found.append(
            {
                "mark": mark,
                "n": one.n,
                "name": one.name,
                "now": _sentence(one.why_now),
                "find": one.find,
                "pictures": pictures,
                "signs": list(signs),
                "steps": [_step(step, is_home=told["setting"] == "home") for step in one.steps],
                "cautions": [_capital(line.removeprefix("Mind: ")) for line in one.cautions],
            }
        )
    return found


def _evidence(evidence: Mapping[str, Any], *, is_home: bool) -> str:
    """Return how sure a method is: its grade, at home in plain words."""
    if is_home:
        return f"We are {how_sure(evidence['grade'])} that it helps."
    return f"{evidence['grade']}, for {evidence['for']}"


def _step(told: ToldStep, *, is_home: bool) -> dict[str, Any]:
    """Return one step."""
    step = told.given
    return {
        "name": _capital(step["method_in_words"]),
        "dose": unbroken(dose_in_words(step)),
        "often": _often(step["times_per_week"]),
        "band": _band(step),
        "position": _sentence(told.position),
        "how": _sentence(told.how),
        "why": told.why,
        "evidence": _evidence(step["evidence"], is_home=is_home) if told.is_new else "",
        "reasons": [f"{reason} ({key})" for key, reason in step["reasons"].items()],
    }


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a stop."""
    return f"{_capital(text).rstrip('.')}." if text else ""


def _band(step: Mapping[str, Any]) -> list[float] | None:
    """Return from and to of what is felt, 0 to 10; None where effort counts."""
    most = step["pressure_0_10"]
    if most is None or step["effort_percent"]:
        return None
    start = step["pressure_start_0_10"]
    return [start if start is not None and start < most else 0.0, most]


def _home_thing(thing: dict[str, Any], repeats: Repeats, *, is_home: bool) -> dict[str, Any]:
    """Return one thing of the home programme."""
    is_timed = bool(thing.get("seconds"))
    return {
        "what": _capital(thing["what"]),
        "how": thing["how"],
        "dose": unbroken(dose_in_words({**thing, "pressure_start_0_10": None})) if is_timed else "",
        "often": _often(thing["times_per_week"]) if is_timed else "",
        "why": thing["why"],
        "grade": how_sure(thing["evidence"]["grade"]) if is_home else thing["evidence"]["grade"],
        "cautions": [
            repeats.caution(line, f"under {_capital(thing['what'])}") for line in thing["cautions"]
        ],
    }


def _course(told: dict[str, Any]) -> dict[str, Any] | None:
    """Return how many treatments, and what the number rests on, what is taught and honest."""
    course = told["course"]
    if not course.get("treatments"):
        return None
    return {
        "text": course_in_words(course, setting=told["setting"]),
        "why": why_these_numbers(course),
    }


def _known(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is known of each method used, for whoever wants to look it up."""
    found: dict[str, dict[str, Any]] = {}
    for step in told["steps"]:
        evidence = step["evidence"]
        found.setdefault(
            step["method"],
            {
                "name": _capital(step["method_in_words"]),
                "grade": evidence["grade"],
                "for": evidence["for"],
                "summary": evidence["summary"],
                "sources": list(evidence["sources"]),
            },
        )
    return list(found.values())


def _left_out(told: dict[str, Any]) -> list[dict[str, str]]:
    """Return what is left out, joined where the reason is the same."""
    return [
        {"what": what, "because": because} for what, because in reasons_joined(told["left_out"])
    ]


def _letter(told: dict[str, Any]) -> list[str]:
    """Return the lines of the letter for the doctor, none where there is no letter."""
    return told["letter"]["text"].splitlines() if told["letter"] else []


def _often(times: int | None) -> str:
    """Return on how many days a week, nothing in a clinic."""
    return often_in_words(times) if times else ""


def _capital(text: str) -> str:
    """Begin with a capital letter and leave the rest."""
    return f"{text[:1].upper()}{text[1:]}"


def unbroken(dose: str) -> str:
    """Keep each number with its unit on one line."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", dose)


def with_number(value: Any, number: str) -> Any:
    """Fill the emergency number into the words of the facts, never into those of a person."""
    if isinstance(value, str):
        return value.replace(_NUMBER, number)
    if isinstance(value, Mapping):
        return {
            name: one if name in _TYPED else with_number(one, number) for name, one in value.items()
        }
    return [with_number(one, number) for one in value] if isinstance(value, list) else value


def printable(value: Any) -> Any:
    """Return words that paper can take: without control signs, words without end broken."""
    if isinstance(value, str):
        clean = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)
        return clean if value.startswith("<svg") else _LONG_WORD.sub("\\g<0>\u200b", clean)
    if isinstance(value, Mapping):
        return {name: printable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value
