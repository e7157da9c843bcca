"""What holds for every measure, every reading and every person."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.errors import InvalidInput
from unknot.facts.network_tables import load_signs
from unknot.facts.scales import Scale, load_populations, load_scales
from unknot.facts.vocabularies import load_movements
from unknot.facts.wording import banned_in
from unknot.measure.answer import measure
from unknot.measure.answer_json import change_as_json
from unknot.measure.contract import input_schema, output_schema
from unknot.muscles.catalogue import load_muscles
from unknot.units import UNITS

AMOUNTS = [scale for scale in load_scales().values() if scale.kind in ("level", "items")]
INPUT = jsonschema.Draft202012Validator(input_schema())
OUTPUT = jsonschema.Draft202012Validator(output_schema())


def needed(draw: st.DrawFn, scale: Scale) -> dict[str, Any]:
    """Return what a scale needs beside its readings."""
    if scale.needs == "muscle_or_region":
        return {"muscle": draw(st.sampled_from(sorted(load_muscles())))}
    if scale.needs == "movement":
        return {"movement": draw(st.sampled_from(sorted(load_movements())))}
    return {"sign": draw(st.sampled_from(sorted(load_signs())))} if scale.needs else {}


def person(draw: st.DrawFn) -> dict[str, Any]:
    """Return what may be told of a person."""
    told = {
        "age": st.none() | st.floats(0, 125),
        "sex": st.sampled_from([None, "female", "male", "other"]),
        "rater": st.sampled_from([None, "same", "different"]),
        "population": st.sampled_from([None, *load_populations()]),
    }
    return {name: draw(strategy) for name, strategy in told.items()}


@st.composite
def cases(draw: st.DrawFn, may_be_missing: bool = True) -> dict[str, Any]:
    """Draw a case of an amount in the house's unit."""
    scale = draw(st.sampled_from(AMOUNTS))
    assert scale.low is not None
    assert scale.high is not None
    reading = st.floats(scale.low, scale.high)
    if may_be_missing:
        reading = st.none() | reading
    n = draw(st.integers(scale.fewest, min(scale.most, 5)))
    lists = st.lists(reading, min_size=n, max_size=n)
    readings = {"before": draw(lists), "after": draw(lists)}
    unit = {"measure": scale.id, "unit": scale.unit}
    return {**unit, **needed(draw, scale), **person(draw), **readings}


@given(cases())
def test_every_answer_keeps_the_contract_and_its_own_logic(case: dict[str, Any]) -> None:
    INPUT.validate(case)
    answer = change_as_json(measure(case))
    OUTPUT.validate(json.loads(json.dumps(answer)))
    change, mdc = answer["change"], answer["mdc95"]
    moved = {"raised": 1, "lowered": -1}
    if change is None or mdc is None:
        assert answer["verdict"] == "unknown"
    elif answer["verdict"] in moved:
        assert change * moved[answer["verdict"]] >= mdc - 1e-4
        assert answer["better"] is not None
    else:
        assert abs(change) <= mdc + 1e-4
    assert answer["source"] is not None or (mdc is None and "agreed" not in answer["basis"]["why"])
    assert (answer["basis"]["level"] == "none") == (mdc is None)
    assert (answer["mcid"] is None) == (answer["mcid_source"] is None)
    if change is None or answer["mcid"] is None:
        assert answer["matters"] is None


@given(cases())
def test_every_sentence_is_one_a_person_may_read(case: dict[str, Any]) -> None:
    answer = change_as_json(measure(case))
    for text in (answer["sentence"], answer["basis"]["why"], *answer["notes"]):
        assert banned_in(text) == []
        assert text[0] == text[0].upper()
        assert text.endswith((".", "?"))
        assert not any(bad in text for bad in ("None", "nan", "{", "  "))


@given(cases(may_be_missing=False))
def test_turning_before_and_after_round_turns_the_change_round(case: dict[str, Any]) -> None:
    there = measure(case)
    back = measure({**case, "before": case["after"], "after": case["before"]})
    assert there.change is not None
    assert back.change == pytest.approx(-there.change, abs=1e-9)
    is_share = any(one.mdc and one.mdc.is_from_percent for one in (there, back))
    if not is_share and abs(abs(there.change) - (there.mdc.value if there.mdc else 0)) > 1e-6:
        swapped = {"raised": "lowered", "lowered": "raised"}
        assert back.verdict == swapped.get(there.verdict, there.verdict)


@given(cases(may_be_missing=False))
def test_the_order_of_readings_does_not_count(case: dict[str, Any]) -> None:
    turned = {**case, "before": case["before"][::-1], "after": case["after"][::-1]}
    there, back = measure(case), measure(turned)
    assert back.verdict == there.verdict
    assert back.change == pytest.approx(there.change, abs=1e-9)


@given(cases(may_be_missing=False), st.data())
def test_the_unit_does_not_count(case: dict[str, Any], data: st.DataObject) -> None:
    scale = load_scales()[case["measure"]]
    other = UNITS[data.draw(st.sampled_from([u for u in scale.units if u in UNITS]))]
    tip = {"tip_cm2": 1.0} if other.quantity == "force" and scale.unit == "kPa" else {}
    factor = other.scale * (10.0 if tip else 1.0)
    turned = {
        **case, **tip, "unit": other.id,
        "before": [value / factor for value in case["before"]],
        "after": [value / factor for value in case["after"]],
    }  # fmt: skip
    there, back = measure(case), measure(turned)
    assert back.change == pytest.approx(there.change, rel=1e-9, abs=1e-7)
    assert there.mdc == back.mdc or there.mdc is None or there.mdc.is_from_percent


@given(cases(), st.sampled_from(["left", "right"]))
def test_left_and_right_have_the_same_verdict(case: dict[str, Any], side: str) -> None:
    movement = case.get("movement")
    if movement is None or load_movements()[movement].is_sided:
        assert measure({**case, "side": side}).verdict == measure(case).verdict


@given(cases(), st.integers(0, 4), st.sampled_from(["before", "after"]))
def test_what_was_not_taken_is_never_zero(case: dict[str, Any], n: int, name: str) -> None:
    scale = load_scales()[case["measure"]]
    if scale.kind == "level" and n < len(case[name]):
        dropped = [value for i, value in enumerate(case[name]) if i != n and value is not None]
        emptied = {**case, name: [None if i == n else v for i, v in enumerate(case[name])]}
        reading = getattr(measure(emptied), name)
        assert reading.n_taken == len(dropped)
        expected = sum(dropped) / len(dropped) if dropped else None
        assert reading.value == (None if expected is None else pytest.approx(expected, rel=1e-12))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from([*input_schema()["properties"], "befor", "x"])
SLOPPY = st.dictionaries(FIELDS, JSON | st.sampled_from(["ppt", "kPa", "rom", "neck_flexion"]))


@given(SLOPPY, st.sampled_from(sorted(load_scales())))
def test_whatever_comes_is_answered_or_refused_by_name(case: dict[str, Any], scale: str) -> None:
    case.setdefault("measure", scale)
    try:
        answer = change_as_json(measure(case))
    except InvalidInput:
        return
    OUTPUT.validate(json.loads(json.dumps(answer)))
