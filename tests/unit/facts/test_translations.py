"""Texts of the facts in another language: names are shown, safety waits for a review."""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.errors import FactsError
from unknot.facts import translations
from unknot.facts.red_flags import load_red_flags
from unknot.facts.told_warnings import symptoms_asked_anywhere
from unknot.facts.translations import LANGUAGES, facts_text, is_safety, load_translations
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.muscles.catalogue import load_muscles

HEAD = "kind,id,field,text,reviewed_by\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "FACT_FILES", tmp_path)
    load_translations.cache_clear()
    return tmp_path / "translations_es.csv"


@pytest.fixture(autouse=True)
def _forget() -> object:
    yield
    load_translations.cache_clear()


def test_a_place_and_a_muscle_have_their_spanish_names() -> None:
    assert facts_text("region", "temple", "label", language="es") == "sien"
    assert facts_text("muscle", "infraspinatus", "name", language="es") == "Infraespinoso"
    assert facts_text("muscle", "gastrocnemius", "plain", language="es") == (
        "Músculo de la pantorrilla"
    )


def test_english_is_what_the_facts_themselves_say() -> None:
    assert facts_text("region", "temple", "label", language="en") is None
    assert dict(load_translations("en")) == {}


def test_what_is_not_translated_is_none() -> None:
    assert facts_text("region", "nowhere", "label", language="es") is None
    assert facts_text("region", "temple", "label", language="fr") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_movement_and_muscle_is_translated(language: str) -> None:
    for region in load_regions():
        assert facts_text("region", region, "label", language=language), region
    for movement in load_movements():
        assert facts_text("movement", movement, "label", language=language), movement
    for muscle in load_muscles():
        for field in ("name", "plain"):
            assert facts_text("muscle", muscle, field, language=language), muscle


def test_a_text_of_safety_is_shown_only_when_somebody_reviewed_it(file: Path) -> None:
    file.write_text(
        f"{HEAD}red_flag,ces_saddle,question,¿Adormecimiento?,\n"
        'red_flag,ces_bladder,question,¿Vejiga?,"A. Bosch, physician"\n'
    )
    assert facts_text("red_flag", "ces_saddle", "question", language="es") is None
    assert facts_text("red_flag", "ces_bladder", "question", language="es") == "¿Vejiga?"


def test_a_symptom_that_opens_a_warning_sign_waits_for_a_review(file: Path) -> None:
    file.write_text(f"{HEAD}symptom,headache,label,cabeza,\nsymptom,short_breath,label,aire,\n")
    assert facts_text("symptom", "headache", "label", language="es") == "cabeza"
    assert facts_text("symptom", "short_breath", "label", language="es") is None


def test_a_kind_that_nobody_listed_as_a_name_counts_as_safety() -> None:
    for kind in ("red_flag", "contraindication", "urgency", "dose", "something new"):
        assert is_safety(kind, "any")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unreviewed_text_of_safety_can_be_looked_up(language: str) -> None:
    warned = symptoms_asked_anywhere()
    for (kind, one, field), held in load_translations(language).items():
        if held.reviewed_by is None and (kind == "red_flag" or one in warned):
            assert facts_text(kind, one, field, language=language) is None
    for flag in load_red_flags():
        for field in ("question", "why"):
            said = facts_text("red_flag", flag, field, language=language)
            held_ = load_translations(language).get(("red_flag", flag, field))
            assert said is None or (held_ is not None and held_.reviewed_by)


def test_a_field_translated_twice_is_refused(file: Path) -> None:
    file.write_text(f"{HEAD}region,temple,label,sien,\nregion,temple,label,la sien,\n")
    with pytest.raises(
        FactsError, match=r"translations_es\.csv:3: region temple label stands already in the file"
    ):
        load_translations("es")
