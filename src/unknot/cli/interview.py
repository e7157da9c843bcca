"""``unknot find --interview``: warning signs first, then the most telling questions, one by one.

It asks like a good clinician: worst things first, nothing twice, and it stops as soon as
more questions would not help. Every question can be answered with yes, no or "not sure";
"stop" ends the questions and keeps what was said.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY
from unknot.cli.find_page import answer_page, emergency_number
from unknot.cli.page import Page
from unknot.errors import UnknotError
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements
from unknot.find.answer import find, screening_input, with_words_read
from unknot.find.next_test import NextTest
from unknot.find.query import MovementMark, Query, SignMark, query_from
from unknot.find.questions import question_pages
from unknot.find.ranking import muscle_probabilities
from unknot.find.red_flags import screen
from unknot.find.telling import BY_HAND, BY_WORDS, question_in_words, telling_test

__all__ = ["interview_person"]

_MOST_BY_WORDS: Final = 6
_MOST_BY_HAND: Final = 6
_OPENING: Final = {
    BY_WORDS: "Now a few questions about which muscle it may be.",
    BY_HAND: (
        "Now press slowly, so that it hurts no more than 5 of 10. If you cannot reach a place, "
        "answer not sure; if you cannot press at all, stop."
    ),
}
_SURE_ENOUGH: Final = 0.8
_YES: Final = frozenset(("y", "yes", "yeah", "yep"))
_NO: Final = frozenset(("n", "no", "nope"))
_NONE: Final = frozenset(("", "0", "none", "none of these", *_NO))
_EACH: Final = frozenset(("each", "one by one"))
_ANYTHING: Final = {"symptoms": ["fatigue"]}
_WHICH: Final = "Which apply? [numbers, Enter for none]"
_UNSURE: Final = frozenset(
    ("u", "unsure", "not sure", "dunno", "i don't know", "i dont know", "don't know", "maybe")
)
_STOP: Final = frozenset(("s", "stop", "q", "quit"))


class _Stopped(Exception):  # noqa: N818
    """The person wants no more questions."""


def interview_person(fields: dict[str, Any], *, country: str | None, top: int) -> int:
    """Ask, then print the answer; return the exit code."""
    number = emergency_number(country)
    try:
        query = _with_age(_described(fields))
    except (_Stopped, EOFError, typer.Abort):
        typer.echo("\nStopped. Nothing was kept.")
        return 0
    try:
        query = _warning_signs(query)
        if not screen(screening_input(query)).stops:
            query = _telling_questions(query)
    except (_Stopped, EOFError, typer.Abort):
        typer.echo("")
    answer = find(query)
    typer.echo("")
    if answer.open_first and not answer.screening.stops:
        _say(
            f"Stopped with {len(answer.open_first)} warning-sign questions open. No muscles are "
            "shown before they are answered; start again when you are ready."
        )
        return 0
    answer_page(answer, number=number, top=top).show()
    return STOPPED_FOR_SAFETY if answer.screening.stops else 0


def _described(fields: dict[str, Any]) -> Query:
    """Return the case with its words read, asking for them when nothing was given."""
    if fields.get("text") or fields.get("pain") or fields.get("symptoms"):
        query, reading = with_words_read(query_from(fields))
        if reading:
            _say(reading.echo())
    else:
        query = _ask_for_words(fields)
    return replace(query, text="")


def _say(text: str) -> None:
    """Print a paragraph, wrapped."""
    page = Page()
    page.text(text)
    page.show()


def _ask_for_words(fields: dict[str, Any]) -> Query:
    """Ask where it hurts until something is understood, then ask for anywhere else."""
    while True:
        words = _told("Where does it hurt? Say it in your own words")
        if words.lower() in _STOP:
            raise _Stopped
        try:
            query, reading = with_words_read(query_from({**fields, "text": words}))
        except UnknotError as error:
            _say(str(error))
            continue
        if reading:
            _say(reading.echo())
        if query.pain or query.symptoms:
            break
        _say("I could not tell the place. Please name the part of the body.")
    more = _told("Does it hurt anywhere else? (Enter for no)")
    if not more or more.lower() in _NO:
        return replace(query, asked_anywhere_else=True)
    try:
        added, more_read = with_words_read(query_from({"text": more}))
    except UnknotError as error:
        _say(str(error))
        return query
    if more_read:
        _say(more_read.echo())
    symptoms = tuple(dict.fromkeys((*query.symptoms, *added.symptoms)))
    absent = dict.fromkeys((*query.absent_symptoms, *added.absent_symptoms))
    limited = tuple(dict.fromkeys((*query.limited_movements, *added.limited_movements)))
    free = dict.fromkeys((*query.free_movements, *added.free_movements))
    return replace(
        query,
        asked_anywhere_else=True,
        pain=(*query.pain, *(mark for mark in added.pain if mark not in query.pain)),
        symptoms=symptoms,
        absent_symptoms=tuple(symptom for symptom in absent if symptom not in symptoms),
        limited_movements=limited,
        free_movements=tuple(mark for mark in free if mark not in limited),
        dangers=tuple(dict.fromkeys((*query.dangers, *added.dangers))),
    )


def _with_age(query: Query) -> Query:
    """Ask for age and sex, which decide which warning signs matter; both may be left out."""
    if query.age is None:
        told = _told("How old are you? (Enter to leave out)")
        if told.lower() in _STOP:
            raise _Stopped
        try:
            query = replace(query, age=query_from({**_ANYTHING, "age": float(told)}).age)
        except ValueError:
            if told:
                typer.echo("That was not an age in years; left out.")
    if query.sex is None:
        told = _told("Female, male or other? (Enter to leave out)").lower()
        full = {"f": "female", "m": "male", "o": "other"}.get(told[:1]) if told else None
        query = replace(query, sex=full)
    return query


def _told(question: str) -> str:
    """Ask a question that may be left out."""
    _say(question)
    told: str = typer.prompt("", default="", show_default=False, prompt_suffix="> ")
    return told.strip()


def _warning_signs(query: Query) -> Query:
    """Ask the first questions page by page until none is open or all has to stop."""
    n_pages = len(question_pages(find(query)))
    if n_pages:
        typer.echo("")
        _say(
            f"First, warning signs, {n_pages} short pages. Give the numbers that apply or "
            "Enter for none of these. One by one: each. What is meant: ? and a number."
        )
    while True:
        answer = find(query)
        pages = question_pages(answer)
        if answer.screening.stops or not pages:
            return query
        merged = MappingProxyType({**query.answers, **_page_answers(pages[0])})
        query = replace(query, answers=merged)


def _page_answers(asked: list[str]) -> dict[str, str]:
    """Show one page of questions and return the answer of each."""
    flags = load_red_flags()
    page = Page()
    for number, flag in enumerate(asked, 1):
        page.text(f"{number}  {flags[flag].question}", indent=2, hang=3)
    typer.echo("")
    page.show()
    while True:
        told = _told(_WHICH).lower()
        if told in _STOP:
            raise _Stopped
        if told in _EACH:
            return {flag: _asked(flags[flag].question, flags[flag].why) for flag in asked}
        if told.startswith("?"):
            _explain(told, asked)
            continue
        numbers = told.replace(",", " ").replace("and", " ").split()
        known = {str(n) for n in range(1, len(asked) + 1)}
        if told in _NONE or (numbers and known.issuperset(numbers)):
            yes = set() if told in _NONE else {int(n) for n in numbers}
            return {flag: "yes" if number in yes else "no" for number, flag in enumerate(asked, 1)}
        typer.echo(f"Please give numbers from 1 to {len(asked)}, Enter for none, each, or stop.")


def _explain(told: str, asked: list[str]) -> None:
    """Say why a question is asked; without a number, of every question on the page."""
    flags = load_red_flags()
    wanted = told.removeprefix("?").strip()
    chosen = [int(wanted)] if wanted.isdecimal() else range(1, len(asked) + 1)
    page = Page()
    for number in chosen:
        if 1 <= number <= len(asked):
            page.text(f"{number}  {flags[asked[number - 1]].why}", indent=2, hang=3)
    page.show()


def _telling_questions(query: Query) -> Query:
    """Ask what tells most: first questions and movements, then pressing, while it helps."""
    unsure: set[tuple[str, str, str]] = set()
    for kinds, most in ((BY_WORDS, _MOST_BY_WORDS), (BY_HAND, _MOST_BY_HAND)):
        for n in range(most):
            test = telling_test(query, unsure, kinds)
            if test is None or float(muscle_probabilities(query).max()) > _SURE_ENOUGH:
                break
            if n == 0:
                typer.echo("")
                _say(_OPENING[kinds])
            answer = _asked(question_in_words(query, test))
            if answer == "unsure":
                unsure.add((test.kind, test.target, test.side))
            else:
                query = _answered(query, test, yes=answer == "yes")
    return query


def _answered(query: Query, test: NextTest, *, yes: bool) -> Query:
    """Return the query with the answer of one test."""
    if test.kind == "ask":
        if yes:
            return replace(query, symptoms=(*query.symptoms, test.target))
        return replace(query, absent_symptoms=(*query.absent_symptoms, test.target))
    if test.kind == "move":
        side = test.side if load_movements()[test.target].is_sided else "mid"
        mark = MovementMark(test.target, side)  # type: ignore[arg-type]
        if yes:
            return replace(query, limited_movements=(*query.limited_movements, mark))
        return replace(query, free_movements=(*query.free_movements, mark))
    sign = SignMark(test.target, test.side, "recognised_pain", yes)  # type: ignore[arg-type]
    return replace(query, signs=(*query.signs, sign))


def _asked(question: str, why: str = "") -> str:
    """Ask one question and return yes, no or unsure; a question mark tells why it is asked."""
    while True:
        told = _told(f"{question} [yes/no/not sure]").lower()
        if told in _YES:
            return "yes"
        if told in _NO:
            return "no"
        if told in _UNSURE:
            return "unsure"
        if told in _STOP:
            raise _Stopped
        if told.startswith("?") and why:
            typer.echo(why)
            continue
        typer.echo("Please answer yes, no or not sure (y, n, u), or stop.")
