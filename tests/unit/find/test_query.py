"""Each complaint at the door, word for word, with its place, value and nearest valid one."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.errors import InvalidInput, NotEnoughData, UnknotError, UnknownId
from unknot.find.query import (
    MOST_ENTRIES,
    OLDEST,
    MovementMark,
    PainMark,
    Query,
    SignMark,
    query_from,
)

PAIN = [{"region": "temple", "side": "right"}]
SIGN = {"muscle": "soleus", "side": "left", "sign": "tender", "present": True}


def refused(fields: object, kind: type[UnknotError] = InvalidInput) -> Any:
    with pytest.raises(kind) as caught:
        query_from(fields)
    assert type(caught.value) is kind
    return caught.value


def with_pain(**fields: Any) -> dict[str, Any]:
    return {"pain": PAIN, **fields}


def test_full_case_is_read() -> None:
    query = query_from(
        {
            "id": "a1",
            "text": "right temple",
            "strokes": [],
            "pain": [{"region": "temple", "side": "right", "intensity": 6, "quality": "ache"}],
            "asked_anywhere_else": True,
            "symptoms": ["headache"],
            "absent_symptoms": ["jaw_clicking"],
            "limited_movements": [{"movement": "neck_rotation_opposite", "side": "right"}],
            "free_movements": ["jaw_opening"],
            "signs": [{**SIGN, "site": "soleus_1", "present": False}],
            "age": 41,
            "sex": "female",
            "about": {"pregnant": False, "has_ovaries": None},
            "answers": {"ha_thunder": "no", "ca_night": None, "ces_saddle": "unsure"},
        }
    )
    assert query == Query(
        id="a1",
        text="right temple",
        pain=(PainMark("temple", "right", 6.0, "ache"),),
        asked_anywhere_else=True,
        symptoms=("headache",),
        absent_symptoms=("jaw_clicking",),
        limited_movements=(MovementMark("neck_rotation_opposite", "right"),),
        free_movements=(MovementMark("jaw_opening", "mid"),),
        signs=(SignMark("soleus", "left", "tender", False, "soleus_1"),),
        age=41.0,
        sex="female",
        about={"pregnant": False},
        answers={"ha_thunder": "no", "ces_saddle": "unsure"},
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"pain": PAIN},
        {"text": "neck"},
        {"symptoms": ["headache"]},
        {"limited_movements": ["neck_extension"]},
    ],
)
def test_any_one_of_four_things_is_enough(fields: dict[str, Any]) -> None:
    assert query_from(fields).ignored == ()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": " \n"},
        {"pain": []},
        {"pain": None, "symptoms": None},
        {"absent_symptoms": ["headache"]},
        {"signs": [SIGN]},
        {"age": 40},
    ],
)
def test_nothing_to_go_on_is_refused(fields: dict[str, Any]) -> None:
    error = refused(fields, NotEnoughData)
    assert str(error) == (
        "There is nothing to go on. Give at least one of: pain (regions), text, symptoms."
    )


def test_null_means_not_told_everywhere() -> None:
    names = "id text atlas_version strokes asked_anywhere_else symptoms absent_symptoms"
    names += " limited_movements free_movements signs age sex about answers"
    assert query_from(with_pain(**dict.fromkeys(names.split()))) == query_from({"pain": PAIN})


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ([], "a list"),
        ("x", "a string"),
        (None, "null"),
        (True, "true or false"),
        (3, "a number"),
        (2.5, "a number"),
        (b"x", "not JSON"),
    ],
)
def test_case_is_an_object(case: object, kind: str) -> None:
    assert str(refused(case)) == f"A case is one JSON object {{…}}; this is {kind}."


def test_field_like_a_known_one_is_a_slip() -> None:
    error = refused(with_pain(symptom=["headache"]))
    assert str(error) == "Field 'symptom' is not known. Did you mean 'symptoms'?"
    assert (error.where, error.nearest) == ("symptom", "symptoms")


def test_field_like_no_other_is_kept_in_mind() -> None:
    assert query_from(with_pain(clinic=7, **{"z" * 70: 1})).ignored == ("clinic", "z" * 60)


@pytest.mark.parametrize(
    ("fields", "message", "where"),
    [
        ({"id": 1.5}, "'id' is a string; this is a number.", "id"),
        ({"id": True}, "'id' is a string; this is true or false.", "id"),
        ({"id": {}}, "'id' is a string; this is an object.", "id"),
        ({"text": 3}, "'text' is a string; this is a number.", "text"),
        ({"pain": {}}, "'pain' is a list […]; this is an object.", "pain"),
        ({"pain": "temple"}, "'pain' is a list […]; this is a string.", "pain"),
        ({"pain": ["temple"]}, "'pain[0]' is an object {…}; this is a string.", "pain[0]"),
        ({"symptoms": "headache"}, "'symptoms' is a list […]; this is a string.", "symptoms"),
        (
            with_pain(asked_anywhere_else="no"),
            "'asked_anywhere_else' is true or false, not 'no'.",
            "asked_anywhere_else",
        ),
        (
            with_pain(free_movements=[3]),
            "'free_movements[0]' is an object {…}; this is a number.",
            "free_movements[0]",
        ),
        (with_pain(about=[]), "'about' is an object {…}; this is a list.", "about"),
        (
            with_pain(about={"pregnant": "no"}),
            "'about.pregnant' is true, false or null, not 'no'.",
            "about.pregnant",
        ),
        (
            with_pain(answers=["ces_saddle"]),
            "'answers' is an object of question ids and answers; this is a list.",
            "answers",
        ),
        (
            with_pain(answers={"ces_saddle": True}),
            "An answer is 'yes', 'no' or 'unsure', not True (answers.ces_saddle).",
            "answers.ces_saddle",
        ),
        (
            with_pain(strokes={}, atlas_version="1"),
            "'strokes' is a list […] of strokes.",
            "strokes",
        ),
        (
            with_pain(sex="f"),
            "'sex' is one of female, male, other or null, not 'f'.",
            "sex",
        ),
        (with_pain(sex=["female"]), None, "sex"),
    ],
)
def test_wrong_kind_is_refused(fields: dict[str, Any], message: str | None, where: str) -> None:
    error = refused(fields)
    if message is not None:
        assert str(error) == message
    assert error.where == where


@pytest.mark.parametrize(
    ("mark", "message", "where", "nearest"),
    [
        (
            {"region": "temple", "sides": "left"},
            "Field 'sides' is not known in pain[0]. Did you mean 'side'?",
            "pain[0].sides",
            "side",
        ),
        (
            {"region": "temple", "xyz": 1},
            "Field 'xyz' is not known in pain[0]. Known: region, side, intensity, quality.",
            "pain[0].xyz",
            None,
        ),
        (
            {"region": "temple", "side": "Lft"},
            "A side is 'left', 'right', 'both' or 'mid', not 'Lft' (pain[0].side). "
            "Did you mean 'left'?",
            "pain[0].side",
            "left",
        ),
        (
            {"region": "temple", "side": 9},
            "A side is 'left', 'right', 'both' or 'mid', not 9 (pain[0].side).",
            "pain[0].side",
            None,
        ),
        (
            {"region": "temple", "intensity": 11},
            "'pain[0].intensity' is 11; it runs from 0 to 10.",
            "pain[0].intensity",
            None,
        ),
        (
            {"region": "temple", "intensity": -0.5},
            "'pain[0].intensity' is -0.5; it runs from 0 to 10.",
            "pain[0].intensity",
            None,
        ),
        (
            {"region": "temple", "intensity": float("nan")},
            "'pain[0].intensity' is nan; it runs from 0 to 10.",
            "pain[0].intensity",
            None,
        ),
        (
            {"region": "temple", "intensity": "6"},
            "'pain[0].intensity' is a number from 0 to 10, not '6'.",
            "pain[0].intensity",
            None,
        ),
        (
            {"region": "temple", "intensity": True},
            "'pain[0].intensity' is a number from 0 to 10, not True.",
            "pain[0].intensity",
            None,
        ),
    ],
)
def test_wrong_mark_is_refused(
    mark: dict[str, Any], message: str, *, where: str, nearest: str | None
) -> None:
    error = refused({"pain": [mark]})
    assert (str(error), error.where, error.nearest) == (message, where, nearest)


def test_region_without_sides_takes_only_mid() -> None:
    error = refused({"pain": [PAIN[0], {"region": "throat", "side": "left"}]})
    assert str(error) == (
        "Region 'throat' has no left and right; its side is 'mid', not 'left' (pain[1].side)."
    )
    assert (error.where, error.value, error.nearest) == ("pain[1].side", "left", "mid")
    assert query_from({"pain": [{"region": "throat"}]}).pain[0].side == "mid"


@pytest.mark.parametrize(
    ("fields", "message", "nearest"),
    [
        (
            {"pain": [{"region": "tempel"}]},
            "Region 'tempel' is not known (pain[0].region). Did you mean 'temple'?",
            "temple",
        ),
        (
            {"pain": [{"region": "temple", "quality": "achy"}]},
            "Quality 'achy' is not known (pain[0].quality). Did you mean 'ache'?",
            "ache",
        ),
        (
            {"symptoms": ["headache", "heddache"]},
            "Symptom 'heddache' is not known (symptoms[1]). Did you mean 'headache'?",
            "headache",
        ),
        (
            {"absent_symptoms": ["heddache"]},
            "Symptom 'heddache' is not known (absent_symptoms[0]). Did you mean 'headache'?",
            "headache",
        ),
        (
            {"limited_movements": ["neck_extention"]},
            "Movement 'neck_extention' is not known (limited_movements[0].movement). "
            "Did you mean 'neck_extension'?",
            "neck_extension",
        ),
        (
            {"free_movements": [{"movement": "neck_extention"}]},
            "Movement 'neck_extention' is not known (free_movements[0].movement). "
            "Did you mean 'neck_extension'?",
            "neck_extension",
        ),
        (
            {"signs": [{**SIGN, "muscle": "solues"}]},
            "Muscle 'solues' is not known (signs[0].muscle). Did you mean 'soleus'?",
            "soleus",
        ),
        (
            {"signs": [{**SIGN, "sign": "tander"}]},
            "Sign 'tander' is not known (signs[0].sign). Did you mean 'tender'?",
            "tender",
        ),
        (
            with_pain(answers={"ces_sadle": "yes"}),
            "Red flag 'ces_sadle' is not known (answers.ces_sadle). Did you mean 'ces_saddle'?",
            "ces_saddle",
        ),
    ],
)
def test_unknown_id_is_refused_with_the_nearest(
    fields: dict[str, Any], message: str, nearest: str
) -> None:
    error = refused(fields, UnknownId)
    assert (str(error), error.nearest) == (message, nearest)


@pytest.mark.parametrize("region", [None, 7, ["temple"], {"region": "temple"}])
def test_region_that_is_no_string_is_refused(region: object) -> None:
    error = refused({"pain": [{"region": region}]}, UnknownId)
    assert str(error).startswith(f"Region '{region!r}' is not known (pain[0].region).")


@pytest.mark.parametrize(("side", "shown"), [("mid", "'mid'"), (None, "None"), (["left"], None)])
def test_pressed_muscle_has_one_side(side: object, shown: str | None) -> None:
    error = refused({"signs": [{**SIGN, "side": side}]})
    if shown:
        assert str(error) == (
            f"A palpation finding has the side 'left' or 'right', not {shown} (signs[0].side). "
            "Give one entry a side."
        )
    assert error.where == "signs[0].side"


def test_sign_is_present_when_nothing_else_is_said() -> None:
    sign = {"muscle": "soleus", "side": "left", "sign": "tender"}
    assert query_from(with_pain(signs=[sign])).signs[0].present


@pytest.mark.parametrize("present", ["yes", 1, None])
def test_sign_is_present_or_not(present: object) -> None:
    error = refused({"signs": [{**SIGN, "present": present}]})
    shown = f"'{present}'" if isinstance(present, str) else present
    assert str(error) == f"'present' is true or false, not {shown} (signs[0].present)."


@pytest.mark.parametrize("age", [0, OLDEST, 0.5])
def test_age_within_its_range_is_read(age: float) -> None:
    assert query_from(with_pain(age=age)).age == float(age)


@pytest.mark.parametrize("age", [-1, OLDEST + 1, float("inf"), float("nan")])
def test_age_out_of_range_is_refused(age: float) -> None:
    error = refused(with_pain(age=age))
    assert str(error) == f"'age' is {age}; it runs from 0 to {OLDEST} years."


def test_symptom_both_there_and_absent_is_refused() -> None:
    error = refused({"symptoms": ["headache"], "absent_symptoms": ["jaw_clicking", "headache"]})
    assert str(error) == ("Symptom 'headache' stands in symptoms and in absent_symptoms. Keep one.")
    assert error.where == "absent_symptoms[1]"


def test_movement_both_limited_and_free_is_refused() -> None:
    mark = {"movement": "hip_flexion", "side": "left"}
    error = refused({"limited_movements": [mark], "free_movements": [mark]})
    assert str(error) == (
        "Movement 'hip_flexion' (left) stands in limited_movements and in free_movements. Keep one."
    )
    assert error.where == "free_movements[0]"


def test_movement_limited_on_one_side_may_be_free_on_the_other() -> None:
    query = query_from(
        {
            "limited_movements": [{"movement": "hip_flexion", "side": "left"}],
            "free_movements": [{"movement": "hip_flexion", "side": "right"}],
        }
    )
    assert (query.limited_movements[0].side, query.free_movements[0].side) == ("left", "right")


@pytest.mark.parametrize(("limited", "free"), [("both", "left"), ("right", "both")])
def test_movement_limited_on_both_sides_is_not_free_on_one(limited: str, free: str) -> None:
    error = refused(
        {
            "limited_movements": [{"movement": "hip_flexion", "side": limited}],
            "free_movements": [{"movement": "hip_flexion", "side": free}],
        }
    )
    assert "stands in limited_movements and in free_movements" in str(error)


def test_sign_both_present_and_absent_is_refused() -> None:
    error = refused(with_pain(signs=[SIGN, {**SIGN, "present": False}]))
    assert str(error) == "Sign 'tender' of the left soleus is both present and absent. Keep one."
    assert error.where == "signs[1]"


def test_movement_without_sides_ignores_the_side() -> None:
    query = query_from({"limited_movements": [{"movement": "neck_extension", "side": "left"}]})
    assert query.limited_movements == (MovementMark("neck_extension", "mid"),)


def test_list_of_too_many_entries_is_refused() -> None:
    error = refused({"pain": PAIN * (MOST_ENTRIES + 1)})
    assert str(error) == (
        "'pain' has 501 entries, at most 500 are read. Send one case for one person."
    )
    assert len(query_from({"pain": PAIN * MOST_ENTRIES}).pain) > 0


def test_repeats_say_nothing_new() -> None:
    query = query_from(
        with_pain(
            symptoms=["headache", "headache"],
            limited_movements=["hip_flexion", "hip_flexion"],
            free_movements=["neck_extension", {"movement": "neck_extension"}],
            signs=[SIGN, SIGN],
        )
    )
    assert query.symptoms == ("headache",)
    assert len(query.limited_movements) == len(query.free_movements) == len(query.signs) == 1


def test_record_cannot_be_changed() -> None:
    query = query_from(with_pain(about={"pregnant": True}, answers={"ces_saddle": "no"}))
    with pytest.raises(TypeError, match="does not support item assignment"):
        query.answers["ces_saddle"] = "yes"  # type: ignore[index]
    with pytest.raises(TypeError, match="does not support item assignment"):
        query.about["pregnant"] = False  # type: ignore[index]
    with pytest.raises(AttributeError):
        query.age = 3.0  # type: ignore[misc]
