"""Where does it hurt, and on which side, as the phrases of a text say one after the other?

The part of ``words_clauses`` that knows places, qualifiers, sides and the ways between
places. The rules stand there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final, cast

from unknot.facts.vocabularies import load_regions
from unknot.facts.words import Phrase
from unknot.find.words_acts import ClauseActs
from unknot.find.words_ahead import CONTENT, ENDS, FEELS, PLACES, look_ahead
from unknot.find.words_drafts import ActDraft, Draft, PlaceDraft, RunDraft, keep_the_precise
from unknot.find.words_matching import Match
from unknot.find.words_motions import turns_to_sides
from unknot.find.words_ways import is_middle_of_trunk, regions_on_the_way
from unknot.sides import Side

__all__ = ["PlaceReader"]

_BESIDE_A_SIDE: Final = FEELS | {"side", "article", "ignore", "intensity"}
CARRIED_QUALIFIERS: Final = frozenset(
    {"outer", "inner", "front", "back", "thumbside", "littleside", "palmside"}
)
"""Surfaces that "and" carries on: outer arm and forearm. Heights (upper, top) do not."""
_LOWER_TRUNK: Final = frozenset({"back", "pelvis"})
_ENDS_OF_LIMBS: Final = frozenset({"hand", "foot"})


class PlaceReader(ABC):
    """The state of one pass over a text; everything it learns goes into ``draft``."""

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
        self.since_side: list[PlaceDraft] = []
        self.unfelt: list[PlaceDraft] = []
        """Places said not to be numb or weak; painted once something says that they hurt."""
        self.last_content: int | None = None
        self.acts = ClauseActs()
        self.done: list[ActDraft] = []
        """What was done in the clauses before."""
        self._start_clause()

    def _start_clause(self) -> None:
        """Forget what holds only inside a clause."""
        self.qualifiers: list[tuple[int, str]] = []
        self.carried: list[str] = []
        self.here: list[PlaceDraft] = []
        self.only_stated: list[PlaceDraft] = []
        """Places that a state such as "clicks" was said of; painted if the clause hurts."""
        self.run = ""
        self.run_start: PlaceDraft | None = None
        self.run_along: PlaceDraft | None = None
        self.between: PlaceDraft | None = None
        """First of two places between which it hurts."""
        self.has_link = False
        self.intensity: float | None = None
        self.is_first = True

    @abstractmethod
    def _give_feeling(self, place: PlaceDraft) -> None:
        """Give a place the quality or state said before it in the clause."""

    @abstractmethod
    def _hear_place(self, place: PlaceDraft) -> None:
        """Tell a place to whatever waits for one."""

    @abstractmethod
    def _forget_state(self) -> None:
        """Let a state that waits for a place wait no longer."""

    def _place(self, number: int, match: Match) -> None:
        """Take a place, with everything said before it that waits for one."""
        phrase = cast(Phrase, match.phrase)
        waiting = [name for _, name in self.qualifiers]
        place = PlaceDraft(phrase, match, waiting, self.clause, self.sentence)
        if self._only_says_side(number, place):
            return
        if not waiting and self.carried and self._is_joined(number):
            place.qualifiers = [name for name in self.carried if place.takes(name)]
        starts_pair = self._starts_pair(number, place)
        self._mark_unused(n for n, name in self.qualifiers if not place.takes(name))
        self.carried = [name for name in place.qualifiers if name in CARRIED_QUALIFIERS]
        self.qualifiers = []
        self._give_side(place)
        self._side_with_neighbour(number, place)
        self._give_feeling(place)
        place.is_denied = self.is_denied
        place.intensity = self.intensity
        if self.between or starts_pair:
            self._pair(place)
        else:
            self._narrow(number, place)
            self._run_to(place)
        self._add(place)
        self.last_content = number

    def _starts_pair(self, number: int, place: PlaceDraft) -> bool:
        """Say whether a place is the first of "between this and that"."""
        waits = [n for n, name in self.qualifiers if name == "between"]
        if not waits or place.takes("between"):
            return False
        kinds = [match.kind for match in self.matches[number + 1 : number + 5]]
        kinds = [kind for kind in kinds if kind not in ("article", "side")]
        is_pair = kinds[:1] == ["join"] and len(kinds) > 1 and kinds[1] in PLACES
        if is_pair:
            self.qualifiers = [(n, name) for n, name in self.qualifiers if n not in waits]
        return is_pair

    def _pair(self, place: PlaceDraft) -> None:
        """Paint what lies between two places instead of them, if anything does."""
        first, self.between = self.between, place
        if first is None:
            return
        self.between = None
        if not regions_on_the_way(first.regions, place.regions):
            return
        first.is_painted = place.is_painted = False
        self.draft.runs.append(RunDraft(first, None, place, first.match))

    def _only_says_side(self, number: int, place: PlaceDraft) -> bool:
        """Take the side from words that add nothing else ("calf cramps, both legs")."""
        fixed = place.phrase.qualifiers.get("fixed")
        side = self.side if self.side_clause == self.clause else None
        side = cast(Side, fixed[0]) if fixed and side is None else side
        before = self._last_place()
        if (
            side is None
            or before is None
            or before.is_side_said
            or before.is_denied
            or self.qualifiers
            or self.ahead.follower[number + 1] not in ENDS | {""}
            or not _is_whole_of(place, before)
            or (before in self.here and not self._stands_bare_behind(number))
        ):
            return False
        for other in reversed(self.draft.places):
            if other.clause != before.clause:
                break
            if not other.is_side_said:
                other.side, other.is_side_said = side, True
        self.last_content = number
        self.is_side_waiting = False
        return True

    def _stands_bare_behind(self, number: int) -> bool:
        """Say whether only feelings and a side stand between the last place and this one."""
        before = self.last_content
        return before is not None and all(
            match.kind in _BESIDE_A_SIDE for match in self.matches[before + 1 : number]
        )

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
        self._hear_place(place)
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

    def _side_with_neighbour(self, number: int, place: PlaceDraft) -> None:
        """Give "low back" the side of "and left buttock", which touches it."""
        before = self.here[-1] if self.here else None
        if (
            before is None
            or before.side is not None
            or not place.is_side_said
            or place.side not in ("left", "right")
            or not self._is_joined(number)
        ):
            return
        areas = [{load_regions()[one].area for one in each.regions} for each in (before, place)]
        if all(area and area <= _LOWER_TRUNK for area in areas):
            before.side = place.side

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
        if self._is_direction(number, phrase):
            self.acts.acts[-1].side = side
            self.acts.acts[-1].has_direction = True
            return
        self.qualifiers.extend((number, name) for name in phrase.qualifiers)
        follower = self.ahead.follower[number + 1]
        belongs_ahead = follower in CONTENT | FEELS or (
            follower == "qualifier" and self.ahead.has_place[number + 1]
        )
        if self.side_clause == self.clause and self._joins_sides(number, side):
            side = "both"
        is_given = not belongs_ahead and self._give_back(side)
        is_bare = follower in FEELS | {"link"} and not (
            self.here or self.ahead.has_place[number + 1]
        )
        if is_bare and self._add_twin(side):
            return
        if is_bare or (follower in ENDS | {""} and not is_given):
            self.draft.loose_sides.append((number, side))
        self._take_side(side, is_ahead=belongs_ahead)

    def _add_twin(self, side: Side) -> bool:
        """Take "the left one aches" as the place before, said to be on the other side."""
        last = self.draft.places[-1] if self.draft.places else None
        other = "right" if side == "left" else "left"
        if last is None or last.sentence != self.sentence or last.side != other:
            return False
        twin = PlaceDraft(last.phrase, last.match, [*last.qualifiers], self.clause, self.sentence)
        twin.side, twin.is_side_said = side, True
        self._add(twin)
        self._take_side(side, is_ahead=False)
        return True

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

    def _give_back(self, side: Side) -> bool:
        """Give a side to what was named since the last side in this or the last clause.

        Returns
        -------
        Whether anything took it.
        """
        places = [place for place in self.since_side if place.clause == self.clause]
        if not places and self.is_first:
            same = [place for place in self.since_side if place.sentence == self.sentence]
            places = [place for place in same if place.clause == self.clause - 1]
        for place in places:
            place.side, place.is_side_said = side, True
        if self.here or side == "both":
            return bool(places)
        acts = self.acts.acts or (self.done[-1:] if self.is_first and not places else [])
        moved = [act for act in acts if act.moves_a_limb and act.side is None]
        moved = [act for act in moved if not turns_to_sides(act)]
        for act in moved:
            act.side = side
        return bool(places or moved)

    def _is_direction(self, number: int, phrase: Phrase) -> bool:
        """Say whether a side tells where a movement goes."""
        act = self.acts.last
        if act is None or self.last_content is None or not turns_to_sides(act.act):
            return False
        between = self.matches[self.last_content + 1 : number]
        return (
            act.number == self.last_content
            and len(between) <= 3
            and all(match.kind in ("range", "article", "ignore") for match in between)
            and (len(phrase.words) == 1 or any(match.kind == "range" for match in between))
        )

    def _range(self, _number: int, match: Match) -> None:
        """Take a word that leads from one place to another.

        "To" behind a word of running fills the way: "spreading up to".
        """
        role = match.ids[0]
        if role == "to" and self.run == "along":
            role = "fill"
        self.run = role if not self.is_denied else ""
        self._forget_state()

    def _mark_unused(self, numbers: Iterable[int]) -> None:
        """Mark matches that changed nothing."""
        self.draft.unused.update(numbers)


def _is_whole_of(place: PlaceDraft, before: PlaceDraft) -> bool:
    """Say whether a place is the limb, hand or foot that the one before is a part of."""
    wider = {*place.phrase.ids}.union(*place.phrase.qualifiers.values())
    parts = {load_regions()[one].parent or one for one in before.regions}
    if not parts or not wider.issuperset(parts):
        return False
    areas = {load_regions()[one].area for one in (*place.regions, *before.regions)}
    return place.phrase.kind == "vague" or (len(areas) == 1 and areas <= _ENDS_OF_LIMBS)
