"""What a plan is made from: checked once at the door, trusted inside.

``plan_query_from`` turns the JSON contract of ``unknot plan`` into a frozen record. Every
complaint names the place as a path (``points[1].side``), the value, and the nearest valid
one. What is not told stays None: it is never read as "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.countries import country_of, load_countries
from unknot.facts.methods import load_methods
from unknot.facts.planning import PROFESSIONS, load_tools
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_regions, load_symptoms
from unknot.json_values import (
    case_id,
    check_names,
    entries,
    kind,
    known_id,
    number_in,
    one_of,
    record,
    sentence,
    shown,
    whole_in,
    yes_no_or_none,
)
from unknot.muscles.catalogue import load_muscles
from unknot.plan.contradictions import refuse_contradictions
from unknot.plan.limbs import Limb, limbs_from
from unknot.sides import LEFT_RIGHT, SIDES, LeftRight, Side

__all__ = [
    "ABOUT",
    "NEEDLING_SCOPE",
    "SETTINGS",
    "STATES",
    "LocatedCondition",
    "PlanQuery",
    "PointMark",
    "Setting",
    "plan_query_from",
]

Setting = Literal["clinic", "home"]
SETTINGS: Final[tuple[Setting, ...]] = ("clinic", "home")
STATES: Final = ("active", "latent")
SEXES: Final = ("female", "male", "other")
ABOUT: Final = (
    "pregnant",
    "pregnant_or_postpartum",
    "could_be_pregnant",
    "has_ovaries",
    "has_testicles",
)
ANSWERS: Final = ("yes", "no", "unsure")
NEEDLING_SCOPE: Final = "needling_scope"
"""Key of ``reasons`` by which a practitioner says why the local rules let them needle."""
OLDEST: Final = 125
MOST_WEEKS: Final = 5200
MOST_TREATMENTS: Final = 1000
FIELDS: Final = (
    "id",
    "setting",
    "person",
    "points",
    "methods",
    "prefer",
    "answers",
    "reasons",
    "consent_needling",
    "country",
    "profession",
    "limits",
    "pain",
    "symptoms",
    "atlas_version",
    "facts_version",
)
PERSON: Final = (
    "age",
    "sex",
    "about",
    "conditions",
    "limb",
    "treatments_so_far",
    "irritable",
    "equipment",
    "guardian",
    "seen_by_doctor",
)
POINT: Final = ("muscle", "side", "site", "state", "weeks", "pain")
LIMITS: Final = ("pressure_0_10", "seconds")


@dataclass(frozen=True, slots=True)
class PointMark:
    """One point to be worked on."""

    muscle: str
    side: LeftRight
    site: str | None = None
    """None: the muscle, without saying which of its sites."""
    state: str = "active"
    weeks: float | None = None
    pain: float | None = None
    """How much it hurts now, 0-10."""


@dataclass(frozen=True, slots=True)
class LocatedCondition:
    """A condition with the places where it is; it limits local rules to these."""

    condition: str
    places: tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """Everything a plan rests on.

    Attributes
    ----------
    conditions
        Conditions without a place: local rules then hold at every point.
    located
        Conditions that were told with their place.
    limbs
        Limbs that limb-wide rules apply to; empty means not told, so every limb.
    reasons
        A practitioner's reasons, by condition, by contraindication, or `NEEDLING_SCOPE`.
    methods
        Only these; None means every method that fits.
    is_seen_by_doctor
        Whether a doctor has looked at this pain since it began; None where nobody asked.
    most_pressure, most_seconds
        Limits that person or practitioner set; they can only lower a dose.
    """

    points: tuple[PointMark, ...]
    setting: Setting = "home"
    id: str | int | None = None
    age: float | None = None
    sex: str | None = None
    about: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    conditions: tuple[str, ...] = ()
    located: tuple[LocatedCondition, ...] = ()
    limbs: tuple[Limb, ...] = ()
    treatments_so_far: int | None = None
    irritable: bool | None = None
    equipment: tuple[str, ...] | None = None
    has_guardian: bool = False
    is_seen_by_doctor: bool | None = None
    methods: tuple[str, ...] | None = None
    prefer: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    consents_to_needling: bool = False
    country: str | None = None
    profession: str | None = None
    most_pressure: float | None = None
    most_seconds: float | None = None
    pain: tuple[tuple[str, Side], ...] = ()
    symptoms: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def plan_query_from(fields: object) -> PlanQuery:
    """Check one case of the contract and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, is out of range, or contradicts another.
    UnknownId
        An id stands in no vocabulary; the nearest is named.
    NotEnoughData
        There is no point, or no setting.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(
            f"A case is one JSON object {{…}}; this is {kind(fields)}.", where="", value=fields
        )
    ignored = check_names(fields, FIELDS)
    setting = _setting(fields.get("setting"))
    limits = record(fields.get("limits"), "limits", LIMITS)
    query = PlanQuery(
        id=case_id(fields.get("id")),
        points=_points(entries(fields.get("points"), "points")),
        setting=setting,
        methods=_methods(fields.get("methods"), "methods"),
        prefer=_methods(fields.get("prefer"), "prefer") or (),
        answers=_answers(fields.get("answers")),
        reasons=_reasons(fields.get("reasons"), setting),
        consents_to_needling=yes_no_or_none(fields.get("consent_needling"), "consent_needling")
        or False,
        country=_country(fields.get("country")),
        profession=one_of(fields.get("profession"), PROFESSIONS, "profession"),
        most_pressure=number_in(limits.get("pressure_0_10"), "limits.pressure_0_10", high=10),
        most_seconds=number_in(limits.get("seconds"), "limits.seconds", low=1, high=3600, unit="s"),
        pain=_places(entries(fields.get("pain"), "pain"), "pain"),
        symptoms=_symptoms(entries(fields.get("symptoms"), "symptoms")),
        ignored=ignored,
    )
    query = _with_person(query, record(fields.get("person"), "person", PERSON))
    refuse_contradictions(query)
    return query


def _setting(value: object) -> Setting:
    """Check who does it; it is never guessed."""
    setting = one_of(value, SETTINGS, "setting")
    if setting is None:
        raise NotEnoughData(
            '\'setting\' is missing. Say "clinic" when a practitioner does it, "home" when the '
            "person does it alone."
        )
    return cast(Setting, setting)


def _with_person(query: PlanQuery, person: Mapping[str, Any]) -> PlanQuery:
    """Check what was told about the person and add it."""
    conditions, located = _conditions(entries(person.get("conditions"), "person.conditions"))
    return replace(
        query,
        age=number_in(person.get("age"), "person.age", high=OLDEST, unit="years"),
        sex=one_of(person.get("sex"), SEXES, "person.sex"),
        about=_about(person.get("about")),
        conditions=conditions,
        located=located,
        limbs=limbs_from(person.get("limb"), "person.limb"),
        treatments_so_far=whole_in(
            person.get("treatments_so_far"), "person.treatments_so_far", high=MOST_TREATMENTS
        ),
        irritable=yes_no_or_none(person.get("irritable"), "person.irritable"),
        equipment=_equipment(person.get("equipment")),
        has_guardian=yes_no_or_none(person.get("guardian"), "person.guardian") or False,
        is_seen_by_doctor=yes_no_or_none(person.get("seen_by_doctor"), "person.seen_by_doctor"),
    )


def _symptoms(given: Any) -> tuple[str, ...]:
    """Check symptoms, each once."""
    known = load_symptoms()
    return tuple(
        dict.fromkeys(
            known_id(one, known, what="symptom", where=f"symptoms[{n}]")
            for n, one in enumerate(given)
        )
    )


def _points(given: Any) -> tuple[PointMark, ...]:
    """Check the points; the same point twice must say the same."""
    if not given:
        raise NotEnoughData(
            "There is no point to plan for. Give at least one: "
            '"points": [{"muscle": "infraspinatus", "side": "right"}].'
        )
    seen: dict[tuple[str, str, str | None], PointMark] = {}
    for n, entry in enumerate(given):
        point = _point(entry, f"points[{n}]")
        key = (point.muscle, point.side, point.site)
        before = seen.setdefault(key, point)
        if before != point:
            what = "state" if before.state != point.state else "weeks and pain"
            raise InvalidInput(
                f"The {point.side} {point.site or point.muscle} stands twice in points with "
                f"another {what} (points[{n}]). Keep one.",
                where=f"points[{n}].{what.split(maxsplit=1)[0]}",
                value=point.state,
            )
    return tuple(seen.values())


def _point(entry: object, where: str) -> PointMark:
    """Check one point."""
    if not isinstance(entry, Mapping):
        raise InvalidInput(f"'{where}' is an object {{…}}; this is {kind(entry)}.", where=where)
    fields = record(entry, where, POINT)
    muscles = load_muscles()
    muscle = known_id(fields.get("muscle"), muscles, what="muscle", where=f"{where}.muscle")
    side = fields.get("side")
    if side not in LEFT_RIGHT:
        remedy = (
            "Give one entry for each side."
            if side == "both"
            else "A point lies in one muscle; say which side."
        )
        given = "nothing" if side is None else shown(side)
        raise InvalidInput(
            f"A point has the side 'left' or 'right', not {given} ({where}.side). {remedy}",
            where=f"{where}.side",
            value=side,
        )
    site = fields.get("site")
    if site is not None:
        sites = {one.id: one for one in muscles[muscle].sites}
        site = known_id(site, sites, what="site", where=f"{where}.site")
    return PointMark(
        muscle=muscle,
        side=cast(LeftRight, side),
        site=site,
        state=one_of(fields.get("state"), STATES, f"{where}.state") or "active",
        weeks=number_in(fields.get("weeks"), f"{where}.weeks", high=MOST_WEEKS, unit="weeks"),
        pain=number_in(fields.get("pain"), f"{where}.pain", high=10),
    )


def _conditions(given: Any) -> tuple[tuple[str, ...], tuple[LocatedCondition, ...]]:
    """Check conditions: an id alone, or an object with the places where it is."""
    known = load_conditions()
    free: list[str] = []
    located: list[LocatedCondition] = []
    for n, entry in enumerate(given):
        where = f"person.conditions[{n}]"
        if not isinstance(entry, Mapping):
            free.append(known_id(entry, known, what="condition", where=where))
            continue
        fields = record(entry, where, ("condition", "places"))
        id_ = known_id(fields.get("condition"), known, what="condition", where=f"{where}.condition")
        places = _places(entries(fields.get("places"), f"{where}.places"), f"{where}.places")
        if places:
            located.append(LocatedCondition(id_, places))
        else:
            free.append(id_)
    return tuple(dict.fromkeys(free)), tuple(dict.fromkeys(located))


def _places(given: Any, where: str) -> tuple[tuple[str, Side], ...]:
    """Check regions with sides; further fields of a painted place are not looked at."""
    regions, found = load_regions(), []
    for n, entry in enumerate(given):
        place = f"{where}[{n}]"
        fields = record(entry, place, ("region", "side", "intensity", "quality", "fraction"))
        region = known_id(fields.get("region"), regions, what="region", where=f"{place}.region")
        side = one_of(fields.get("side"), SIDES, f"{place}.side") or "mid"
        if not regions[region].is_sided and side != "mid":
            raise InvalidInput(
                f"Region '{region}' has no left and right; its side is 'mid', not '{side}' "
                f"({place}.side).",
                where=f"{place}.side",
                value=side,
                nearest="mid",
            )
        found.append((region, cast(Side, side)))
    return tuple(dict.fromkeys(found))


def _about(value: object) -> Mapping[str, bool]:
    """Check the facts about the person; null is not known."""
    fields = record(value, "person.about", ABOUT)
    checked = {name: yes_no_or_none(fact, f"person.about.{name}") for name, fact in fields.items()}
    return MappingProxyType({name: fact for name, fact in checked.items() if fact is not None})


def _equipment(value: object) -> tuple[str, ...] | None:
    """Check the tools; None means that nobody asked."""
    if value is None:
        return None
    tools = load_tools()
    called = {other: tool.id for tool in tools.values() for other in (tool.id, *tool.also_called)}
    return tuple(
        dict.fromkeys(
            called[known_id(one, called, what="tool", where=f"person.equipment[{n}]")]
            for n, one in enumerate(entries(value, "person.equipment"))
        )
    )


def _methods(value: object, where: str) -> tuple[str, ...] | None:
    """Check methods; one that nobody can plan is refused."""
    if value is None:
        return None
    methods, found = load_methods(), []
    for n, one in enumerate(entries(value, where)):
        id_ = known_id(one, methods, what="method", where=f"{where}[{n}]")
        wider = methods[id_].part_of
        if not methods[id_].is_plannable and wider is not None and methods[wider].is_plannable:
            id_ = wider
        if not methods[id_].is_plannable:
            plannable = ", ".join(m.id for m in methods.values() if m.is_plannable)
            raise InvalidInput(
                f"Method '{id_}' has no dose here and cannot be planned ({where}[{n}]). "
                f"Known: {plannable}.",
                where=f"{where}[{n}]",
                value=one,
            )
        found.append(id_)
    return tuple(dict.fromkeys(found))


def _answers(value: object) -> Mapping[str, str]:
    """Check the answers to warning-sign questions; null is not yet answered."""
    if value is None:
        return MappingProxyType({})
    if not isinstance(value, Mapping):
        raise InvalidInput(
            f"'answers' is an object of question ids and answers; this is {kind(value)}.",
            where="answers",
        )
    checked = {}
    for flag, answer in value.items():
        where = f"answers.{str(flag)[:60]}"
        id_ = known_id(flag, load_red_flags(), what="red flag", where=where)
        if answer is not None:
            checked[id_] = str(one_of(answer, ANSWERS, where))
    return MappingProxyType(checked)


def _reasons(value: object, setting: str) -> Mapping[str, str]:
    """Check a practitioner's reasons; at home nobody can give one."""
    if value is None or value == {}:
        return MappingProxyType({})
    if not isinstance(value, Mapping):
        raise InvalidInput(
            f"'reasons' is an object of condition ids and sentences; this is {kind(value)}.",
            where="reasons",
        )
    if setting != "clinic":
        raise InvalidInput(
            "'reasons' are a practitioner's; in the setting 'home' nobody can give them. "
            "Leave them out.",
            where="reasons",
        )
    known = {**load_conditions(), **load_contraindications(), NEEDLING_SCOPE: None}
    return MappingProxyType(
        {
            known_id(key, known, what="condition", where=f"reasons.{str(key)[:60]}"): sentence(
                words, f"reasons.{str(key)[:60]}"
            )
            for key, words in value.items()
        }
    )


def _country(value: object) -> str | None:
    """Check the country, two letters."""
    if value is None:
        return None
    country = country_of(value) if isinstance(value, str) else None
    if country is None:
        known_id(value, load_countries(), what="country", where="country")
    return country.id if country else None
