"""The sheet that a picture of the body is put on: caption, place, art and legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from unknot.body.picture import Window

__all__ = ["FELT_NOT_TOLD", "HATCH", "INK", "TINT", "sheet_of", "signs_of"]

HATCH: Final = "#b93f0b"
TINT: Final = "#e2701f"
INK: Final = "#1c2024"
_SOFT_INK: Final = "#4b5157"
FELT_NOT_TOLD: Final = "#6f63db"
_WORDS: Final = {
    "paint": "you painted",
    "sent": "often felt here",
    "sent-soft": "sometimes felt here",
    "site": "press here",
}
_FONT: Final = "'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


def signs_of(layers: str) -> list[tuple[str, str]]:
    """Return the signs that stand in drawn layers, each with its words."""
    return [(kind, words) for kind, words in _WORDS.items() if f'class="{kind}"' in layers]


def sheet_of(
    art: str,
    *,
    window: Window,
    caption: str,
    place: str,
    signs: Iterable[tuple[str, str]],
    prefix: str,
) -> str:
    """Put art, caption and legend on one sheet.

    Parameters
    ----------
    art
        What is drawn, in the pixels of its view.
    window
        The part of the view that is shown.
    caption, place
        What is seen, and from where; written above, and told to screen readers.
    signs
        Kind and words of each sign of the legend.
    prefix
        Begins every id.

    Notes
    -----
    Without caption and signs only the art remains, for a page that writes its own words.
    """
    x, y, width, height = window
    explained = list(signs)
    bare = not caption and not explained
    size = max(14.0, min(22.0, width * 0.036))
    wide = width if bare else max(width, 20 * size, (0.68 * len(caption) + 1.2) * size)
    above = 0.0 if bare else (3.4 if caption else 1.7) * size
    rows = list(_legend_rows(explained, size=size, width=wide))
    below = (len(rows) * 1.7 + 0.9) * size if rows else 0.0
    tall = above + height + below
    spoken = f"{caption}, {place}" if caption else f"The body, {place}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}" '
        f'width="{wide:.0f}" height="{tall:.0f}" role="img" aria-label={quoteattr(spoken)}>',
        f"<title>{escape(spoken)}</title>",
        _hatch(prefix, cell=7.0 if width < 500 else 9.0),
    ]
    if not bare:
        parts.append(f'<rect class="paper" width="{wide:.0f}" height="{tall:.0f}" fill="#ffffff"/>')
        parts += _heading(caption, place, size=size, above=above)
    parts.append(
        f'<svg x="{(wide - width) / 2:.0f}" y="{above:g}" width="{width}" height="{height}" '
        f'viewBox="{x} {y} {width} {height}">{art}</svg>'
    )
    for number, row in enumerate(rows):
        middle = above + height + (1.1 + 1.7 * number) * size
        parts += [
            _sign(kind, words, (at, middle), size=size, prefix=prefix) for kind, words, at in row
        ]
    return "".join([*parts, "</svg>\n"])


def _hatch(prefix: str, *, cell: float) -> str:
    """Write the pattern of the orange hatch."""
    return (
        f'<defs><pattern id="{prefix}-hatch" width="{cell:g}" height="{cell:g}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path class="sent-line" d="M0 0V{cell:g}" stroke="{HATCH}" '
        f'stroke-width="{0.4 * cell:.1f}"/></pattern></defs>'
    )


def _heading(caption: str, place: str, *, size: float, above: float) -> Iterator[str]:
    """Yield the caption and the words for the place."""
    if caption:
        yield (
            f'<text class="caption" x="{0.6 * size:.1f}" y="{1.5 * size:.1f}" fill="{INK}" '
            f'font-family="{_FONT}" font-size="{size * 1.1:.1f}" font-weight="600">'
            f"{escape(caption)}</text>"
        )
    yield (
        f'<text class="place" x="{0.6 * size:.1f}" y="{above - 0.55 * size:.1f}" '
        f'fill="{_SOFT_INK}" font-family="{_FONT}" font-size="{0.85 * size:.1f}">'
        f"{escape(place)}</text>"
    )


def _legend_rows(
    signs: list[tuple[str, str]], *, size: float, width: float
) -> Iterator[list[tuple[str, str, float]]]:
    """Lay the signs out in rows: kind, words, and x of each."""
    row: list[tuple[str, str, float]] = []
    at = 0.6 * size
    for kind, words in signs:
        long = (3.2 + 0.52 * len(words)) * size
        if row and at + long > width:
            yield row
            row, at = [], 0.6 * size
        row.append((kind, words, at))
        at += long
    if row:
        yield row


def _sign(kind: str, words: str, at: tuple[float, float], *, size: float, prefix: str) -> str:
    """Write one sign of the legend with its words."""
    x, y = at
    box = (
        f'x="{x:.1f}" y="{y - 0.45 * size:.1f}" width="{1.7 * size:.1f}" height="{0.9 * size:.1f}"'
    )
    round_box = f'{box} rx="{0.3 * size:.1f}"'
    middle = x + 0.85 * size
    arm = 0.22 * size
    marks = {
        "paint": f'<rect class="paint" {round_box} fill="{FELT_NOT_TOLD}"/>',
        "sent": f'<rect class="sent" {round_box} fill="url(#{prefix}-hatch)" stroke="{HATCH}" '
        'stroke-width="1.5" stroke-dasharray="0.5 4" stroke-linecap="round"/>',
        "sent-soft": f'<rect class="sent-soft" {round_box} fill="{TINT}" fill-opacity="0.3"/>',
        "site": f'<g class="site" stroke="{INK}" stroke-linecap="round" stroke-width="1.4">'
        f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="{0.48 * size:.1f}" fill="#ffffff"/>'
        f'<path stroke-width="2" d="M{middle - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}'
        f'm0-{2 * arm:.1f}l-{2 * arm:.1f} {2 * arm:.1f}"/></g>',
    }
    text = (
        f'<text class="legend" x="{x + 2.1 * size:.1f}" y="{y + 0.33 * size:.1f}" fill="{INK}" '
        f'font-family="{_FONT}" font-size="{0.92 * size:.1f}">{escape(words)}</text>'
    )
    return marks[kind] + text
