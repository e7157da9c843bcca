"""The one list of words that no text a person sees may use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unknot.errors import FactsError
from unknot.facts import wording
from unknot.facts.wording import banned_in, load_banned_words
from unknot.find.alerts import load_facts


@pytest.mark.parametrize(
    "text",
    [
        "It is safe to go on.",
        "This cures pain.",
        "Relief is guaranteed.",
        "Our diagnosis is a trigger point.",
        "You have a broken bone.",
        "You probably have arthritis.",
        "You do not have cancer.",
        "There is nothing to worry about.",
        "We ruled out no danger: no serious cause.",
        "Your infection is spreading.",
    ],
)
def test_banned_words_are_found(text: str) -> None:
    assert banned_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "No warning sign was reported.",
        "Do you have a fever?",
        "Have you been told you have thin bones?",
        "A doctor will want to rule out a clot.",
        "You have been sitting for long.",
        "This muscle is worth checking first.",
    ],
)
def test_allowed_words_pass(text: str) -> None:
    assert banned_in(text) == []


def test_question_may_ask_what_a_statement_may_not_say() -> None:
    assert banned_in("You have a fever.") != []
    assert banned_in("Do you have a fever, or you have pain?") == []


def test_alert_may_not_call_anything_harmless() -> None:
    assert banned_in("A harmless strain.") == []
    assert banned_in("A harmless strain.", alert=True) == [
        "'harmless': an all-clear is never given"
    ]


def test_every_text_of_the_warning_signs_may_be_shown() -> None:
    facts = load_facts()
    texts = [
        *((f"{one.id}.question", one.question) for one in facts.flags.values()),
        *((f"{one.id}.why", one.why) for one in facts.flags.values()),
        *((f"{one.id}.do", one.do or "") for one in facts.flags.values()),
        *((f"{one.id}.why", one.why) for one in facts.rules.values()),
        *((f"{one.id}.do", one.do or "") for one in facts.rules.values()),
        *((one.id, one.card) for one in facts.conditions.values()),
        *(
            (one.id, cause)
            for one in facts.conditions.values()
            for cause in one.may_need_ruling_out
        ),
        *((one.id, f"{one.label} {one.do}") for one in facts.urgencies.values()),
    ]
    complaints = {where: found for where, text in texts if (found := banned_in(text, alert=True))}
    assert complaints == {}


def test_emergency_texts_leave_room_for_the_local_number() -> None:
    facts = load_facts()
    assert "{emergency_number}" in facts.urgencies["emergency_now"].do
    for one in (*facts.flags.values(), *facts.rules.values()):
        assert not re.search(r"\b(?:112|911|999)\b", one.do or ""), one.id


def test_pattern_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "banned_words.csv").write_text(
        "pattern,why,where\n(safe,no answer makes anything safe,everywhere\n", encoding="utf-8"
    )
    monkeypatch.setattr(wording, "FACT_FILES", tmp_path)
    with pytest.raises(FactsError, match=r"banned_words.csv:2: '\(safe' is no pattern"):
        load_banned_words.__wrapped__()
