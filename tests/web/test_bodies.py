"""What is too large is read to its end before it is refused."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.http.request import UnreadablePostError

from unknot.web.bodies import with_bodies_read


class Sent:
    """A request whose body comes in pieces."""

    def __init__(self, pieces: list[bytes | Exception]) -> None:
        self.pieces = pieces

    def read(self, _: int) -> bytes:
        piece = self.pieces.pop(0) if self.pieces else b""
        if isinstance(piece, Exception):
            raise piece
        return piece


@pytest.mark.parametrize(("status", "n_left"), [(413, 0), (200, 2), (422, 2)])
def test_only_what_is_too_large_is_read_on(status: int, n_left: int) -> None:
    sent = Sent([b"a", b"b"])
    response = with_bodies_read(lambda _: HttpResponse(status=status))(sent)  # type: ignore[arg-type]
    assert (response.status_code, len(sent.pieces)) == (status, n_left)


def test_a_connection_that_breaks_off_is_left_alone() -> None:
    sent = Sent([b"a", UnreadablePostError("gone")])
    response = with_bodies_read(lambda _: HttpResponse(status=413))(sent)  # type: ignore[arg-type]
    assert response.status_code == 413
