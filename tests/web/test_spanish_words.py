"""Spanish is complete: every marked text has its translation, and no page holds a bare word."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "unknot" / "web"


@pytest.fixture(scope="module")
def languages() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("languages", ROOT / "scripts" / "languages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["languages"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["languages"]


@pytest.fixture(scope="module")
def spanish(languages: ModuleType) -> Catalog:
    found: Catalog = languages.read(WEB / "locale" / "es" / "LC_MESSAGES" / "django.po")
    return found


@pytest.fixture(scope="module")
def source(languages: ModuleType) -> Catalog:
    """What the pages say."""
    found: Catalog = languages.collected()
    return found


# Words -------------------------------------------------------------------------------------


def test_every_marked_text_has_a_spanish_one_with_the_same_gaps(
    languages: ModuleType, spanish: Catalog, source: Catalog
) -> None:
    faults = list(languages.faults(spanish, source))
    assert faults == [], "Run python scripts/languages.py and fill in what is empty."


def test_every_file_that_stays_english_exists_and_says_why(languages: ModuleType) -> None:
    for place, reason in languages.ENGLISH_ONLY.items():
        assert (WEB / place).is_file(), place
        assert reason


@pytest.mark.parametrize(
    ("english", "said", "fault"),
    [
        ("Call %(number)s", "", "missing: 'Call %(number)s' (page.html)"),
        ("Call %(number)s", "Llama", "other gaps: 'Call %(number)s' -> 'Llama'"),
        ("{n} places", "{m} lugares", "other gaps: '{n} places' -> '{m} lugares'"),
        ("<b>Now</b>", "Ahora", "other gaps: '<b>Now</b>' -> 'Ahora'"),
        ("Not yet: ", "Aún no:", "other blanks at its ends: 'Not yet: ' -> 'Aún no:'"),
    ],
)
def test_a_wrong_translation_is_found(
    languages: ModuleType, *, english: str, said: str, fault: str
) -> None:
    pages, held = Catalog(), Catalog()
    pages.add(english, locations=[("page.html", 1)])
    held.add(english, said)
    assert list(languages.faults(held, pages)) == [fault]


def test_a_stale_and_a_fuzzy_translation_are_found(languages: ModuleType) -> None:
    pages, held = Catalog(), Catalog()
    pages.add("Now", locations=[("page.html", 1)])
    held.add("Now", "Ahora", flags=["fuzzy"])
    held.add("Then", "Luego")
    assert list(languages.faults(held, pages)) == ["fuzzy: 'Now'", "stale: 'Then'"]


def test_what_the_pages_read_is_what_the_translators_wrote(
    languages: ModuleType, spanish: Catalog
) -> None:
    compiled = (WEB / "locale" / "es" / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == languages.compiled(spanish), "Run python scripts/languages.py."


# Safety ------------------------------------------------------------------------------------


def test_no_text_of_safety_is_shown_in_spanish_before_somebody_reviewed_it(
    spanish: Catalog, source: Catalog
) -> None:
    looked_at = 0
    with translation.override("es"):
        for message in source:
            if message.context != "safety":
                continue
            first = message.id[0] if message.pluralizable else message.id
            held = spanish.get(first, "safety")
            assert held is not None, first
            if any(one.startswith("reviewed-by: ") for one in held.user_comments):
                continue
            looked_at += 1
            if message.pluralizable:
                for number, english in enumerate(message.id, start=1):
                    assert translation.npgettext("safety", *message.id, number) == english
            else:
                assert translation.pgettext("safety", str(message.id)) == message.id
    assert looked_at > 50


def test_a_reviewed_text_of_safety_is_shown(languages: ModuleType) -> None:
    held = Catalog(locale="es")
    held.add("Stop", "Para", context="safety", user_comments=["reviewed-by: A Clinician"])
    held.add("Wait", "Espera", context="safety")
    compiled = languages.compiled(held)
    assert b"Para" in compiled
    assert b"Espera" not in compiled


# Templates ---------------------------------------------------------------------------------

_TRANSLATED = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}"
    r"|{% block main_(?:class|attributes) %}.*?{% endblock %}",
    re.DOTALL,
)
_COMMAND = re.compile(r"<code>[^<]*</code>")
"""What is typed in a terminal reads the same in every language."""
_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_SPOKEN = re.compile(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
_WORD = re.compile(r"[A-Za-z]{2,}")
SAME_EVERYWHERE = {
    *("Unknot", "unknot", "serve", "ABCD", "pip", "install"),
    *("pdf", "PDF", "kPa", "kgf", "cm"),
}
"""Names, units and settings that no language changes."""


def bare_words(template: str) -> list[str]:
    """Return the words of a template that stand outside every mark for translation."""
    left = _CODE.sub(" ", _TRANSLATED.sub(" ", _COMMAND.sub(" ", template)))
    spoken = " ".join(_SPOKEN.findall(left))
    shown = re.sub(r"&\w+;", " ", _TAG.sub(" ", left))
    return [word for word in _WORD.findall(f"{shown} {spoken}") if word not in SAME_EVERYWHERE]


def test_no_template_holds_a_word_outside_the_marks() -> None:
    bare = {}
    for path in sorted(WEB.rglob("*.html")):
        found = bare_words(path.read_text(encoding="utf-8"))
        if found:
            bare[str(path.relative_to(WEB))] = found
    assert bare == {}


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        ("<p>Stop now</p>", ["Stop", "now"]),
        ('<p>{% translate "Stop now" %}</p>', []),
        ("<p>{% blocktranslate %}Stop {{ n }}{% endblocktranslate %} {{ words }}</p>", []),
        ('<img alt="A body">', ["body"]),
        ("<img alt=\"{% translate 'A body' %}\">", []),
    ],
)
def test_a_bare_word_is_found(template: str, bare: list[str]) -> None:
    assert bare_words(template) == bare
