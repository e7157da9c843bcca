"""What changed in a treatment, as it stands on paper above its plan."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PaperResult"]


@dataclass(frozen=True, slots=True)
class PaperResult:
    """Before and after, in words that ``unknot.measure`` found.

    Attributes
    ----------
    title
        Heading of the paper.
    said
        What may be said of all measures together.
    rows
        Measure, before, after, its error and the verdict, each with its unit.
    is_stopped
        The treatment was ended early.
    """

    title: str
    said: str
    lead: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    is_stopped: bool
