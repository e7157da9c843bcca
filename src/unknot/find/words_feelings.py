"""How does it feel, as the phrases of a text say one after the other?

The part of ``words_clauses`` that knows qualities (burning), states (weak, swollen) and
strengths, and gives them to the places they are said of. The rules stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from unknot.facts.vocabularies import load_symptoms
from unknot.facts.words import Phrase
from unknot.find.words_ahead import PLACES
from unknot.find.words_drafts import ActDraft, PlaceDraft, first_quality, symptoms_meant
from unknot.find.words_matching import Match
from unknot.find.words_places import PlaceReader

__all__ = ["FeelingReader"]


class FeelingReader(PlaceReader):
    """A pass over a text that also gives places their feelings."""

    def _start_clause(self) -> None:
        """Forget what holds only inside a clause."""
        super()._start_clause()
        self.feelings: list[tuple[Match, Phrase]] = []
        self.feeling_end = -1
        self.are_feelings_given = False
        self.n_felt = 0
        self.state: tuple[int, Phrase] | None = None

    def _give_feeling(self, place: PlaceDraft) -> None:
        """Give a place the quality or state said before it in the clause."""
        regions = place.regions
        place.quality = first_quality(phrase for _, phrase in self.feelings)
        self.are_feelings_given = bool(self.feelings)
        for match, phrase in self.feelings:
            self._note(match, symptoms_meant(phrase.qualifiers, regions))
        if self.state:
            meant = symptoms_meant(self.state[1].qualifiers, regions)
            self._note(self.matches[self.state[0]], meant)
            place.is_painted = bool(self.feelings) or not meant
            self.draft.unused.discard(self.state[0])

    def _quality(self, number: int, match: Match) -> None:
        """Keep a quality for the next place; one that found none goes to those before."""
        joined = all(
            self.matches[n].kind in ("join", "article", "slash", "intensity")
            for n in range(max(self.feeling_end, number - 4), number)
        )
        if not joined or self.are_feelings_given:
            self._settle_feelings()
        self.acts.note("pain", number)
        if self.state and self.state[0] != number - 1:
            self.state = None
        self.feelings.append((match, cast(Phrase, match.phrase)))
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
            if not self.is_denied:
                place.quality = first_quality(phrase for _, phrase in self.feelings)
        for match, phrase in self.feelings:
            for place in plain:
                if not place.is_denied and place.is_painted:
                    self._note(match, symptoms_meant(phrase.qualifiers, place.regions))
            for place in self.unfelt:
                if self.is_denied:
                    self._note(match, symptoms_meant(phrase.qualifiers, place.regions))
                elif place in before:
                    place.is_painted = True  # "my foot is not numb but it hurts"
            if not before:
                self._note(match, self._meant_alone(phrase))
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
        meant = meant or list(self._meant_alone(phrase))
        self._note(match, meant)
        if not meant:
            self._mark_unused([number])
        elif place and place in self.here:
            self.only_stated.append(place)

    def _meant_alone(self, phrase: Phrase) -> tuple[str, ...]:
        """Return what a feeling means where no place is named; denied, it is denied anywhere."""
        anywhere = phrase.qualifiers.get("*", ())
        return phrase.qualifiers.get("none", anywhere) if self.is_denied else anywhere

    def _forget_state(self) -> None:
        """Let a state that waits for a place wait no longer."""
        self.state = None

    def _intensity(self, number: int, match: Match) -> None:
        """Take a word for how strong the pain is."""
        self.acts.note("pain", number)
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

    def _note(self, match: Match, ids: Iterable[str]) -> None:
        """Note symptoms as there, or as denied inside a negation; a movement as limited."""
        ids = tuple(ids)
        symptoms = [one for one in ids if one in load_symptoms()]
        self.draft.note_symptoms(symptoms, is_denied=self.is_denied)
        movements = tuple(one for one in ids if one not in load_symptoms())
        if movements:
            act = ActDraft(match, movements, self.is_denied, is_cued=True)
            (self.draft.free if self.is_denied else self.draft.limited).append(act)
