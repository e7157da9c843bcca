"""The one question that would help most, as a person is asked it.

``next_test`` says what each test is expected to tell; here the best one that a person has
not put aside becomes one plain question, and for pressing it says where.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from unknot.find.next_test import ENOUGH_BITS, NextTest, next_tests
from unknot.find.plain import test_in_words
from unknot.find.query import Query
from unknot.find.ranking import Candidate, rank_muscles
from unknot.muscles.catalogue import Site, load_muscles

__all__ = ["BY_HAND", "BY_WORDS", "best_site", "question_in_words", "telling_test"]

BY_WORDS: Final = frozenset(("ask", "move"))
BY_HAND: Final = frozenset(("palpate",))
_DEEP: Final = "It lies deep: press slowly and firmly."


def telling_test(
    query: Query, put_aside: Collection[tuple[str, str, str]], kinds: frozenset[str]
) -> NextTest | None:
    """Return the most telling test that is still open, or None when none tells enough.

    Parameters
    ----------
    put_aside
        Kind, target and side of the tests that were answered with "not sure".
    kinds
        Kinds allowed: ``BY_WORDS``, ``BY_HAND`` or both.
    """
    for test in next_tests(query, most=len(put_aside) + 1, kinds=kinds):
        if (test.kind, test.target, test.side) not in put_aside:
            return test if test.gain_bits >= ENOUGH_BITS else None
    return None


def question_in_words(query: Query, test: NextTest) -> str:
    """Return the question of a test; for pressing, with where to press."""
    question = test_in_words(test).removeprefix("Ask: ")
    if test.kind != "palpate":
        return question
    candidate = next(
        one
        for one in rank_muscles(query).candidates
        if (one.muscle, one.side) == (test.target, test.side)
    )
    site = best_site(candidate)
    how = _DEEP if site.depth == "deep" else ""
    return f"{question} {site.where} {how}".strip()


def best_site(candidate: Candidate) -> Site:
    """Return the likeliest site of a muscle."""
    sites = {site.id: site for site in load_muscles()[candidate.muscle].sites}
    return sites[candidate.sites[0].site]
