"""What a person tells: checked once at the door, trusted inside.

``query_from`` turns the JSON contract of ``unknot find`` into a frozen record. Every
complaint names the place as a path (``pain[2].side``), the value, and the nearest valid one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.network_tables import load_qualities, load_signs
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.drawn import Drawn, drawn_from, joined_marks
from unknot.find.marks import MovementMark, PainMark, SignMark
from unknot.json_values import (
    case_id,
    check_names,
    entries,
    known_id,
    number_in,
    object_with,
    shown,
)
from unknot.json_values import kind as kind_of
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT, SIDES, LeftRight, Side

__all__ = [
    "ABOUT",
    "ANSWERS",
    "MOST_ENTRIES",
    "OLDEST",
    "SEXES",
    "MovementMark",
    "PainMark",
    "Query",
    "SignMark",
    "query_from",
]

_Mark = TypeVar("_Mark")

ABOUT: Final = (
    "pregnant",
    "pregnant_or_postpartum",
    "could_be_pregnant",
    "has_ovaries",
    "has_testicles",
)
SEXES: Final = ("female", "male", "other")
ANSWERS: Final = ("yes", "no", "unsure")
MOST_ENTRIES: Final = 500
"""Entries of one list, at most; more is a mistake, not a person."""
OLDEST: Final = 125
_NOTHING_TOLD: Final = (
    "There is nothing to go on. Give at least one of: pain (regions), text, symptoms."
)
_NOTHING_PAINTED: Final = (
    "The drawing holds no paint and nothing else was told. Paint where it hurts, or give at "
    "least one of: pain (regions), text, symptoms."
)
_FIELDS: Final = (
    "id",
    "text",
    "atlas_version",
    "strokes",
    "pain",
    "asked_anywhere_else",
    "symptoms",
    "absent_symptoms",
    "limited_movements",
    "free_movements",
    "signs",
    "age",
    "sex",
    "about",
    "answers",
)


@dataclass(frozen=True, slots=True)
class Query:
    """Everything a person told, in the vocabulary of the facts.

    Attributes
    ----------
    pain
        Places that hurt, given and painted, each once.
    drawn
        The drawing and what was read from it, or None.
    asked_anywhere_else
        Whether the person was asked for pain anywhere else; sets how much an unpainted
        region counts.
    age
        In years, or None.
    dangers
        Told in words: for each danger the warning-sign questions that it speaks of.
    ignored
        Fields that came and that nothing here reads, named so that nothing is lost.
    """

    id: str | int | None = None
    text: str = ""
    pain: tuple[PainMark, ...] = ()
    drawn: Drawn | None = None
    asked_anywhere_else: bool = False
    symptoms: tuple[str, ...] = ()
    absent_symptoms: tuple[str, ...] = ()
    limited_movements: tuple[MovementMark, ...] = ()
    free_movements: tuple[MovementMark, ...] = ()
    signs: tuple[SignMark, ...] = ()
    age: float | None = None
    sex: str | None = None
    about: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dangers: tuple[tuple[str, ...], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def felt(self) -> tuple[PainMark, ...]:
        """The marks that hurt: all but those with an intensity of 0."""
        return tuple(mark for mark in self.pain if mark.intensity != 0)


def query_from(fields: object) -> Query:
    """Check one case of the contract and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, is out of range, or contradicts another.
    UnknownId
        An id stands in no vocabulary.
    NotEnoughData
        Neither pain, text nor symptoms are given.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(
            f"A case is one JSON object {{…}}; this is {kind_of(fields)}.", where="", value=fields
        )
    ignored = check_names(fields, _FIELDS)
    given = tuple(_pain_marks(entries(fields.get("pain"), "pain", most=MOST_ENTRIES)))
    drawn = drawn_from(fields)
    query = Query(
        id=case_id(fields.get("id")),
        text=_text(fields.get("text")),
        pain=given if drawn is None else joined_marks(given, drawn.places),
        drawn=drawn,
        asked_anywhere_else=_yes_no(fields, "asked_anywhere_else"),
        symptoms=_ids(fields, "symptoms", load_symptoms(), kind="symptom"),
        absent_symptoms=_ids(fields, "absent_symptoms", load_symptoms(), kind="symptom"),
        limited_movements=_once(_movement_marks(fields, "limited_movements")),
        free_movements=_once(_movement_marks(fields, "free_movements")),
        signs=_once(_sign_marks(entries(fields.get("signs"), "signs", most=MOST_ENTRIES))),
        age=number_in(fields.get("age"), "age", high=OLDEST, unit="years"),
        sex=_one_of(fields.get("sex"), SEXES, "sex"),
        about=_about(fields.get("about")),
        answers=_answers(fields.get("answers")),
        ignored=ignored,
    )
    _check_contradictions(query)
    if not (query.pain or query.text.strip() or query.symptoms or query.limited_movements):
        raise NotEnoughData(_NOTHING_TOLD if drawn is None else _NOTHING_PAINTED)
    return query


def _pain_marks(entries: Sequence[Any]) -> Iterable[PainMark]:
    """Check the marked regions one by one."""
    regions = load_regions()
    for n, entry in enumerate(entries):
        where = f"pain[{n}]"
        fields = object_with(entry, where, ("region", "side", "intensity", "quality"))
        region = known_id(fields.get("region"), regions, what="region", where=f"{where}.region")
        side = _side(fields.get("side"), f"{where}.side")
        if not regions[region].is_sided and side != "mid":
            raise InvalidInput(
                f"Region '{region}' has no left and right; its side is 'mid', not '{side}' "
                f"({where}.side).",
                where=f"{where}.side",
                value=side,
                nearest="mid",
            )
        yield PainMark(
            region=region,
            side=side,
            intensity=number_in(fields.get("intensity"), f"{where}.intensity", high=10, unit=""),
            quality=_quality(fields.get("quality"), f"{where}.quality"),
        )


def _movement_marks(fields: Mapping[str, Any], name: str) -> Iterable[MovementMark]:
    """Check movements one by one; an id alone means that the side was not told."""
    movements = load_movements()
    for n, entry in enumerate(entries(fields.get(name), name, most=MOST_ENTRIES)):
        where = f"{name}[{n}]"
        named = {"movement": entry} if isinstance(entry, str) else entry
        mark = object_with(named, where, ("movement", "side"))
        movement = known_id(
            mark.get("movement"), movements, what="movement", where=f"{where}.movement"
        )
        side = _side(mark.get("side"), f"{where}.side")
        yield MovementMark(movement, side if movements[movement].is_sided else "mid")


def _sign_marks(entries: Sequence[Any]) -> Iterable[SignMark]:
    """Check palpation findings one by one."""
    for n, entry in enumerate(entries):
        where = f"signs[{n}]"
        fields = object_with(entry, where, ("muscle", "side", "sign", "present", "site"))
        muscle = known_id(
            fields.get("muscle"), load_muscles(), what="muscle", where=f"{where}.muscle"
        )
        side = fields.get("side")
        if side not in LEFT_RIGHT:
            raise InvalidInput(
                f"A palpation finding has the side 'left' or 'right', not {shown(side)} "
                f"({where}.side). Give one entry a side.",
                where=f"{where}.side",
                value=side,
            )
        present = fields.get("present", True)
        if not isinstance(present, bool):
            raise InvalidInput(
                f"'present' is true or false, not {shown(present)} ({where}.present).",
                where=f"{where}.present",
                value=present,
            )
        sign = known_id(fields.get("sign"), load_signs(), what="sign", where=f"{where}.sign")
        site = fields.get("site")
        if site is not None:
            sites = {one.id: one for one in load_muscles()[muscle].sites}
            site = known_id(site, sites, what="site", where=f"{where}.site")
        yield SignMark(muscle, cast(LeftRight, side), sign, present, site)


def _check_contradictions(query: Query) -> None:
    """Refuse a symptom that is both there and absent, a movement both limited and free."""
    for symptom in query.symptoms:
        if symptom in query.absent_symptoms:
            raise InvalidInput(
                f"Symptom '{symptom}' stands in symptoms and in absent_symptoms. Keep one.",
                where=f"absent_symptoms[{query.absent_symptoms.index(symptom)}]",
                value=symptom,
            )
    limited = {place for mark in query.limited_movements for place in _places(mark)}
    for n, mark in enumerate(query.free_movements):
        if not limited.isdisjoint(_places(mark)):
            raise InvalidInput(
                f"Movement '{mark.movement}' ({mark.side}) stands in limited_movements and in "
                "free_movements. Keep one.",
                where=f"free_movements[{n}]",
                value=mark.movement,
            )
    seen: dict[tuple[str, str, str], bool] = {}
    for n, sign in enumerate(query.signs):
        key = (sign.muscle, sign.side, sign.sign)
        if seen.setdefault(key, sign.present) != sign.present:
            raise InvalidInput(
                f"Sign '{sign.sign}' of the {sign.side} {sign.muscle} is both present and absent. "
                "Keep one.",
                where=f"signs[{n}]",
                value=sign.sign,
            )


def _places(mark: MovementMark) -> tuple[tuple[str, str], ...]:
    """Return a movement with its side; both sides are two places."""
    sides = LEFT_RIGHT if mark.side == "both" else (mark.side,)
    return tuple((mark.movement, side) for side in sides)


def _once(marks: Iterable[_Mark]) -> tuple[_Mark, ...]:
    """Drop exact repeats, which say nothing new."""
    return tuple(dict.fromkeys(marks))


def _about(value: object) -> Mapping[str, bool]:
    """Check the facts about the person that some questions depend on; null is not known."""
    if value is None:
        return MappingProxyType({})
    fields = object_with(value, "about", ABOUT)
    for name, fact in fields.items():
        if fact is not None and not isinstance(fact, bool):
            raise InvalidInput(
                f"'about.{name}' is true, false or null, not {shown(fact)}.",
                where=f"about.{name}",
                value=fact,
            )
    return MappingProxyType({name: fact for name, fact in fields.items() if fact is not None})


def _answers(value: object) -> Mapping[str, str]:
    """Check the answers to warning-sign questions; null is not yet answered."""
    if value is None:
        return MappingProxyType({})
    if not isinstance(value, Mapping):
        raise InvalidInput(
            f"'answers' is an object of question ids and answers; this is {kind_of(value)}.",
            where="answers",
        )
    checked = {}
    for flag, answer in value.items():
        known = known_id(flag, load_red_flags(), what="red flag", where=f"answers.{str(flag)[:60]}")
        if answer is None:
            continue
        if answer not in ANSWERS:
            raise InvalidInput(
                f"An answer is 'yes', 'no' or 'unsure', not {shown(answer)} (answers.{known}).",
                where=f"answers.{known}",
                value=answer,
            )
        checked[known] = str(answer)
    return MappingProxyType(checked)


def _ids(
    fields: Mapping[str, Any], name: str, known: Mapping[str, Any], *, kind: str
) -> tuple[str, ...]:
    """Check a list of ids and drop exact repeats, which say nothing new."""
    found = [
        known_id(value, known, what=kind, where=f"{name}[{n}]")
        for n, value in enumerate(entries(fields.get(name), name, most=MOST_ENTRIES))
    ]
    return tuple(dict.fromkeys(found))


def _side(value: Any, where: str) -> Side:
    """Return the side; left out or null means not told."""
    if value is None:
        return "mid"
    if value not in SIDES:
        close = get_close_matches(str(value)[:20].lower(), SIDES, n=1, cutoff=0.5)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise InvalidInput(
            f"A side is 'left', 'right', 'both' or 'mid', not {shown(value)} ({where}).{hint}",
            where=where,
            value=value,
            nearest=close[0] if close else None,
        )
    side: Side = value
    return side


def _quality(value: object, where: str) -> str | None:
    """Return how the pain feels, or None."""
    return None if value is None else known_id(value, load_qualities(), what="quality", where=where)


def _one_of(value: Any, allowed: tuple[str, ...], where: str) -> str | None:
    """Return a value of a closed list, or None."""
    if value is not None and value not in allowed:
        raise InvalidInput(
            f"'{where}' is one of {', '.join(allowed)} or null, not {shown(value)}.",
            where=where,
            value=value,
        )
    one: str | None = value
    return one


def _yes_no(fields: Mapping[str, Any], name: str) -> bool:
    """Return a boolean field; left out or null is false."""
    value = fields.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InvalidInput(
            f"'{name}' is true or false, not {shown(value)}.", where=name, value=value
        )
    return value


def _text(value: object) -> str:
    """Return the free words; their length is checked where they are read."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidInput(f"'text' is a string; this is {kind_of(value)}.", where="text")
    return value
