"""Take the tutorial's pictures of the whole road: ``python scripts/road_pictures.py``.

The test's own road is walked once more (tests/browser/whole_road.py), with a sharper screen;
each picture is then made as small as a phone page needs. Run it after ``make chart``; look at
every picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from running import FLAGS, chromium  # noqa: E402 -- lies in the tests
from whole_road import walk  # noqa: E402
from whole_road_dana import dana_at_home  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
WIDTH = 320
"""Two stand side by side in a page of the manual. [px]"""
COLOURS = 192


def main() -> int:
    """Walk the road and keep its pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        large = Path(folder) / "pictures"
        large.mkdir()
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with dana_at_home(browser, Path(folder), pictures=large) as dana:
            walk(dana)
        browser.close()
        for picture in sorted(large.glob("*.png")):
            made_small(picture, PICTURES / picture.name)
            print(picture.stem, (PICTURES / picture.name).stat().st_size)
    return 0


def made_small(large: Path, small: Path) -> None:
    """Write a picture as wide as the manual needs, in few colours."""
    with Image.open(large) as found:
        height = round(found.height * WIDTH / found.width)
        image = found.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
