"""Words under a cap: no text names a higher number than the dose beside it.

The texts of the facts speak of the usual dose. Where a person gets less, a number in them
would be read as leave to go there; an advice loses it, a rule keeps to the lower one, and a
rule that says "rise" or "mild ache" gives way to a plain one.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["rule_under", "without_needle", "without_numbers"]

_OF_TEN: Final = re.compile(r"(?:(\d+(?:\.\d+)?)\s?[-\u2013]\s?)?(\d+(?:\.\d+)?)/10")
_AMOUNT_OF_TEN: Final = re.compile(
    rf"(?:(?:no higher than|up to|at most|at)\s)?{_OF_TEN.pattern}(?:\s(?:pressure|at most))?"
)
_MINUTES: Final = re.compile(r"(?: for|,) ten minutes at most")
"""The dose beside an advice says how many minutes."""
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+")
_BROKEN_OFF: Final = re.compile(r"[;,](?=\s[A-Z])")
_RISES: Final = re.compile(
    r"\b(?:band|mild ache|raise|rise|next barrier|some trials|this product)\b", re.IGNORECASE
)
_NEEDLE_ONLY: Final = re.compile(
    r"(?:needling|needle|thin needles|no needle into)\b", re.IGNORECASE
)
_LIGHT: Final = (
    "Stay light, never above {most:g} of 10: it feels easy, not like a hurt, and grows no "
    "stronger while you wait. Breathe out slowly; ease off as soon as it grows."
)


def without_numbers(text: str, *, is_unfelt: bool) -> str:
    """Return advice without its numbers of ten: the dose beside it is lower, and the only one.

    Parameters
    ----------
    is_unfelt
        What is felt cannot be trusted; then there is no number beside it either.
    """
    said = "only light" if is_unfelt else "no stronger than given here"

    def plain(found: re.Match[str]) -> str:
        return f"pressure {said}" if found.group().endswith("pressure") else said

    return _MINUTES.sub(", no longer than given here", _AMOUNT_OF_TEN.sub(plain, text))


def _numbers_under(text: str, most: float) -> str:
    """Return a rule whose numbers of ten keep to the cap of the step."""

    def lowered(found: re.Match[str]) -> str:
        return found.group() if float(found.group(2)) <= most else f"{most:g}/10"

    return _OF_TEN.sub(lowered, text)


def without_needle(text: str) -> str:
    """Return advice without the clauses that are about a needle only, where none is used."""
    clauses = [one for one in _SENTENCE.split(text) if not _NEEDLE_ONLY.match(one)]
    said = _BROKEN_OFF.sub(".", " ".join(clauses)) if clauses else text
    said = f"{said[:1].upper()}{said[1:]}"
    return said if said[-1] in ".!" else f"{said.rstrip(';,')}."


def _above(clause: str, most: float) -> bool:
    """Say whether a clause is only about more than the cap."""
    return any(float(low or high) > most for low, high in _OF_TEN.findall(clause))


def rule_under(rule: str, most: float | None, usual_low: float) -> str:
    """Return how a step should feel, for its own strength.

    Parameters
    ----------
    most
        The strength of the step; None where effort counts.
    usual_low
        Where the usual strength of the method begins.
    """
    if most is None:
        return rule
    if most >= usual_low:
        clauses = _SENTENCE.split(rule)
        return " ".join(_numbers_under(one, most) for one in clauses if not _above(one, most))
    kept = [
        one
        for one in _SENTENCE.split(rule)
        if not _RISES.search(one) and all(float(high) <= most for _, high in _OF_TEN.findall(one))
    ]
    return " ".join([_LIGHT.format(most=most), *kept])
