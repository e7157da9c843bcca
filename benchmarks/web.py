"""How long do one's own pages take, in a database of ten thousand episodes?

``python benchmarks/web.py`` fills a folder with simulated people (some minutes, 1.5 GB), starts
``unknot serve`` on it and asks for the pages of people drawn by chance, over HTTP from this
machine. ``--data FOLDER`` uses one that ``unknot demo-data`` filled; ``--write`` puts the tables
into benchmarks/web.md.

*First* is the first time that a page of this episode is asked for: nothing of it is held, its
forecast is made, and that somebody looked is written down. *Again* is the next time. The peer is
plain SQL in the same run: the same rows of the same episodes read by Python's own sqlite3, and
nothing made of them.
"""

from __future__ import annotations

import argparse
import http.client
import json
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

AIM_MS = 100
PEOPLE, DAYS, ASKED, SEED = 10_000, 190, 60, 1
UNKNOT = str(Path(sys.executable).with_name("unknot"))
PAGES = {
    "today": "/today/{episode}/",
    "timeline (the page of a person's pain)": "/episodes/{episode}/",
    "outlook": "/episodes/{episode}/outlook/",
    "diary": "/diary/{episode}/",
    "person": "/people/{person}/",
    "people (all of them)": "/people/",
}
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
        rows = list(measured(folder, chosen, held))
    head = ("page", "first, median [ms]", "first, 95 % [ms]", "again, median [ms]",
            "again, 95 % [ms]", "plain SQL [ms]", "again / SQL")  # fmt: skip
    lines = [
        "# Speed of one's own pages",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, SQLite "
        f"{sqlite3.sqlite_version}, Django {version('django')}, cheroot {version('cheroot')}; "
        + ", ".join(f"{number:,} {name}" for name, number in counts.items())
        + f". {n} episodes drawn by chance, one request at a time over HTTP from the same "
        "machine. Written by `python benchmarks/web.py --write`.",
        "",
        *table(head, rows),
        "",
        f"The aim is {AIM_MS} ms. *First*: nothing of the episode is held yet, its forecast is "
        "made, and that somebody looked is written down. *Again*: the next time. *Plain SQL*: the "
        "same rows read by Python's own sqlite3 in the same run, with nothing made of them.",
    ]
    return "\n".join(lines)


def measured(
    folder: Path, chosen: Sequence[tuple[str, str]], held: sqlite3.Connection
) -> Iterator[Row]:
    """Yield one row a page."""
    with served(folder) as (host, cookie):
        connected = http.client.HTTPConnection(host)
        began = perf_counter()
        ask(connected, cookie, PAGES["today"].format(episode=dashed(chosen[0][0])))
        sys.stderr.write(f"the very first request: {1e3 * (perf_counter() - began):.0f} ms\n")
        for name, pattern in PAGES.items():
            first, again, plain = [], [], []
            for episode, person in chosen if "{" in pattern else chosen[:5]:
                address = pattern.format(episode=dashed(episode), person=dashed(person))
                first.append(timed(connected, cookie, address))
                again.append(min(timed(connected, cookie, address) for _ in range(2)))
                plain.append(read_plainly(held, TABLES.get(name, ()), episode))
            yield (name, *figures(first), *figures(again), *peer(again, plain, name))


def figures(taken: Sequence[float]) -> tuple[str, str]:
    """Return median and 95th percentile in words."""
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    return f"{1e3 * statistics.median(taken):.0f}", f"{1e3 * cuts[-1]:.0f}"


def peer(again: Sequence[float], plain: Sequence[float], name: str) -> tuple[str, str]:
    """Return what the peer took and how many times as long the page takes."""
    if name not in TABLES:
        return "", ""
    base = statistics.median(plain)
    return f"{1e3 * base:.1f}", f"{statistics.median(again) / base:.0f}"


def timed(connected: http.client.HTTPConnection, cookie: str, address: str) -> float:
    """Return how long a page takes. [s]"""
    began = perf_counter()
    ask(connected, cookie, address)
    return perf_counter() - began


def ask(connected: http.client.HTTPConnection, cookie: str, address: str) -> None:
    """Ask for a page and read it whole."""
    connected.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connected.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}.")


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
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """Start the command; give its address and the cookie of a browser that was let in."""
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
            yield parts.netloc, "; ".join(one.partition(";")[0] for one in cookies)
        finally:
            running.terminate()
            running.wait(timeout=20)


def table(head: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table."""
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
