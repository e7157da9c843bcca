"""A muscle is found by what people call it, and never guessed among several."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput, UnknownId
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.naming import muscle_named


@pytest.mark.parametrize("muscle", load_muscles().values(), ids=lambda muscle: muscle.id)
def test_id_finds_its_muscle(muscle) -> None:
    assert muscle_named(muscle.id) == muscle


@pytest.mark.parametrize(
    "name",
    ["infraspinatus", "Infraspinatus", " INFRASPINATUS ", "musculus infraspinatus", "infraspinatu"],
)
def test_spelling_does_not_matter(name: str) -> None:
    assert muscle_named(name).id == "infraspinatus"


def test_all_words_of_one_muscle_are_enough() -> None:
    assert muscle_named("trapezius upper").id == "upper_trapezius"


def test_whole_of_several_parts_lists_them() -> None:
    with pytest.raises(InvalidInput) as caught:
        muscle_named("trapezius")
    assert not isinstance(caught.value, UnknownId)
    assert str(caught.value) == (
        "'trapezius' is a name for several muscles or parts: upper_trapezius, middle_trapezius, "
        "lower_trapezius. Give one of them."
    )
    assert (caught.value.where, caught.value.value) == ("NAME", "trapezius")


@pytest.mark.parametrize(
    ("short", "muscle"), [("QL", "quadratus_lumborum"), ("tfl", "tensor_fasciae_latae")]
)
def test_short_form_of_a_clinician_is_understood(short: str, muscle: str) -> None:
    assert muscle_named(short).id == muscle


@pytest.mark.parametrize("name", ["SCM", "scalenes", "hamstring", "hamstrings"])
def test_general_name_lists_its_muscles(name: str) -> None:
    with pytest.raises(InvalidInput, match="is a name for several muscles or parts: "):
        muscle_named(name)


def test_word_of_very_many_muscles_lists_the_first_twelve() -> None:
    with pytest.raises(InvalidInput, match=r"^'a' fits \d+ muscles or parts: ") as caught:
        muscle_named("a")
    assert str(caught.value).count("_") >= 1
    assert len(str(caught.value).partition(": ")[2].split(", ")) == 12


def test_slip_of_the_pen_finds_the_nearest_name() -> None:
    assert muscle_named("infraspinatis").id == "infraspinatus"
    assert muscle_named("quadratus lumborun").id == "quadratus_lumborum"


@pytest.mark.parametrize("name", ["", "  ", "???", "musculus"])
def test_no_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        muscle_named(name)
    assert str(caught.value) == "Give the name of a muscle, for example: infraspinatus."


def test_name_of_no_muscle_is_refused() -> None:
    with pytest.raises(UnknownId) as caught:
        muscle_named("qqqq")
    assert str(caught.value) == (
        "Muscle 'qqqq' is not known (NAME). List them with 'unknot facts list muscle'."
    )
