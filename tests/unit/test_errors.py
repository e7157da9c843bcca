"""Every error belongs to one family and says what came, where, and what to do."""

from __future__ import annotations

import pytest

from unknot import errors
from unknot.errors import (
    ExchangeError,
    FactsError,
    InvalidInput,
    NotEnoughData,
    UnknotError,
    UnknownId,
)


@pytest.mark.parametrize("kind", [InvalidInput, FactsError, NotEnoughData, ExchangeError])
def test_every_error_is_an_unknot_error(kind: type[Exception]) -> None:
    assert issubclass(kind, UnknotError)
    with pytest.raises(UnknotError, match=r"^what came$"):
        raise kind("what came")


def test_bad_input_is_also_a_value_error() -> None:
    assert issubclass(InvalidInput, ValueError)
    assert issubclass(UnknownId, InvalidInput)


def test_every_error_of_the_module_is_exported() -> None:
    raised = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, UnknotError)
    }
    assert raised == set(errors.__all__)


def test_bad_input_carries_place_value_and_nearest() -> None:
    error = InvalidInput("no", where="pain[2].side", value="lft", nearest="left")
    assert (str(error), error.where, error.value, error.nearest) == (
        "no",
        "pain[2].side",
        "lft",
        "left",
    )


def test_bad_input_needs_no_more_than_a_message() -> None:
    error = InvalidInput("no")
    assert (error.where, error.value, error.nearest) == ("", None, None)


def test_unknown_id_names_the_nearest() -> None:
    error = UnknownId("region", "neck_bak", where="pain[0].region", known=["neck_back", "temple"])
    assert str(error) == (
        "Region 'neck_bak' is not known (pain[0].region). Did you mean 'neck_back'?"
    )
    assert error.nearest == "neck_back"
    assert error.value == "neck_bak"


def test_unknown_id_far_from_every_known_one_says_where_they_are_listed() -> None:
    known = [f"place_{n}" for n in range(40)]
    error = UnknownId("red flag", "qqq", where="here", known=known)
    assert str(error) == (
        "Red flag 'qqq' is not known (here). List them with 'unknot facts list red-flag'."
    )
    assert error.nearest is None


def test_unknown_id_far_from_a_few_names_them_all() -> None:
    error = UnknownId("sign", "qqq", where="signs[0].sign", known=["tender", "twitch"])
    assert str(error) == "Sign 'qqq' is not known (signs[0].sign). Known: tender, twitch."
    assert error.nearest is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "'None'"),
        (7, "'7'"),
        ("x" * 81, "'" + repr("x" * 81)[:80] + "'"),
        ("x" * 80, "'" + "x" * 80 + "'"),
        (["a"] * 100, "'" + repr(["a"] * 100)[:80] + "'"),
    ],
)
def test_unknown_id_shows_at_most_eighty_characters(value: object, shown: str) -> None:
    error = UnknownId("region", value, where="here", known=["neck_back"])
    assert str(error).startswith(f"Region {shown} is not known (here).")
