"""``unknot muscle``: one card for every muscle, and help when the name is not quite right."""

from __future__ import annotations

import json

import pytest

from unknot.muscles.catalogue import load_muscles

HEADINGS = ("Where it lies", "Points, and where each refers pain", "On your own", "Sources")


@pytest.mark.parametrize("muscle", load_muscles())
def test_every_muscle_has_a_card(unknot, muscle: str) -> None:
    run = unknot("muscle", muscle)
    assert run.code == 0
    assert all(heading in run.out for heading in HEADINGS)
    assert "None" not in run.out
    wrapped = [line for line in run.out.splitlines() if "http" not in line]
    assert max(len(line) for line in wrapped) <= 80


def test_a_name_in_words_is_found(unknot) -> None:
    assert unknot("muscle", "upper trap").out.startswith("Upper trapezius")


def test_a_name_with_several_parts_lists_them(unknot) -> None:
    run = unknot("muscle", "trapezius")
    assert run.code == 1
    assert "upper_trapezius, middle_trapezius, lower_trapezius" in run.err


def test_a_slip_names_the_nearest(unknot) -> None:
    assert unknot("muscle", "infraspinatis").out.startswith("Infraspinatus")
    run = unknot("muscle", "xyz")
    assert run.code == 1
    assert "Muscle 'xyz' is not known (NAME)." in run.err


def test_json_is_the_line_of_the_file(unknot) -> None:
    record = json.loads(unknot("muscle", "soleus", "--json").out)
    assert record["muscle"] == "soleus"
    assert record["sites"]
