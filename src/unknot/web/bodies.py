"""A request that is refused for its size is still read to its end, and thrown away.

A server that closes while a browser is sending breaks the connection, and the browser never
sees why; read to the end, it gets the page that says so. The server underneath refuses
what is many times larger without reading it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.http.request import UnreadablePostError

__all__ = ["with_bodies_read"]

_TOO_LARGE: Final = 413
_AT_A_TIME: Final = 1 << 16
"""[bytes]"""


def with_bodies_read(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Read the rest of what was too large before answering."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == _TOO_LARGE:
            try:
                while request.read(_AT_A_TIME):
                    pass
            except UnreadablePostError:
                return response
        return response

    return respond
