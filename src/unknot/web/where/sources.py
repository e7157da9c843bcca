"""Where the facts about one muscle come from, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.muscles.catalogue import Muscle

__all__ = ["SourceShown", "checks_of", "sources_of"]

_VERDICTS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "agrees": gettext_lazy("agrees"),
        "mended": gettext_lazy("our record was mended after it"),
        "partial": gettext_lazy("agrees in part"),
        "differs": gettext_lazy("differs"),
    }
)
_SCHEMES: Final = ("http", "https")


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One source: its name, where it is, and what it says or how it compares."""

    name: str
    url: str
    """Empty for a book or standard literature."""
    about: str


def sources_of(muscle: Muscle) -> tuple[SourceShown, ...]:
    """Return what the record of a muscle was made from."""
    return tuple(
        SourceShown(_host(one.url) if one.url else one.supports, *_about(one.url, one.supports))
        for one in muscle.sources
    )


def checks_of(muscle: Muscle) -> tuple[SourceShown, ...]:
    """Return the second sources that the record was held against, and what came of it."""
    return tuple(
        SourceShown(
            name=one.title,
            url=_web(one.url),
            about=_("%(checked)s: %(verdict)s")
            % {
                "checked": ", ".join(one.checked),
                "verdict": _VERDICTS.get(one.verdict, one.verdict),
            },
        )
        for one in muscle.checked_by
    )


def _about(url: str | None, supports: str) -> tuple[str, str]:
    """Return the address of a source and what it supports, which is said once."""
    return (_web(url), supports) if url else ("", "")


def _web(url: str | None) -> str:
    """Return an address of the web, or nothing; nothing else becomes a link."""
    return url if url and urlsplit(url).scheme in _SCHEMES else ""


def _host(url: str) -> str:
    """Return the site of an address, which names a source shortly."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path if len(parts.path) > 1 else ''}"
