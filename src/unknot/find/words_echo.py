"""How is a reading said back to the person, in plain sentences?

The echo comes before any use: what was read, what was denied, what was guessed, what was
not used, and which side is missing. It never confirms a diagnosis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from unknot.facts.network_tables import load_qualities
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.sides import Side

if TYPE_CHECKING:
    from unknot.find.words import Reading, ReadMovement, ReadPain

__all__ = ["ONLY_ENGLISH", "echo_of"]

ONLY_ENGLISH: Final = "Only English is read so far."

_SIDE_WORD: Final[dict[Side, str]] = {"left": "left ", "right": "right ", "both": "both sides: "}
_NOTE: Final = re.compile(r" \(.*\)")


def echo_of(reading: Reading) -> str:
    """Return the sentences, parted by spaces; a reading of nothing says so."""
    if reading.is_other_language:
        return ONLY_ENGLISH
    sentences = [
        _sentence("I read", [*_pains(reading.pain), *_symptoms(reading.symptoms)]),
        _sentence("Limited or painful", _movements(reading.limited_movements)),
        _sentence("Free", _movements(reading.free_movements)),
        _sentence("Read as not there", _symptoms(reading.absent_symptoms)),
        _sentence("Read as not hurting", [_region(one) for one in reading.denied_regions]),
        *(
            f"'{one.words}' was read as {_list([_label(each) for each in one.read_as])}, "
            "not as a diagnosis."
            for one in reading.diagnoses
        ),
        _sentence("Guessed", [f"'{wrote}' as '{read}'" for wrote, read in reading.guessed_words]),
        _sentence("Not used", [f"'{fragment}'" for fragment in reading.not_used]),
        _vague(reading.pain),
        *_sides(reading),
        _warnings(reading.warning_words),
    ]
    said = [sentence for sentence in sentences if sentence]
    is_used = reading.pain or reading.symptoms or reading.limited_movements
    if not (is_used or reading.warnings):
        said.insert(0, "I could not read a place or a symptom from this.")
    return " ".join(said)


def _sentence(start: str, items: Iterable[str]) -> str:
    """Return a sentence, or nothing when there is nothing to list."""
    listed = ", ".join(items)
    return f"{start}: {listed}." if listed else ""


def _pains(pain: Iterable[ReadPain]) -> list[str]:
    """Return each place with its side, quality and strength."""
    said = []
    for mark in pain:
        words = _SIDE_WORD.get(mark.side, "") + _region(mark.region)
        notes = []
        if mark.quality:
            notes.append(load_qualities()[mark.quality].label)
        if mark.intensity is not None:
            notes.append(f"{mark.intensity:g} of 10")
        if mark.is_on_the_way:
            notes.append("on the way")
        said.append(f"{words} ({', '.join(notes)})" if notes else words)
    return said


def _symptoms(symptoms: Iterable[str]) -> list[str]:
    """Return the labels of symptoms."""
    return [load_symptoms()[symptom].label for symptom in symptoms]


def _movements(movements: Iterable[ReadMovement]) -> list[str]:
    """Return the labels of movements, with the affected side when it is known."""
    return [
        load_movements()[one.movement].label
        + (f" ({one.side} side affected)" if one.side in ("left", "right") else "")
        for one in movements
    ]


def _vague(pain: Iterable[ReadPain]) -> str:
    """Ask for more where a word names a large area."""
    words = dict.fromkeys(mark.words for mark in pain if mark.is_vague)
    if not words:
        return ""
    quoted = _list([f"'{one}'" for one in words])
    return f"{quoted} can mean several places; please point closer."


def _warnings(words: Iterable[str]) -> str:
    """Say that what was mentioned is asked about first."""
    named = ", ".join(f"'{one}'" for one in words)
    return f"You mentioned: {named}; a question about it comes first." if named else ""


def _sides(reading: Reading) -> Iterable[str]:
    """Name the places whose side was not said or was taken as both."""
    for side in reading.sides_without_place:
        yield f"You said '{side}' but no part of the body; which part of that side hurts?"
    if reading.both_sides_assumed:
        yield f"Taken as both sides: {_list([_region(r) for r in reading.both_sides_assumed])}."
    if reading.unsaid_sides:
        yield f"Side not said: {_list([_region(r) for r in reading.unsaid_sides])}."


def _label(one: str) -> str:
    """Return the label of a region or symptom."""
    return _region(one) if one in load_regions() else load_symptoms()[one].label


def _region(region: str) -> str:
    """Return the label of a region without its note in brackets."""
    return _NOTE.sub("", load_regions()[region].label)


def _list(items: list[str]) -> str:
    """Join items with commas and a last "and"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
