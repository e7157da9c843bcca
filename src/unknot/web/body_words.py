"""Every word that the paintable body says, to be given to it in the language of the page.

The element brings the English ones itself (``chart/src/element/words.ts``); a test holds both
lists equal. A page in another language hands it the whole list.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext, gettext_noop

__all__ = ["ENGLISH_WORDS", "body_words"]

ENGLISH_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "picture": gettext_noop("Picture"),
        "list": gettext_noop("List"),
        "pictureOrList": gettext_noop("Picture or list"),
        "flat": gettext_noop("2D"),
        "solid": gettext_noop("3D"),
        "flatOrSolid": gettext_noop("Flat picture or 3D body"),
        "views": gettext_noop("View of the body"),
        "closeViews": gettext_noop("Which side of it"),
        "tools": gettext_noop("Tools"),
        "paint": gettext_noop("Paint"),
        "erase": gettext_noop("Rub out"),
        "undo": gettext_noop("Undo"),
        "redo": gettext_noop("Redo"),
        "both": gettext_noop("Both sides"),
        "clear": gettext_noop("Clear"),
        "closer": gettext_noop("Closer"),
        "farther": gettext_noop("Farther"),
        "whole": gettext_noop("Whole picture"),
        "brush": gettext_noop("brush"),
        "brushSize": gettext_noop("Size of the brush"),
        "brush.0": gettext_noop("Fine"),
        "brush.1": gettext_noop("Small"),
        "brush.2": gettext_noop("Medium"),
        "brush.3": gettext_noop("Large"),
        "strength": gettext_noop("Strength"),
        "howStrongAt": gettext_noop("How strong at the {place}?"),
        "howStrongAtMore": gettext_noop("How strong at the {place} and {n} more?"),
        "howStrong": gettext_noop("How strong is it?"),
        "howStrongNext": gettext_noop("How strong is what you paint next?"),
        "nextStrength": gettext_noop("Strength {strength} for what you paint next."),
        "nothing": gettext_noop("nothing"),
        "worst": gettext_noop("worst imaginable"),
        "feels": gettext_noop("It feels"),
        "places": gettext_noop("Painted places"),
        "placesShort": gettext_noop("Places"),
        "find": gettext_noop("Find a place by name"),
        "noneFound": gettext_noop("No place has that name. Try another word."),
        "count": gettext_noop("{n} places"),
        "countOne": gettext_noop("1 place"),
        "found": gettext_noop("{n} places found"),
        "foundOne": gettext_noop("1 place found"),
        "area": gettext_noop("{cm2} cm² of skin"),
        "less": gettext_noop("{place}: weaker"),
        "more": gettext_noop("{place}: stronger"),
        "body": gettext_noop("Body"),
        "bodyChoice": gettext_noop("Which body"),
        "body.female": gettext_noop("Woman"),
        "body.male": gettext_noop("Man"),
        "body.child": gettext_noop("Child"),
        "body.heavy": gettext_noop("Heavier"),
        "group.front": gettext_noop("Front"),
        "group.back": gettext_noop("Back"),
        "group.sides": gettext_noop("Sides"),
        "group.head": gettext_noop("Head"),
        "group.hands": gettext_noop("Hands"),
        "group.feet": gettext_noop("Feet"),
        "group.more": gettext_noop("More"),
        "view.front": gettext_noop("Front"),
        "view.back": gettext_noop("Back"),
        "view.left": gettext_noop("Your left"),
        "view.right": gettext_noop("Your right"),
        "view.head_right": gettext_noop("Your right"),
        "view.head_front": gettext_noop("Face"),
        "view.head_left": gettext_noop("Your left"),
        "view.head_back": gettext_noop("Behind"),
        "view.hand_right_palm": gettext_noop("Right palm"),
        "view.hand_right_back": gettext_noop("Right back"),
        "view.hand_left_palm": gettext_noop("Left palm"),
        "view.hand_left_back": gettext_noop("Left back"),
        "view.foot_right_top": gettext_noop("Right top"),
        "view.foot_right_sole": gettext_noop("Right sole"),
        "view.foot_left_top": gettext_noop("Left top"),
        "view.foot_left_sole": gettext_noop("Left sole"),
        "view.arm_right_inner": gettext_noop("Right arm"),
        "view.arm_left_inner": gettext_noop("Left arm"),
        "view.leg_right_inner": gettext_noop("Right leg"),
        "view.leg_left_inner": gettext_noop("Left leg"),
        "view.perineum": gettext_noop("Between the legs"),
        "seen.front": gettext_noop("Your right is on the left"),
        "seen.back": gettext_noop("Seen from behind"),
        "seen.left": gettext_noop("Your left side"),
        "seen.right": gettext_noop("Your right side"),
        "seen.head_right": gettext_noop("Your right side"),
        "seen.head_front": gettext_noop("Your right is on the left"),
        "seen.head_left": gettext_noop("Your left side"),
        "seen.head_back": gettext_noop("Seen from behind"),
        "seen.hand_right_palm": gettext_noop("Your right palm"),
        "seen.hand_right_back": gettext_noop("Back of your right hand"),
        "seen.hand_left_palm": gettext_noop("Your left palm"),
        "seen.hand_left_back": gettext_noop("Back of your left hand"),
        "seen.foot_right_top": gettext_noop("Your right foot from above"),
        "seen.foot_right_sole": gettext_noop("Sole of your right foot"),
        "seen.foot_left_top": gettext_noop("Your left foot from above"),
        "seen.foot_left_sole": gettext_noop("Sole of your left foot"),
        "seen.arm_right_inner": gettext_noop("Inside of your right arm"),
        "seen.arm_left_inner": gettext_noop("Inside of your left arm"),
        "seen.leg_right_inner": gettext_noop("Inside of your right leg"),
        "seen.leg_left_inner": gettext_noop("Inside of your left leg"),
        "seen.perineum": gettext_noop("Seen from below, front at the top"),
        "seen.solid": gettext_noop("Drag beside the body to turn it"),
        "enlarge": gettext_noop("Tap the head, a hand or a foot to enlarge it."),
        "enlargeClick": gettext_noop("Click the head, a hand or a foot to enlarge it."),
        "loading": gettext_noop("The body is coming …"),
        "cannotLoad": gettext_noop(
            "The picture of the body could not be loaded. The list works without it."
        ),
        "cannotSolid": gettext_noop(
            "The 3D body could not be shown here. The flat picture still works."
        ),
        "lostSolid": gettext_noop("The 3D picture went away for a moment. Your paint is kept."),
        "solidKeys": gettext_noop(
            "The body in 3D. Arrow keys turn it, plus and minus come nearer or go back, 1 to 8 "
            "choose a view."
        ),
        "tryAgain": gettext_noop("Try again"),
        "close": gettext_noop("Close"),
        "full": gettext_noop("This drawing is full. Clear it, or rub some of it out."),
        "marked": gettext_noop("{place}, marked."),
        "markedStrength": gettext_noop("{place}, strength {strength}, marked."),
        "unmarked": gettext_noop("{place}, no longer marked."),
        "changedStrength": gettext_noop("{place}, strength {strength}."),
        "sumOne": gettext_noop("1 place, {cm2} cm²."),
        "sum": gettext_noop("{n} places, {cm2} cm²."),
        "sumNone": gettext_noop("Nothing is marked."),
        "shown": gettext_noop("{view} shown."),
        "pictureLabel": gettext_noop("{seen}. {painted}"),
        "paintedNothing": gettext_noop("Nothing is painted."),
        "paintedPlaces": gettext_noop("Painted: {list}."),
        "placeStrength": gettext_noop("{place} {strength} of 10"),
        "side.left": gettext_noop("Left {region}"),
        "side.right": gettext_noop("Right {region}"),
        "side.mid": gettext_noop("{region}"),
        "quality.ache": gettext_noop("aching"),
        "quality.sharp": gettext_noop("sharp"),
        "quality.burning": gettext_noop("burning"),
        "quality.tingling": gettext_noop("tingling"),
        "quality.numb": gettext_noop("numb"),
    }
)


def body_words() -> dict[str, str]:
    """Return every word of the body in the language of the page."""
    return {key: gettext(words) for key, words in ENGLISH_WORDS.items()}
