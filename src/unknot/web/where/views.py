"""Views of the journey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

__all__ = ["where_does_it_hurt"]


@require_safe
def where_does_it_hurt(request: HttpRequest) -> HttpResponse:
    """Show the page on which a person says where it hurts."""
    return render(request, "where/where.html")
