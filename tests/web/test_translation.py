"""Every word of the pages can be translated: the tools find it and a language can be added."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "unknot" / "web"

needs_gettext = pytest.mark.skipif(
    shutil.which("xgettext") is None,
    reason="gettext is not installed (apt-get install gettext), so strings cannot be collected",
)


@pytest.mark.slow
@needs_gettext
def test_makemessages_collects_the_words_of_the_pages(tmp_path: Path) -> None:
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("__pycache__", "chart", "locale"))
    (copy / "locale").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "de", "--no-wrap"],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    collected = (copy / "locale" / "de" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for words in ("Where does it hurt?", "There is no such page", "Undo some strokes"):
        assert words in collected


def test_a_page_says_its_language_and_that_it_depends_on_the_readers(browser) -> None:
    response = browser.get("/", headers={"accept-language": "de, en;q=0.5"})
    assert response["Content-Language"] == "en"
    assert "Accept-Language" in response["Vary"]
    assert '<html lang="en"' in response.content.decode()
