"""The worker that keeps a treatment reachable: what it keeps, and what it never sees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.web.walking import Page, Walker

SCRIPT = "self.addEventListener('fetch', () => undefined);\n"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Static files of a small build, by the name under which they are looked for."""
    names = ["chart/release_worker.js", "chart/page.js", "base.css", "icons.svg"]
    files = {f"unknot/{name}": tmp_path / Path(name).name for name in names}
    for path in files.values():
        path.write_text(SCRIPT)
    monkeypatch.setattr(finders, "find", lambda name: str(files[name]) if name in files else None)
    return files


def _build(browser: Client) -> dict[str, Any]:
    answer = browser.get("/release-worker.js")
    assert answer.status_code == 200
    first, _newline, rest = answer.content.decode().partition("\n")
    assert rest == SCRIPT
    build: dict[str, Any] = json.loads(first.removeprefix("self.unknotBuild = ").rstrip(";"))
    return build


def test_the_worker_keeps_the_shell_and_the_files_it_needs(
    browser: Client, built: dict[str, Path]
) -> None:
    build = _build(browser)
    assert build["shell"] == "/release/"
    assert sorted(build["files"]) == [
        "/static/unknot/base.css",
        "/static/unknot/chart/page.js",
        "/static/unknot/icons.svg",
    ]


@pytest.mark.parametrize("name", ["unknot/base.css", "unknot/icons.svg", "unknot/chart/page.js"])
def test_a_changed_file_makes_another_version(
    browser: Client, built: dict[str, Path], name: str
) -> None:
    before = _build(browser)["version"]
    assert _build(browser)["version"] == before
    built[name].write_text("changed")
    assert _build(browser)["version"] != before


def test_without_built_scripts_there_is_no_worker(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finders, "find", lambda _: None)
    answer = browser.get("/release-worker.js")
    assert answer.status_code == 404
    assert "make chart" in answer.content.decode()


def test_the_worker_comes_from_the_root_as_a_script_under_the_policy(
    browser: Client, built: dict[str, Path]
) -> None:
    answer = browser.get("/release-worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert "Service-Worker-Allowed" not in answer


def test_the_shell_knows_nobody_and_sets_no_cookie(browser: Client) -> None:
    walker = Walker(browser).open("/release/")
    page: Page = walker.page
    assert page.h1 == "No network for now"
    assert not page.all("form")
    assert not page.named("csrfmiddlewaretoken")
    assert not walker.browser.cookies
    assert [one["data-restore"] for one in page.all("main")] == ["here"]
    assert not re.search(r"body\.js", page.html)


@pytest.mark.parametrize("address", ["/release/", "/release-worker.js"])
def test_nothing_is_told_to_shell_or_worker(browser: Client, address: str) -> None:
    mark = Walker(browser).open("/").page.value("csrfmiddlewaretoken")
    assert browser.post(address, {"csrfmiddlewaretoken": mark}).status_code == 405
