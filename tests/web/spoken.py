"""What a page says, each piece with the language it is marked with."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["Spoken", "english_left"]

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_SPOKEN = ("aria-label", "alt", "placeholder")
_ENGLISH = re.compile(
    r"\b(the|of|and|with|your|you|is|are|not|for|from|this|that|it|to|by|was|were|when|or|on|"
    r"at|where|than|left|right|about|which|how|what|if|pain|muscle|days?|weeks?|minutes?)\b",
    re.IGNORECASE,
)
"""Words that a Spanish sentence never holds."""
_HELD = re.compile(r"^(Unknot|Español|English)$|“[^”]*”|unknot serve")


class Spoken(HTMLParser):
    """Collects every text and spoken attribute of a page with its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._langs: list[tuple[str, str]] = [("", "")]
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        language = held.get("lang", self._langs[-1][1])
        for name in _SPOKEN:
            if held.get(name):
                self.said.append((language, held[name]))
        if tag in ("style", "script", "textarea", "code"):
            self._silent += 1
        if tag not in _VOID:
            self._langs.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "textarea", "code"):
            self._silent -= 1
        while len(self._langs) > 1:
            if self._langs.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.said.append((self._langs[-1][1], " ".join(data.split())))


def english_left(html: str, *, besides: str = "") -> list[str]:
    """Return what a Spanish page says in English without being marked so."""
    return [
        text
        for language, text in Spoken(html).said
        if language == "es" and text != besides and _ENGLISH.search(_HELD.sub("", text))
    ]
