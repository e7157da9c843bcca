"""Letters that not every database can hold are refused in words, and nothing is written."""

from __future__ import annotations

import pytest

from tests.web.recording import NOW, account, episode_of
from unknot.errors import InvalidInput
from unknot.web.audit.models import Trace
from unknot.web.diaries.actions import keep_entry
from unknot.web.episodes.actions import keep_told

pytestmark = pytest.mark.django_db
_ODD = {"a zero byte": "sore\0", "half a letter": "sore\ud83d"}


@pytest.mark.parametrize("odd", _ODD.values(), ids=_ODD)
def test_odd_letters_are_refused_wherever_they_stand(odd: str) -> None:
    episode = episode_of(account("alice"))
    before = Trace.objects.count()
    with pytest.raises(InvalidInput, match="A text holds a character that cannot be kept") as told:
        keep_entry(episode, at=NOW, by=episode.owner, now=NOW, values={"note": odd})
    assert told.value.where == "note"
    for case in ({"text": odd}, {"pain": [{"region": odd}]}, {"answers": {odd: "yes"}}):
        with pytest.raises(InvalidInput, match="cannot be kept"):
            keep_told(episode, case, step="where", by=episode.owner, now=NOW)
    assert Trace.objects.count() == before


def test_every_other_letter_is_kept_as_it_is() -> None:
    episode = episode_of(account("alice"))
    text = "müde 🙂 \\u0000 \u202e \x7f"
    kept = keep_entry(episode, at=NOW, by=episode.owner, now=NOW, values={"note": text})
    kept.refresh_from_db()
    assert kept.note == text
