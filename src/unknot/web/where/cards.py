"""Warning-sign cards and the page that replaces everything, as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.facts.version import facts_version
from unknot.find.answer import Answer, screening_input
from unknot.find.query import ANSWERS
from unknot.find.questions import question_pages
from unknot.find.red_flags import LINES_A_CARD, screen
from unknot.web.where.forms import CardForm
from unknot.web.where.journey import Journey
from unknot.web.where.ranked import AlertShown, alert_shown, pain_in_words

__all__ = [
    "Answered",
    "Blocked",
    "CardShown",
    "Line",
    "Part",
    "answered_lines",
    "blocked",
    "card_shown",
]

_SECONDS_A_CARD: Final = 15
_ANSWER_ORDER: Final = {"yes": 0, "unsure": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One question with what was chosen so far; nothing is ever chosen beforehand."""

    id: str
    question: str
    why: str
    is_ticked: bool
    answer: str


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a card that a yes makes equally urgent.

    Attributes
    ----------
    because
        Why they are asked, where something told speaks of them and no part before says it.
    if_yes
        What to do on a yes; empty where a page says so after the answer.
    """

    lines: tuple[Line, ...]
    because: str = ""
    if_yes: str = ""


@dataclass(frozen=True, slots=True)
class CardShown:
    """One card."""

    lines: tuple[Line, ...]
    number: int
    n_cards: int
    minutes: int
    is_one_by_one: bool
    is_told: bool
    says_none: bool
    parts: tuple[Part, ...] = ()
    """The lines put together by reason; only on the cards before a plan."""

    @property
    def ids(self) -> str:
        """The questions on it, for the hidden field."""
        return " ".join(line.id for line in self.lines)


@dataclass(frozen=True, slots=True)
class Answered:
    """The questions answered so far, those that count first.

    Attributes
    ----------
    not_ticked
        Left unticked on a card where another line was ticked; nobody said no to them.
    """

    counting: tuple[Line, ...]
    no: tuple[Line, ...]
    not_ticked: tuple[Line, ...]

    @property
    def ids(self) -> str:
        """Every question, for the hidden field."""
        return " ".join(line.id for line in (*self.counting, *self.no, *self.not_ticked))


@dataclass(frozen=True, slots=True)
class Blocked:
    """What to do now, and the note to show to whoever helps.

    Attributes
    ----------
    unsure
        Lines answered with "not sure" without which this page would not be here.
    """

    is_emergency: bool
    label: str
    first: AlertShown
    others: tuple[AlertShown, ...]
    unsure: tuple[Line, ...]
    pain: tuple[tuple[str, str], ...]
    answered: Answered
    words: str
    facts_version: str


def card_shown(
    answer: Answer, journey: Journey, *, form: CardForm | None = None, one_by_one: bool = False
) -> CardShown:
    """Return the next card; what a person told stands first and is asked line by line.

    Parameters
    ----------
    form
        The card as it was sent, when it comes back with a complaint.
    one_by_one
        Ask yes, no or not sure for every line.
    """
    pages = question_pages(answer)
    is_told = bool(answer.told)
    lines = list(form.questions) if form else list(answer.told[:LINES_A_CARD]) or pages[0]
    given = form.given if form else {}
    ticked = form.ticked if form else set()
    is_each = one_by_one or is_told or (form is not None and form.is_one_by_one)
    return CardShown(
        lines=tuple(
            _line(
                flag,
                is_ticked=flag in ticked,
                answer=given.get(flag, "yes" if is_each and flag in ticked else ""),
            )
            for flag in lines
        ),
        number=journey.cards_done + 1,
        n_cards=journey.cards_done + len(pages),
        minutes=max(1, round(len(pages) * _SECONDS_A_CARD / 60)),
        is_one_by_one=is_each,
        is_told=is_told,
        says_none=form.says_none if form else False,
    )


def answered_lines(journey: Journey, *, first: str = "") -> Answered:
    """Return the questions answered so far.

    Parameters
    ----------
    first
        The question somebody came back for; it stands before the others.
    """
    answers = journey.told.get("answers") or {}
    ordered = sorted(
        answers.items(), key=lambda entry: (entry[0] != first, _ANSWER_ORDER.get(entry[1], 3))
    )
    unticked = {flag for flag in journey.not_ticked if answers.get(flag) == "no"}
    lines = [
        _line(flag, is_ticked=False, answer="" if flag in unticked else given or "")
        for flag, given in ordered
    ]
    return Answered(
        counting=tuple(line for line in lines if line.answer in ("yes", "unsure")),
        no=tuple(line for line in lines if line.answer == "no"),
        not_ticked=tuple(line for line in lines if line.answer not in ANSWERS),
    )


def blocked(answer: Answer, journey: Journey) -> Blocked:
    """Return the page that replaces everything."""
    alerts = answer.screening.alerts
    worst = alerts[0].urgency
    return Blocked(
        is_emergency=worst == "emergency_now",
        label=load_urgencies()[worst].label,
        first=alert_shown(alerts[0], journey),
        others=tuple(alert_shown(alert, journey) for alert in alerts[1:]),
        unsure=_deciding_unsure(answer),
        pain=pain_in_words(answer),
        answered=answered_lines(journey),
        words=answer.query.text,
        facts_version=facts_version(),
    )


def _deciding_unsure(answer: Answer) -> tuple[Line, ...]:
    """Return the "not sure" lines that make the difference; none where a yes is as urgent."""
    told = screening_input(answer.query)
    raised_by = answer.screening.alerts[0].raised_by
    unsure = [flag for flag in raised_by if told.answers.get(flag) == "unsure"]
    without = screen(replace(told, answers={**told.answers, **dict.fromkeys(unsure, "no")}))
    if without.level == answer.screening.level:
        return ()
    return tuple(_line(flag, is_ticked=False, answer="unsure") for flag in unsure)


def _line(flag: str, *, is_ticked: bool, answer: str) -> Line:
    """Build one line."""
    record = load_red_flags()[flag]
    return Line(flag, record.question, record.why, is_ticked, answer)
