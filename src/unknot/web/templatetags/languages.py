"""Tags for pages in another language: the switch, marks on English text, one notice."""

from __future__ import annotations

import json

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from unknot.facts.countries import Country
from unknot.web.body_words import body_words
from unknot.web.languages import PARAMETER, as_english, is_english
from unknot.web.names import fact_name

__all__ = ["register"]

register = template.Library()
_MARK = ' lang="en"'
_NOTICE = "in-english"
"""Class of the notice; a page that holds it has put it where it belongs."""


@register.simple_tag(name="english")
def english_here() -> SafeString:
    """Mark an element whose text stays English: ``<p{% english %}>``; on English pages nothing."""
    return SafeString("" if is_english() else _MARK)


@register.filter(name="english")
def english_text(text: object) -> SafeString:
    """Mark a piece of English inside a sentence in another language."""
    return conditional_escape(as_english("" if text is None else text))


@register.filter
def country_name(country: Country) -> str:
    """Return the name of a country in the language of the page."""
    return fact_name("country", country.id, country.name, field="name")


@register.simple_tag
def words_of_the_body(attribute: str = "words") -> SafeString:
    """Give the paintable body its words; English ones it has already."""
    if is_english():
        return SafeString("")
    return format_html(' {}="{}"', attribute, json.dumps(body_words(), ensure_ascii=False))


@register.simple_tag(takes_context=True)
def language_switch(context: Context, *, travels: bool = False) -> SafeString:
    """Offer the other languages in the foot of a page.

    Parameters
    ----------
    travels
        Whether what was told stands in the form ``travel``, which then goes along.
    """
    request = context.get("request")
    rest = _others_asked(request)
    shown = [
        {"code": code, "name": name, "address": f"?{PARAMETER}={code}{rest}"}
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
    path = ""
    if travels and request is not None and request.method == "POST":
        path = request.path
    return SafeString(render_to_string("_languages.html", {"languages": shown, "path": path}))


def _others_asked(request: HttpRequest | None) -> str:
    """Return what else the address asks for, to be added to a choice of language."""
    if request is None:
        return ""
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    return f"&{asked.urlencode()}" if asked else ""


@register.simple_tag
def english_notice(*, is_short: bool = False) -> SafeString:
    """Put the notice here, beside the English texts, rather than over the whole page."""
    shown = {"is_short": is_short, "language": get_language()}
    return SafeString("" if is_english() else render_to_string("_english_notice.html", shown))


@register.tag
def noticed(parser: Parser, token: Token) -> NoticedNode:
    """Put one notice in front of what is inside, where English text stands in it."""
    inside = parser.parse(("endnoticed",))
    parser.delete_first_token()
    return NoticedNode(inside)


class NoticedNode(template.Node):
    """Holds the main part of a page; its blocks can be filled as anywhere."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Render what is inside, the notice first where one is needed."""
        inside = self.nodelist.render(context)
        if is_english() or _MARK not in inside or _NOTICE in inside:
            return inside
        return mark_safe(render_to_string("_english_notice.html") + inside)  # noqa: S308
