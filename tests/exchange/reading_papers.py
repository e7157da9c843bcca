"""Read a PDF again: its words, the size of its letters, and where they stand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import pypdf

__all__ = ["letters_of", "pages_of", "places_of", "read", "sizes_of", "undrawn"]


def read(paper: bytes) -> str:
    """Return the words of a PDF, spaces and line ends made one."""
    words = " ".join(page.extract_text() for page in pages_of(paper))
    return " ".join(words.replace("\u200b", "").split())


def pages_of(paper: bytes) -> Sequence[pypdf.PageObject]:
    """Return the pages of a PDF."""
    return pypdf.PdfReader(io.BytesIO(paper)).pages


def letters_of(paper: bytes) -> set[str]:
    """Return the words of a PDF without numbers and signs."""
    return set(re.findall(r"[^\W\d_]+", read(paper)))


def sizes_of(paper: bytes) -> list[float]:
    """Return the size of every letter. [pt]"""
    return [round(size, 1) for size, _, _ in _pieces(paper)]


def places_of(paper: bytes) -> list[tuple[float, float]]:
    """Return where each piece of text begins, from the lower left corner. [pt]"""
    return [(x, y) for _, x, y in _pieces(paper)]


def undrawn(pictures: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[dict[str, Any]]]:
    """Return what makes pictures, made to leave the drawing empty and keep every word."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    return lambda *of, **how: [{**one, "svg": blank} for one in pictures(*of, **how)]


def _pieces(paper: bytes) -> list[tuple[float, float, float]]:
    """Return size and place of every letter, for each piece of text of one size."""
    found: list[tuple[float, float, float]] = []

    def take(text: str, *how: Any) -> None:
        """Keep one piece; both matrices may enlarge or move it."""
        outer, inner, _, size = how
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if text.strip():
            found.extend([(size * abs(inner[3] * outer[3]), x, y)] * len(text.strip()))

    for page in pages_of(paper):
        page.extract_text(visitor_text=take)
    return found
