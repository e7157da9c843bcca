"""The page of the forecast's validation: parts, bars and small tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unknot.cli.evaluate_page import Table, table_lines
from unknot.facts.version import facts_version
from unknot.forecast.score import LEVELS

__all__ = ["PAGE", "Bar", "Part", "cover_bar", "covered", "kept_part", "table", "write_page"]

PAGE: Final = Path(__file__).parent.parent / "docs" / "explanation" / "forecast-validation.md"
BEGIN: Final = "<!-- validation -->"
END: Final = "<!-- end of validation -->"


@dataclass(frozen=True)
class Bar:
    """One bar: what is asked, what came, and whether it holds."""

    what: str
    came: str
    is_met: bool


@dataclass(frozen=True)
class Part:
    """One section of the page, and its bars."""

    title: str
    lines: tuple[str, ...]
    bars: tuple[Bar, ...]


def write_page(parts: Sequence[Part]) -> None:
    """Rewrite the page between its markers.

    Raises
    ------
    ValueError
        The page lacks its markers.
    """
    before, marker, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (marker and end):
        raise ValueError(f"{PAGE.name} lacks the markers {BEGIN} and {END}.")
    text = "\n".join(page_lines(parts))
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def kept_part(title: str) -> Part:
    """Return what the page says under a title so far."""
    _, found, rest = PAGE.read_text(encoding="utf-8").partition(f"## {title}\n")
    said = rest.partition("\n## ")[0].strip() if found else "Not run yet."
    return Part(title, (said,), ())


def page_lines(parts: Sequence[Part]) -> list[str]:
    """Return everything between the markers, the bars first."""
    bars = [bar for part in parts for bar in part.bars]
    missed = [bar for bar in bars if not bar.is_met]
    lines = [
        f"Made by `scripts/validate_forecast.py` from facts version `{facts_version()}`.",
        "",
        f"## {len(bars) - len(missed)} of {len(bars)} bars are met",
        "",
        "Missed:" if missed else "None is missed.",
        "",
        *(f"- {bar.what}: {bar.came}" for bar in missed),
    ]
    for part in parts:
        lines += ["", f"## {part.title}", "", *part.lines]
        lines += [
            "",
            *(f"- {'Met' if b.is_met else '**Missed**'}: {b.what} ({b.came})." for b in part.bars),
        ]
    return lines


def cover_bar(what: str, cover: Sequence[float], tolerance: float) -> Bar:
    """Return whether shares inside the intervals are what they say, give or take."""
    off = max(abs(share - level) for share, level in zip(cover, LEVELS, strict=True))
    return Bar(what, covered(cover), off <= tolerance)


def covered(cover: Sequence[float]) -> str:
    """Return shares inside the intervals as whole percent."""
    return "/".join(f"{100 * share:.0f}" for share in cover)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a small table."""
    found: Table = (head, tuple(rows))
    return table_lines(found, as_markdown=True)
