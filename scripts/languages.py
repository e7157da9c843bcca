"""Keep the translations of the pages in step with the pages.

    python scripts/languages.py            bring every django.po up to date and compile it
    python scripts/languages.py --check    change nothing; exit 1 and say what is wrong

The words are collected from templates and Python files as Django marks them (no system program
is needed). A text in the context "safety" is compiled only when its entry carries the comment
``reviewed-by: NAME``: until then the page shows it in English. Docs: docs/how-to/translate.md.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

__all__ = [
    "ENGLISH_ONLY",
    "LOCALES",
    "WEB",
    "collected",
    "compiled",
    "faults",
    "in_po",
    "main",
    "read",
    "updated",
]

ROOT: Final = Path(__file__).resolve().parent.parent
WEB: Final = ROOT / "src" / "unknot" / "web"
LOCALES: Final = WEB / "locale"
SAFETY: Final = "safety"
_FORECAST: Final = "what a forecast says is in one language, as the library says it"
ENGLISH_ONLY: Final = {
    "episodes/outlook.py": _FORECAST,
    "outlook/answered.py": _FORECAST,
    "outlook/changes.py": _FORECAST,
    "outlook/compared.py": _FORECAST,
    "outlook/drawing.py": _FORECAST,
    "outlook/sentences.py": _FORECAST,
    "outlook/small_graphs.py": _FORECAST,
    "outlook/templates/outlook/_compared.html": _FORECAST,
    "outlook/templates/outlook/_curve.html": _FORECAST,
    "outlook/templates/outlook/_fan.html": _FORECAST,
    "outlook/templates/outlook/_more.html": _FORECAST,
    "outlook/templates/outlook/_needed.html": _FORECAST,
}
"""Files whose words are shown in English on every page, each with the reason."""
_KEYWORDS: Final[dict[str, Any]] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_GAP: Final = re.compile(r"%\(\w+\)[sdg]|%%|\{\w+\}|</?\w+>")
"""What a translation has to hold as often as its English text: gaps and marks."""


_DATED: Final = re.compile(
    rb'"(?:Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    rb"Generated-By): [^\n]*\n"
)
"""Lines of the head of a file that say nothing and would change each time."""


class _Shown(Catalog):
    """What Django reads; its head says only what is needed to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the head."""
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """Leave the head as it is."""


def main(arguments: list[str]) -> int:
    """Bring the files up to date, or with ``--check`` only say what is wrong."""
    source = collected()
    wrong: list[str] = []
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/django.po")):
        language = path.parent.parent.name
        catalog = read(path)
        if arguments != ["--check"]:
            catalog = updated(catalog, source)
            path.write_bytes(in_po(catalog))
            path.with_suffix(".mo").write_bytes(compiled(catalog))
        elif path.with_suffix(".mo").read_bytes() != compiled(catalog):
            wrong.append(f"{language}: django.mo is stale. Run python scripts/languages.py.")
        wrong += [f"{language}: {fault}" for fault in faults(catalog, source)]
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 1 if wrong else 0


def collected() -> Catalog:
    """Return every text of the pages that is marked for translation, with its files."""
    catalog = Catalog()
    for path in sorted(WEB.rglob("*")):
        place = str(path.relative_to(WEB))
        if path.suffix not in (".py", ".html") or "migrations" in path.parts:
            continue
        if place in ENGLISH_ONLY:
            continue
        text = path.read_text(encoding="utf-8")
        code = templatize(text, origin=str(path)) if path.suffix == ".html" else text
        found = extract("python", io.BytesIO(code.encode()), keywords=_KEYWORDS)
        for line, message, _, context in found:
            if message:
                catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def read(path: Path) -> Catalog:
    """Return the translations of one language."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def updated(catalog: Catalog, source: Catalog) -> Catalog:
    """Return the translations with new texts added, empty, and gone ones left out."""
    catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def in_po(catalog: Catalog) -> bytes:
    """Return the translations as the text of their file; lines of code are not named."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, include_lineno=False, sort_by_file=True, omit_header=False)
    return _DATED.sub(b"", stream.getvalue())


def compiled(catalog: Catalog) -> bytes:
    """Return the file Django reads, without the texts of safety that nobody reviewed."""
    shown = _Shown(locale=catalog.locale, fuzzy=False)
    for message in catalog:
        if message.id and _is_shown(message):
            shown.add(message.id, message.string, context=message.context)
    stream = io.BytesIO()
    write_mo(stream, shown)
    return stream.getvalue()


def faults(catalog: Catalog, source: Catalog) -> Iterator[str]:
    """Yield what is wrong: texts missing, fuzzy, stale, or with other gaps."""
    for message in source:
        if not message.id:
            continue
        held = catalog.get(message.id, message.context)
        if held is None or not all(_texts(held.string)):
            yield f"missing: {_first(message)!r} ({message.locations[0][0]})"
        elif held.fuzzy:
            yield f"fuzzy: {_first(message)!r}"
        else:
            yield from _gap_faults(message, held)
    for message in catalog:
        if message.id and source.get(message.id, message.context) is None:
            yield f"stale: {_first(message)!r}"


def _gap_faults(message: Message, held: Message) -> Iterator[str]:
    """Yield a fault for each translation whose gaps or marks are not those of the English."""
    english = _texts(message.id)
    wanted = [sorted(_GAP.findall(text)) for text in english]
    for text in _texts(held.string):
        if sorted(_GAP.findall(text)) not in wanted:
            yield f"other gaps: {_first(message)!r} -> {text!r}"
        if _edges(text) not in [_edges(one) for one in english]:
            yield f"other blanks at its ends: {_first(message)!r} -> {text!r}"


def _edges(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with a blank."""
    return text[:1].isspace(), text[-1:].isspace()


def _is_shown(message: Message) -> bool:
    """Whether a translation may be shown."""
    is_reviewed = any(one.startswith("reviewed-by: ") for one in message.user_comments)
    return all(_texts(message.string)) and (message.context != SAFETY or is_reviewed)


def _texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the one text of a message, or its singular and plurals."""
    return tuple(value) if isinstance(value, tuple | list) else (value or "",)


def _first(message: Message) -> str:
    """Return the English text a message is known by."""
    return _texts(message.id)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
