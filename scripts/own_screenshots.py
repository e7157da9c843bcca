"""Take the manual's pictures of one's own pages: ``python scripts/own_screenshots.py``.

A data folder that is thrown away is filled with forty days of an invented person, then the
pages are opened by the printed link; other invented people come last, for the list of people.
Run it after ``make chart``; look at every picture.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from playwright.sync_api import Page, sync_playwright  # noqa: E402
from running import FLAGS, chromium  # noqa: E402 -- lies in the tests

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844, 1.0), "desktop": (1280, 900, 1.5)}
PAGES = {
    "phone": {
        "today": "/today/{episode}/",
        "reminders": "/reminders/{episode}/",
        "your-data": "/people/{person}/data/",
    },
    "desktop": {
        "today": "/today/{episode}/",
        "timeline": "/episodes/{episode}/",
        "own-outlook": "/episodes/{episode}/outlook/",
    },
}
AFTERWARDS = {"drawings": "/episodes/{episode}/drawings/", "people": "/people/"}
"""Pages on a desktop, once Maya has drawn again and other people are there."""
FILL, FILL_MORE = "fill", "fill-more"
"""Arguments under which the script fills a data folder, in a process of its own."""
OTHER_PEOPLE = ("Eva", "Noor", "Samuel", "Ines", "Jonas")
DRAWN_AGAIN = (
    {"region": "neck_back", "side": "right", "intensity": 3},
    {"region": "temple", "side": "right", "intensity": 2},
)
"""How Maya draws her pain a month later."""
VISITS = (
    (26, {"pain": [6], "moving": [7], "ppt": [147, 150], "rom": [52]},
     {"pain": [4], "moving": [5], "ppt": [231, 228], "rom": [66]}),
    (14, {"pain": [5], "moving": [5], "ppt": [180, 186], "rom": [60]},
     {"pain": [4], "moving": [3], "ppt": [205, 201], "rom": [64]}),
    (5, {"pain": [4], "moving": [4], "ppt": [200, 190], "rom": [61]},
     {"pain": [3], "moving": [3], "ppt": [290, 280], "rom": [75]}),
)  # fmt: skip


def main() -> int:
    """Fill a folder, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        take(folder, *filled(folder, FILL).split())
    return 0


def filled(folder: str, how: str) -> str:
    """Fill a data folder in a process of its own, and return what it says."""
    return subprocess.run(
        [sys.executable, __file__, how], env={**os.environ, "UNKNOT_DATA": folder},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def opened() -> None:
    """Open the data folder of the environment, a new one too."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
    from unknot.web.data_folder import data_folder, prepare_data_folder  # noqa: PLC0415

    prepare_data_folder(data_folder())
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def fill() -> None:
    """Keep forty days of somebody, and print the ids of the episode and the person."""
    opened()
    from django.utils import timezone  # noqa: PLC0415

    from tests.web.at_home import RELEASED, kept_episode  # noqa: PLC0415
    from tests.web.releasing import told_with  # noqa: PLC0415
    from unknot.prevent.told import WEEKDAYS  # noqa: PLC0415
    from unknot.web.diaries.actions import keep_entry  # noqa: PLC0415
    from unknot.web.diaries.programme_actions import keep_wish  # noqa: PLC0415
    from unknot.web.episodes.keeping import keep_case  # noqa: PLC0415
    from unknot.web.people.actions import local_account  # noqa: PLC0415
    from unknot.web.where.journey import Journey  # noqa: PLC0415

    account, now, rng = local_account(), timezone.now(), random.Random(3)  # noqa: S311 -- only a picture
    episode = kept_episode(account, now=now - timedelta(days=40), called="Maya")
    for day in range(40, 0, -1):
        if rng.random() < 0.2:
            continue
        usual = 6 if day > VISITS[0][0] else 3 + 0.05 * (VISITS[0][0] - day) % 1.5
        values: dict[str, float] = {"pain": max(0, round(usual + rng.gauss(0, 1)))}
        if rng.random() < 0.5:
            values["home_care"] = 1
        if rng.random() < 0.2:
            values["load"] = 1
        at = now - timedelta(days=day, hours=-3)
        keep_entry(episode, at=at, by=account, now=at, values=values)
    for day, before, after in VISITS:
        told = told_with(
            **{**RELEASED, "setting": "clinic", "agrees": True, "before": before, "after": after}
        )
        at = now - timedelta(days=day)
        keep_case(episode, Journey(told=told), step="result", by=account, now=at)
    days = [day for day in WEEKDAYS if day != WEEKDAYS[(now.astimezone().weekday() + 3) % 7]]
    keep_wish(episode, minutes=10, tools=[], days=days, by=account, now=now)
    print(episode.pk, episode.person_id)


def fill_more() -> None:
    """Let Maya draw her pain again, and keep a pain of other people."""
    opened()
    from django.utils import timezone  # noqa: PLC0415

    from tests.web.at_home import RELEASED, kept_episode  # noqa: PLC0415
    from tests.web.releasing import told_with  # noqa: PLC0415
    from unknot.web.episodes.keeping import keep_case  # noqa: PLC0415
    from unknot.web.episodes.models import Episode  # noqa: PLC0415
    from unknot.web.people.actions import local_account  # noqa: PLC0415
    from unknot.web.where.journey import Journey  # noqa: PLC0415

    account, now = local_account(), timezone.now()
    again = {**told_with(), "pain": list(DRAWN_AGAIN), "strokes": []}
    keep_case(Episode.objects.get(), Journey(told=again), step="check", by=account, now=now)
    for n, called in enumerate(OTHER_PEOPLE):
        at = now - timedelta(days=9 * n + 3)
        kept_episode(account, now=at, called=called, **(RELEASED if n % 2 else {"points": []}))


def take(folder: str, episode: str, person: str) -> None:
    """Open each page by the printed link and take its picture."""
    command = [str(Path(sys.executable).parent / "unknot"), "serve", "--no-browser", "--port", "0"]
    with (
        subprocess.Popen(
            [*command, "--data", folder], stdout=subprocess.PIPE, text=True
        ) as running,
        sync_playwright() as playwright,
    ):
        said = iter(running.stdout or ())
        address, link = (next(said).split()[-1] for _ in range(2))
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for size, (width, height, scale) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, device_scale_factor=scale,
                reduced_motion="reduce", base_url=address,
            )  # fmt: skip
            page = context.new_page()
            page.goto(link)
            for name, path in PAGES[size].items():
                photograph(page, path.format(episode=episode, person=person), f"{name}-{size}")
        filled(folder, FILL_MORE)
        for name, path in AFTERWARDS.items():
            photograph(page, path.format(episode=episode), f"{name}-{size}")
        browser.close()
        running.terminate()


def photograph(page: Page, address: str, name: str) -> None:
    """Open a page and take its picture."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(name)


if __name__ == "__main__":
    if sys.argv[1:] == [FILL]:
        fill()
    elif sys.argv[1:] == [FILL_MORE]:
        fill_more()
    else:
        sys.exit(main())
