"""How fast and how exact is painting: bytes, first paint, stroke to ranking, 2D, 3D, area?

Run ``python benchmarks/body_page.py`` after ``make chart``. ``--write`` puts the tables into
docs/explanation/body-speed.md. ``--area`` does only the part that needs no browser.

The page is served by ``unknot serve`` on this machine and looked at by a headless Chromium
that draws 3D in software, so its 3D numbers are a floor: a phone's graphics card is faster.
A 3D frame counts only once its pixels were read back.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from body_page_browser import browser_tables

from unknot.body.brush import SkinPoint, covered_by, painted_share
from unknot.body.geodesic import Canvas, canvas_of
from unknot.body.surface import load_surface

Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "body-speed.md"
SITES = (
    "L3",
    "infraspinous",
    "rectus_femoris_mid",
    "umbilicus",
    "calf_mid",
    "palm_mid",
    "zygoma",
)
RADII_MM = (7, 10, 20, 35)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/explanation/body-speed.md")
    parser.add_argument("--area", action="store_true", help="only the part without a browser")
    chosen = parser.parse_args(arguments)
    tables = [area_table()] if chosen.area else [*browser_tables(), area_table()]
    text = page(tables)
    print(text)
    if chosen.write:
        PAGE.write_text(text + "\n", encoding="utf-8")
    return 0


def area_table() -> Table:
    """Painted area of one dab over pi r squared, at seven places of the skin."""
    surface = load_surface()
    canvas = canvas_of(surface.positions_mm(), surface.triangles)
    rows = []
    errors = []
    for site in SITES:
        point = point_at(canvas, surface.landmarks[site])
        ratios = [painted_mm2(canvas, point, r) / (np.pi * r * r) for r in RADII_MM]
        errors.append([abs(ratio - 1) for ratio in ratios])
        rows.append((site, *(f"{ratio:.3f}" for ratio in ratios)))
    rows.append(("mean error", *(f"{100 * e:.1f} %" for e in np.mean(errors, axis=0))))
    head = ("place", *(f"r = {r} mm" for r in RADII_MM))
    return ("Area of one dab, measured over π r²", head, rows)


def point_at(canvas: Canvas, vertex: int) -> SkinPoint:
    """A point in the middle of the first triangle at a vertex."""
    triangle = int(np.flatnonzero((canvas.triangles == vertex).any(axis=1))[0])
    return SkinPoint(triangle, 333, 333)


def painted_mm2(canvas: Canvas, point: SkinPoint, radius_mm: float) -> float:
    """Area that one dab paints. [mm2]"""
    dab = covered_by(canvas, [point], radius_mm=radius_mm)
    return float((painted_share(dab.cover) * canvas.area_mm2[dab.vertices]).sum())


def page(tables: Sequence[Table]) -> str:
    """The tables as a page of the manual."""
    lines = [
        "# How fast and how exact is painting?",
        "",
        "For those who change the page or the body, and for those who ask what a phone has to",
        "fetch. At the end you know what is sent, how soon one can paint, how soon the ranking",
        "answers a stroke, and how far a painted area can be trusted.",
        "",
        f"Written by `python benchmarks/body_page.py --write`. {machine()}",
        "",
    ]
    for title, head, rows in tables:
        lines += [f"## {title}", "", *markdown(head, rows), ""]
    lines += [
        "## How to read it",
        "",
        "- Bytes are those that crossed the wire, compressed where the server compresses.",
        "- Every page load starts with an empty cache. *Ready to paint* is the moment from which",
        "  a stroke is taken.",
        "- *Stroke to new ranking* begins when the page sends a drawing with one stroke more and",
        "  ends when the new order stands on the page and is laid out.",
        "- 3D is drawn by software here; only frames whose pixels were read back count. A graphics",
        "  card was not measured.",
        "- No dab is smaller than the mesh can hold, so the finest brush paints more than its",
        "  disc; and a dab on curved skin is not a flat disc.",
    ]
    return "\n".join(lines)


def markdown(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table, its columns lined up."""
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    dashes = tuple("-" * width for width in widths)
    return [
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in (head, dashes, *rows)
    ]


def machine() -> str:
    """What it ran on."""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores with "
        f"{busy:.1f} programs at work on average while it ran."
    )


if __name__ == "__main__":
    sys.exit(main())
