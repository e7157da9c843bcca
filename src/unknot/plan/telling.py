"""The words that screen and paper share: a dose read aloud, the course, and what no plan is.

They are made from the answer of the contract, so that whoever shows it says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["LIMITS", "course_in_words", "dose_in_words", "often_in_words", "span_of_time"]

LIMITS: Final = (
    "This plan names no disease and rules none out. It was made from what was told, not from "
    "an examination. Who works on a person decides; who feels it says stop."
)
_WHOLE_FROM_S: Final = 60
"""A dose so long is the whole time, not one hold. [s]"""
_MANY_TIMES: Final = 30
"""So many times are not counted but done day by day."""
_WEEK: Final = 7
_MINUTES_FROM_S: Final = 120
"""A span so long is told in minutes. [s]"""


def dose_in_words(step: Mapping[str, Any]) -> str:
    """Return a dose as one reads it aloud."""
    low, high = step["seconds"]
    is_whole = low >= _WHOLE_FROM_S and step["repeats"] > 1
    times = "once" if step["repeats"] == 1 else f"{step['repeats']} times"
    span = span_of_time(low, high)
    parts = [f"{times}, {span} in all" if is_whole else f"{span}, {times}"]
    if step.get("rest_seconds") and step["repeats"] > 1 and not is_whole:
        parts.append(f"{step['rest_seconds']} s pause between")
    if step.get("effort_percent"):
        parts.append(f"about {step['effort_percent']} % of full strength")
    elif step.get("pressure_0_10") is not None:
        start, most = step.get("pressure_start_0_10"), step["pressure_0_10"]
        felt = step["scale"].removeprefix("0-10 ").split(" felt ")[0].split(" during ")[0]
        parts.append(
            f"{felt} {start:g} to {most:g} of 10, never above"
            if start is not None and start < most
            else f"{felt} at most {most:g} of 10"
        )
    else:
        parts.append("as light as can be")
    return ", ".join(parts)


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
    """Return how many treatments are expected, and when to look back or stop trying."""
    low, high = course["treatments"]
    name = "treatments" if setting == "clinic" else "times"
    days = course["min_days_between"]
    gap = "at most once a day" if days == 1 else f"at least {days} days apart"
    if setting == "home" and days > 1:
        gap = f"pressing {gap}"
    count = f"About {low:g}" if low == high else f"{low:g} to {high:g}"
    weeks = f"over {course['weeks'][0]:g} to {course['weeks'][1]:g} weeks"
    if setting == "home" and high > _MANY_TIMES:
        weeks, count, name = f"on most days {weeks}", "A little", ""
    slow = course["slow_because"]
    why_slow = f" Slow and long, because of: {slow}." if slow else ""
    return (
        f"{' '.join(part for part in (count, name, weeks) if part)}, "
        f"{gap} on the same point. Look back after "
        f"{course['review_after']} {name or 'times'}. Stop trying if: {course['stop_trying_if']}."
        f"{why_slow}"
    )
