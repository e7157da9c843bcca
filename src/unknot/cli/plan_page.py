"""The printed plan: for a tired therapist, and plain for a person at home.

The gate is that of ``unknot find``: while first warning-sign questions are open the page
asks them and shows no plan; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from unknot.cli.page import Page
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.plan.plan import Plan, plan_as_json
from unknot.plan.telling import LIMITS, course_in_words, dose_in_words

__all__ = ["plan_page"]

_NUMBER: Final = "{emergency_number}"


def plan_page(plan: Plan, *, number: str) -> Page:
    """Return the printed plan."""
    page, told = Page(), plan_as_json(plan)
    if plan.screening.stops:
        _what_to_do_now(page, told, number)
    elif not plan.may_show:
        _questions_first(page, told)
    else:
        _alerts(page, told, number)
        if plan.is_blocked:
            _blocked(page, told, number)
        else:
            _steps(page, told)
            _beside(page, told, number)
        _left_out(page, told)
        _letter(page, told)
        page.heading("Please note")
        page.text(LIMITS)
    return page


def _what_to_do_now(page: Page, told: dict[str, Any], number: str) -> None:
    """Say what to do now, and nothing else."""
    worst = told["alerts"][0]
    page.heading(load_urgencies()[worst["urgency"]].label)
    page.text(worst["do"].replace(_NUMBER, number))
    for alert in told["alerts"]:
        page.gap()
        page.text(alert["why"])
        if alert["may_need_ruling_out"]:
            causes = ", ".join(alert["may_need_ruling_out"])
            page.text(f"A doctor will want to rule out, among other causes: {causes}.")
    page.gap()
    page.text("The points can wait. Show this page, with the answers, to whoever helps.")


def _questions_first(page: Page, told: dict[str, Any]) -> None:
    """Ask the first warning-sign questions; the plan waits for their answers."""
    flags = load_red_flags()
    page.heading("Before any plan: does any of these apply?")
    for flag in told["first_priority_open"]:
        page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    page.text(
        "If none applies, run the same command with --none-of-these. If one does, add --yes "
        "and its name in brackets. Or put the answers into the case."
    )


def _alerts(page: Page, told: dict[str, Any], number: str) -> None:
    """Print the warning signs that stand beside a plan."""
    for alert in told["alerts"]:
        page.heading(load_urgencies()[alert["urgency"]].label)
        page.text(alert["why"])
        page.text(alert["do"].replace(_NUMBER, number))


def _blocked(page: Page, told: dict[str, Any], number: str) -> None:
    """Say by what the plan is blocked, and what to do instead."""
    page.heading("No release now")
    for blocker in told["blocked_by"]:
        page.text(f"- {blocker['why']} {blocker['do']}".replace(_NUMBER, number), hang=2)
    if told["home"]:
        _home(page, told)


def _steps(page: Page, told: dict[str, Any]) -> None:
    """Print the points in order, each with its steps."""
    points: list[dict[str, Any]] = []
    for step in told["steps"]:
        if step["point"] not in points:
            points.append(step["point"])
    home, summed_up = told["setting"] == "home", set[str]()
    page.heading(_in_short(told, len(points)))
    for n, point in enumerate(points, 1):
        steps = [step for step in told["steps"] if step["point"] == point]
        page.heading(f"{n}. {steps[0]['point_in_words']}")
        if steps[0]["find"]:
            page.labelled("find it", steps[0]["find"], indent=3, column=10)
        for step in steps:
            _step(page, step, with_summary=not home and step["method"] not in summed_up)
            summed_up.add(step["method"])
        for line in _each_once(line for step in steps for line in step["cautions"]):
            page.text(f"! {line}", indent=3, hang=2)


def _each_once(lines: Iterable[str]) -> list[str]:
    """Drop repeats; of lines that differ only in a number keep the first, the gentle step's."""
    return list({re.sub(r"[\d.]+(?:-[\d.]+)?/10", "", line): line for line in reversed([*lines])}
                .values())[::-1]  # fmt: skip


def _step(page: Page, step: dict[str, Any], *, with_summary: bool) -> None:
    """Print one step."""
    page.gap()
    page.text(f"{step['method_in_words'][:1].upper()}{step['method_in_words'][1:]}", indent=3)
    page.labelled("how much", dose_in_words(step), indent=3, column=10)
    if step["times_per_week"]:
        page.labelled("how often", f"on {step['times_per_week']} days a week", indent=3, column=10)
    page.labelled("position", step["position"], indent=3, column=10)
    page.labelled("how", step["how"], indent=3, column=10)
    page.labelled("why", step["why"], indent=3, column=10)
    evidence = step["evidence"]
    page.labelled("evidence", f"{evidence['grade']} ({evidence['for']})", indent=3, column=10)
    if with_summary:
        page.text(evidence["summary"], indent=13)
    for key, reason in step["reasons"].items():
        page.labelled("reason", f"{reason} ({key})", indent=3, column=10)


def _in_short(told: dict[str, Any], n_points: int) -> str:
    """Return the plan in one line."""
    where = "at home" if told["setting"] == "home" else "in this treatment"
    points = "One point" if n_points == 1 else f"{n_points} points"
    order = "" if n_points == 1 else ", in this order"
    return f"{points} {where}{order}"


def _beside(page: Page, told: dict[str, Any], number: str) -> None:
    """Print what belongs beside the steps."""
    page.heading("Stop at once if")
    for line in told["stop_if"]:
        page.text(f"- {line}", indent=2, hang=2)
    page.heading("Afterwards")
    for line in told["aftercare"]:
        page.text(f"- {line}", indent=2, hang=2)
    page.heading("Usual afterwards")
    for one in told["normal_afterwards"]:
        page.text(f"- {one['text']}", indent=2, hang=2)
    page.heading("Not usual, and what to do")
    for one in told["not_normal"]:
        page.text(f"- {one['text']} {one['do']}".replace(_NUMBER, number), indent=2, hang=2)
    for line in told["next_day"]:
        page.text(f"- Next day: {line}", indent=2, hang=2)
    _home(page, told)
    _course(page, told)


def _home(page: Page, told: dict[str, Any]) -> None:
    """Print the home programme."""
    if not told["home"]:
        return
    page.heading("At home between the treatments" if told["setting"] == "clinic" else "Beside it")
    said: list[str] = []
    for thing in told["home"]:
        page.text(f"- {thing['what'][:1].upper()}{thing['what'][1:]}", indent=2, hang=2)
        page.text(thing["how"], indent=4)
        if thing.get("seconds"):
            page.text(
                f"{dose_in_words({**thing, 'pressure_start_0_10': None})}, on "
                f"{thing['times_per_week']} days a week.",
                indent=4,
            )
        page.text(f"Why: {thing['why']} Evidence: {thing['evidence']['grade']}.", indent=4)
        for line in thing["cautions"]:
            if line not in said:
                page.text(f"! {line}", indent=4, hang=2)
            said.append(line)


def _course(page: Page, told: dict[str, Any]) -> None:
    """Print how many treatments, and what is honest about them."""
    course = told["course"]
    page.heading("How many treatments")
    page.text(course_in_words(course, setting=told["setting"]))
    page.text(f"The range rests on: {course['rests_on']}.")
    for one in course["teaching"]:
        seen = "" if one["source_seen"] else " (taught, no source could be opened)"
        page.text(f"- {one['text']}{seen}", indent=2, hang=2)
    for one in course["honest"]:
        page.text(f"- {one['text']}", indent=2, hang=2)


def _left_out(page: Page, told: dict[str, Any]) -> None:
    """Print what is left out and because of what."""
    if not told["left_out"]:
        return
    page.heading("Left out")
    for one in told["left_out"]:
        page.text(f"- {one['what']}. {one['because']}", indent=2, hang=2)


def _letter(page: Page, told: dict[str, Any]) -> None:
    """Print the letter for the doctor."""
    if told["letter"]:
        page.heading("Letter for the doctor")
        for line in told["letter"]["text"].splitlines():
            page.text(line, indent=2)
