"""Dangers told in free words lead to their own question, first."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.facts.red_flags import load_red_flags
from unknot.facts.words import load_phrases
from unknot.find.answer import find, with_words_read
from unknot.find.query import Query
from unknot.find.words import read_words


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("low back pain and fever", "inf_fever_spine"),
        ("feverish with a sore neck", "ill_fever"),
        ("back pain with chills", "ill_fever"),
        ("neck ache, night sweats", "inf_sweats"),
        ("back pain and i peed myself", "ces_bladder"),
        ("back pain, cant pee", "ces_bladder"),
        ("i have numbness between my legs", "ces_saddle"),
        ("i lost control of my bowels", "ces_bowel"),
        ("coughing up blood", "pe_blood"),
        ("neck pain after a car crash", "fx_trauma"),
        ("fell off ladder, back hurts", "fx_trauma"),
        ("i see double and my neck hurts", "cad_5d"),
        ("sudden loss of sight", "gca_vision"),
        ("my pee is brown, thighs hurt", "rhabdo"),
        ("my pee looks like cola", "rhabdo"),
        ("back pain, had breast cancer 5 years ago", "ca_history"),
        ("my face is droopy", "stroke"),
        ("slurred speech", "stroke"),
        ("worst headache of my life", "ha_thunder"),
        ("headache came on in seconds", "ha_thunder"),
        ("thunderclap headache", "ha_thunder"),
        ("crushing chest pain", "acs_now"),
        ("pressure on my chest", "acs_now"),
        ("suddenly short of breath", "pe_breath"),
        ("my calf is swollen red and hot", "dvt_swell"),
        ("calf pain after a long flight", "dvt_risk"),
        ("tearing pain between my shoulder blades", "ao_tear"),
        ("passed out with back pain", "collapse"),
        ("i blacked out", "collapse"),
        ("lost 20 pounds without trying", "ca_weight"),
        ("losing weight", "ca_weight"),
        ("i want to die because of this pain", "mind_safety"),
        ("i dont want to live", "mind_safety"),
        ("no reason to live", "mind_safety"),
        ("i can't go on", "mind_safety"),
        ("pregnant and bleeding", "preg_bleed"),
        ("I take blood thinners", "med_bleed"),
        ("on steroids for years", "fx_steroid"),
        ("weak immune system", "inf_risk"),
        ("back pain since an injection", "risk_entry"),
        ("sudden testicle pain", "testis"),
        ("black stools", "gi_bleed"),
        ("vomiting blood", "gi_bleed"),
        ("hot swollen knee", "sj_hot"),
        ("a rash with blisters", "shingles"),
    ],
)
def test_told_danger_names_its_question(words: str, flag: str) -> None:
    reading = read_words(words)
    assert flag in reading.warnings
    assert "a question about it comes first." in reading.echo()
    assert find(Query(text=words)).open_first[0] in reading.warnings


@pytest.mark.parametrize(
    "words",
    [
        "low back pain, no fever",
        "no fever, chills or night sweats, back hurts",
        "back hurts no cancer no fever",
        "neck pain without fever",
        "i dont have a fever, just knee pain",
        "I never had cancer, my back hurts",
        "my back hurts, no accident",
        "my arm falls asleep at night",
        "knee pain on a flight of stairs",
    ],
)
def test_denied_or_other_meaning_is_no_warning(words: str) -> None:
    assert read_words(words).warnings == ()


def test_place_of_a_past_illness_is_not_painted() -> None:
    reading = read_words("back pain, had breast cancer 5 years ago")
    assert {mark.region for mark in reading.pain} == {"lumbar"}


def test_place_that_hurts_is_painted_beside_its_warning() -> None:
    reading = read_words("crushing chest pain")
    assert {mark.region for mark in reading.pain} == {"chest_upper"}


def test_crisis_alone_is_answered_with_its_question() -> None:
    answer = find(Query(text="i want to die because of this pain"))
    assert answer.open_first[0] == "mind_safety"
    assert not answer.may_show_ranking
    assert answer.reading is not None
    assert answer.reading.echo() == (
        "You mentioned: 'want to die'; a question about it comes first."
    )


def test_danger_without_a_place_is_still_asked() -> None:
    assert find(Query(text="fell from a roof")).told == ("fx_trauma",)
    answered = Query(text="fell from a roof", answers={"fx_trauma": "no"})
    assert "fx_trauma" not in find(answered).told


def test_words_without_danger_or_place_still_fail() -> None:
    with pytest.raises(InvalidInput, match="No place and no symptom was understood"):
        with_words_read(Query(text="no fever"))


def test_every_warning_row_names_known_questions() -> None:
    rows = [phrase for phrase in load_phrases() if phrase.kind == "warning"]
    assert len(rows) > 900
    assert {one for phrase in rows for one in phrase.ids} <= set(load_red_flags())
