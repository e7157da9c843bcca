"""Names in the language of the page: English as the library says them, Spanish from the facts."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from unknot.facts.countries import load_countries
from unknot.facts.vocabularies import load_symptoms
from unknot.find.plain import muscle_in_words
from unknot.find.reasons import place_name
from unknot.web.names import (
    fact_name,
    filled_in,
    measure_here,
    muscle_with_side,
    place_with_side,
    said_here,
    symptom_here,
    with_english,
)
from unknot.web.where.countries import countries_shown


def test_english_names_are_those_of_the_library_word_for_word() -> None:
    for side in ("left", "right", "mid"):
        assert muscle_with_side("infraspinatus", side) == muscle_in_words("infraspinatus", side)
        assert place_with_side("temple", side) == place_name("temple", side)
    assert symptom_here("short_breath") == load_symptoms()["short_breath"].label
    assert filled_in("Felt at %(places)s", ["right temple"]) == "Felt at right temple"
    assert with_english("Stopped: %(why)s", why="a <b>") == "Stopped: a <b>"


def test_spanish_names_say_their_side_without_a_gender() -> None:
    with translation.override("es"):
        assert muscle_with_side("infraspinatus", "right") == "Infraespinoso, lado derecho"
        assert place_with_side("temple", "left") == "sien, lado izquierdo"
        assert place_with_side("sternum", "mid") == "esternón"
        assert said_here("right temple") == "sien, lado derecho"


def test_a_symptom_of_a_warning_sign_stays_english_and_is_marked() -> None:
    with translation.override("es"):
        assert symptom_here("headache") == "dolor de cabeza"
        assert symptom_here("short_breath") == '<span lang="en">shortness of breath</span>'


def test_english_pieces_of_a_spanish_sentence_are_marked_and_escaped() -> None:
    with translation.override("es"):
        assert filled_in("Aquí: %(places)s", ["right temple", "a <b>"]) == (
            'Aquí: sien, lado derecho, <span lang="en">a &lt;b&gt;</span>'
        )
        said = with_english("Parado: %(why)s", why="a <b>")
        assert said == 'Parado: <span lang="en">a &lt;b&gt;</span>'
        assert isinstance(said, SafeString)


def test_a_measure_has_the_name_of_its_movement_or_a_word_of_the_pages() -> None:
    moved = "Neck rotation away from the affected side"
    for label in (moved, "Pressure until it hurts"):
        assert measure_here(label) == label
    with translation.override("es"):
        assert measure_here(moved) == "Girar el cuello hacia el lado contrario al afectado"
        assert measure_here("Pressure until it hurts") == "Presión hasta que duele"


def test_a_name_without_a_translation_is_said_in_english() -> None:
    with translation.override("es"):
        assert fact_name("region", "nowhere", "nowhere at all") == "nowhere at all"


def test_countries_stand_in_the_order_of_the_readers_language() -> None:
    with translation.override("es"):
        shown = [one.name for one in countries_shown()]
    assert shown.index("Alemania") < shown.index("España") < shown.index("Reino Unido")
    assert len(shown) == len(load_countries())


def test_the_mark_is_nothing_on_an_english_page_and_keeps_its_text_escaped() -> None:
    template = Template("{% load languages %}<p{% english %}>{{ text|english }}</p>")
    assert template.render(Context({"text": "a <b>"})) == "<p>a &lt;b&gt;</p>"
    with translation.override("es"):
        assert template.render(Context({"text": "a <b>"})) == (
            '<p lang="en"><span lang="en">a &lt;b&gt;</span></p>'
        )
        assert template.render(Context({"text": ""})) == '<p lang="en"></p>'


@pytest.mark.parametrize(
    ("pattern", "english", "spanish"),
    [
        ("j F Y", "6 November 2026", "6 de noviembre de 2026"),
        ("j M", "6 Nov", "6 nov"),
        ("D j M Y", "Fri 6 Nov 2026", "vie 6 nov 2026"),
        ("Y-m-d", "2026-11-06", "2026-11-06"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(
    pattern: str, *, english: str, spanish: str
) -> None:
    day = date(2026, 11, 6)
    assert date_format(day, pattern) == english
    with translation.override("es"):
        assert date_format(day, pattern) == spanish
