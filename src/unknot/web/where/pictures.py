"""The pictures beside the words: the body with what was told and where a muscle refers.

They are drawn by the server into the page, so that they are there without JavaScript and on
paper. While there is no drawing for a case the page simply has no picture.
"""

from __future__ import annotations

from django.utils.safestring import SafeString

from unknot.find.answer import Answer

__all__ = ["picture_of_row", "picture_of_spot"]


def picture_of_row(answer: Answer, muscle: str, side: str) -> SafeString:
    """Return the body with the told places and the zone of one muscle."""
    return SafeString("")


def picture_of_spot(muscle: str, side: str, site: str) -> SafeString:
    """Return the body around one site, with its cross and landmarks."""
    return SafeString("")
