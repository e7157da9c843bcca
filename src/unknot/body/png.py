"""A drawing as a PNG file, for places that take no SVG.

Needs the optional extra ``png`` (docs/decisions/0012); everything else draws without it.
"""

from __future__ import annotations

from typing import Final

from unknot.errors import InvalidInput

__all__ = ["LARGEST_ZOOM", "png_of"]

LARGEST_ZOOM: Final = 8.0
"""Pictures beyond this size serve nobody and take all memory."""


def png_of(svg: str, *, zoom: float = 2.0) -> bytes:
    """Return a drawing as PNG.

    Parameters
    ----------
    svg
        The SVG document.
    zoom
        Pixels of the picture for each pixel of the drawing, above 0 and at most 8.

    Raises
    ------
    InvalidInput
        The extra is not installed, or the zoom is out of range; the message says what to do.
    """
    if not 0 < zoom <= LARGEST_ZOOM:
        raise InvalidInput(
            f"Zoom lies above 0 and is at most {LARGEST_ZOOM:g}; {zoom:g} came.",
            where="zoom",
            value=zoom,
        )
    try:
        import resvg_py  # noqa: PLC0415 -- an extra, wanted only here
    except ImportError as error:
        raise InvalidInput(
            "PNG pictures need the extra 'png'. Install it with: pip install 'unknot[png]' "
            "- or name a file that ends in .svg."
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
