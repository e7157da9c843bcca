"""A tour of every page, in the order of the journey: for tests and for the manual's pictures."""

from __future__ import annotations

from collections.abc import Iterator

from browsing import Visitor

EMERGENCY = "Did a severe headache reach its worst within about a minute?"
"""A sign asked of everybody with a headache; here it stands for any that stops."""


def every_page(visitor: Visitor) -> Iterator[str]:
    """Visit page after page; the name of each is given while it stands there."""
    visitor.opens("/")
    yield "where"
    yield from _list_and_more(visitor)
    visitor.goes_on()
    yield "check"
    visitor.has_no_signs()
    visitor.muscles()
    yield "muscles"
    visitor.goes_on()
    yield "spot"
    visitor.goes_back_to("Muscle")
    visitor.muscles()
    visitor.presses(visitor.page.get_by_role("button", name="Print"))
    yield "print"
    yield from _stopped(visitor)


def _list_and_more(visitor: Visitor) -> Iterator[str]:
    """The list with places ticked, and all that may be added."""
    visitor.ticks("Head and face", "Right temple")
    visitor.ticks("Neck", "Right side of the neck")
    visitor.page.get_by_text("Say more (as you like)").click()
    yield "where-list"


def _stopped(visitor: Visitor) -> Iterator[str]:
    """A sign that stops, the answers behind it, and a page that was opened too early."""
    visitor.starts_afresh()
    visitor.says("headache at the right temple")
    visitor.goes_on()
    visitor.page.get_by_role("checkbox", name=EMERGENCY).check()
    visitor.presses(visitor.page.get_by_role("button", name="I’m not sure"))
    yield "check-one-by-one"
    visitor.starts_afresh()
    visitor.says("headache at the right temple")
    visitor.goes_on()
    visitor.page.get_by_role("checkbox", name=EMERGENCY).check()
    visitor.goes_on()
    yield "blocked"
    visitor.presses(visitor.page.get_by_role("button", name="Check my answers"))
    yield "review"
    visitor.opens("/muscles/")
    yield "way-back"
