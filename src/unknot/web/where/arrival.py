"""What a request adds to the journey: the first page, a card, a reply, changed answers.

Each form says which part it is. The part is checked, put into the case, and the library
answers; a part with a complaint comes back as ``Unfinished`` with everything that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.errors import InvalidInput, NotEnoughData
from unknot.find.answer import Answer
from unknot.web.where.forms import CardForm, Problem, WhereForm
from unknot.web.where.journey import (
    Journey,
    answer_of,
    journey_from,
    test_key,
    with_reply,
    without_reply,
)

__all__ = ["Arrival", "Unfinished", "arrival_of"]

_REPLIES = ("yes", "no", "unsure")
_TAKEN_BACK = "none"
"""The reply that takes an answer back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The journey with what came, and the library's answer to it."""

    journey: Journey
    answer: Answer


class Unfinished(Exception):  # noqa: N818 -- a form that has to be shown again, no failure
    """A form holds something to mend; it is shown again with what was typed."""

    def __init__(
        self, journey: Journey, *, where: WhereForm | None = None, card: CardForm | None = None
    ) -> None:
        super().__init__()
        self.journey = journey
        self.where = where
        self.card = card


def arrival_of(post: QueryDict) -> Arrival:
    """Take in what came and answer it.

    Raises
    ------
    Unfinished
        The first page or a card holds something to mend.
    NotEnoughData
        Nothing was told yet.
    InvalidInput
        What travels with the page was changed on the way.
    """
    journey = journey_from(post)
    part = post.get("part", "")
    if part == "where":
        return _from_first_page(journey, WhereForm(post))
    if part == "card":
        return _from_card(journey, CardForm(post))
    if "reply" in post:
        journey = _with_reply(journey, post)
    if "retell" in post:
        journey = _retold(journey, post.get("retell", ""))
    if part == "reviewed":
        journey = _with_answers(journey, CardForm(post).given)
    return Arrival(journey, answer_of(journey))


def _from_first_page(journey: Journey, form: WhereForm) -> Arrival:
    """Take in the first page."""
    try:
        told = form.told(journey.told)
        if not form.problems:
            journey = replace(journey, told=MappingProxyType(told), cards_done=0)
            return Arrival(journey, answer_of(journey))
    except NotEnoughData:
        text = _("Nothing is marked yet. Paint, tick a place, or say it in your own words.")
        form.problems.append(Problem("places", text))
    except InvalidInput as error:
        form.complain(error)
    raise Unfinished(journey, where=form)


def _from_card(journey: Journey, form: CardForm) -> Arrival:
    """Take in one card of warning signs."""
    asks_each = form.post.get("go") == "each"
    answers: dict[str, str] = {} if asks_each else form.answers()
    if asks_each or form.problems:
        raise Unfinished(journey, card=form)
    journey = _with_answers(journey, answers, not_ticked=form.not_ticked)
    journey = replace(journey, cards_done=journey.cards_done + 1)
    return Arrival(journey, answer_of(journey))


def _with_answers(
    journey: Journey, answers: dict[str, str], *, not_ticked: tuple[str, ...] = ()
) -> Journey:
    """Return the journey with answers to warning-sign questions."""
    told: dict[str, Any] = dict(journey.told)
    told["answers"] = {**(told.get("answers") or {}), **answers}
    before = [flag for flag in journey.not_ticked if flag not in answers]
    return replace(
        journey, told=MappingProxyType(told), not_ticked=tuple(before) + tuple(not_ticked)
    )


def _with_reply(journey: Journey, post: QueryDict) -> Journey:
    """Return the journey with the reply to one test."""
    reply = post.get("reply", "")
    if reply not in _REPLIES:
        raise InvalidInput(
            "The reply to a test is yes, no or unsure. Go back and choose one.", where="reply"
        )
    return with_reply(journey, test_key(post.get("test", "")), reply=reply)


def _retold(journey: Journey, text: str) -> Journey:
    """Return the journey with one answer changed or taken back, ``kind:target:side=reply``."""
    test, _equals, reply = text.partition("=")
    if reply == _TAKEN_BACK:
        return without_reply(journey, test_key(test))
    if reply not in _REPLIES:
        raise InvalidInput(
            "An answer is changed to yes, no or unsure, or taken back with none. Go back and "
            "choose one.",
            where="retell",
        )
    return with_reply(journey, test_key(test), reply=reply)
