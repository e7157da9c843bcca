"""The printed plan: for a tired therapist, and plain for a person at home.

The gate is that of ``unknot find``: while first warning-sign questions are open the page
asks them and shows no plan; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

from typing import Any

from unknot.cli.gate import NUMBER, ask_first, say_what_to_do_now
from unknot.cli.page import Page
from unknot.facts.red_flags import load_urgencies
from unknot.plan.at_home import lines_for
from unknot.plan.gate import asked_by_name, raised_by_a_yes
from unknot.plan.plan import Plan, plan_as_json
from unknot.plan.telling import (
    course_in_words,
    dose_in_words,
    how_sure,
    limits_of,
    often_in_words,
    why_these_numbers,
)
from unknot.plan.told_once import Repeats, ToldStep, points_told_once, reasons_joined

__all__ = ["plan_page"]


def plan_page(plan: Plan, *, number: str) -> Page:
    """Return the printed plan."""
    page, told = Page(), plan_as_json(plan)
    if plan.screening.stops:
        say_what_to_do_now(page, told["alerts"], number=number, can_wait="The points")
    elif not plan.may_show and not plan.needs_help_now:
        questions, by_name = told["first_priority_open"], asked_by_name(plan.query)
        raised = raised_by_a_yes(plan.query, questions)
        ask_first(page, questions, what="plan", by_name=by_name, number=number, raised=raised)
    else:
        _alerts(page, told, number)
        if plan.is_blocked:
            _blocked(page, told, number)
        else:
            repeats = Repeats()
            _before(page, told)
            is_home = told["setting"] == "home"
            if is_home:  # whoever works alone reads first when to stop
                _stop_if(page, told)
            _steps(page, told, repeats)
            if not is_home:
                _stop_if(page, told)
            _beside(page, told, number, repeats=repeats)
        _left_out(page, told)
        _letter(page, told)
        page.heading("Please note")
        page.text(lines_for([limits_of(told["setting"])], plan.query)[0])
    return page


def _alerts(page: Page, told: dict[str, Any], number: str) -> None:
    """Print the warning signs that stand beside a plan."""
    for alert in told["alerts"]:
        page.heading(load_urgencies()[alert["urgency"]].label)
        page.text(alert["why"])
        page.text(alert["do"].replace(NUMBER, number))


def _blocked(page: Page, told: dict[str, Any], number: str) -> None:
    """Say by what the plan is blocked, and what to do instead."""
    page.heading("No release now")
    for blocker in told["blocked_by"]:
        page.text(f"- {blocker['why']} {blocker['do']}".replace(NUMBER, number), hang=2)
    if told["home"]:
        _before(page, told)
        _stop_if(page, told)
        _home(page, told, Repeats())
    _not_usual(page, told, number)


def _before(page: Page, told: dict[str, Any]) -> None:
    """Print what is asked or settled before the first step."""
    if told["before_you_begin"]:
        page.heading("Before you begin")
    for line in told["before_you_begin"]:
        page.text(f"- {line}", indent=2, hang=2)


def _steps(page: Page, told: dict[str, Any], repeats: Repeats) -> None:
    """Print the points in order, each with its steps."""
    points = points_told_once(told["steps"], repeats)
    page.heading(_in_short(told, len(points)))
    for point in points:
        page.heading(f"{point.n}. {point.name}")
        if point.why_now:
            page.labelled("why here", _sentence(point.why_now), indent=3, column=10)
        if point.find:
            page.labelled("find it", point.find, indent=3, column=10)
        for line in point.cautions:
            page.text(f"! {line}", indent=3, hang=2)
        for step in point.steps:
            _step(page, step, with_summary=told["setting"] != "home")


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _step(page: Page, told: ToldStep, *, with_summary: bool) -> None:
    """Print one step."""
    step = told.given
    page.gap()
    page.text(f"{step['method_in_words'][:1].upper()}{step['method_in_words'][1:]}", indent=3)
    page.labelled("how much", dose_in_words(step), indent=3, column=10)
    if step["times_per_week"]:
        page.labelled("how often", often_in_words(step["times_per_week"]), indent=3, column=10)
    page.labelled("position", _sentence(told.position), indent=3, column=10)
    page.labelled("how", _sentence(told.how), indent=3, column=10)
    if told.why:
        page.labelled("why", told.why, indent=3, column=10)
    if told.is_new:
        evidence = step["evidence"]
        if with_summary:
            said = f"{evidence['grade']} ({evidence['for']})"
        else:
            said = f"we are {how_sure(evidence['grade'])} that it helps"
        page.labelled("evidence", said, indent=3, column=10)
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


def _stop_if(page: Page, told: dict[str, Any]) -> None:
    """Print when to stop at once."""
    page.heading("Stop at once if")
    for line in told["stop_if"]:
        page.text(f"- {line}", indent=2, hang=2)


def _beside(page: Page, told: dict[str, Any], number: str, *, repeats: Repeats) -> None:
    """Print what belongs beside the steps."""
    page.heading("Afterwards")
    for line in told["aftercare"]:
        page.text(f"- {line}", indent=2, hang=2)
    page.heading("Usual afterwards")
    for one in told["normal_afterwards"]:
        page.text(f"- {one['text']}", indent=2, hang=2)
    _not_usual(page, told, number)
    for line in told["next_day"]:
        page.text(f"- Next day: {line}", indent=2, hang=2)
    _home(page, told, repeats)
    _course(page, told)


def _not_usual(page: Page, told: dict[str, Any], number: str) -> None:
    """Print what is not usual and what to do then; also where nothing is to be done."""
    if told["not_normal"]:
        is_done = bool(told["steps"] or told["home"])
        page.heading("Not usual, and what to do" if is_done else "Watch for this")
    for one in told["not_normal"]:
        page.text(f"- {one['text']} {one['do']}".replace(NUMBER, number), indent=2, hang=2)


def _home(page: Page, told: dict[str, Any], repeats: Repeats) -> None:
    """Print the home programme."""
    if not told["home"]:
        return
    page.heading("At home between the treatments" if told["setting"] == "clinic" else "Alongside")
    for thing in told["home"]:
        what = _sentence(thing["what"])[:-1]
        page.text(f"- {what}", indent=2, hang=2)
        page.text(thing["how"], indent=4)
        if thing.get("seconds"):
            page.text(
                f"{dose_in_words({**thing, 'pressure_start_0_10': None})}, "
                f"{often_in_words(thing['times_per_week'])}.",
                indent=4,
            )
        sure = thing["evidence"]["grade"]
        sure = how_sure(sure) if told["setting"] == "home" else sure
        page.text(f"Why: {thing['why']} Evidence: {sure}.", indent=4)
        for line in thing["cautions"]:
            page.text(f"! {repeats.caution(line, f'under {what}')}", indent=4, hang=2)


def _course(page: Page, told: dict[str, Any]) -> None:
    """Print how many treatments, and what is honest about them."""
    course = told["course"]
    page.heading("How many treatments")
    page.text(course_in_words(course, setting=told["setting"]))
    for line in why_these_numbers(course):
        page.text(f"- {line}", indent=2, hang=2)


def _left_out(page: Page, told: dict[str, Any]) -> None:
    """Print what is left out and because of what."""
    if not told["left_out"]:
        return
    page.heading("Left out")
    for what, because in reasons_joined(told["left_out"]):
        page.text(f"- {what}. {because}", indent=2, hang=2)


def _letter(page: Page, told: dict[str, Any]) -> None:
    """Print the letter for the doctor."""
    if told["letter"]:
        page.heading("Letter for the doctor")
        for line in told["letter"]["text"].splitlines():
            page.text(line, indent=2)
