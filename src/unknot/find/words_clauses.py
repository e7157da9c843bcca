"""What do the matched phrases say together: which side, which quality, what is denied?

One pass over the matches, sentence by sentence and clause by clause (a clause ends at a
comma, a bracket, a full stop or a word such as *but*). The rules:

- A qualifier ("inner", "back of") belongs to the next place of its clause; where none
  follows, to the last one ("thigh, outer side"). Some carry over an "and".
- A side belongs to the next place; where none follows at once, to the places since the
  last side ("on the left ... on the right"). It stays in force to the end of the sentence,
  but spine, forehead and other midline places take it only inside their clause.
- A negation holds to the end of the clause, through *or* and *nor*, and over a comma when
  the bare list behind it comes to an *or*.
- What is done ("walking", "turn my head") counts only with a word that makes it hurt,
  provoke or fail ("worse", "when", "can't") in its clause.

The method is ours. Irony, "it" and "there", and other people's pain are not understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, cast

from unknot.facts.vocabularies import load_regions, load_symptoms
from unknot.facts.words import Phrase
from unknot.find.words_acts import Told, act_of, settle_act
from unknot.find.words_ahead import CONTENT, CUES, FEELS, PLACES, TELLING, look_ahead
from unknot.find.words_drafts import (
    ActDraft,
    Draft,
    PlaceDraft,
    RunDraft,
    first_quality,
    keep_the_precise,
    symptoms_meant,
)
from unknot.find.words_matching import Match
from unknot.find.words_ways import is_middle_of_trunk
from unknot.sides import Side

__all__ = ["draft_of"]

CARRIED_QUALIFIERS: Final = frozenset(
    {"outer", "inner", "front", "back", "thumbside", "littleside", "palmside"}
)
"""Surfaces that "and" carries on: outer arm and forearm. Heights (upper, top) do not."""


def draft_of(matches: Sequence[Match]) -> Draft:
    """Return what the matches of one text say together."""
    reader = _Reader(matches)
    for number, match in enumerate(matches):
        reader.read(number, match)
    reader.end_clause()
    return reader.draft


class _Reader:
    """The state of one pass; everything it learns goes into ``draft``."""

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = matches
        self.ahead = look_ahead(matches)
        self.draft = Draft()
        self.sentence = 0
        self.clause = 0
        self.side: Side | None = None
        self.side_clause = -1
        self.is_side_waiting = False
        self.is_denied = False
        self.side_before_denial: tuple[Side | None, int] = (None, -1)
        self.since_side: list[PlaceDraft] = []
        self.last_content: int | None = None
        self.was_limited = False
        self._start_clause()

    def _start_clause(self) -> None:
        """Forget what holds only inside a clause."""
        self.qualifiers: list[tuple[int, str]] = []
        self.carried: list[str] = []
        self.here: list[PlaceDraft] = []
        self.only_stated: list[PlaceDraft] = []
        """Places that a state such as "clicks" was said of; painted if the clause hurts."""
        self.acts: list[tuple[int, ActDraft]] = []
        self.feelings: list[Phrase] = []
        self.feeling_end = -1
        self.are_feelings_given = False
        self.n_felt = 0
        self.state: tuple[int, Phrase] | None = None
        self.run = ""
        self.run_start: PlaceDraft | None = None
        self.run_along: PlaceDraft | None = None
        self.has_pain = False
        self.has_limit = False
        self.has_free = False
        self.has_well = False
        self.has_link = False
        self.intensity: float | None = None
        self.is_first = True

    def read(self, number: int, match: Match) -> None:
        """Take in the next match."""
        if match.kind in ("article", "slash", "join"):
            return
        if match.inner_side and match.kind != "movement":
            self._take_side(cast(Side, match.inner_side), is_ahead=True)
        name = "_place" if match.kind in PLACES else f"_{match.kind}"
        getattr(self, name)(number, match)
        if match.kind in TELLING:
            self.is_first = False

    def _place(self, number: int, match: Match) -> None:
        """Take a place, with everything said before it that waits for one."""
        phrase = cast(Phrase, match.phrase)
        waiting = [name for _, name in self.qualifiers]
        place = PlaceDraft(phrase, match, waiting, self.clause, self.sentence)
        if not waiting and self.carried and self._is_joined(number):
            place.qualifiers = [name for name in self.carried if place.takes(name)]
        self._mark_unused(n for n, name in self.qualifiers if not place.takes(name))
        self.carried = [name for name in place.qualifiers if name in CARRIED_QUALIFIERS]
        self.qualifiers = []
        self._give_side(place)
        self._give_feeling(place)
        place.is_denied = self.is_denied
        place.intensity = self.intensity
        self._narrow(number, place)
        self._run_to(place)
        self._add(place)
        self.last_content = number

    def _narrow(self, number: int, place: PlaceDraft) -> None:
        """Keep the precise one of two places ("leg pain behind the knee", "thoracic back")."""
        first = self.last_content if self.last_content is not None else number
        if self.here and not self.run:
            between = {self.matches[n].kind for n in range(max(first + 1, number - 6), number)}
            keep_the_precise(self.here[-1], place, between)

    def _add(self, place: PlaceDraft) -> None:
        """Put a place on the lists it belongs to."""
        self.draft.places.append(place)
        self.here.append(place)
        if not place.is_side_said:
            self.since_side.append(place)

    def _give_side(self, place: PlaceDraft) -> None:
        """Give a place the side in force, or the two sides that its plural speaks of."""
        is_own = self.side_clause == self.clause and self.side is not None
        fixed = place.phrase.qualifiers.get("fixed")
        if is_own and self.is_side_waiting:
            place.side, place.is_side_said = self.side, True
            self.is_side_waiting = False
        elif fixed:
            place.side = cast(Side, fixed[0])
        elif self.side and (is_own or self.run or not is_middle_of_trunk(place.regions)):
            place.side = self.side

    def _give_feeling(self, place: PlaceDraft) -> None:
        """Give a place the quality or state said before it in the clause."""
        regions = place.regions
        place.quality = first_quality(self.feelings)
        self.are_feelings_given = bool(self.feelings)
        for phrase in self.feelings:
            self._note(symptoms_meant(phrase.qualifiers, regions))
        if self.state:
            meant = symptoms_meant(self.state[1].qualifiers, regions)
            self._note(meant)
            place.is_painted = bool(self.feelings) or not meant
            self.draft.unused.discard(self.state[0])

    def _run_to(self, place: PlaceDraft) -> None:
        """Join a place to where the pain comes from, if the words say that it runs."""
        if self.run == "from":
            self.run_start = place
        elif self.run == "along":
            self.run_along = place
        elif self.run in ("fill", "to") and (
            self.run == "fill" or self.run_start or self.run_along
        ):
            start = self.run_start or self._place_before()
            if (start or self.run_along) and not place.is_denied:
                first = start or self.run_along or place
                self.draft.runs.append(RunDraft(start, self.run_along, place, first.match))
                place.quality = place.quality or first.quality
                if self.run_along and self.run_along.is_vague and start:
                    self.run_along.is_painted = False
            self.run_start = self.run_along = None
        if self.run == "along" and self.run_start is None:
            self.run_start = self._place_before()
        self.run = ""

    def _place_before(self) -> PlaceDraft | None:
        """Return the last place of this sentence that was not denied."""
        for place in reversed(self.draft.places[-8:]):
            if place.sentence != self.sentence:
                return None
            if not place.is_denied and place is not self.run_along:
                return place
        return None

    def _is_joined(self, number: int) -> bool:
        """Say whether only "and", a comma or a side stands since the last place."""
        before = self.last_content
        return before is not None and all(
            self.matches[n].kind in ("join", "article", "slash", "side", "qualifier")
            for n in range(max(before + 1, number - 5), number)
        )

    def _qualifier(self, number: int, match: Match) -> None:
        """Keep a qualifier for the next place, or give it to the last."""
        if self.ahead.has_place[number + 1]:
            self.qualifiers.extend((number, name) for name in match.ids)
            return
        place = self._last_place()
        taken = [name for name in match.ids if place and place.takes(name)]
        if place and taken:
            place.qualifiers.extend(taken)
        else:
            self._mark_unused([number])

    def _last_place(self) -> PlaceDraft | None:
        """Return the place that a trailing word belongs to."""
        if self.here:
            return self.here[-1]
        place = self.draft.places[-1] if self.draft.places else None
        is_near = place is not None and place.sentence == self.sentence and self.is_first
        return place if is_near and place and place.clause >= self.clause - 1 else None

    def _side(self, number: int, match: Match) -> None:
        """Take a side: a direction, of the next place, or of those before."""
        side = cast(Side, match.ids[0])
        phrase = cast(Phrase, match.phrase)
        if self._is_direction(number):
            self.acts[-1][1].side = side
            return
        self.qualifiers.extend((number, name) for name in phrase.qualifiers)
        follower = self.ahead.follower[number + 1]
        belongs_ahead = follower in CONTENT | FEELS or (
            follower == "qualifier" and self.ahead.has_place[number + 1]
        )
        if self.side_clause == self.clause and self._joins_sides(number, side):
            side = "both"
        if not belongs_ahead:
            self._give_back(side)
        self._take_side(side, is_ahead=belongs_ahead)

    def _take_side(self, side: Side, *, is_ahead: bool) -> None:
        """Let a side be in force from here on."""
        self.side, self.side_clause = side, self.clause
        self.is_side_waiting = is_ahead
        self.since_side = []

    def _joins_sides(self, number: int, side: Side) -> bool:
        """Say whether "left" and "right" stand side by side."""
        return (
            self.side not in (None, side)
            and number > 1
            and self.matches[number - 1].kind in ("join", "slash")
            and self.matches[number - 2].kind == "side"
        )

    def _give_back(self, side: Side) -> None:
        """Give a side to the places named since the last side in this or the last clause."""
        places = [place for place in self.since_side if place.clause == self.clause]
        if not places and self.is_first:
            same = [place for place in self.since_side if place.sentence == self.sentence]
            places = [place for place in same if place.clause == self.clause - 1]
        for place in places:
            place.side, place.is_side_said = side, True

    def _is_direction(self, number: int) -> bool:
        """Say whether a side tells where a movement goes."""
        if not self.acts or self.last_content is None or not self.acts[-1][1].is_directed:
            return False
        between = range(self.last_content + 1, number)
        return (
            self.acts[-1][0] == self.last_content
            and len(between) <= 3
            and all(self.matches[n].kind in ("range", "article", "ignore") for n in between)
        )

    def _quality(self, number: int, match: Match) -> None:
        """Keep a quality for the next place; one that found none goes to those before."""
        joined = all(
            self.matches[n].kind in ("join", "article", "slash", "intensity")
            for n in range(max(self.feeling_end, number - 4), number)
        )
        if not joined or self.are_feelings_given:
            self._settle_feelings()
        self.has_pain = True
        self.state = None
        self.feelings.append(cast(Phrase, match.phrase))
        self.feeling_end = number + 1
        is_behind_place = number > 0 and self.matches[number - 1].kind in PLACES
        if not self.ahead.has_place[number + 1] or self.has_link or is_behind_place:
            self._settle_feelings()

    def _settle_feelings(self) -> None:
        """Give waiting qualities to the places of the clause that have none."""
        if self.are_feelings_given or not self.feelings:
            self.feelings, self.are_feelings_given = [], False
            return
        last = self._last_place()
        before = self.here[self.n_felt :] or self.here
        before = before or ([last] if last and self.is_first else [])
        self.n_felt = len(self.here)
        plain = [place for place in before if place.quality is None]
        for place in plain:
            place.quality = first_quality(self.feelings)
        for phrase in self.feelings:
            for place in plain:
                if not place.is_denied and place.is_painted:
                    self._note(symptoms_meant(phrase.qualifiers, place.regions))
            if not before:
                self._note(phrase.qualifiers.get("*", ()))
        self.feelings = []

    def _state(self, number: int, match: Match) -> None:
        """Take a state, such as weak or swollen: a symptom of a place, not a pain."""
        phrase = cast(Phrase, match.phrase)
        if self.ahead.has_place[number + 1]:
            if self.are_feelings_given or self.feeling_end < number - 2:
                self._settle_feelings()
            self.state = (number, phrase)
            self.draft.unused.add(number)
            return
        self._settle_feelings()
        place = self._last_place()
        meant = symptoms_meant(phrase.qualifiers, place.regions) if place else []
        meant = meant or list(phrase.qualifiers.get("*", ()))
        self._note(meant)
        if not meant:
            self._mark_unused([number])
        elif place and place in self.here:
            self.only_stated.append(place)

    def _intensity(self, _number: int, match: Match) -> None:
        """Take a word for how strong the pain is."""
        self._set_intensity(float(match.ids[0]))

    def _score(self, number: int, match: Match) -> None:
        """Take a number from 0 to 10."""
        if not self.draft.places and not self.ahead.has_place[number + 1]:
            self._mark_unused([number])
        self._set_intensity(match.score or 0.0)

    def _set_intensity(self, value: float) -> None:
        """Give a strength to the places of the clause, or of the one before."""
        self.intensity = value
        last = self._last_place()
        for place in self.here or ([last] if last else []):
            if place.intensity is None:
                place.intensity = value

    def _symptom(self, number: int, match: Match) -> None:
        """Take a symptom, and the place it names, if any."""
        self._note(one for one in match.ids if one in load_symptoms())
        phrase = cast(Phrase, match.phrase)
        if any(one in load_regions() for one in match.ids) or "sided" in phrase.qualifiers:
            self._place(number, match)
        else:
            self.qualifiers = []
            self.last_content = number
        self.has_pain = True
        self.run = ""

    def _diagnosis(self, number: int, match: Match) -> None:
        """Take a diagnosis as the place and the symptom that people mean by it."""
        self.draft.diagnoses.append(match)
        self._symptom(number, match)

    def _activity(self, number: int, match: Match) -> None:
        """Keep something done until the clause has said whether it hurts."""
        before = self.matches[number - 1].kind if number else ""
        self.acts.append((number, act_of(match, is_cued=before in CUES, is_denied=self.is_denied)))
        self.last_content = number

    _movement = _activity

    def _settle_acts(self) -> None:
        """Decide what the movements and deeds of the ended clause mean."""
        told = Told(
            is_hurt=self.has_limit or ((self.was_limited or self.has_pain) and not self.here),
            is_painful=self.has_pain or bool(self.here),
            is_eased=self.has_free,
            is_well=self.has_well and not self.has_limit,
        )
        for number, act in self.acts:
            if not settle_act(act, told, self.draft):
                self._mark_unused([number])
        self.was_limited = bool(self.acts) and told.is_hurt and not told.is_eased

    def _note(self, symptoms: Iterable[str]) -> None:
        """Note symptoms as there, or as denied inside a negation."""
        self.draft.note_symptoms(symptoms, is_denied=self.is_denied)

    def _negation(self, number: int, _match: Match) -> None:
        """Begin a denial, or deny the places before ("the neck does not hurt")."""
        if self.here and not self.ahead.has_content[number + 1]:
            if self.ahead.has_feeling[number + 1]:
                for place in self.here:
                    place.is_denied = True
                self.is_denied = True
            else:
                self._mark_unused([number])
            return
        if not self.is_denied:
            self.side_before_denial = (self.side, self.side_clause)
        self.is_denied = True
        self._settle_feelings()
        self.state = None

    def _end_denial(self) -> None:
        """End a denial; a side said inside it is forgotten."""
        if self.is_denied:
            self.is_denied = False
            self.side, self.side_clause = self.side_before_denial

    def _well(self, number: int, match: Match) -> None:
        """Take "is fine": the places of the clause do not hurt; movements are free."""
        self.has_well = True
        is_about_place = match.ids and self.here and not self.acts and not self.has_pain
        if is_about_place and not self.ahead.has_place[number + 1]:
            for place in self.here:
                place.is_denied = True

    def _range(self, _number: int, match: Match) -> None:
        """Take a word that leads from one place to another."""
        self.run = match.ids[0] if not self.is_denied else ""
        self.state = None

    def _limit(self, _number: int, match: Match) -> None:
        """Take a word that makes a movement hurt or fail."""
        self.has_limit = True
        if match.ids:
            self.has_pain = True
        self.run = ""

    def _free(self, _number: int, _match: Match) -> None:
        """Take a word that says what eases the pain."""
        self.has_free = True

    def _cue(self, _number: int, _match: Match) -> None:
        """A word such as "when" is looked at from the activity behind it."""
        self.state = None

    def _link(self, _number: int, _match: Match) -> None:
        """A word such as "is" lets a feeling belong to the place before it."""
        self.has_link = bool(self.here)

    def _ignore(self, number: int, match: Match) -> None:
        """Pass over a word; those that the echo should show are marked."""
        if match.ids:
            self._mark_unused([number])

    def _unknown(self, number: int, _match: Match) -> None:
        """Mark a word that no row holds; a qualifier before it belonged to it."""
        self._mark_unused([number, *(n for n, _ in self.qualifiers)])
        self.qualifiers = []

    def _mark_unused(self, numbers: Iterable[int]) -> None:
        """Mark matches that changed nothing."""
        self.draft.unused.update(numbers)

    def _comma(self, number: int, _match: Match) -> None:
        """End a clause; a denial goes on when a bare list comes to an "or"."""
        run = (self.run_start, self.run_along)
        goes_on = self.is_denied and self.ahead.reaches_or[number + 1]
        self.end_clause()
        self.run_start, self.run_along = run
        if not goes_on:
            self._end_denial()

    def _scope_end(self, _number: int, _match: Match) -> None:
        """End a clause and every denial."""
        self.end_clause()
        self._end_denial()
        self.was_limited = False

    def _stop(self, _number: int, match: Match) -> None:
        """End a sentence; a semicolon keeps the side in force."""
        self.end_clause()
        self._end_denial()
        self.was_limited = False
        if match.sign != ";":
            self.side, self.side_clause = None, -1
            self.since_side = []
            self.sentence += 1

    def end_clause(self) -> None:
        """Settle what waited for the end of the clause."""
        self._settle_feelings()
        if self.state and not self.here:
            self._note(self.state[1].qualifiers.get("*", ()))
        self._mark_unused(number for number, _ in self.qualifiers)
        for place in self.only_stated:
            place.is_painted = place.is_painted and self.has_pain
        self._settle_acts()
        if not self.is_first:
            self.clause += 1
        self._start_clause()
