"""Every landmark of the catalogue has plain words and, where it has one, a point on the skin."""

from __future__ import annotations

import re

from unknot.body.surface import load_surface
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.landmarks import landmark_in_words, load_landmark_words

_JARGON = re.compile(
    r"process|tubercle|tuberosity|epicondyle|condyle|malleolus|styloid|fibula|tibia|scapula|"
    r"spinous|ischi|iliac|olecranon|mastoid|metacarp|metatars|\b[A-Z]{2,}\b|\b[CTLS]\d"
)


def _named() -> set[str]:
    return {
        str(site.landmarks[end])
        for muscle in load_muscles().values()
        for site in muscle.sites
        for end in ("from", "to")
    }


def test_every_landmark_of_the_catalogue_has_words_and_no_words_are_left_over() -> None:
    assert set(load_landmark_words()) == _named()


def test_the_words_hold_no_anatomical_terms() -> None:
    found = [one.words for one in load_landmark_words().values() if _JARGON.search(one.words)]
    assert found == []


def test_every_point_on_the_skin_is_one_of_the_surface() -> None:
    named = {one.on_skin for one in load_landmark_words().values() if one.on_skin}
    assert named - set(load_surface().landmarks) == set()
    assert len(named) > 100


def test_a_landmark_without_words_stands_as_it_is() -> None:
    assert landmark_in_words("ASIS") == "the bony point at the front of the hip"
    assert landmark_in_words("nowhere") == "nowhere"
