"""The language of a page: chosen in its foot and remembered, else as the browser prefers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.web.walking import Walker
from unknot.web.body_words import ENGLISH_WORDS, body_words

CHART = Path(__file__).resolve().parents[2] / "chart" / "src"
PAINTED = {"region": ["right:temple"], "intensity:right:temple": "6"}
SPANISH = {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}


def language_of(html: str) -> str:
    found = re.search(r'<html lang="(\w+)"', html)
    assert found is not None
    return found[1]


def test_a_page_is_english_when_nothing_is_chosen(browser: Client) -> None:
    for headers in ({}, {"accept-language": "fr, de;q=0.5"}, {"accept-language": "en, es;q=0.9"}):
        page = browser.get("/", headers=headers)
        assert language_of(page.content.decode()) == "en"
        assert "Where does it hurt?" in page.content.decode()


def test_a_page_is_spanish_for_a_browser_that_prefers_it(browser: Client) -> None:
    page = browser.get("/", headers=SPANISH)
    assert language_of(page.content.decode()) == "es"
    assert "¿Dónde te duele?" in page.content.decode()
    assert page["Content-Language"] == "es"


def test_a_choice_is_remembered_for_all_pages_and_wins_over_the_browser(browser: Client) -> None:
    turned = browser.get("/?language=es")
    assert (turned.status_code, turned["Location"]) == (302, "/")
    assert language_of(browser.get("/released/").content.decode()) == "es"
    browser.get("/?language=en")
    assert language_of(browser.get("/", headers=SPANISH).content.decode()) == "en"


def test_the_cookie_holds_the_language_alone_and_no_script_reads_it(browser: Client) -> None:
    browser.get("/?language=es")
    kept = browser.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert kept.value == "es"
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", 31_536_000)


def test_the_other_parts_of_an_address_stay(browser: Client) -> None:
    turned = browser.get("/released/?pain=4&language=es&method=pressure")
    assert turned["Location"] == "/released/?pain=4&method=pressure"


def test_a_choice_never_leads_to_another_site(browser: Client) -> None:
    turned = browser.get("//example.org/?language=es")
    assert not turned.get("Location", "/").startswith("//")


@pytest.mark.parametrize("language", ["xx", "", "es-ES'\"<", "de"])
def test_an_unknown_language_changes_nothing(browser: Client, language: str) -> None:
    page = browser.get("/", {"language": language})
    assert page.status_code == 200
    assert language_of(page.content.decode()) == "en"
    assert settings.LANGUAGE_COOKIE_NAME not in browser.cookies


def test_a_page_depends_on_the_cookie_and_on_the_browser(browser: Client) -> None:
    for address in ("/", "/?language=es", "/released/", "/nowhere/"):
        named = {one.strip() for one in browser.get(address)["Vary"].split(",")}
        assert "Cookie" in named, address
        if "language" not in address:
            assert "Accept-Language" in named, address


def test_a_page_leads_to_the_other_language(browser: Client) -> None:
    english = browser.get("/released/?pain=4").content.decode()
    assert '<a class="textlink" href="?language=es&amp;pain=4" lang="es"' in english
    browser.get("/?language=es")
    assert 'href="?language=en" lang="en" hreflang="en">English</a>' in (
        browser.get("/").content.decode()
    )


def test_what_was_told_travels_through_a_change_of_language(browser: Client) -> None:
    walker = Walker(browser).open("/").press("Next", **PAINTED)
    told = walker.page.value("told")
    walker.press("Español")
    assert (walker.status, walker.address) == (200, "/check/")
    assert walker.page.value("told") == told
    assert "¿Te pasa algo de esto?" in walker.page.visible
    walker.press("English")
    assert walker.page.value("told") == told
    assert "Does any of these apply?" in walker.page.visible


def test_a_page_that_fails_speaks_the_chosen_language(browser: Client) -> None:
    browser.get("/?language=es")
    page = browser.get("/nowhere/")
    assert page.status_code == 404
    assert "Esa página no existe" in page.content.decode()


def test_programs_are_answered_in_english(browser: Client) -> None:
    browser.get("/?language=es")
    answer = browser.post(
        "/api/find", "{", content_type="application/json", headers={"accept-language": "es"}
    )
    assert answer["Content-Language"] == "en"
    assert not re.search(r"[áéíóúñ¿¡]", json.dumps(answer.json(), ensure_ascii=False))


def test_a_worker_keeps_the_shell_of_its_language_and_is_new_for_another(browser: Client) -> None:
    def version(address: str) -> str:
        found = re.search(r'"version": "(\w+)"', browser.get(address).content.decode())
        assert found is not None, "run make chart"
        return found[1]

    for address in ("/today-worker.js", "/release-worker.js"):
        browser.get("/?language=en")
        english = version(address)
        browser.get("/?language=es")
        assert version(address) != english
    for shell in ("/release/", "/today/without-network/"):
        assert language_of(browser.get(shell).content.decode()) == "es"


def test_the_language_of_a_page_ends_with_it(browser: Client) -> None:
    browser.get("/", headers=SPANISH)
    assert translation.get_language() == "en"


def test_the_paintable_body_is_handed_every_word_it_says() -> None:
    source = (CHART / "element" / "words.ts").read_text(encoding="utf-8")
    listed = source[source.index("{") + 1 : source.index("} as const")]
    said = dict(re.findall(r'"?([\w.]+)"?:\s*"([^"]*)"', listed))
    assert dict(ENGLISH_WORDS) == said


def test_the_words_of_the_body_come_with_the_page(browser: Client) -> None:
    assert "words=" not in browser.get("/").content.decode().split("<unknot-body")[1][:200]
    browser.get("/?language=es")
    page = Walker(browser).open("/")
    (body,) = page.page.all("unknot-body")
    with translation.override("es"):
        assert json.loads(body["words"]) == body_words()
    assert json.loads(body["words"])["erase"] == "Borrar"
