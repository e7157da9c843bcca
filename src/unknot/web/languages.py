"""Which language a page speaks: the one chosen in its foot, else the one the browser prefers.

A choice is a parameter on any address, ``?language=es``, so it works by link and by form, with
and without JavaScript; a cookie remembers it for every page of this browser. Programs under
``/api/`` are always answered in English. Decision: docs/decisions/0031.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.translation import deactivate, get_language

__all__ = ["ENGLISH", "PARAMETER", "as_english", "is_english", "with_language_chosen"]

ENGLISH: Final = "en"
PARAMETER: Final = "language"
_FOR_PROGRAMS: Final = ("/api/find", "/api/openapi", "/api/strokes")
_YEAR_S: Final = 365 * 86_400
"""For so long a choice is remembered. [s]"""


def is_english() -> bool:
    """Whether the page in the making speaks English, the language of the facts."""
    return (get_language() or ENGLISH) == ENGLISH


def as_english(text: object) -> str:
    """Return an English text, marked as such where the page speaks another language."""
    if is_english() or not text:
        return str(text)
    return SafeString(format_html('<span lang="en">{}</span>', text))


def with_language_chosen(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Take a choice of language from the address and remember it; a form is answered at once."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = answered(request)
        deactivate()  # the thread goes on to somebody else
        return response

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(_FOR_PROGRAMS):
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = ENGLISH
            return get_response(request)
        chosen = request.GET.get(PARAMETER, "")
        if chosen not in dict(settings.LANGUAGES):
            response = get_response(request)
        elif request.method == "POST":
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
            response = _remembered(get_response(request), request, chosen)
        else:
            response = _remembered(HttpResponseRedirect(_without(request)), request, chosen)
        patch_vary_headers(response, ("Cookie",))
        return response

    return respond


def _without(request: HttpRequest) -> str:
    """Return the address that was asked for, without the choice."""
    others = request.GET.copy()
    del others[PARAMETER]
    query = others.urlencode()
    return escape_leading_slashes(request.path) + (f"?{query}" if query else "")


def _remembered(response: HttpResponseBase, request: HttpRequest, chosen: str) -> HttpResponseBase:
    """Put the choice into the cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=_YEAR_S,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
