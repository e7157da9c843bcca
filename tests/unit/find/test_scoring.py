"""A case is asked as its person would tell it, and scored as unseen cases are scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unknot.errors import InvalidInput, UnknownId
from unknot.facts.cases import Case, CasePain, Culprit, load_cases
from unknot.find.query import MovementMark, PainMark
from unknot.find.scoring import (
    case_query,
    counted_as,
    first_hit,
    listed_muscles,
    muscles_once,
    wanted_muscles,
    words_query,
)
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.names import load_general_names

# How unseen cases are scored: a muscle counts when its id and the name begin alike, or when
# its id holds one of the stems of the name.
STEMS = {
    "cervical_multifidus": "cervical_multifid multifidus_cerv multifidi_cerv multifidi",
    "deltoid": "deltoid",
    "digastric": "digastric",
    "erector_spinae": "longissimus_thoracis iliocostalis longissimus_lumb",
    "gastrocnemius": "gastrocnemius",
    "gemelli": "gemell lateral_rotators",
    "hamstrings": "biceps_femoris semitendinosus semimembranosus",
    "hip_adductors": "adductor_longus adductor_brevis adductor_magnus gracilis pectineus",
    "iliacus": "iliopsoas iliacus",
    "iliopsoas": "iliopsoas psoas iliacus",
    "levator_ani": "levator_ani pelvic_floor",
    "longissimus_lumborum": "longissimus_thoracis_lower longissimus_lumb",
    "lumbar_multifidus": "lumbar_multifid multifidus_lumb multifidi_lumb",
    "masseter": "masseter",
    "obliquus_capitis_inferior": "suboccipital obliquus_capitis",
    "occipitofrontalis": "occipitofrontalis frontalis occipitalis",
    "pectoralis_major": "pectoralis_major",
    "peroneals": "peroneus fibularis",
    "peroneus": "peroneus fibularis",
    "psoas": "iliopsoas psoas",
    "psoas_major": "iliopsoas psoas",
    "quadratus_lumborum": "quadratus_lumborum",
    "quadriceps": "rectus_femoris vastus",
    "rectus_abdominis": "rectus_abdominis",
    "rhomboid_major": "rhomboid",
    "rhomboid_minor": "rhomboid",
    "rhomboids": "rhomboid",
    "scalene": "scalen",
    "scalenes": "scalen",
    "sternocleidomastoid": "sternocleidomastoid",
    "suboccipitals": "suboccipital obliquus_capitis rectus_capitis",
    "thoracic_multifidus": "thoracic_multifid multifidus_thor multifidi_thor",
    "trapezius": "trapezius",
    "triceps_brachii": "triceps",
}
# Where that rule is misled by spelling, and ours is stricter: another level of the spine, and
# a muscle at the front of the skull base.
STRICTER = {
    ("cervical_multifidus", "thoracic_multifidi"),
    ("suboccipitals", "rectus_capitis_anterior_lateralis"),
}
CULPRITS = {culprit.muscle for case in load_cases().values() for culprit in case.culprits}


def counts(name: str, muscle: str) -> bool:
    alike = muscle.startswith(name) or name.startswith(f"{muscle}_")
    return alike or any(stem in muscle for stem in STEMS.get(name, "").split())


@pytest.mark.parametrize("name", sorted(CULPRITS | set(STEMS) | set(load_general_names())))
def test_a_name_counts_for_the_muscles_that_unseen_cases_count(name: str) -> None:
    theirs = {muscle for muscle in load_muscles() if counts(name, muscle)}
    stricter = {muscle for other, muscle in STRICTER if other == name}
    assert counted_as(name) == theirs - stricter


def test_a_muscle_of_the_catalogue_counts_for_itself_only() -> None:
    assert counted_as("extensor_digitorum") == {"extensor_digitorum"}


def test_a_part_counts_for_its_whole_and_a_whole_for_its_parts() -> None:
    assert counted_as("soleus_lower") == {"soleus"}
    assert counted_as("masseter_superficial") == {"masseter_superficial"}
    assert counted_as("triceps") == {
        "triceps_long_head",
        "triceps_medial_head",
        "triceps_lateral_head",
    }


def test_a_name_that_means_nothing_counts_for_nothing() -> None:
    assert counted_as("sole") == frozenset()


def case_of(*culprits: Culprit, is_ranked: bool = True) -> Case:
    any_case = next(iter(load_cases().values()))
    return replace(any_case, culprits=culprits, culprits_ranked=is_ranked)


def test_a_ranked_case_wants_its_main_muscle_and_lists_all() -> None:
    both = Culprit("soleus", "unstated", None), Culprit("hamstrings", "left", None)
    hamstrings = {"biceps_femoris", "semitendinosus", "semimembranosus"}
    assert wanted_muscles(case_of(*both)) == {"soleus"}
    assert wanted_muscles(case_of(*both, is_ranked=False)) == {"soleus"} | hamstrings
    assert listed_muscles(case_of(*both)) == {"soleus"} | hamstrings


@pytest.mark.parametrize(
    ("stated", "own", "other"),
    [
        (("unstated",), "right", "left"),
        (("both", "left"), "left", "right"),
        (("right", "left"), "right", "left"),
    ],
)
def test_same_is_the_first_side_that_a_source_states(stated: tuple, own: str, other: str) -> None:
    case = replace(
        case_of(*(Culprit("soleus", side, None) for side in stated)),
        pain=(
            CasePain("heel", "same"),
            CasePain("calf_lower", "opposite"),
            CasePain("lumbar", "both"),
            CasePain("sternum", "mid"),
            CasePain("temple", "left"),
        ),
        symptoms=("headache",),
        limited_movements=("ankle_dorsiflexion", "jaw_opening"),
    )
    query = case_query(case)
    assert query.pain == (
        PainMark("heel", own),
        PainMark("calf_lower", other),
        PainMark("lumbar", "both"),
        PainMark("sternum", "mid"),
        PainMark("temple", "left"),
    )
    assert query.symptoms == ("headache",)
    assert query.limited_movements == (
        MovementMark("ankle_dorsiflexion", own),
        MovementMark("jaw_opening", "mid"),
    )
    assert query.answers == {}


def test_a_case_with_an_unknown_region_is_refused() -> None:
    case = replace(case_of(), pain=(CasePain("heal", "same"),))
    with pytest.raises(UnknownId, match=r"Region 'heal' is not known \(pain\[0\]\.region\)"):
        case_query(case)


def test_a_side_that_a_region_does_not_have_is_refused() -> None:
    case = replace(case_of(), pain=(CasePain("sternum", "same"),))
    with pytest.raises(InvalidInput, match="Region 'sternum' has no left and right"):
        case_query(case)


def test_words_alone_give_a_query_or_nothing() -> None:
    told = words_query(replace(case_of(), pain_words="ache in the left heel"))
    assert told is not None
    assert [(mark.region, mark.side) for mark in told.pain] == [("heel", "left")]
    assert words_query(replace(case_of(), pain_words="xyzzy")) is None


def test_places_count_from_one_and_each_muscle_once() -> None:
    ranked = muscles_once(["a", "b", "a", "c"])
    assert ranked == ("a", "b", "c")
    assert first_hit(ranked, frozenset({"c", "b"})) == 2
    assert first_hit(ranked, frozenset({"d"})) is None
    assert first_hit(ranked, frozenset()) is None
