"""The printed answer of ``unknot find``, for a person to read.

The gate: while first warning-sign questions are open, the page asks them and shows no
ranking; an emergency or same-day alert replaces everything by what to do now.
"""

from __future__ import annotations

from typing import Final

from unknot.cli.page import Page
from unknot.errors import UnknownId
from unknot.facts.countries import load_countries
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.find.alerts import Alert
from unknot.find.answer import Answer, screening_input
from unknot.find.plain import chance_in_words, muscle_in_words, test_in_words
from unknot.find.query import Query
from unknot.find.ranking import Candidate
from unknot.find.reasons import Reason, place_name
from unknot.find.red_flags import LINES_A_CARD, cards, first_priority_open
from unknot.muscles.catalogue import load_muscles

__all__ = ["answer_page", "emergency_number", "question_pages"]

_COLUMN: Final = 10
_SAME_CHANCE: Final = 0.01
_WORTH_SAYING: Final = 0.04
_LABELS: Final = (
    ("found", ("sign",)),
    ("typical", ("typical",)),
    ("over it", ("local",)),
    ("some feel", ("some",)),
    ("near", ("near",)),
    ("with it", ("symptom",)),
    ("movement", ("movement",)),
)
_NO_COUNTRY: Final = "your local emergency number (112 in Europe, 911 in North America)"
_LIMITS: Final = (
    "These are muscles worth checking; the list does not name a disease and does not rule one "
    "out. People who press for trigger points agree only moderately with each other, so what "
    "you feel and how it responds count more than the order of this list. See a doctor if it "
    "gets worse, if new signs come up, or if it does not improve in a few weeks."
)


def emergency_number(country: str | None) -> str:
    """Return the emergency number of a country, or how to find it.

    Raises
    ------
    UnknownId
        The country is not in the list.
    """
    if country is None:
        return _NO_COUNTRY
    countries = load_countries()
    code = country.strip().lower()
    if code not in countries:
        raise UnknownId("country", country, where="--country", known=countries)
    return " or ".join(countries[code].emergency_numbers)


def answer_page(answer: Answer, *, number: str, top: int) -> Page:
    """Return the printed answer."""
    page = Page()
    if answer.reading is not None:
        page.text(answer.reading.echo())
    if answer.screening.stops:
        _what_to_do_now(page, answer, number)
    elif answer.screening.first_priority_open:
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


def question_pages(query: Query) -> list[list[str]]:
    """Return the open first-priority questions in pages of a few, the worst first."""
    given = screening_input(query)
    first = set(first_priority_open(given))
    pages: list[list[str]] = [[]]
    for card in cards(given):
        asked = [flag for flag in card.questions if flag in first]
        if pages[-1] and len(pages[-1]) + len(asked) > LINES_A_CARD:
            pages.append([])
        pages[-1] += asked
    return [page for page in pages if page]


def _questions_first(page: Page, answer: Answer) -> None:
    """Ask the first warning-sign questions; the ranking waits for their answers."""
    flags = load_red_flags()
    page.heading("Before anything else: does any of these apply to you?")
    for questions in question_pages(answer.query):
        page.gap()
        for flag in questions:
            page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    page.text(
        "If none applies, run the same command with --none-of-these. If one does, add "
        "--yes and its name in brackets. Or let the program ask: --interview."
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
    page.heading(f"It may not be a muscle at all: {chance_in_words(answer.not_a_muscle)}.")
    page.heading("If it is a muscle, check these first")
    for place, (candidate, other) in enumerate(_by_muscle(answer.ranking.candidates)[:top], 1):
        page.gap()
        _one_muscle(page, place, candidate, other)
    _beside_the_list(page, answer)
    page.heading("Please note")
    page.text(_LIMITS)


def _by_muscle(
    candidates: tuple[Candidate, ...],
) -> list[tuple[Candidate, Candidate]]:
    """Join the two sides of each muscle, and twins to the likeliest of them."""
    first: dict[str, Candidate] = {}
    joined = []
    for candidate in candidates:
        if candidate.muscle in first:
            joined.append((first[candidate.muscle], candidate))
        else:
            first[candidate.muscle] = candidate
    joined.sort(key=lambda pair: -pair[0].probability)
    seen = set()
    rows = []
    for pair in joined:
        group = pair[0].group or pair[0].muscle
        if group not in seen:
            seen.add(group)
            rows.append(pair)
    return rows


def _one_muscle(page: Page, place: int, candidate: Candidate, other: Candidate) -> None:
    """Print one muscle with its reasons and where to press."""
    muscle = load_muscles()[candidate.muscle]
    is_either = candidate.probability - other.probability < _SAME_CHANCE
    name = (
        f"{muscle.name}, either side"
        if is_either
        else muscle_in_words(candidate.muscle, candidate.side)
    )
    page.text(f"{place:2d}  {name}: {chance_in_words(candidate.probability)}", hang=4)
    for label, kinds in _LABELS:
        about = _about(candidate.reasons_for, kinds, sideless=is_either)
        if about:
            page.labelled(label, "; ".join(about), column=_COLUMN)
    missing = _about(candidate.reasons_against, ("missing",), sideless=is_either)
    against = [reason.text for reason in candidate.reasons_against if reason.kind != "missing"]
    if missing:
        against.append(f"no pain told at: {', '.join(missing)}")
    if against:
        page.labelled("against", "; ".join(against), column=_COLUMN)
    if not is_either and other.probability >= _WORTH_SAYING:
        page.labelled(
            "also", f"the {other.side} side: {chance_in_words(other.probability)}", column=_COLUMN
        )
    best = candidate.sites[0].site
    site = next(site for site in muscle.sites if site.id == best)
    page.labelled("find it", site.where, column=_COLUMN)
    if candidate.group:
        twins = [
            other.name
            for other in load_muscles().values()
            if other.group == candidate.group and other.id != muscle.id
        ]
        if twins:
            page.labelled("twins", f"hardly to be told from {', '.join(twins)}", column=_COLUMN)


def _about(reasons: tuple[Reason, ...], kinds: tuple[str, ...], *, sideless: bool) -> list[str]:
    """Return what the reasons of some kinds are about, each once, in order."""
    found = [reason.about for reason in reasons if reason.kind in kinds]
    if sideless:
        found = [about.removeprefix("left ").removeprefix("right ") for about in found]
    return list(dict.fromkeys(found))


def _beside_the_list(page: Page, answer: Answer) -> None:
    """Print rarer muscles of the same pattern, what is unexplained, and the next tests."""
    if answer.ranking.less_common:
        names = ", ".join(load_muscles()[muscle].name for muscle in answer.ranking.less_common)
        page.heading("Less common, same pattern")
        page.text(names)
    if answer.ranking.unexplained:
        places = "; ".join(place_name(*place) for place in answer.ranking.unexplained)
        page.heading("Not explained by these muscles")
        page.text(places)
    if answer.next_tests:
        page.heading("What would tell most next")
        for test in answer.next_tests[:3]:
            page.text(f"- {test_in_words(test)}", hang=2)
