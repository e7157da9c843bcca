"""Names of places, muscles, movements and feelings in the language of the page.

English ones are those of the library, word for word. Others come from the translated facts;
what has no translation that may be shown stays English.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy

from unknot.facts.network_tables import load_qualities
from unknot.facts.translations import facts_text
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.plain import muscle_in_words
from unknot.find.reasons import place_name
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.web.languages import ENGLISH, as_english, is_english

__all__ = [
    "fact_name",
    "filled_in",
    "measure_here",
    "muscle_here",
    "muscle_with_side",
    "place_with_side",
    "qualities_here",
    "said_here",
    "symptom_here",
    "with_english",
]

_ON_A_SIDE: Final = {
    "left": gettext_lazy("%(name)s, left side"),
    "right": gettext_lazy("%(name)s, right side"),
    "both": gettext_lazy("%(name)s, both sides"),
}


def fact_name(kind: str, id: str, english: str, *, field: str = "label") -> str:
    """Return a name of the facts in the language of the page, its English where there is none."""
    if is_english():
        return english
    return facts_text(kind, id, field, language=get_language() or ENGLISH) or english


def muscle_here(muscle: str) -> str:
    """Return the anatomical name of a muscle."""
    return fact_name("muscle", muscle, load_muscles()[muscle].name, field="name")


def muscle_with_side(muscle: str, side: str) -> str:
    """Return a muscle with its side, such as *Infraspinatus, right*."""
    if is_english():
        return muscle_in_words(muscle, side)
    return _on_a_side(muscle_here(muscle), side if side in LEFT_RIGHT else "")


def place_with_side(region: str, side: str) -> str:
    """Return a place of the body with its side, such as *right temple*."""
    if is_english():
        return place_name(region, side)
    return _on_a_side(fact_name("region", region, load_regions()[region].label), side)


def qualities_here() -> tuple[dict[str, str], ...]:
    """Return the words for how a pain feels, by id."""
    return tuple(
        {"id": one.id, "label": fact_name("quality", one.id, one.label)}
        for one in load_qualities().values()
    )


def symptom_here(id: str) -> str:
    """Return a symptom; one that waits for a review stays English and is marked."""
    label = load_symptoms()[id].label
    if is_english():
        return label
    said = facts_text("symptom", id, "label", language=get_language() or ENGLISH)
    return as_english(label) if said is None else said


def said_here(english: str) -> str:
    """Return what a reason is about, a place, a symptom or a movement, in the page's language."""
    if is_english():
        return english
    return _by_english(get_language() or ENGLISH).get(english, english)


def measure_here(label: str) -> str:
    """Return the name of a measure: that of a movement, or a word of the pages."""
    if is_english():
        return label
    movement = f"{label[:1].lower()}{label[1:]}"
    said = said_here(movement)
    return gettext(label) if said == movement else str(capfirst(said))


def filled_in(sentence: str, about: Iterable[str]) -> str:
    """Fill ``%(places)s`` with names; English ones in another language are marked as such."""
    if is_english():
        return sentence % {"places": ", ".join(about)}
    known = _by_english(get_language() or ENGLISH)
    named = format_html_join(", ", "{}", ((_marked(one, known.get(one)),) for one in about))
    before, _gap, after = sentence.partition("%(places)s")
    return format_html("{}{}{}", before, named, after)


def with_english(sentence: str, **english: object) -> str:
    """Fill a sentence with pieces that are English, marked as such in another language."""
    if is_english():
        return sentence % english
    said = sentence
    for name in english:
        said = said.replace(f"%({name})s", f"{{{name}}}")
    return format_html(said, **{name: as_english(text) for name, text in english.items()})


def _marked(english: str, translated: str | None) -> str:
    """Return a translated name, or the English one marked."""
    if translated is not None:
        return translated
    return as_english(english)


def _on_a_side(name: str, side: str) -> str:
    """Add a side to a name."""
    words = _ON_A_SIDE.get(side)
    return name if words is None else str(words) % {"name": name}


@lru_cache(maxsize=4)
def _by_english(language: str) -> dict[str, str]:
    """Return the translated names of places with their sides, of symptoms and of movements."""
    found: dict[str, str] = {}
    for kind, records in (("symptom", load_symptoms()), ("movement", load_movements())):
        for one, record in records.items():
            words = facts_text(kind, one, "label", language=language)
            if words is not None:
                found[record.label] = words
    for region in load_regions():
        for side in ("", *LEFT_RIGHT, "both"):
            found[place_name(region, side)] = place_with_side(region, side)
    return found
