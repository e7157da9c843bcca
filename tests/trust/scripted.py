"""A script in every text: the records that hold it, and the look at what a page makes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.web.at_home import RELEASED, at_home, kept_episode
from tests.web.releasing import told_with
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.models import ProgrammeDone, QuietCheck
from unknot.web.episodes.models import Episode, EpisodeTold
from unknot.web.headers import HEADERS
from unknot.web.records import kept
from unknot.web.treatments.models import AfterEffect, Treatment

__all__ = ["PAYLOAD", "WORD", "Scripted", "faults_of", "scripted_records"]

WORD = "knotxss"
PAYLOAD = f"\"'></textarea><script>{WORD}()</script><img src=x onerror={WORD}()>{{{{7*7}}}}"
"""Closes attributes and text areas, opens elements; 73 letters, so that a name may be it."""
_RUN = ("javascript:", "data:text/html", "vbscript:")
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data")


class Scripted:
    """The records of somebody all of whose texts are a script, and the ids that addresses need."""

    def __init__(self, browser: Client) -> None:
        self.account = at_home(browser)
        now = timezone.now()
        self.episode = kept_episode(self.account, called=PAYLOAD, **RELEASED)
        self.treatment = Treatment.objects.filter(episode=self.episode).order_by("at")[0]
        self.entry = keep_entry(
            self.episode, at=now - timedelta(hours=1), by=self.account, now=now,
            values={"pain": 3, "note": PAYLOAD},
        )  # fmt: skip
        self._rows(now)
        told = EpisodeTold.objects.filter(episode=self.episode).order_by("recorded_at")[0]
        self.ids: dict[str, Any] = {
            "episode_id": self.episode.pk,
            "person_id": self.episode.person_id,
            "entry_id": self.entry.pk,
            "treatment_id": self.treatment.pk,
            "told_id": told.pk,
            "check_id": self.check.pk,
            "muscle": "upper_trapezius",
            "side": "right",
            "number": 1,
            "secret": "x" * 43,
        }

    def _rows(self, now: Any) -> None:
        """Write a script wherever a file of a person that is brought back could hold one."""
        by = {"by": self.account, "now": now}
        episode: Episode = self.episode
        told = {
            **told_with(**RELEASED), "text": f"neck pain {PAYLOAD}", "symptoms": [],
            "kept": {"episode": str(episode.pk)}, PAYLOAD: PAYLOAD,
        }  # fmt: skip
        kept(EpisodeTold(episode=episode, step="result", case=told, facts_version=f"<b {WORD}=1>",
                         atlas_version="1"), action="x", **by)  # fmt: skip
        point = self.treatment.point
        kept(
            Treatment(episode=episode, point=point, at=now - timedelta(hours=30), setting="home",
                      method="massage", stopped=[PAYLOAD], harm=[PAYLOAD],
                      overall=f"<i {WORD}=1>"),
            action="x", **by,
        )  # fmt: skip
        kept(AfterEffect(treatment=self.treatment, at=now, soreness=2, events=[PAYLOAD]),
             action="x", **by)  # fmt: skip
        kept(ProgrammeDone(episode=episode, day=now.date(), item=PAYLOAD, outcome="done", at=now),
             action="x", **by)  # fmt: skip
        self.check = kept(QuietCheck(episode=episode, due=now.date(), basis="model"),
                          action="x", **by)  # fmt: skip


def scripted_records(browser: Client) -> Scripted:
    """Return them."""
    return Scripted(browser)


class _Look(HTMLParser):
    """Collects whatever would run."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "script" and not held.get("src", "").startswith("/static/unknot/"):
            self.faults.append(f"<script> from {held.get('src', 'the page itself')}")
        self._in_script = tag == "script"
        for name, value in held.items():
            if name.startswith("on") or WORD in name or WORD in tag:
                self.faults.append(f"<{tag} {name}={value[:40]}>")
            bare = re.sub(r"[\s\x00-\x1f]", "", value).lower()
            if name in _ADDRESSES and bare.startswith(_RUN):
                self.faults.append(f"<{tag} {name}={value[:40]}>")
        if tag in ("iframe", "object", "embed", "base"):
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.faults.append(f"inline script: {data[:40]}")


def faults_of(response: Any) -> list[str]:
    """Say what of a response would run, or leaves a door open for it."""
    faults = [
        f"header {name}" for name, value in HEADERS.items() if response.headers.get(name) != value
    ]
    if response.status_code >= 500:
        faults.append(f"server error {response.status_code}")
    kind = response.headers.get("Content-Type", "")
    content = b"".join(response) if response.streaming else response.content
    if kind.startswith(("text/html", "image/svg")):
        look = _Look()
        look.feed(content.decode())
        faults += look.faults
        if f"<script>{WORD}" in content.decode():
            faults.append("a raw <script")
        if "49" in content.decode() and "{{7*7}}" not in content.decode() and WORD in (
            content.decode().partition("49")[0][-40:]
        ):  # fmt: skip
            faults.append("a template was run")
    elif kind.startswith("application/pdf"):
        faults += [f"PDF with {one!r}" for one in (b"/JavaScript", b"/JS", b"/OpenAction",
                                                   b"/Launch") if one in content]  # fmt: skip
    elif kind.startswith("text/plain") or "json" in kind or "zip" in kind or "calendar" in kind:
        pass  # never shown as a page: nosniff is among the headers
    return faults
