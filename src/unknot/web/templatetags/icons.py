"""Icons drawn for Unknot, from one file of symbols; always beside a word."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

__all__ = ["icon", "register"]

register = template.Library()


@register.simple_tag
@cache  # a page holds a hundred of them
def icon(name: str) -> SafeString:
    """Return an icon that screen readers pass over."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("unknot/icons.svg"),
        name,
    )
