"""Set a paper with Typst, from the extra ``pdf`` (docs/decisions/0017).

What a paper says travels as JSON beside the template, never inside it, so no word of a person
can become a command. No clock is read, nothing is fetched, and only the fonts inside Typst are
used: the same content gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from unknot.errors import NotEnoughData

__all__ = ["typeset"]

_ACCESSIBLE: Final = "ua-1"
"""PDF for screen readers: title, language, order and picture texts are checked when set."""


def typeset(template: Path, content: Mapping[str, Any], *, large: bool = False) -> bytes:
    """Return a paper as PDF.

    Parameters
    ----------
    template
        A Typst file of this folder that reads ``paper`` from its inputs.
    content
        What it says, ready for JSON.
    large
        Large print, as ``setting.typ`` sets it for every paper; it takes more pages.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed; the message says how to get it.
    """
    try:
        import typst  # noqa: PLC0415 -- an extra, wanted only here
    except ImportError as error:
        raise NotEnoughData(
            "PDF needs the extra 'pdf'. Install it with: pip install 'unknot[pdf]' "
            "- or print it as text, without -o."
        ) from error
    return bytes(
        typst.compile(
            template,
            root=template.parent,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"paper": json.dumps({**content, "large": large}, ensure_ascii=False)},
            pdf_standards=_ACCESSIBLE,
        )
    )
