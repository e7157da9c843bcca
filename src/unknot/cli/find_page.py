"""The printed answer of ``unknot find``, for a person to read.

The gate: while first warning-sign questions are open, the page asks them and shows no
ranking; an emergency or same-day alert replaces everything by what to do now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import typer

from unknot.cli.muscle_lines import muscle_lines
from unknot.cli.page import Page
from unknot.facts.countries import ANY_EMERGENCY_NUMBER, country_of
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.find.alerts import Alert
from unknot.find.answer import Answer
from unknot.find.next_test import NextTest, next_tests
from unknot.find.parameters import default_parameters
from unknot.find.plain import LIMITS, chance_in_words, test_in_words
from unknot.find.questions import question_pages
from unknot.find.reasons import place_name
from unknot.find.rows import CandidateRow, outer_site, rows_of
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT

__all__ = ["answer_page", "emergency_number"]

_MORE_LIKELY_OTHER: Final = 0.55
_TESTS_LOOKED_AT: Final = 60
_LEGEND: Final = (
    "typical: nearly everyone with the point feels it there; over it: right over the muscle; "
    "some feel: some people do; near: next to such a place."
)


def emergency_number(country: str | None) -> str:
    """Return the emergency number of a country, or how to find it.

    A country that is not in the list never stands between a person and the page: the page
    then says how to find the number, and a note says that the country is not known.
    """
    if country is None:
        return ANY_EMERGENCY_NUMBER
    known = country_of(country)
    if known is None:
        typer.echo(f"unknot: country '{country[:20]}' is not in the list; going on.", err=True)
        return ANY_EMERGENCY_NUMBER
    return " or ".join(known.emergency_numbers)


def answer_page(answer: Answer, *, number: str, top: int) -> Page:
    """Return the printed answer."""
    page = Page()
    if answer.reading is not None:
        page.text(answer.reading.echo())
    if answer.screening.stops:
        _what_to_do_now(page, answer, number)
    elif answer.open_first:
        _questions_first(page, answer)
    else:
        _ranked(page, answer, number=number, top=top)
    return page


def _what_to_do_now(page: Page, answer: Answer, number: str) -> None:
    """Say what to do now, and nothing else."""
    worst = answer.screening.alerts[0]
    page.heading(load_urgencies()[worst.urgency].label)
    page.text(_do(worst, number))
    for alert in answer.screening.alerts:
        page.gap()
        page.text(alert.why)
        _ruling_out(page, alert)
    page.gap()
    page.text("The muscles can wait. Show this page, with your answers, to whoever helps you.")


def _ruling_out(page: Page, alert: Alert) -> None:
    """Say what a doctor will want to rule out."""
    if alert.may_need_ruling_out:
        causes = ", ".join(alert.may_need_ruling_out)
        page.text(f"A doctor will want to rule out, among other causes: {causes}.")


def _do(alert: Alert, number: str) -> str:
    """Return what to do now, with the emergency number filled in."""
    return alert.do.replace("{emergency_number}", number)


def _questions_first(page: Page, answer: Answer) -> None:
    """Ask the first warning-sign questions; the ranking waits for their answers."""
    flags = load_red_flags()
    page.heading("Before anything else: does any of these apply to you?")
    if answer.told:
        page.text("What you told belongs to the first of them; please answer it by itself.")
    for questions in question_pages(answer):
        page.gap()
        for flag in questions:
            page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    by_itself = " ".join(f"--no {flag}" for flag in answer.told)
    page.text(
        "If none applies, run the same command with --none-of-these"
        + (f" {by_itself}" if by_itself else "")
        + ". If one does, add --yes and its name in brackets. "
        "Or let the program ask: --interview."
    )


def _ranked(page: Page, answer: Answer, *, number: str, top: int) -> None:
    """Print the ranking with everything that belongs beside it."""
    for alert in answer.screening.alerts:
        page.heading(load_urgencies()[alert.urgency].label)
        page.text(alert.why)
        _ruling_out(page, alert)
        page.text(_do(alert, number))
    if not answer.screening.alerts:
        page.gap()
        page.text(answer.screening.summary)
    _not_a_muscle(page, answer)
    rows = rows_of(answer.ranking.candidates)
    page.heading("If it is a muscle, check these first")
    page.text(_LEGEND)
    for place, row in enumerate(rows[:top], 1):
        page.gap()
        muscle_lines(page, place, row, is_asked=answer.query.asked_anywhere_else)
    _beside_the_list(page, answer, rows[:top])
    page.heading("Please note")
    page.text(LIMITS)


def _not_a_muscle(page: Page, answer: Answer) -> None:
    """Say how likely something else is, where the figure comes from, and what then."""
    chance = answer.not_a_muscle
    page.heading(f"It may not be a muscle at all: {chance_in_words(chance)}.")
    if abs(chance - default_parameters().not_a_muscle) < 1e-9:
        page.text("This is a starting figure for pain like this; your answers have not moved it.")
    if chance > _MORE_LIKELY_OTHER:
        page.text(
            "No muscle stands out any more. A joint, a nerve or an organ may be behind it: "
            "see a doctor or a therapist before you press on."
        )


def _tests_shown(answer: Answer, rows: list[CandidateRow]) -> list[NextTest]:
    """Return what to try next: places to press that are shown, and one thing to move or ask."""
    outside = {
        (row.candidate.muscle, row.candidate.side)
        for row in rows
        if outer_site(load_muscles()[row.candidate.muscle], row.candidate)
    }
    tests = next_tests(answer.query, most=_TESTS_LOOKED_AT)
    pressed = [t for t in tests if t.kind == "palpate" and (t.target, t.side) in outside]
    others = [t for t in tests if t.kind != "palpate"]
    shown = [*pressed[:2], *others[:1]]
    if not any(mark.side in LEFT_RIGHT for mark in answer.query.pain):
        shown = [replace(test, side="mid") for test in shown]
    return list(dict.fromkeys(shown))


def _beside_the_list(page: Page, answer: Answer, rows: list[CandidateRow]) -> None:
    """Print rarer muscles of the same pattern, what is unexplained, and the next tests."""
    shown = {muscle for row in rows for muscle in row.muscles}
    rarer = [muscle for muscle in answer.ranking.less_common if muscle not in shown]
    if rarer:
        page.heading("Less common, same pattern")
        page.text(", ".join(load_muscles()[muscle].name for muscle in rarer))
    explained = {
        reason.about
        for row in rows
        for reason in row.candidate.reasons_for
        if reason.kind in ("typical", "local", "some")
    }
    places = [place_name(*place) for place in answer.ranking.unexplained]
    left = [place for place in places if place not in explained]
    if left:
        page.heading("Not explained by these muscles")
        page.text("; ".join(left))
    tests = _tests_shown(answer, rows)
    if tests:
        page.heading("What would tell most next")
        for test in tests:
            page.text(f"- {test_in_words(test)}", hang=2)
