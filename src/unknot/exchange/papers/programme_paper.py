"""A week at home as PDF on A4, black on white: each thing with its picture, and boxes to tick.

The same programme on the same day gives the same bytes. What it does not do: decide who may
see a programme, or print one that the gate holds back.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from unknot.errors import InvalidInput
from unknot.exchange.papers.programme_content import programme_content_of
from unknot.exchange.papers.typesetting import typeset
from unknot.prevent.programme import Programme

__all__ = ["may_be_printed", "programme_paper"]

_TEMPLATE: Final = Path(__file__).parent / "programme.typ"


def may_be_printed(programme: Programme) -> bool:
    """Say whether there is a paper: nothing is open or stops it, and something is in the week."""
    return programme.may_show and bool(programme.things)


def programme_paper(
    programme: Programme, *, made_on: date, number: str, large: bool = False
) -> bytes:
    """Return a programme as PDF.

    Parameters
    ----------
    programme
        The programme, for which ``may_be_printed`` is true.
    made_on
        Day that is printed on it.
    number
        Emergency number, or how to find it.
    large
        Large print for tired or weak eyes; it takes more pages.

    Raises
    ------
    InvalidInput
        Warning-sign questions are open, a sign stops it, or nothing is left to do.
    NotEnoughData
        The extra ``pdf`` is not installed; the message says how to get it.
    """
    if not may_be_printed(programme):
        raise InvalidInput(
            "There is no programme to print: warning-sign questions are open, a sign stops it, or "
            "nothing of it suits. Answer the questions first; the programme itself says why.",
            where="programme",
        )
    content = programme_content_of(programme, made_on=made_on, number=number)
    return typeset(_TEMPLATE, content, large=large)
