"""``unknot remind``, and breaks and calendar from one's own records, as commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.web.at_home import RELEASED, kept_episode
from unknot.web.audit.models import Trace
from unknot.web.diaries.models import ProgrammeDone
from unknot.web.episodes.actions import set_state
from unknot.web.episodes.models import Episode
from unknot.web.people.actions import local_account
from unknot.web.reminders.models import DailyMail
from unknot.web.reminders.recorded import on_day
from unknot.web.zone import day_here, here

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Episode:
    """A kept pain, in a data folder that has a database."""
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path))
    (tmp_path / "unknot.sqlite3").touch()
    return kept_episode(local_account(), **RELEASED)


def test_without_records_it_says_how_to_begin(unknot, tmp_path: Path) -> None:
    run = unknot("remind", "--send", "--data", str(tmp_path / "none"))
    assert run.code == 1
    assert "Start 'unknot serve' once and keep a pain" in run.err


def test_wished_sent_and_ended(unknot, episode: Episode, settings: Any) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.org", "unknot@example.org"
    run = unknot("remind", "--to", "dana@example.org", "--episode", str(episode.pk)[:8])
    assert (run.code, run.out) == (
        0, "Mails go to dana@example.org on days with something on, when 'unknot remind --send' "
        "runs.\n",
    )  # fmt: skip
    found = on_day(episode, now=timezone.now()).carried
    assert found is not None
    n = 1 if found.on(day_here(timezone.now())) else 0
    run = unknot("remind", "--send")
    assert run.out == f"Sent: {n}. Nothing to send: {1 - n}.\n"
    assert len(mail.outbox) == n
    assert unknot("remind", "--stop").out == "Ended: no more mails.\n"
    assert unknot("remind", "--stop").out == "There were no mails to end.\n"
    assert not DailyMail.objects.filter(is_current=True).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Give one of --to ADDRESS, --stop, --send."),
        (("--send", "--stop"), 2, "Give one of --to ADDRESS, --stop, --send."),
        (("--to", "dana"), 1, "'dana' is no e-mail address. Such as --to dana@example.org."),
        (("--send",), 1, "No mail server is set, so nothing is sent. Set UNKNOT_MAIL_HOST"),
        (("--stop", "--episode", "zzz"), 1, "--episode zzz is not one pain of these records."),
    ],
)
def test_what_cannot_be_is_said_with_the_remedy(
    unknot, episode: Episode, *, arguments: tuple[str, ...], code: int, message: str
) -> None:
    run = unknot("remind", *arguments)
    assert run.code == code
    assert message in run.err


def test_a_break_of_ones_own_records_is_written_into_them(unknot, episode: Episode) -> None:
    now = timezone.now()
    found = on_day(episode, now=now).carried
    assert found is not None
    things = found.on(day_here(now))
    run = unknot("breaks", "--episode", "latest", "--who", "desk", "--once", "--terminal",
                 stdin="p\nd\n")  # fmt: skip
    assert run.code == 0
    assert "A minute at the desk" in run.out
    marks = [(one.item, one.outcome, one.day) for one in ProgrammeDone.objects.all()]
    assert marks == [(one.id, "partly", here(now).date()) for one in things[:1]]
    actions = set(Trace.objects.values_list("action", flat=True))
    assert ("programme-marked" in actions) is bool(things)


def test_the_only_programme_is_taken_and_named(unknot, episode: Episode) -> None:
    kept_episode(local_account(), called="Eva", points=[])
    run = unknot("breaks", "--who", "desk", "--once", "--terminal", stdin="p\nd\n")
    assert run.code == 0
    assert run.err == (
        "Taken: Upper trapezius, right, the only programme in your records "
        f"(--episode {str(episode.pk)[:8]}).\n"
    )
    assert "A minute at the desk" in run.out
    assert {one.episode for one in ProgrammeDone.objects.all()} <= {episode}


def test_of_several_programmes_one_has_to_be_chosen_by_its_id(
    unknot, episode: Episode, caplog: pytest.LogCaptureFixture
) -> None:
    other = kept_episode(local_account(), called="Eva", **RELEASED)
    run = unknot("breaks", "--once", "--terminal", stdin="d\n")
    assert run.code == 1
    said = " ".join(run.err.split())
    assert "There are 2 programmes in these records. Choose one by the first letters" in said
    for one, called in ((episode, "Dana"), (other, "Eva")):
        assert f"{str(one.pk)[:8]} Upper trapezius, right ({called})" in said
    assert not ProgrammeDone.objects.exists()
    assert "Dana" not in caplog.text
    assert "Eva" not in caplog.text


def test_a_closed_pain_is_not_among_the_programmes(unknot, episode: Episode) -> None:
    set_state(episode, "closed", by=episode.owner, now=timezone.now())
    run = unknot("breaks", "--once", "--terminal", stdin="d\n")
    assert run.code == 1
    assert "No open pain of these records has a found spot" in run.err


def test_a_therapists_file_can_be_answered_into_the_records(
    unknot, episode: Episode, tmp_path: Path
) -> None:
    example = Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json"
    text = example.read_text().replace('["mon", "tue", "thu", "fri", "sat"]',
                                       '["mon", "tue", "wed", "thu", "fri", "sat"]')  # fmt: skip
    case = tmp_path / "from-charlie.json"
    case.write_text(text)
    run = unknot("breaks", str(case), "--episode", "latest", "--none-of-these", "--once",
                 "--terminal", stdin="d\n")  # fmt: skip
    assert run.code == 0
    assert "A minute at the desk" in run.out
    written = "Written down:" in run.out
    assert ProgrammeDone.objects.exists() is written
    assert [one.name for one in tmp_path.glob("*.jsonl")] == []


def test_the_calendar_of_ones_own_records(unknot, episode: Episode) -> None:
    run = unknot("calendar", "--episode", "latest")
    assert run.code == 0
    assert "SUMMARY:Unknot: " in run.out


def test_a_closed_pain_has_no_programme(unknot, episode: Episode) -> None:
    set_state(episode, "closed", by=episode.owner, now=timezone.now())
    run = unknot("calendar", "--episode", str(episode.pk)[:8])
    assert run.code == 1
    assert "This pain is closed, so there is no programme." in run.err
    run = unknot("calendar", "--episode", "latest")
    assert "--episode latest is not one pain of these records. There:" in run.err


def test_a_warning_sign_stops_with_its_own_code(unknot, episode: Episode) -> None:
    told = episode.told.order_by("-recorded_at").first()
    assert told is not None
    case = {**told.case, "answers": {**told.case["answers"], "stroke": "yes"}}
    told.case = case
    told.save()
    for which in (("--episode", "latest"), ()):
        run = unknot("breaks", *which, "--once", "--terminal", stdin="d\n")
        assert run.code == 3
        assert "A warning sign is told." in run.out
    assert not ProgrammeDone.objects.exists()
