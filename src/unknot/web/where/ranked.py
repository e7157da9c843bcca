"""The ranking as the page shows it: rows with ten dots, reasons for and against, one question.

Everything is read from the library's answer; here it only gets the shape of the page and
its words. No number appears that the library did not give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.facts.cases import load_cases
from unknot.facts.network_tables import load_signs
from unknot.facts.red_flags import load_urgencies
from unknot.facts.version import facts_version
from unknot.find.alerts import Alert
from unknot.find.answer import Answer
from unknot.find.parameters import default_parameters
from unknot.find.plain import LIMITS, chance_in_ten
from unknot.find.ranking import Candidate
from unknot.find.reasons import Reason, place_name
from unknot.find.rows import CandidateRow, about_of, outer_site, rows_of
from unknot.find.telling import BY_HAND, BY_WORDS, question_in_words, telling_test
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LeftRight
from unknot.web.languages import as_english
from unknot.web.names import filled_in, muscle_here, muscle_with_side, place_with_side, said_here
from unknot.web.where.journey import Journey

__all__ = [
    "AlertShown",
    "Chance",
    "NextQuestion",
    "RankingShown",
    "RowShown",
    "alert_shown",
    "chance_shown",
    "next_question",
    "pain_in_words",
    "ranking_shown",
    "where_it_lies",
]

SHOWN_FIRST: Final = 3
_SHOWN: Final = 6
_REASONS_FIRST: Final = 2
_STARTING_FIGURE: Final = 1e-9
_MORE_LIKELY_OTHER: Final = 0.55
_FOR: Final = (
    ("typical", gettext_lazy("Its pain is typically felt here: %(places)s")),
    ("local", gettext_lazy("Right over the muscle: %(places)s")),
    ("some", gettext_lazy("Some people feel it here: %(places)s")),
    ("near", gettext_lazy("Next to a place where it hurts: %(places)s")),
    ("symptom", gettext_lazy("Often comes with it: %(places)s")),
    ("movement", gettext_lazy("Limited or painful with it: %(places)s")),
)


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability as so many of ten."""

    of_ten: int
    words: str
    dots: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RowShown:
    """One muscle of the ranking.

    Attributes
    ----------
    key
        ``muscle:side``, by which a form names it.
    untold
        Typical places that were not told; asked, not held against it.
    """

    key: str
    muscle: str
    side: LeftRight
    name: str
    where: str
    chance: Chance
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    untold: str
    twins: str
    also: str
    is_tied: bool
    is_open: bool
    site: str

    @property
    def first_for(self) -> tuple[str, ...]:
        """The reasons that stand in the list; the others are one tap away."""
        return self.reasons_for[:_REASONS_FIRST]

    @property
    def first_against(self) -> tuple[str, ...]:
        """The reason against it that stands in the list."""
        return self.reasons_against[:1]

    @property
    def more(self) -> tuple[tuple[str, bool], ...]:
        """Further reasons, each with whether it speaks for the muscle."""
        further_for = [(text, True) for text in self.reasons_for[_REASONS_FIRST:]]
        return (*further_for, *((text, False) for text in self.reasons_against[1:]))


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The one question that would help most."""

    key: str
    text: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class AlertShown:
    """One warning sign with what to do."""

    label: str
    why: str
    do: str
    ruling_out: str


@dataclass(frozen=True, slots=True)
class RankingShown:
    """The whole answer, ready for the page."""

    rows: tuple[RowShown, ...]
    more_rows: tuple[RowShown, ...]
    not_a_muscle: Chance
    is_starting_figure: bool
    is_more_likely_other: bool
    unexplained: tuple[str, ...]
    less_common: tuple[str, ...]
    question: NextQuestion | None
    alerts: tuple[AlertShown, ...]
    summary: str
    echo: str
    limits: str
    kappa: str
    n_cases: int
    facts_version: str

    @property
    def opened(self) -> RowShown:
        """The row whose picture is shown."""
        every = (*self.rows, *self.more_rows)
        return next((row for row in every if row.is_open), every[0])


def ranking_shown(answer: Answer, journey: Journey, *, opened: str = "") -> RankingShown:
    """Return the ranking as the page shows it.

    Parameters
    ----------
    opened
        ``muscle:side`` of the row to open; the first one when it is not there.
    """
    rows = rows_of(answer.ranking.candidates, least=SHOWN_FIRST)[:_SHOWN]
    keys = [_key(row.candidate) for row in rows]
    opened = opened if opened in keys else keys[0]
    is_asked = answer.query.asked_anywhere_else
    shown = tuple(
        _row(row, rows[n - 1] if n else None, opened=opened, is_asked=is_asked)
        for n, row in enumerate(rows)
    )
    first = max(SHOWN_FIRST, keys.index(opened) + 1)
    return RankingShown(
        rows=shown[:first],
        more_rows=shown[first:],
        not_a_muscle=chance_shown(answer.not_a_muscle),
        is_starting_figure=(
            abs(answer.not_a_muscle - default_parameters().not_a_muscle) < _STARTING_FIGURE
        ),
        is_more_likely_other=answer.not_a_muscle > _MORE_LIKELY_OTHER,
        unexplained=_unexplained(answer, rows),
        less_common=_less_common(answer, rows),
        question=next_question(answer, journey),
        alerts=tuple(alert_shown(alert, journey) for alert in answer.screening.alerts),
        summary=answer.screening.summary,
        echo=answer.reading.echo() if answer.reading else "",
        limits=LIMITS,
        kappa=f"{load_signs()['recognised_pain'].kappa:.2f}",
        n_cases=_n_cases(),
        facts_version=facts_version(),
    )


def chance_shown(probability: float) -> Chance:
    """Return a probability as ten dots and words."""
    of_ten = chance_in_ten(probability)
    words = _("%(n)s in 10") % {"n": of_ten} if of_ten else _("under 1 in 10")
    return Chance(of_ten, words, tuple(n < of_ten for n in range(10)))


def next_question(answer: Answer, journey: Journey) -> NextQuestion | None:
    """Return the question that would help most: words and movements first, then pressing."""
    for kinds in (BY_WORDS, BY_HAND):
        test = telling_test(answer.query, set(journey.put_aside), kinds)
        if test is not None:
            return NextQuestion(
                key=f"{test.kind}:{test.target}:{test.side}",
                text=question_in_words(answer.query, test),
                by_hand=test.kind == "palpate",
            )
    return None


def alert_shown(alert: Alert, journey: Journey) -> AlertShown:
    """Return a warning sign with the number of the chosen country filled in."""
    return AlertShown(
        label=load_urgencies()[alert.urgency].label,
        why=alert.why,
        do=alert.do.replace("{emergency_number}", journey.emergency_number),
        ruling_out=", ".join(alert.may_need_ruling_out),
    )


def pain_in_words(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return every place that hurts with its strength, as they are summed up under the form."""
    return tuple(
        (
            capfirst(place_with_side(mark.region, mark.side)),
            f"{mark.intensity:g}" if mark.intensity is not None else "",
        )
        for mark in answer.query.felt
    )


def where_it_lies(candidate: Candidate) -> str:
    """Return the places over the likeliest site of a muscle."""
    muscle = load_muscles()[candidate.muscle]
    site = outer_site(muscle, candidate) or muscle.sites[0]
    labels = [place_with_side(zone.region, "") for zone in site.local]
    return ", ".join(dict.fromkeys(labels))


def _n_cases() -> int:
    """Return how many published cases of single people the figures were set on."""
    return sum(case.kind == "case" for case in load_cases().values())


def _key(candidate: Candidate) -> str:
    """Return the name of a row in forms."""
    return f"{candidate.muscle}:{candidate.side}"


def _row(
    row: CandidateRow, before: CandidateRow | None, *, opened: str, is_asked: bool
) -> RowShown:
    """Build one row."""
    candidate = row.candidate
    muscle = load_muscles()[candidate.muscle]
    site = outer_site(muscle, candidate)
    untold = about_of(candidate.reasons_against, ("missing",), sideless=row.is_either)
    against = [
        _said_against(reason) for reason in candidate.reasons_against if reason.kind != "missing"
    ]
    if untold and is_asked:
        against.append(filled_in(_("No pain at: %(places)s"), untold))
    return RowShown(
        key=_key(candidate),
        muscle=candidate.muscle,
        side=candidate.side,
        name=_("%(muscle)s, either side") % {"muscle": muscle_here(muscle.id)}
        if row.is_either
        else muscle_with_side(candidate.muscle, candidate.side),
        where=where_it_lies(candidate),
        chance=chance_shown(candidate.probability),
        reasons_for=_said_for(candidate, sideless=row.is_either),
        reasons_against=tuple(against),
        untold="" if is_asked else ", ".join(map(said_here, untold)),
        twins=", ".join(map(muscle_here, row.twins)),
        also=_other_side(row),
        is_tied=before is not None and row.is_tied_with(before),
        is_open=_key(candidate) == opened,
        site=site.id if site else "",
    )


def _said_for(candidate: Candidate, *, sideless: bool) -> tuple[str, ...]:
    """Say what speaks for a muscle, one sentence a kind, each place once."""
    said = [
        _("Pressing it brought on the pain you know")
        if _is_own_pain(reason)
        else as_english(capfirst(reason.text))
        for reason in candidate.reasons_for
        if reason.kind == "sign"
    ]
    seen: set[str] = set()
    for kind, sentence in _FOR:
        about = about_of(candidate.reasons_for, (kind,), sideless=sideless)
        about = [one for one in about if one not in seen]
        seen.update(about)
        if about:
            said.append(filled_in(str(sentence), about))
    return tuple(said)


def _said_against(reason: Reason) -> str:
    """Say one reason against a muscle."""
    if reason.kind == "sign" and _is_own_pain(reason):
        return _("Pressing it did not bring on the pain you know")
    return as_english(capfirst(reason.text))


def _is_own_pain(reason: Reason) -> bool:
    """Whether a reason is about pressing and the person's own pain."""
    return reason.about == load_signs()["recognised_pain"].label


def _other_side(row: CandidateRow) -> str:
    """Name the other side where it is worth it."""
    if not row.is_other_likely:
        return ""
    chance = chance_shown(row.other.probability).words
    if row.other.side == "left":
        return _("The left side: %(chance)s") % {"chance": chance}
    return _("The right side: %(chance)s") % {"chance": chance}


def _unexplained(answer: Answer, rows: list[CandidateRow]) -> tuple[str, ...]:
    """Name the places that the shown muscles do not explain."""
    explained = {
        reason.about
        for row in rows
        for reason in row.candidate.reasons_for
        if reason.kind in ("typical", "local", "some")
    }
    places = [place_name(*place) for place in answer.ranking.unexplained]
    return tuple(said_here(place) for place in places if place not in explained)


def _less_common(answer: Answer, rows: list[CandidateRow]) -> tuple[str, ...]:
    """Name rarer muscles of the same pattern that are not in the rows."""
    shown = {muscle for row in rows for muscle in row.muscles}
    rarer = [muscle for muscle in answer.ranking.less_common if muscle not in shown]
    return tuple(map(muscle_here, rarer))
