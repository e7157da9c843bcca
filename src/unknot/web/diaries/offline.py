"""Today without a network, also after the browser was closed (docs/decisions/0027).

The worker stands before the addresses of Today alone and keeps an empty page and its files. The
page with what was told is kept by the page itself, where it can be listed and wiped.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unknot.web.offline import worker_of

__all__ = ["shell", "worker"]

_NAME: Final = "unknot-today-"


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the page that stands in for one that cannot be fetched; it knows nothing."""
    return render(request, "diaries/shell.html", {"step": 0, "tab": "today"})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker, its build in front."""
    page = render(request, "diaries/shell.html", {"step": 0, "tab": "today"}).content
    return worker_of(_NAME, page, shell=reverse("diaries:shell"))
