"""The printed prevention: the doctor first, then few changes, then what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from unknot.cli.gate import NUMBER
from unknot.cli.page import Page
from unknot.cli.prevent_case import gate_page
from unknot.cli.programme_page import show_breaks
from unknot.muscles.catalogue import load_muscles

if TYPE_CHECKING:
    from unknot.plan.gate import AskedByName

__all__ = ["prevent_page"]

LIMITS: Final = (
    "What feeds a knot is known less well than one would wish: most of it goes along with pain, "
    "few things were tried. Change one or two things, give them their weeks, keep what helps "
    "you. This page names no disease and rules none out."
)
_FIRST: Final = 8
"""So many open questions are printed; the others follow when these are answered."""


def prevent_page(
    told: dict[str, Any], *, number: str, may_show: bool, by_name: Mapping[str, AskedByName]
) -> Page:
    """Return the printed prevention.

    Parameters
    ----------
    told
        The answer of the contract.
    number
        The emergency number.
    """
    page = Page()
    if gate_page(page, told, number=number, may_show=may_show, what="advice", by_name=by_name):
        _doctor(page, told)
        _changes(page, told)
        _later(page, told)
        if told["urgent"]:
            page.heading("Whenever it gets too much")
        for line in told["urgent"]:
            page.text(line.replace(NUMBER, number))
        show_breaks(page, [one for one in told["breaks"] if one["kind"] == "micro_break"])
        _questions(page, told)
        page.heading("Please note")
        page.text(LIMITS)
    return page


def _doctor(page: Page, told: dict[str, Any]) -> None:
    """Print what a doctor should look at, and what would lead there."""
    if told["doctor"]:
        page.heading("Worth a doctor's look")
    for one in told["doctor"]:
        page.text(f"- {_capital(one['name'])}. {one['do']}", indent=2, hang=2)
        page.text(f"Evidence: {one['evidence']['grade']}.", indent=4)
    if told["doctor_to_ask"]:
        page.heading("One more question decides whether a doctor should look first")
    for one in told["doctor_to_ask"]:
        page.text(f"- {one['question']}  [{one['factor']}]", indent=2, hang=2)


def _changes(page: Page, told: dict[str, Any]) -> None:
    """Print the changes with what they may be worth."""
    changes = told["changes"]
    if not changes:
        page.heading("Nothing to change yet")
        page.text("Nothing that was answered feeds these muscles.")
        return
    page.heading("Change this first" if len(changes) == 1 else "Change these first")
    for place, one in enumerate(changes, 1):
        page.heading(f"{place}. {one['change']}")
        page.labelled("how", one["advice"], indent=3, column=11)
        page.labelled("because", _because(one), indent=3, column=11)
        page.labelled("worth", _worth(one), indent=3, column=11)
        grade = f"{_capital(one['sure'])} ({one['evidence']['grade']}). "
        page.labelled("how sure", grade + one["evidence"]["summary"], indent=3, column=11)
        if one["see_doctor_if"]:
            page.labelled("doctor if", _capital(one["see_doctor_if"]) + ".", indent=3, column=11)
        if one["recheck_weeks"]:
            weeks = f"Ask yourself again in {one['recheck_weeks']} weeks."
            page.labelled("look back", weeks, indent=3, column=11)
    if told["programme_worth"]:
        page.heading("And the home programme, done every day that it has")
        page.text(_figure(told["programme_worth"]), indent=3)
        page.heading("About these figures")
        page.text(
            "A relieved day is one at half of the usual pain or less. "
            f"{told['programme_worth']['basis']}"
        )


def _because(one: dict[str, Any]) -> str:
    """Say what was answered and which muscles it touches."""
    answer = f"You answered: {one['answer_in_words']}."
    if one["touches_all"]:
        return f"{answer} It touches every muscle."
    names = dict.fromkeys(
        f"{load_muscles()[point['muscle']].name}, {point['side']}" for point in one["points"]
    )
    return f"{answer} It often feeds: {'; '.join(names)}."


def _worth(one: dict[str, Any]) -> str:
    """Say what a change may be worth, or why no figure is given."""
    return _figure(one["worth"]) if one["worth"] else str(one["no_worth_because"])


def _figure(worth: dict[str, Any]) -> str:
    """Say a figure of the model, and on what it rests."""
    return f"By the forecast model: {worth['in_words']}. Its size rests on: {worth['rests_on']}."


def _later(page: Page, told: dict[str, Any]) -> None:
    """Print what is there too."""
    if told["later"]:
        names = ", ".join(one["name"] for one in told["later"])
        page.heading("Later, when these have settled")
        page.text(f"{_capital(names)}.")
    if told["not_linked"]:
        names = ", ".join(one["name"] for one in told["not_linked"])
        page.heading("There, but not known to feed these muscles")
        page.text(f"{_capital(names)}.")


def _questions(page: Page, told: dict[str, Any]) -> None:
    """Print the questions that are still open, the most telling first."""
    asked = told["factors_to_ask"]
    if not asked:
        return
    page.heading("Still to be asked")
    for one in asked[:_FIRST]:
        answers = ", ".join(answer["id"] for answer in one["answers"])
        page.text(f"- {one['question']}", indent=2, hang=2)
        page.text(f"--answer {one['factor']}=…  {answers}", indent=4)
    if len(asked) > _FIRST:
        page.text(f"And {len(asked) - _FIRST} more, when these are answered.", indent=2)


def _capital(text: str) -> str:
    """Begin with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
