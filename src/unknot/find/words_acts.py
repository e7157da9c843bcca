"""Does something done, or a movement, hurt, fail, or go freely?

"Walking" or "turn my head" says nothing by itself. What the words around it tell is weighed
in the stretch of the clause that it stands in: an "and" begins a new stretch when both
sides of it tell something of their own ("worse sitting and better standing"). Inside a
stretch the last telling word before the act counts, or else the first one behind it.

- It is limited or painful when that word says so ("worse", "can't"), when a word ties it to
  a pain ("pain when walking"), or when it is what hurts ("walking hurts my knee").
- It is free when denied ("no pain with walking"), or said to be fine.
- It is neither when it eases the pain, or when nothing is told of it ("I like walking").

The method is ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from unknot.facts.vocabularies import load_symptoms
from unknot.find.words_drafts import ActDraft, Draft

__all__ = ["ClauseActs", "Telling", "settle_symptoms"]

Telling = Literal["limit", "much", "free", "pain", "well", "fine", "place", "join", "act"]
"""What an event of a clause tells; ``much`` is "too long", ``well`` "can", ``fine`` "is fine"."""
_POLAR: Final = frozenset({"limit", "free", "pain", "well", "fine"})
_NEAR: Final = 2
"""Matches between "painless" and what it is said of."""


@dataclass(frozen=True, slots=True)
class _Event:
    """One thing that a clause tells, and the number of its match."""

    kind: Telling
    number: int
    act: ActDraft | None = None


class DoneEvent(NamedTuple):
    """An act and the number of the last match that belongs to it."""

    number: int
    act: ActDraft


@dataclass
class ClauseActs:
    """What is done in one clause, and everything in it that tells how it goes."""

    was_limited: bool = False
    """The clause before ended a list of acts that hurt; this one may go on with it."""
    was_denied: bool = False
    is_announced: bool = False
    """"Worse with:" stood before; everything done here hurts."""
    events: list[_Event] = field(default_factory=list)

    def note(self, kind: Telling, number: int, act: ActDraft | None = None) -> None:
        """Take in what a match tells."""
        self.events.append(_Event(kind, number, act))

    @property
    def acts(self) -> list[ActDraft]:
        """The acts so far, in order."""
        return [event.act for event in self.events if event.act]

    def tells(self, *kinds: Telling) -> bool:
        """Say whether anything of these kinds was told."""
        return any(event.kind in kinds for event in self.events)

    @property
    def last(self) -> DoneEvent | None:
        """The last act and the number of its last match."""
        event = next((event for event in reversed(self.events) if event.act), None)
        return DoneEvent(event.number, event.act) if event and event.act else None

    def move_last(self, number: int) -> None:
        """Say that the last act ends with a later match."""
        self.events[-1] = replace(self.events[-1], number=number)

    def deny_untold(self) -> None:
        """Deny the acts that nothing was told of yet ("walking does not hurt")."""
        for event in reversed(self.events):
            if event.kind in _POLAR:
                return
            if event.act:
                event.act.is_denied = True

    def settle(self, draft: Draft) -> list[int]:
        """Note every act as limited or free; return the numbers of those that are neither."""
        untold = []
        settled = {"limited": False, "denied": False}
        for stretch in self._stretches():
            for at, event in enumerate(stretch):
                if event.act is None:
                    continue
                verdict = self._verdict(stretch, at, event.act)
                if verdict == "denied":
                    draft.free.append(event.act)
                elif verdict == "limited":
                    draft.limited.append(event.act)
                else:
                    untold.append(event.number)
                    continue
                settled[verdict] = True
                settle_symptoms(draft, event.act, is_denied=verdict == "denied")
        self.was_limited, self.was_denied = settled["limited"], settled["denied"]
        return untold

    def _stretches(self) -> list[list[_Event]]:
        """Cut the clause at every "and" both of whose sides tell something of their own."""
        cut: list[list[_Event]] = [[]]
        for event in self.events:
            if event.kind == "join":
                cut.append([])
            else:
                cut[-1].append(event)
        stretches: list[list[_Event]] = []
        waiting: list[_Event] = []
        for part in cut:
            whole = [*waiting, *part]
            waiting = []
            if any(event.kind in _POLAR for event in whole):
                stretches.append(whole)
            elif stretches:
                stretches[-1].extend(whole)
            else:
                waiting = whole
        return [*stretches, waiting] if waiting else stretches

    def _verdict(self, stretch: list[_Event], at: int, act: ActDraft) -> str:
        """Say what the words around an act make of it."""
        before = [event for event in stretch[:at] if event.kind in _POLAR]
        behind = [event for event in stretch[at:] if event.kind in _POLAR]
        nearest = before[-1].kind if before else behind[0].kind if behind else ""
        if act.is_denied:
            return "" if nearest == "free" else "denied"
        if nearest == "free":
            return ""
        if nearest in ("well", "fine") and act.is_movement:
            return "denied"
        if _is_fine(stretch, at):
            return "denied"
        is_much = any(event.kind == "much" for event in stretch) and not any(
            event.act and event.act.is_told for event in stretch
        )
        if nearest == "limit" or is_much or act.is_limited or self._is_hurt(stretch, at, act):
            return "limited"
        is_bare = all(event.kind in ("act", "join") for event in self.events)
        return "denied" if self.was_denied and is_bare else ""

    def _is_hurt(self, stretch: list[_Event], at: int, act: ActDraft) -> bool:
        """Say whether an act is tied to a pain, is what hurts, or goes on with a list."""
        has_place = self.tells("place")
        if act.is_cued and (has_place or self.tells("pain")):
            return True
        if act.is_told or any(event.kind == "well" for event in stretch):
            return False
        is_subject = not any(event.kind in ("pain", "place") for event in stretch[:at])
        if is_subject and any(event.kind in ("pain", "limit") for event in stretch[at:]):
            return True
        if has_place:
            return False
        return self.tells("pain") or self.was_limited or self.is_announced


def settle_symptoms(draft: Draft, act: ActDraft, *, is_denied: bool) -> None:
    """Note the symptoms that a settled act means."""
    symptoms = [one for one in act.ids if one in load_symptoms()]
    draft.note_symptoms(symptoms, is_denied=is_denied)


def _is_fine(stretch: list[_Event], at: int) -> bool:
    """Say whether "fine" or "painless" stands right at an act."""
    number = stretch[at].number
    rest = [event for event in stretch[at + 1 :] if event.kind != "act"]
    if rest and rest[0].kind == "fine":
        return True
    last = stretch[at - 1] if at else None
    return last is not None and last.kind == "fine" and number - last.number <= _NEAR
