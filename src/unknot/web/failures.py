"""What a person sees when a request cannot be answered: what is wrong, and what to do now.

Programs that ask under ``/api/`` get JSON. What was sent is never repeated, except in a
message that says which value cannot be used; only whoever typed it sees that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from unknot.errors import UnknotError
from unknot.web.api import refused

__all__ = [
    "RefusalsShown",
    "bad_request",
    "broken",
    "forged_or_stale",
    "not_allowed",
    "not_found",
]

_API: Final = "/api/"


class RefusalsShown:
    """Middleware: what the library refuses is a page with its message, never a server error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error of the family into the page that says what to do."""
        if not isinstance(error, UnknotError):
            return None
        return _failure(request, status=422, title=_("This cannot be used as it is"),
                        advice=str(error), is_english=True)  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that Django cannot read."""
    if isinstance(exception, RequestDataTooBig):
        return _failure(
            request,
            status=413,
            title=_("This is too much at once"),
            advice=_("The drawing is too large to send. Undo some strokes and try again."),
        )
    if isinstance(exception, DisallowedHost):
        return _failure(
            request,
            status=400,
            title=_("This machine was called by a name it does not know"),
            advice=_(
                "Use the address that 'unknot serve' printed. To be reached by another name, "
                "start it with --name and that name."
            ),
        )
    return _failure(
        request,
        status=400,
        title=_("This request could not be read"),
        advice=_("Go back to the first page and try again."),
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that is refused."""
    return _failure(
        request,
        status=403,
        title=_("This is not allowed"),
        advice=_("Go back to the first page and try again."),
    )


def forged_or_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page, or came from an old one."""
    return _failure(
        request,
        status=403,
        title=_("This page was open for too long"),
        advice=_(
            "Your browser sent a form without its mark, or with an old one. Go back, load the "
            "page again and send it once more. Cookies of this page must be allowed."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _failure(
        request,
        status=404,
        title=_("There is no such page"),
        advice=_("Check the address, or go to the first page."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after a mistake of ours."""
    return _failure(
        request,
        status=500,
        title=_("Something went wrong on our side"),
        advice=_(
            "It is not your fault, and what you painted is still in this browser. Go back and "
            "try again. If it goes wrong again, please report what you did."
        ),
    )


def _failure(
    request: HttpRequest, *, status: int, title: str, advice: str, is_english: bool = False
) -> HttpResponse:
    """Render the one page of failures, or its JSON; what the library says is English."""
    if request.path.startswith(_API):
        return refused(UnknotError(f"{title}. {advice}"), status=status)
    shown = {"title": title, "advice": advice, "is_english": is_english}
    return render(request, "failure.html", shown, status=status)
