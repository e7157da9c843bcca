"""Take the manual's pictures of one's own pages: ``python scripts/own_screenshots.py``.

A data folder that is thrown away is filled with forty days of an invented person, then the
pages are opened by the printed link. Run it after ``make chart``; look at every picture.
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

from playwright.sync_api import sync_playwright  # noqa: E402
from running import FLAGS, chromium  # noqa: E402 -- lies in the tests

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844, 1.0), "desktop": (1280, 900, 1.5)}
PAGES = {
    "phone": {"today": "/today/{episode}/"},
    "desktop": {
        "timeline": "/episodes/{episode}/",
        "own-outlook": "/episodes/{episode}/outlook/",
    },
}
FILL = "fill"
"""Argument under which the script fills a data folder, in a process of its own."""
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
        environment = {**os.environ, "UNKNOT_DATA": folder}
        filled = subprocess.run(
            [sys.executable, __file__, FILL], env=environment, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        take(folder, filled.stdout.strip())
    return 0


def fill() -> None:
    """Keep forty days of somebody, and print the id of the episode."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
    from unknot.web.data_folder import data_folder, prepare_data_folder  # noqa: PLC0415

    prepare_data_folder(data_folder())
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone  # noqa: PLC0415

    from tests.web.at_home import RELEASED, kept_episode  # noqa: PLC0415
    from tests.web.releasing import told_with  # noqa: PLC0415
    from unknot.web.diaries.actions import keep_entry  # noqa: PLC0415
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
    print(episode.pk)


def take(folder: str, episode: str) -> None:
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
                page.goto(path.format(episode=episode))
                page.wait_for_load_state("networkidle")
                page.screenshot(path=PICTURES / f"{name}-{size}.png")
                print(f"{name}-{size}")
        browser.close()
        running.terminate()


if __name__ == "__main__":
    if sys.argv[1:] == [FILL]:
        fill()
    else:
        sys.exit(main())
