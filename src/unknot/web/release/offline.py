"""A treatment that goes on when the network drops, also over a reload (docs/decisions/0019).

The worker stands before the addresses of the treatment alone; what it keeps is said in
``unknot.web.offline``.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unknot.web.offline import worker_of

__all__ = ["shell", "worker"]

_NAME: Final = "unknot-release-"


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the page that stands in for one that cannot be fetched; it knows nothing."""
    return render(request, "release/shell.html", {"step": 0})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker, its build in front."""
    page = render(request, "release/shell.html", {"step": 0}).content
    return worker_of(_NAME, page, shell=reverse("release:shell"))
