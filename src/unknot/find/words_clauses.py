"""What do the matched phrases say together: which side, which quality, what is denied?

One pass over the matches, sentence by sentence and clause by clause (a clause ends at a
comma, a bracket, a full stop or a word such as *but*). The rules:

- A qualifier ("inner", "back of") belongs to the next place of its clause; where none
  follows, to the last one ("thigh, outer side"). Some carry over an "and".
- A side belongs to the next place; where none follows at once, to the places since the
  last side ("on the left ... on the right"). It stays in force to the end of the sentence,
  but spine, forehead and other midline places take it only inside their clause.
- A negation holds to the end of the clause, through *or* and *nor*, and over a comma when
  the bare list behind it comes to an *or*. A new subject ends it ("no headache my neck hurts").
- "Between this and that" paints what lies between.
- A clause, or its end, that adds only a side and a wider place ("both legs") gives the side.
- What is done ("walking", "turn my head") counts only with a word that makes it hurt,
  provoke or fail (``words_acts``); "bend" and "rotation" need a joint (``words_motions``).
  "When walking, it hurts" and "worse with: walking" reach over the comma.

Places are read in ``words_places``, feelings in ``words_feelings``; the rest is here.

The method is ours. Irony, "it" and "there", and other people's pain are not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from unknot.facts.vocabularies import load_regions, load_symptoms
from unknot.facts.words import Phrase
from unknot.find.words_acts import ClauseActs, settle_symptoms
from unknot.find.words_ahead import CONTENT, CUES, ENDS, FEELS, PLACES, TELLING
from unknot.find.words_drafts import ActDraft, Draft, PlaceDraft
from unknot.find.words_feelings import FeelingReader
from unknot.find.words_matching import Match
from unknot.find.words_motions import ANYWHERE, find_meaning, meaning_at, turn, turns_to_sides
from unknot.sides import Side

__all__ = ["draft_of"]

MOST_BETWEEN: Final = 6
"""Small words between "when" and what is done ("when I am just sitting"). [matches]"""
MOST_REMEMBERED: Final = 4
"""Acts of clauses before that may tell the joint of a motion. [acts]"""
PAINLESS: Final = (("numb",), ("tingling",))
"""Qualities whose denial says nothing of pain."""
SMALL: Final = frozenset({"article", "ignore", "link", "number", "side"})
"""Kinds that may stand between "when" and what is done."""


def draft_of(matches: Sequence[Match]) -> Draft:
    """Return what the matches of one text say together."""
    reader = _Reader(matches)
    for number, match in enumerate(matches):
        reader.read(number, match)
    reader.finish()
    return reader.draft


class _Reader(FeelingReader):
    """A pass over a text that also knows symptoms, acts and denials."""

    def __init__(self, matches: Sequence[Match]) -> None:
        super().__init__(matches)
        self.was_fine = False
        """Whether the clause before said of something that it is fine."""
        self.last_not_done = -2
        """Number of the last deed that was itself denied."""
        self.side_before_denial: tuple[Side | None, int] = (None, -1)
        self.last_cue: tuple[int, bool] = (-1, False)
        """Number of the last word such as "when", and whether it tells a time."""
        self.consumed: set[int] = set()
        """Numbers of matches that a motion has taken ("bending *of my left knee*")."""
        self.homeless: list[tuple[int, ActDraft]] = []
        """Motions that wait for a place."""
        self.forward: list[tuple[int, ActDraft]] = []
        """Acts of "when walking," that wait for the next clause to tell how it goes."""

    def read(self, number: int, match: Match) -> None:
        """Take in the next match."""
        if self.is_denied and self._begins_new_subject(number, match):
            self._scope_end(number, match)
        if self.is_denied:
            self.draft.denied_matches.add(number)
        if match.kind == "join":
            self.acts.note("join", number)
        if match.kind in ("article", "slash", "join") or number in self.consumed:
            return
        if match.inner_side and match.kind != "movement":
            self._take_side(cast(Side, match.inner_side), is_ahead=True)
        name = "_place" if match.kind in PLACES else f"_{match.kind}"
        getattr(self, name)(number, match)
        if match.kind in TELLING:
            self.is_first = False

    def _begins_new_subject(self, number: int, match: Match) -> bool:
        """Say whether a denial ends without a sign ("no headache *my neck* hurts")."""
        is_person = match.kind == "ignore" and match.ids == ("who",)
        if is_person:
            return self._ends_thought(number - 1) and self.ahead.has_content[number + 1]
        if match.kind not in PLACES and match.kind not in ("side", "qualifier"):
            return False
        is_owned = number > 1 and self.matches[number - 1].kind == "article"
        if not is_owned or not self._ends_thought(number - 2):
            return False
        while self.matches[number].kind in ("side", "qualifier") and number + 1 < len(self.matches):
            number += 1
        if self.matches[number].kind not in PLACES:
            return False
        return self.ahead.follower[number + 1] in FEELS | {"limit", "link"}

    def _ends_thought(self, number: int) -> bool:
        """Say whether a match can be the last of what is denied."""
        return number >= 0 and self.matches[number].kind in CONTENT | FEELS | {"warning"}

    def finish(self) -> None:
        """Settle what waited for the end of the text."""
        self.end_clause()
        self._mark_unused(number for number, act in self.homeless if not act.ids)

    def _hear_place(self, place: PlaceDraft) -> None:
        """Let a place tell the clause, and the motions that wait for one."""
        number = self._number_of(place)
        if self._is_instrument(number):
            self.only_stated.append(place)
            act = self.acts.acts[-1]
            act.side = act.side or (place.side if place.side != "both" else None)
        else:
            self.acts.note("place", number)
        for _, act in self.homeless:
            act.ids = act.ids or meaning_at(cast(Phrase, act.match.phrase), place.regions)

    def _symptom(self, number: int, match: Match) -> None:
        """Take a symptom, and the place it names, if any."""
        self._note(match, (one for one in match.ids if one in load_symptoms()))
        self.acts.note("pain", number)
        phrase = cast(Phrase, match.phrase)
        if any(one in load_regions() for one in match.ids) or "sided" in phrase.qualifiers:
            self._place(number, match)
        else:
            self.qualifiers = []
            self.last_content = number
        self.run = ""

    def _diagnosis(self, number: int, match: Match) -> None:
        """Take a diagnosis as the place and the symptom that people mean by it."""
        self.draft.diagnoses.append(match)
        self._symptom(number, match)

    def _activity(self, number: int, match: Match) -> None:
        """Keep something done until the clause has said how it goes."""
        if self._is_only_not_done(number):
            self.last_not_done = number
            self._mark_unused([number])
            return
        act = ActDraft(match, match.ids, self.is_denied, self._is_cued(number))
        act.is_told = self._is_told(number)
        if match.inner_side in ("left", "right") and match.kind == "movement":
            act.side = cast(Side, match.inner_side)
            act.has_direction = True
        elif self.is_side_waiting and self.side_clause == self.clause and act.moves_a_limb:
            act.side = self.side if self.side != "both" and not turns_to_sides(act) else None
        self.acts.note("act", number, act)
        self.last_content = number

    _movement = _activity

    def _motion(self, number: int, match: Match) -> None:
        """Take a motion, with its joint if that stands right behind."""
        self._activity(number, match)
        last = self.acts.last
        if last is None or last.number != number:
            return
        side: Side | None = None
        for n in range(number + 1, min(number + MOST_BETWEEN, len(self.matches))):
            other = self.matches[n]
            if other.kind == "side" and other.ids[0] != "both":
                side = cast(Side, other.ids[0])
            elif other.kind in PLACES:
                self._take_joint(last.act, range(number + 1, n + 1), side)
                return
            elif other.kind not in ("article", "ignore"):
                return

    def _take_joint(self, act: ActDraft, numbers: range, side: Side | None) -> None:
        """Let a motion take the place right behind it, if it is done there."""
        place = self.matches[numbers[-1]]
        phrase = cast(Phrase, act.match.phrase)
        act.ids = meaning_at(phrase, (one for one in place.ids if one in load_regions()))
        is_apart = any(self.matches[n].kind == "ignore" for n in numbers)
        if not act.ids or (is_apart and self.acts.tells("pain")):
            return
        act.side = side or (cast(Side, place.inner_side) if place.inner_side else None)
        self.consumed.update(numbers)
        self.last_content = numbers[-1]
        self.acts.move_last(numbers[-1])

    def _is_only_not_done(self, number: int) -> bool:
        """Say whether a deed itself is denied, not the pain with it ("I don't run")."""
        before = number - 1
        while before >= 0 and self.matches[before].kind == "article":
            before -= 1
        if before == self.last_not_done + 1 and self.matches[before].kind == "join":
            return True
        return (
            before >= 0
            and self.matches[before].kind == "negation"
            and not self.matches[before].ids
            and not self.ahead.has_feeling[number + 1]
            and not self.acts.tells("pain", "place")
        )

    def _is_cued(self, number: int) -> bool:
        """Say whether a word right before ties something done to a pain."""
        before = number - 1
        if before < 0:
            return False
        kind = self.matches[before].kind
        if kind in CUES or (kind in PLACES and self.acts.tells("pain")):
            return True
        for n in range(before, max(-1, before - MOST_BETWEEN), -1):
            kind = self.matches[n].kind
            if kind in ("cue", "limit"):
                return True
            if kind not in SMALL:
                return False
        return False

    def _is_told(self, number: int) -> bool:
        """Say whether somebody is only said to do it ("I walk a lot")."""
        before = self.matches[number - 1] if number else None
        return before is not None and before.kind == "ignore" and before.ids == ("who",)

    def _number_of(self, place: PlaceDraft) -> int:
        """Return the number of the match a place was read from."""
        return next(n for n, match in enumerate(self.matches) if match is place.match)

    def _is_instrument(self, number: int) -> bool:
        """Say whether a place is what something is done with ("lift with the left arm")."""
        last = self.acts.last
        if last is None or number < 2 or last.number != self.last_content:
            return False
        between = [
            match
            for match in self.matches[last.number + 1 : number]
            if match.kind not in ("article", "side")
        ]
        return len(between) == 1 and between[0].kind == "cue" and between[0].ids == ("using",)

    def _settle_acts(self, *, is_open: bool) -> None:
        """Decide what the movements and deeds of the ended clause mean."""
        self._settle_motions()
        self._settle_forward()
        events = list(self.acts.events)
        self.done = (self.done + self.acts.acts)[-MOST_REMEMBERED:]
        untold = self.acts.settle(self.draft)
        self._mark_unused(untold)
        is_waiting = is_open and not self.acts.tells("place", "pain", "limit", "free", "fine")
        if is_waiting and self.last_cue[1] and events:
            first = next((event.number for event in events if event.act), -1)
            if 0 <= self.last_cue[0] < first or self.forward:
                acts = [(event.number, event.act) for event in events if event.act]
                self.forward.extend((n, act) for n, act in acts if n in untold)

    def _settle_motions(self) -> None:
        """Find the joint of every motion of the clause."""
        acts = self.acts.acts
        for event in self.acts.events:
            act = event.act
            if act is None:
                continue
            if not act.ids:
                self._find_joint(event.number, act, acts)
            turn(act)

    def _find_joint(self, number: int, act: ActDraft, acts: Sequence[ActDraft]) -> None:
        """Find the joint of one motion in its clause, or before it, or let it wait."""
        phrase = cast(Phrase, act.match.phrase)
        place = find_meaning(act, self.here, [*self.done, *acts])
        if place and not self.acts.tells("pain"):
            self.only_stated.append(place)
        if act.ids:
            return
        if ANYWHERE in phrase.qualifiers:
            act.ids = phrase.qualifiers[ANYWHERE]
            return
        for before in reversed(self.draft.places[-8:]):
            act.ids = meaning_at(phrase, before.regions)
            if act.ids:
                return
        self.homeless.append((number, act))

    def _settle_forward(self) -> None:
        """Let this clause tell how the acts of the one before go ("when walking, ...")."""
        is_hurt = self.acts.tells("pain", "limit") or bool(self.here)
        if not is_hurt and not self.is_denied:
            if self.acts.tells("free", "fine", "well"):
                self.forward = []
            return
        if not self.acts.tells("free"):
            for number, act in self.forward:
                turn(act)
                act.is_denied = self.is_denied
                (self.draft.free if self.is_denied else self.draft.limited).append(act)
                settle_symptoms(self.draft, act, is_denied=self.is_denied)
                self.draft.unused.discard(number)
        self.forward = []

    def _negation(self, number: int, match: Match) -> None:
        """Begin a denial, or deny what came before ("the neck does not hurt")."""
        if self._denies_acts(number, match):
            if self.was_fine and not match.ids and self._ends_clause(number):
                self.acts.note("limit", number)
                return
            self.acts.deny_untold()
            self.is_denied = self.is_denied or not match.ids
            return
        if self.here and not self.ahead.has_content[number + 1]:
            if self.ahead.has_feeling[number + 1]:
                self._deny_here(number)
                self.is_denied = True
            else:
                self._mark_unused([number])
            return
        if not self.is_denied:
            self.side_before_denial = (self.side, self.side_clause)
        self.is_denied = True
        self._settle_feelings()
        self.state = None

    def _deny_here(self, number: int) -> None:
        """Deny the pain of the places before a negation, or only that they are numb or weak."""
        feeling = next(match for match in self.matches[number + 1 :] if match.kind in FEELS)
        is_painless = feeling.kind == "state" or feeling.ids[:1] in PAINLESS
        for place in self.here:
            if is_painless:
                self.unfelt.append(place)
                place.is_painted = False
            else:
                place.is_denied = True

    def _ends_clause(self, number: int) -> bool:
        """Say whether nothing follows in the clause ("sitting is fine, walking is *not*")."""
        return self.ahead.follower[number + 1] in ENDS | {""}

    def _denies_acts(self, number: int, match: Match) -> bool:
        """Say whether a negation is about something done before it ("stairs no problem")."""
        last = self.acts.last
        if last is None or last.number != self.last_content:
            return False
        if match.ids and self.ahead.follower[number + 1] in ENDS | {"", "join"}:
            return True
        return not self.ahead.has_content[number + 1] and not self.acts.tells("place")

    def _end_denial(self) -> None:
        """End a denial; a side said inside it is forgotten."""
        if self.is_denied:
            self.is_denied = False
            self.side, self.side_clause = self.side_before_denial

    def _well(self, number: int, match: Match) -> None:
        """Take "is fine": the places of the clause do not hurt; movements are free."""
        is_about_place = match.ids and self.here and not self.acts.acts
        if is_about_place and not self.acts.tells("pain") and not self.ahead.has_place[number + 1]:
            for place in self.here:
                place.is_denied = True
        self.acts.note("fine" if match.ids else "well", number)

    def _limit(self, number: int, match: Match) -> None:
        """Take a word that makes a movement hurt or fail."""
        if self.is_denied and number and self.matches[number - 1].kind == "join":
            self._end_denial()
        self.acts.note("much" if match.ids == ("much",) else "limit", number)
        if match.ids == ("pain",):
            self.acts.note("pain", number)
        self.run = ""

    def _free(self, number: int, _match: Match) -> None:
        """Take a word that says what eases the pain."""
        self.acts.note("free", number)

    def _cue(self, number: int, match: Match) -> None:
        """A word such as "when" is looked at from what is done behind it."""
        self.last_cue = (number, match.ids != ())
        self.state = None

    def _link(self, _number: int, _match: Match) -> None:
        """A word such as "is" lets a feeling belong to the place before it."""
        self.has_link = bool(self.here)

    def _ignore(self, number: int, match: Match) -> None:
        """Pass over a word; those that the echo should show are marked."""
        if match.ids == ("echo",):
            self._mark_unused([number])

    def _warning(self, number: int, _match: Match) -> None:
        """Pass over a warning (``words_warnings`` takes it); a denied one changes nothing."""
        if self.is_denied:
            self._mark_unused([number])

    def _unknown(self, number: int, _match: Match) -> None:
        """Mark a word that no row holds; a qualifier before it belonged to it."""
        self._mark_unused([number, *(n for n, _ in self.qualifiers)])
        self.qualifiers = []

    def _number(self, number: int, _match: Match) -> None:
        """Mark a number that says nothing here."""
        self._mark_unused([number])

    def _comma(self, number: int, match: Match) -> None:
        """End a clause; a denial goes on when a bare list behind comes to an "or"."""
        run = (self.run_start, self.run_along)
        goes_on = self.is_denied and self.ahead.reaches_or[number + 1]
        is_announced = match.sign == ":" and not self.acts.acts and self.acts.tells("limit")
        self.end_clause(is_open=True)
        self.acts.is_announced = is_announced
        self.run_start, self.run_along = run
        if not goes_on:
            self._end_denial()

    def _scope_end(self, _number: int, _match: Match) -> None:
        """End a clause and every denial."""
        self.end_clause()
        self._end_denial()
        self.acts = ClauseActs()

    def _stop(self, _number: int, match: Match) -> None:
        """End a sentence; a semicolon keeps the side in force."""
        self.end_clause()
        self._end_denial()
        self.acts = ClauseActs()
        if match.sign != ";":
            self.side, self.side_clause = None, -1
            self.since_side = []
            self.sentence += 1

    def end_clause(self, *, is_open: bool = False) -> None:
        """Settle what waited for the end of the clause.

        Parameters
        ----------
        is_open
            The sentence goes on and may tell how the acts of this clause go.
        """
        self._settle_feelings()
        if self.state and not self.here:
            self._note(self.matches[self.state[0]], self.state[1].qualifiers.get("*", ()))
        self._mark_unused(number for number, _ in self.qualifiers)
        if self.between:
            self.between.is_painted = True
        self._settle_acts(is_open=is_open)
        self.was_fine = self.acts.tells("fine", "well")
        for place in self.only_stated:
            place.is_painted = place.is_painted and self.acts.tells("pain")
        if not is_open:
            self.forward = []
        if not self.is_first:
            self.clause += 1
        self.acts = ClauseActs(self.acts.was_limited, self.acts.was_denied)
        self._start_clause()
