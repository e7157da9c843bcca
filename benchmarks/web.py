"""How long do one's own pages take, in a database of ten thousand episodes?

``python benchmarks/web.py`` fills a folder with simulated people (some minutes, 1.5 GB), starts
``unknot serve`` on it and asks for the pages of people drawn by chance, and of those with the
longest diaries, over HTTP from this machine. ``--data FOLDER`` uses one that ``unknot demo-data``
filled (entries are added to it); ``--write`` puts the tables into benchmarks/web.md.

Every kind of page gets a server of its own, so that *first* is a page of which nothing is held in
memory; *again* is the next time. The belief of the forecast is in the database, as it is once an
entry was saved or a page was looked at; what the very first look at a diary takes that nobody
ever followed stands in rows of its own. The peer is plain SQL in the same run: the same rows of
the same episodes read by Python's own sqlite3, and nothing made of them.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode, urlsplit

AIM_MS = 100
PEOPLE, DAYS, ASKED, LONGEST, SEED = 10_000, 190, 60, 10, 1
UNKNOT = str(Path(sys.executable).with_name("unknot"))
PAGES = {
    "today": "/today/{episode}/",
    "timeline (the page of a person's pain)": "/episodes/{episode}/",
    "outlook": "/episodes/{episode}/outlook/",
    "diary": "/diary/{episode}/",
    "programme of the week": "/programme/{episode}/",
    "person": "/people/{person}/",
    "people, first page": "/people/",
    "people, last page": "/people/?page=400",
    "people, looked for by name": "/people/?called=a",
}
POSTED = {
    "plan": "/plan/",
    "everything of one person as a file": "/people/{person}/data/file/",
    "saving an entry of the diary": "/today/{episode}/",
}
OF_MUCH = ("today", "timeline (the page of a person's pain)", "outlook", "programme of the week")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LONGEST_WARMING_S = 60
TABLES = {
    "today": ("episodes_foundpoint", "episodes_episodestate", "diaries_diaryentry"),
    "timeline (the page of a person's pain)": (
        "episodes_foundpoint", "episodes_episodestate", "diaries_diaryentry",
        "treatments_treatment", "episodes_episodetold",
    ),
    "outlook": (
        "episodes_foundpoint", "episodes_episodestate", "diaries_diaryentry",
        "treatments_treatment", "episodes_episodetold",
    ),
    "diary": ("diaries_diaryentry",),
}  # fmt: skip
"""What the peer reads whole, by the episode."""
Row = tuple[str, ...]


def main() -> None:
    """Fill or take a folder, ask, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder filled by unknot demo-data")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--asked", type=int, default=ASKED, help="episodes that are asked for")
    parser.add_argument("--write", action="store_true", help="write benchmarks/web.md")
    wanted = parser.parse_args()
    with folder_for(wanted.data, wanted.people) as folder:
        text = page(folder, n=wanted.asked)
    print(text)
    if wanted.write:
        (Path(__file__).parent / "web.md").write_text(text + "\n", encoding="utf-8")


@contextmanager
def folder_for(given: Path | None, people: int) -> Iterator[Path]:
    """Give the folder, or fill one that is thrown away."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        command = [UNKNOT, "demo-data", "--people", str(people), "--days", str(DAYS)]
        subprocess.run([*command, "--seed", str(SEED), "--into-new", str(folder)], check=True)
        yield folder


def page(folder: Path, *, n: int) -> str:
    """Measure, and return the page."""
    load = os.getloadavg()[0]
    with closing(sqlite3.connect(folder / "unknot.sqlite3")) as held:
        counts = {
            name: held.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for name, table in (("episodes", "episodes_episode"), ("diary rows",
                                "diaries_diaryentry"), ("rows of the trail", "audit_trace"))
        }  # fmt: skip
        everybody = held.execute(
            "SELECT id, person_id FROM episodes_episode ORDER BY id"
        ).fetchall()
        chosen = random.Random(SEED).sample(everybody, n)  # noqa: S311 -- repeatable
        longest = held.execute(
            "SELECT e.id, e.person_id FROM episodes_episode e JOIN diaries_diaryentry d ON "
            "d.episode_id = e.id GROUP BY e.id ORDER BY count(*) DESC, e.id LIMIT ?",
            (LONGEST,),
        ).fetchall()
        rows = list(measured(folder, held, chosen=chosen, longest=longest))
    head = ("page", "first, median [ms]", "first, 95 % [ms]", "again, median [ms]",
            "again, 95 % [ms]", "first, processor, median [ms]", "first, processor, 95 % [ms]",
            "plain SQL [ms]", "again / SQL")  # fmt: skip
    lines = [
        "# Speed of one's own pages",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, SQLite "
        f"{sqlite3.sqlite_version}, Django {version('django')}, cheroot {version('cheroot')}; "
        + ", ".join(f"{number:,} {name}" for name, number in counts.items())
        + f". {n} episodes drawn by chance and the {LONGEST} with the longest diaries, one request "
        "at a time over HTTP from the same machine. Written by `python benchmarks/web.py "
        "--write`.",
        "",
        f"This machine has {os.cpu_count()} noisy cores, and other work ran on them: its load "
        f"was {load:.1f} at the beginning and {os.getloadavg()[0]:.1f} at the end.",
        "",
        *table(head, rows),
        "",
        f"The aim is {AIM_MS} ms. *First*: a server that has just begun and loaded what all pages "
        "share; nothing of the episode is held in memory, and that somebody looked is written "
        "down. *Again*: the next time. *Never followed*: no belief about this diary was ever kept, "
        "as after an upgrade or an import; the whole diary is followed once. *Processor*: what the "
        "server itself worked, which other work on the machine lengthens less than the time by the "
        "clock. *Plain SQL*: the same rows read by Python's own sqlite3 in the same run, with "
        "nothing made of them.",
    ]
    return "\n".join(lines)


def measured(
    folder: Path,
    held: sqlite3.Connection,
    *,
    chosen: Sequence[tuple[str, str]],
    longest: Sequence[tuple[str, str]],
) -> Iterator[Row]:
    """Yield one row a page; each kind of page has a server of its own."""
    half = len(chosen) // 2
    with served(folder) as asker:
        name = "timeline, never followed"
        yield row_of(name, [twice(asker, PAGES[OF_MUCH[1]], one) for one in chosen[:half]])
        name = "timeline, never followed, longest diaries"
        yield row_of(name, [twice(asker, PAGES[OF_MUCH[1]], one) for one in longest])
        address = POSTED["saving an entry of the diary"]
        name = "saving an entry, never followed"
        yield row_of(name, [twice(asker, address, one, form=ENTRY) for one in chosen[half:]])
    for name, pattern in PAGES.items():
        with served(folder) as asker:
            some = chosen if "{" in pattern else chosen[:20]
            plain = [read_plainly(held, TABLES.get(name, ()), one[0]) for one in some]
            yield row_of(name, [twice(asker, pattern, one) for one in some], plain)
            if name in OF_MUCH:
                taken = [twice(asker, pattern, one) for one in longest]
                yield row_of(f"{name}, longest diaries", taken)
    for name, pattern in POSTED.items():
        with served(folder) as asker:
            taken = [twice(asker, pattern, one, form=form_of(name, held, one[0])) for one in chosen]
            yield row_of(name, taken)


ENTRY = {"form": "entry", "pain": "4"}


def form_of(name: str, held: sqlite3.Connection, episode: str) -> dict[str, str]:
    """Return what is posted to a page."""
    if name != "plan":
        return ENTRY if name.startswith("saving") else {}
    told = held.execute(
        'SELECT "case" FROM episodes_episodetold WHERE episode_id = ? ORDER BY recorded_at DESC',
        (episode,),
    ).fetchone()
    return {"told": told[0]}


def twice(
    asker: Asker, pattern: str, whose: tuple[str, str], *, form: dict[str, str] | None = None
) -> tuple[float, float, float]:
    """Return how long a page takes the first time, and the quicker of two times after it. [s]

    The third is what the server's processor worked the first time.
    """
    address = pattern.format(episode=dashed(whose[0]), person=dashed(whose[1]))
    before = asker.worked()
    first = asker.timed(address, form)
    worked = asker.worked() - before
    return first, min(asker.timed(address, form) for _ in range(2)), worked


def row_of(
    name: str, taken: Sequence[tuple[float, float, float]], plain: Sequence[float] = ()
) -> Row:
    """Return one row of the table."""
    first, again, worked = zip(*taken, strict=True)
    told = (*figures(first), *figures(again), *figures(worked))
    sys.stderr.write(f"{name}: {' '.join(told)}\n")
    return (name, *told, *peer(again, plain, name))


def figures(taken: Sequence[float]) -> tuple[str, str]:
    """Return median and 95th percentile in words."""
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    return f"{1e3 * statistics.median(taken):.0f}", f"{1e3 * cuts[-1]:.0f}"


def peer(again: Sequence[float], plain: Sequence[float], name: str) -> tuple[str, str]:
    """Return what the peer took and how many times as long the page takes."""
    if name not in TABLES or not plain:
        return "", ""
    base = statistics.median(plain)
    return f"{1e3 * base:.1f}", f"{statistics.median(again) / base:.0f}"


class Asker:
    """A browser that was let in."""

    def __init__(self, host: str, cookie: str, *, pid: int) -> None:
        self._connected = http.client.HTTPConnection(host)
        self._cookie, self._token = cookie, ""
        self._threads = Path(f"/proc/{pid}/task")

    def worked(self) -> float:
        """Return how long the server's threads have worked so far; 0 where nobody says so. [s]"""
        told = (one / "schedstat" for one in self._threads.glob("*"))
        return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in told) / 1e9

    def timed(self, address: str, form: dict[str, str] | None = None) -> float:
        """Return how long a page takes until it is read whole. [s]"""
        if form is not None and not self._token:
            self._take_token()
        began = perf_counter()
        self._ask(address, form)
        return perf_counter() - began

    def _take_token(self) -> None:
        """Take the mark against forgery from a page, in its cookie and in its form."""
        answer, page = self._ask("/people/")
        found = TOKEN.search(page.decode())
        assert found is not None
        given = [text for name, text in answer.getheaders() if name == "Set-Cookie"]
        self._cookie = "; ".join([self._cookie, *(one.partition(";")[0] for one in given)])
        self._token = found[1]

    def _ask(
        self, address: str, form: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for a page and read it whole."""
        headers = {"Cookie": self._cookie}
        if form is None:
            self._connected.request("GET", address, headers=headers)
        else:
            body = urlencode({"csrfmiddlewaretoken": self._token, **form})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self._connected.request("POST", address, body, headers)
        answer = self._connected.getresponse()
        page = answer.read()
        if answer.status not in (200, 302):
            raise SystemExit(f"{address} answered {answer.status}.")
        return answer, page


def read_plainly(held: sqlite3.Connection, tables: Sequence[str], episode: str) -> float:
    """Return how long it takes to read the rows of an episode by plain SQL. [s]"""
    began = perf_counter()
    for one in tables:
        rows = held.execute(f"SELECT * FROM {one} WHERE episode_id = ?", (episode,))  # noqa: S608
        if one == "episodes_episodetold":
            names = [column[0] for column in rows.description]
            _ = [json.loads(row[names.index("case")]) for row in rows]
        else:
            rows.fetchall()
    return perf_counter() - began


def dashed(wanted: str) -> str:
    """Return an id as addresses have it; SQLite holds it without dashes."""
    parts = (wanted[:8], wanted[8:12], wanted[12:16], wanted[16:20], wanted[20:])
    return "-".join(parts) if len(wanted) == 32 else wanted


@contextmanager
def served(folder: Path) -> Iterator[Asker]:
    """Start the command, wait until it has loaded what all pages share; give a browser let in."""
    command = [UNKNOT, "serve", "--no-browser", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            link = next(line for line in running.stdout if "/open/?token=" in line).split()[-1]
            parts = urlsplit(link)
            connected = http.client.HTTPConnection(parts.netloc)
            connected.request("GET", f"{parts.path}?{parts.query}")
            answer = connected.getresponse()
            cookies = [text for name, text in answer.getheaders() if name == "Set-Cookie"]
            answer.read()
            wait_until_quiet(running.pid)
            cookie = "; ".join(one.partition(";")[0] for one in cookies)
            yield Asker(parts.netloc, cookie, pid=running.pid)
        finally:
            running.terminate()
            running.wait(timeout=120)


def wait_until_quiet(pid: int) -> None:
    """Wait until a process has worked for less than a tenth of a whole second."""
    stat, used = Path(f"/proc/{pid}/stat"), -1.0
    for _ in range(LONGEST_WARMING_S):
        sleep(1)
        if not stat.exists():
            continue
        fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        if used >= 0 and ticks - used < 0.1 * os.sysconf("SC_CLK_TCK"):
            return
        used = ticks


def table(head: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table."""
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
