"""The words that screen, page and paper share: a dose read aloud, the course, what no plan is.

They are made from the answer of the contract, so that whoever shows it says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = [
    "LIMITS",
    "course_in_words",
    "dose_in_words",
    "felt_in_words",
    "how_sure",
    "is_look_back_due",
    "limits_of",
    "look_back_in_words",
    "nothing_in_words",
    "often_in_words",
    "rests_on_in_words",
    "span_of_time",
    "time_in_words",
    "why_these_numbers",
]

LIMITS: Final = (
    "This plan names no disease and rules none out. It was made from what was told, not from "
    "an examination. Who works on a person decides; who feels it says stop."
)
_LIMITS_AT_HOME: Final = (
    "This plan names no disease and rules none out. It was made from what you told, not from "
    "an examination. What you feel decides: stop when you want to."
)
_WHOLE_FROM_S: Final = 60
"""A dose so long is the whole time, not one hold. [s]"""
_MANY_TIMES: Final = 30
"""So many times are not counted but done week by week."""
_WEEK: Final = 7
_MINUTES_FROM_S: Final = 120
"""A span so long is told in minutes. [s]"""
_NONE_OF: Final = {
    "discomfort": "do not press here; lay the hand on, no more",
    "stretch": "no pull at all; only go into the position and out again",
    "pain": "no pain at all",
    "warmth": "no warmth that can be felt",
    "tingling": "no tingling that can be felt",
}
"""What none of it means, by what the scale of a method measures."""
_SURE: Final = {
    "high": "quite sure",
    "moderate": "fairly sure",
    "low to moderate": "a little sure",
    "low": "rather unsure",
    "very low": "very unsure",
}


def limits_of(setting: str) -> str:
    """Return what no plan is, for whom it is made."""
    return LIMITS if setting == "clinic" else _LIMITS_AT_HOME


def how_sure(grade: str) -> str:
    """Return a grade in plain words with the term beside it, such as *very unsure (very low)*."""
    return f"{_SURE[grade]} ({grade})" if grade in _SURE else grade


def dose_in_words(step: Mapping[str, Any]) -> str:
    """Return a dose as one reads it aloud: how long, how often, how hard."""
    return f"{time_in_words(step)}, {felt_in_words(step)}"


def time_in_words(step: Mapping[str, Any]) -> str:
    """Return how long and how often one does it."""
    low, high = step["seconds"]
    repeats = step["repeats"]
    times = "once" if repeats == 1 else f"{repeats} times"
    span = span_of_time(low, high)
    if step.get("method") == "exercise" and high < _WHOLE_FROM_S:
        return f"{times}, {span} each time"
    is_whole = low >= _WHOLE_FROM_S and repeats > 1
    said = f"{times}, {span} each" if is_whole else f"{span}, {times}"
    if step.get("rest_seconds") and repeats > 1:
        said += f", {span_of_time(step['rest_seconds'], step['rest_seconds'])} rest between"
    return said


def felt_in_words(step: Mapping[str, Any]) -> str:
    """Return how hard, on the scale of the method; for a child in a child's words."""
    if step.get("felt_in_words"):
        return str(step["felt_in_words"])
    if step.get("effort_percent"):
        return f"about {step['effort_percent']} % of full strength"
    if step.get("method") == "heat":
        return "pleasantly warm, no more"
    most = step.get("pressure_0_10")
    if not most:
        return nothing_in_words(step["scale"]) if most == 0 else "as light as can be"
    start = step.get("pressure_start_0_10")
    felt = step["scale"].removeprefix("0-10 ").split(" felt ")[0].split(" during ")[0]
    if start is not None and start < most:
        return f"{felt} {start:g} to {most:g} of 10, never above {most:g}"
    return f"{felt} at most {most:g} of 10"


def nothing_in_words(scale: str) -> str:
    """Say what none of what a scale measures means, so that nobody reads a nought."""
    return next((said for kind, said in _NONE_OF.items() if kind in scale), "as light as can be")


def often_in_words(days: int) -> str:
    """Return on how many days a week."""
    if days == _WEEK:
        return "every day"
    return f"on {days} days a week" if days > 1 else "once a week"


def span_of_time(low: float, high: float) -> str:
    """Return a span of time, given in seconds."""
    if high >= _MINUTES_FROM_S:
        low_min, high_min = max(1, round(low / 60)), round(high / 60)
        return f"{high_min} min" if low_min == high_min else f"{low_min} to {high_min} min"
    return f"{high:g} s" if low == high else f"{low:g} to {high:g} s"


def course_in_words(course: Mapping[str, Any], *, setting: str) -> str:
    """Return how often, for how long, how many in all, and when to look back or stop trying.

    Once the look back is due, what came of the treatments is asked before any more are named.
    """
    slow = course["slow_because"]
    why_slow = f" Slow and long, because of: {slow}." if slow else ""
    if is_look_back_due(course):
        return f"{_what_came_of_them(course, setting)}{why_slow}"
    return f"{_pace(course, setting)} {look_back_in_words(course, setting=setting)}{why_slow}"


def is_look_back_due(course: Mapping[str, Any]) -> bool:
    """Say whether so many treatments are done that what came of them decides."""
    return bool(course["treatments"]) and (course.get("done") or 0) >= course["review_after"]


def look_back_in_words(course: Mapping[str, Any], *, setting: str) -> str:
    """Return when to look back and what to do without a change, in one sentence."""
    weeks = _counted(course["review_weeks"], "week")
    nth = f"in week {course['review_weeks']}"
    if is_look_back_due(course):
        return _look_back_now(course, setting)
    if setting == "clinic":
        return (
            f"Look back after {_counted(course['review_after'], 'treatment')} ({nth}); stop "
            f"trying if: {course['stop_trying_if']}."
        )
    also = course["stop_earlier_if"]
    earlier = f", or after {also}" if also else ""
    return (
        f"Look back after {weeks}: if nothing has changed by then{earlier}, stop and see a "
        "doctor or a therapist."
    )


def why_these_numbers(course: Mapping[str, Any]) -> list[str]:
    """Return what the number of treatments rests on, what is taught and what is honest."""
    return [*rests_on_in_words(course), *(one["text"] for one in course["honest"])]


def rests_on_in_words(course: Mapping[str, Any]) -> list[str]:
    """Return what the number of treatments rests on, and what is taught of it."""
    own = course["rests_on"] == "product default"
    of_courses = (
        f"This range is the length of courses ({course['rests_on']}), "
        "not of what turned out to be needed."
    )
    return [
        "This range is our own choice; no trial counted it." if own else of_courses,
        *(
            one["text"] + ("" if one["source_seen"] else " (taught, no source could be opened)")
            for one in course["teaching"]
        ),
    ]


def _pace(course: Mapping[str, Any], setting: str) -> str:
    """Return how often, for how long, and how many that makes."""
    (low, high), days = course["weeks"], course["min_days_between"]
    span = _counted(high, "week") if low == high else f"{low} to {high} weeks"
    least, most = course["treatments"]
    name = "treatment" if setting == "clinic" else "time"
    total = _counted(most, name) if least == most else f"{least} to {most} {name}s"
    pace = f"{_how_often(course, setting)} for {span}"
    pace = f"{pace[:1].upper()}{pace[1:]}"
    if setting == "clinic" or most <= _MANY_TIMES:
        pace += f", {total} in all"
    if days > 1:
        pace += f"; leave {_counted(days - 1, 'day')} free between"
    return f"{pace}.{_of_these_done(course, most, name)}"


def _how_often(course: Mapping[str, Any], setting: str) -> str:
    """Return how often a week, with what is counted where there is more than one thing."""
    return f"{_what_counts(course, setting)}{_days_in_words(course, setting)}"


def _days_in_words(course: Mapping[str, Any], setting: str) -> str:
    """Return how often a week; in a clinic treatments are counted, at home days."""
    if setting == "clinic" and course["per_week"] > 1:
        return f"{course['per_week']} times a week"
    return often_in_words(course["per_week"])


def _what_counts(course: Mapping[str, Any], setting: str) -> str:
    """Return what is counted, at home, where stretching has its own days."""
    if setting == "clinic" or not course.get("counts"):
        return ""
    return "stretching: " if course["counts"] == "stretching" else "pressing: "


def _what_came_of_them(course: Mapping[str, Any], setting: str) -> str:
    """Ask what came of the treatments, and name more of them only for a gain that lasts."""
    done, (_, most) = course["done"], course["treatments"]
    name = "treatment" if setting == "clinic" else "time"
    left = most - done
    said = _look_back_now(course, setting)
    if left <= 0:
        return (
            f"{said} With a lasting gain: the usual number is reached, so stop here too, keep "
            "moving, and plan anew only after somebody has looked at the pain."
        )
    pace = _days_in_words(course, setting)
    free = course["min_days_between"] - 1
    rest = f"; leave {_counted(free, 'day')} free between" if free else ""
    return f"{said} With a lasting gain: at most {_counted(left, 'more ' + name)}, {pace}{rest}."


def _look_back_now(course: Mapping[str, Any], setting: str) -> str:
    """Say that what came of the treatments decides now, and what no lasting gain means."""
    done = course["done"]
    counted = _counted(done, "treatment" if setting == "clinic" else "time")
    are = "is" if done == 1 else "are"
    who = (
        "have it looked at by a doctor, or try another way"
        if setting == "clinic"
        else "let a doctor or therapist look at it, or try another way"
    )
    return (
        f"{counted} {are} done. What came of them? No gain that lasts: more of the same is not "
        f"advised; {who}."
    )


def _of_these_done(course: Mapping[str, Any], most: int, name: str) -> str:
    """Say how many of the course are behind, so that nobody begins it anew."""
    done = course.get("done") or 0
    return f" {_counted(done, name)} done; at most {most - done} more." if done else ""


def _counted(n: float, name: str) -> str:
    """Return a number with its noun."""
    return f"{n:g} {name}" if n == 1 else f"{n:g} {name}s"
