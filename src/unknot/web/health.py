"""Is the server up? Asked by whoever watches it; says nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

__all__ = ["healthy"]


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Answer that requests are answered."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
