"""What a plan says: why each step, where and how, what is left out and because of what.

Plain words for a person at home, exact ones for a practitioner. No number is made here, and
every advice is the text of the facts.
"""

from __future__ import annotations

import re
from typing import Final

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.dosing import load_dosing
from unknot.facts.methods import load_methods
from unknot.facts.planning import load_afterwards, load_plan_parameters, load_tools
from unknot.facts.red_flags import load_urgencies
from unknot.muscles.catalogue import Site, load_muscles
from unknot.muscles.plain import in_plain_words, name_for_home
from unknot.muscles.reach import load_method_reach, load_muscle_positions, load_positions
from unknot.plan.capped import rule_under, without_needle, without_numbers
from unknot.plan.choosing import SELF_TOOL, own_tool, tool_of
from unknot.plan.decide import (
    AGE_NOT_TOLD,
    NO_ADULT,
    NO_METHOD,
    NOTHING_REACHES,
    TOO_YOUNG,
    Decision,
    Omission,
    Step,
    calls_all_off,
)
from unknot.plan.doctor_first import unseen_in_words
from unknot.plan.exercising import exercises_for
from unknot.plan.feeling import NO_NUMBER, how_without_number
from unknot.plan.needling import NEEDLE, is_over_lung
from unknot.plan.permissions import Permission, conditions_of, row_of, usual_site
from unknot.plan.person import has_many_old_points
from unknot.plan.posture import text_that_suits
from unknot.plan.query import PlanQuery, PointMark

__all__ = [
    "MANY_OLD_POINTS",
    "advice_lines",
    "because_of",
    "blocker_in_words",
    "caution_lines",
    "find_in_words",
    "held_shorter",
    "how_in_words",
    "in_short",
    "method_in_words",
    "point_in_words",
    "position_in_words",
    "why_in_words",
]

_HOW_HARD: Final = re.compile(r"(?<=[Pp]ress) deeply\b")
"""How hard to press stands in the dose, not in the words on where."""
_BRACKETS: Final = re.compile(r"\s\([^)]*\)")
MANY_OLD_POINTS: Final = "many active points, some of them old"
_PUSH: Final = {
    "clinic": "the person pushes weakly the way back, against the therapist's hand; then",
    "home": "push weakly the way back, against your other hand or what holds you; then",
}
"""Which way and against what one pushes before a muscle is lengthened."""
_HELD_SHORTER: Final = (
    "Older people are often told to hold a stretch longer; here it is kept short on purpose."
)
_LEAVE_ALONE: Final = "Leave this place alone; a practitioner can look at it."
_NO_SPOT: Final = "That holds at every spot of this muscle."
_NO_HAZARD: Final = "none "
_LIGHTEST: Final = {
    "release": "Do not press here: lay the hand on, wait, and let go as soon as it hurts.",
    "lengthen": "Only go into the position and out again, without any pull.",
    "load": "Move only as far as nothing hurts.",
}
"""How a method is done where nothing of it may be felt."""
_BREATHE: Final = "; breathe out slowly."
_CLAUSES: Final = re.compile(r"; |, and ")
OTHER_TOOL: Final = "another tool reaches it better"
"""Said by `choosing`; here the tool is named."""
_CALLS: Final = {
    AGE_NOT_TOLD: (
        "The age is not told. At home, children and old people have other limits.",
        "Give the age.",
    ),
    TOO_YOUNG: (
        "A home plan is made from the age of {lowest:g}, with an adult beside.",
        "Ask a doctor about any lasting pain of a child.",
    ),
    NO_ADULT: (
        "Under {alone:g} a home plan needs an adult who is there the whole time.",
        'Ask an adult to stay, then say so ("guardian": true). Ask a doctor first about any '
        "lasting pain of a child.",
    ),
    NO_METHOD: ("No method was allowed.", "Allow at least one method."),
    NOTHING_REACHES: (
        "Nothing that is allowed here reaches this point.",
        "Ask a practitioner, or look at what is left out and why.",
    ),
}


def point_in_words(point: PointMark, setting: str = "clinic") -> str:
    """Return a point as therapists say it, such as *Infraspinatus, right*; at home plainly."""
    if setting == "home":
        return name_for_home(point.muscle, point.side)
    return f"{load_muscles()[point.muscle].name}, {point.side}"


def method_in_words(method: str, setting: str) -> str:
    """Return a method by its name, at home by what one does."""
    record = load_methods()[method]
    return record.label if setting == "clinic" else record.plain_label


def why_in_words(step: Step, decision: Decision, query: PlanQuery) -> str:
    """Say why this method at this point, and why here in the order."""
    reach = load_method_reach()[step.method]
    said = [_why_method(step, reach.part, query)]
    if step.place == 0 and len({one.point for one in decision.steps}) > 1:
        said.insert(0, f"This point now: {step.why_here}.")
    if step.permission.level == "with_reason" and query.setting == "home":
        said.append("Only with the adult beside. This is already half the usual dose; do no more.")
    elif step.permission.level == "with_reason":
        said.append(
            "It is done against a caution, with the reason recorded. The dose is already half "
            "the usual one."
        )
    elif step.permission.level == "precaution":
        said.append("This is already half the usual dose, because of the caution; do no more.")
    elif decision.stage.is_first:
        said.append("A gentle dose, because it is the first treatment.")
    elif decision.stage.is_sensitive:
        said.append(f"A gentle dose, because of: {_why_gentle(decision, query)}.")
    elif decision.stage.is_early or decision.stage.is_low:
        said.append("The low end of the dose: time is added first, pressure later.")
    said += held_shorter(step.method, step.amounts.seconds[1], query)
    return " ".join(said)


def held_shorter(method: str, longest_s: float, query: PlanQuery) -> list[str]:
    """Say that a stretch of an older person is held for less than is usual at that age."""
    older_from = load_plan_parameters()["gentle_from_age"].value
    is_older = query.age is not None and query.age >= older_from
    if method != "stretching" or not is_older:
        return []
    is_short = longest_s < load_dosing()[method].seconds.range.high
    return [_HELD_SHORTER] if is_short else []


def _why_method(step: Step, part: str, query: PlanQuery) -> str:
    """Say what the method is for in this place."""
    if part == "lengthen" and step.place == 0:
        return "Here the muscle is only lengthened; nothing is pressed."
    if part == "lengthen":
        return (
            "The stretch comes after the pressing."
            if query.setting == "home"
            else "Last the muscle is lengthened, while it is at ease."
        )
    if part in ("comfort", "load"):
        return load_methods()[step.method].what_it_is
    wished = " It was asked for." if step.method in query.prefer else ""
    if query.setting == "home":
        return f"Pressing comes before the stretch.{wished}"
    if step.place:
        return (
            "Only if the point has not let go and more is welcome. Of the stronger methods that "
            f"fit here it has the best evidence.{wished}"
        )
    is_gentlest = load_method_reach()[step.method].place == 1
    first = "The gentle method goes first." if is_gentlest else "It is among what was allowed."
    return f"{first}{wished}"


def _why_gentle(decision: Decision, query: PlanQuery) -> str:
    """Name what makes the caps for sensitive people hold."""
    known, numbers = load_conditions(), load_plan_parameters()
    why = [in_short(known[one].label) for one in decision.conditions if known[one].is_gentle]
    if query.irritable:
        why.insert(0, "pain that flares easily")
    if has_many_old_points(query):
        why.append(MANY_OLD_POINTS)
    if query.age is None:
        why.append("an age that is not told")
    elif query.age >= numbers["gentle_from_age"].value and not why:
        why.append(f"an age from {numbers['gentle_from_age'].value:g} on")
    return "; ".join(why)


def in_short(label: str) -> str:
    """Return a label without the examples in brackets."""
    return _BRACKETS.sub("", label)


def position_in_words(
    step: Step, decision: Decision, setting: str, *, tools: tuple[str, ...] | None = None
) -> str:
    """Say how the person lies or sits, and what is done with which tool.

    Parameters
    ----------
    tools
        What the person owns; None when that was not told.
    """
    places, care = load_muscle_positions()[step.point.muscle], load_muscles()[step.point.muscle]
    part = load_method_reach()[step.method].part
    fitting = text_that_suits(step.point, step.method, decision.bits, setting=setting, tools=tools)
    fitting = in_plain_words(fitting) if setting == "home" else fitting
    if step.method == "muscle_energy":
        return (
            f"Go to a mild pull: {_lower(fitting)} There, {_PUSH[setting]} let go, breathe out, "
            "take up what has become free."
        )
    if part == "lengthen":
        return fitting
    if part == "load":
        chosen = exercises_for((step.point,), decision.bits)
        return chosen[0].level.text if chosen else "Slow, easy movement that uses the muscle."
    if setting == "home":
        if step.method == "self_release_tool":
            return fitting
        tool = tool_of(step.method, step.point.muscle)
        needed = f"You need {load_tools()[tool].in_words}. " if tool else ""
        own = fitting if tool == care.self_care.tool else None
        text = own or load_methods()[step.method].what_it_is
        return needed + text
    needle_down = step.method == NEEDLE and places.worked_on in ("sitting", "standing")
    return _clinic_position("lying" if needle_down else places.worked_on, decision)


def how_in_words(step: Step, setting: str, tool_told: str | None = None) -> str:
    """Say how it should feel, and at home how the tool is used gently.

    Parameters
    ----------
    tool_told
        The tool of the posture that is told, where the text names several.
    """
    record, most = load_dosing()[step.method].pressure, step.amounts.pressure
    is_unfelt = step.amounts.scale == NO_NUMBER
    if is_unfelt:
        rule = how_without_number(step.method)
    elif step.method == NEEDLE:
        rule = f"{record.rule} Never above {most:g} of 10."
    else:
        rule = _rule(step.method, most)
    tool = (tool_told or tool_of(step.method, step.point.muscle)) if setting == "home" else None
    used = load_tools()[tool].how if tool is not None and tool in load_tools() else None
    is_press = load_method_reach()[step.method].part == "release"
    return f"{rule} {used}" if used and is_press else rule


def _rule(method: str, most: float | None) -> str:
    """Return how a step should feel for its strength, with nothing said twice."""
    record = load_dosing()[method].pressure
    rule, usual_low = record.rule, record.target.low
    if most == 0:
        return _LIGHTEST.get(load_method_reach()[method].part, rule)
    said = rule_under(rule, most, usual_low)
    return said if said == rule else said.replace(_BREATHE, ".")


def find_in_words(step: Step, setting: str) -> str | None:
    """Say how to find the point, where the method works on one."""
    if load_method_reach()[step.method].part != "release":
        return None
    sites: tuple[Site, ...] = load_muscles()[step.point.muscle].sites
    meant = step.spot or step.point.site or usual_site(step.point.muscle)
    one = next(site for site in sites if site.id == meant)
    where = _HOW_HARD.sub("", one.where)
    where = where if setting == "clinic" else in_plain_words(where)
    if step.point.site is not None or len(sites) == 1:
        return where
    if setting == "clinic":
        return f"Which spot was not told; this plan is for this one only: {where}"
    return (
        f"You did not say which spot you found. This plan is for this one: {where} If yours is "
        "elsewhere, do not press it by this plan."
    )


def caution_lines(step: Step, decision: Decision, query: PlanQuery) -> list[str]:
    """Return the advice of every row that matched, then the hazards of the place."""
    lines = advice_lines(
        step.method, step.permission.cautions, is_unfelt=step.amounts.scale == NO_NUMBER
    )
    muscle = load_muscles()[step.point.muscle]
    part = load_method_reach()[step.method].part
    if step.method == "dry_needling":
        lines += [f"Needle: {one}" for one in muscle.needling_hazards if _is_hazard(one)]
        if is_over_lung(muscle.id):
            lines.append("Needle over the lung: one side in one treatment.")
        rule = _rule_here(decision.needles.because, over_lung=is_over_lung(muscle.id))
        lines += [f"Rule of the country: {rule}."] if rule else []
    elif part == "release":
        lines += [
            f"Mind: {one}" if query.setting == "clinic" else f"Take care: {in_plain_words(one)}"
            for one in muscle.compression_hazards
            if _is_hazard(one)
        ]
        reason = muscle.self_care.not_recommended_reason
        if query.setting == "home" and reason:
            lines.append(reason)
    if query.setting == "home" and query.has_guardian and not lines:
        lines.append("An adult stays the whole time.")
    return lines


def _rule_here(rule: str, *, over_lung: bool) -> str:
    """Return the rule of the country without what is about the chest, where that is far."""
    clauses = _CLAUSES.split(rule)
    return rule if over_lung else "; ".join(one for one in clauses if "chest" not in one)


def advice_lines(method: str, cautions: int, *, is_unfelt: bool) -> list[str]:
    """Return the advice of rows, each once after the names of all that say it."""
    labels: dict[str, list[str]] = {}
    for condition in conditions_of(cautions):
        row = row_of(method, condition)
        advice = without_numbers(row.instead, is_unfelt=is_unfelt)
        advice = advice if method == NEEDLE else without_needle(advice)
        labels.setdefault(advice, []).append(row.label)
    return [f"{'; '.join(some)}: {advice}" for advice, some in labels.items()]


def _is_hazard(text: str) -> bool:
    """Say whether a hazard is one; many records say that there is none."""
    return not text.startswith(_NO_HAZARD)


def because_of(
    omission: Omission,
    setting: str,
    *,
    makes_no_room: bool = False,
    said: frozenset[str] = frozenset(),
) -> str:
    """Say why something is left out.

    Parameters
    ----------
    makes_no_room
        A point of this treatment was ruled out, and the others still wait.
    said
        Advice that stands above, where the plan says what blocks it.
    """
    if omission.kind == "later":
        if omission.method is not None:
            return "Enough of this method for one treatment; it can wait for the next."
        room = (
            " A point that is ruled out makes no room for another: take it off the list to plan "
            "without it."
        )
        return (
            "Enough points for one treatment; what stands here follows another day, in this order."
            + (room if makes_no_room else "")
        )
    if omission.kind == "nothing_reaches":
        return (
            "Nothing that is allowed here reaches this point. Leave it to a practitioner."
            if setting == "home"
            else "Nothing that is allowed here reaches this point."
        )
    if omission.because == OTHER_TOOL:
        return _other_tool(omission.point.muscle)
    if omission.kind == "unused" or omission.permission is None:
        return f"{omission.because[:1].upper()}{omission.because[1:].rstrip('.')}."
    why = omission.because or _because_rows(
        omission.method or "", omission.permission, setting=setting, said=said
    )
    if omission.no_spot:
        why = f"{why} {_NO_SPOT}"
    own = load_muscles()[omission.point.muscle].self_care.not_recommended_reason
    return f"{why} {own}" if own and omission.method == SELF_TOOL else why


def _other_tool(muscle: str) -> str:
    """Say which tool reaches a muscle better."""
    tool = load_tools().get(own_tool(muscle))
    if tool is None:
        return "It is not reached well by oneself."
    return f"This reaches it better: {tool.in_words}."


def _because_rows(method: str, found: Permission, *, setting: str, said: frozenset[str]) -> str:
    """Say which rows rule a method out, and to a practitioner what to do instead.

    At home nobody is shown how to work next to what must be spared.
    """
    rows = [row_of(method, condition) for condition in conditions_of(found.bits)]
    labels = "; ".join(row.label for row in rows)
    known, is_home = load_conditions(), setting == "home"
    kept = [row for row in rows if not is_home or known[row.condition].kind != "place"]
    advice = dict.fromkeys(without_numbers(row.instead, is_unfelt=False) for row in kept)
    instead = " ".join(line for line in advice if line not in said)
    how = {
        "absolute": "Ruled out",
        "not_at_home": "Not at home",
        "needs_reason": "Only with a practitioner's written reason",
    }[found.level]
    why = f"{how}, because of: {labels}."
    if instead:
        return f"{why} {instead}" if is_home else f"{why} Instead: {instead}"
    return why if kept else f"{why} {_LEAVE_ALONE}"


def blocker_in_words(blocker: str, decision: Decision) -> tuple[str, str]:
    """Return why nothing can be done, and what to do instead."""
    if blocker in _CALLS:
        numbers = load_plan_parameters()
        why, do = _CALLS[blocker]
        return why.format(
            lowest=numbers["home_with_adult_from"].value, alone=numbers["home_alone_from"].value
        ), do
    if blocker in load_afterwards():
        return unseen_in_words(blocker)
    urgency = load_conditions()[blocker].urgency
    if urgency is not None and calls_all_off(blocker):
        return f"{load_conditions()[blocker].label}.", load_urgencies()[urgency].do
    here = [
        one
        for one in decision.omissions
        if one.permission is not None
        and one.method is not None
        and blocker in conditions_of(one.permission.bits)
    ]
    # A row says what to do instead; a position only that it does not suit.
    for one in sorted(here, key=lambda omission: bool(omission.because)):
        if one.because:
            return f"{load_conditions()[blocker].label}.", one.because
        row = row_of(one.method or "", blocker)
        return f"{row.label}.", without_numbers(row.instead, is_unfelt=False)
    return f"{load_conditions()[blocker].label}.", _advice_elsewhere(blocker)


def _advice_elsewhere(condition: str) -> str:
    """Return what the first row of a condition says to do, where none counts at these points."""
    rows = (row for row in load_contraindications().values() if row.condition == condition)
    return next((row.instead for row in rows), "")


def evidence_in_words(method: str) -> str:
    """Return the grade and what it is for, in one line."""
    dose = load_dosing()[method]
    return f"{dose.evidence_grade} ({dose.evidence_for})"


def _clinic_position(position: str, decision: Decision) -> str:
    """Return the position on the table; pregnancy and frailty change it."""
    record = load_positions()[position]
    if record.instead and not set(record.not_with).isdisjoint(decision.conditions):
        return record.instead
    return record.text


def _lower(text: str | None) -> str:
    """Begin a text in lower case, to stand inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}" if text else "the muscle is lengthened."
