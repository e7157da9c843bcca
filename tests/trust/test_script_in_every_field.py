"""A script in every field of every form, and in every record: nothing of it is ever run.

The addresses come from the URL conf and the forms from the pages themselves, so a new page or
field is tried without being named here; an address with a part that nobody taught this test
fails it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.trust.scripted import PAYLOAD, WORD, Scripted, faults_of
from tests.web.releasing import told_with
from tests.web.walking import Element, Page
from unknot.web.diaries.models import DiaryEntry
from unknot.web.people.models import Person
from unknot.web.people.portable import erase_person, exported, imported

pytestmark = pytest.mark.django_db

_OF_THE_BODY = {"charts", "chart", "sites", "zone", "coded", "surface"}
"""Arrays and drawings of the atlas: they are told nothing."""
_JOURNEY = (
    "where:where", "where:check", "where:muscles", "where:print", "release:hypothesis",
    "release:points", "release:about", "release:plan", "release:plan_print",
    "release:plan_file", "release:before", "release:stopped", "release:after",
    "release:result", "release:handout", "release:handout_file", "episodes:keep",
    "outlook:outlook",
)  # fmt: skip
_PICKED = ("checkbox", "radio")


def patterns(at: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the URL conf with its full name."""
    for one in (at or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from patterns(one, inside)
        else:
            yield f"{space}{one.name}", one


def addresses(ids: dict[str, Any]) -> dict[str, str]:
    """Return every address by its name."""
    found = {}
    for name, one in patterns():
        if name in _OF_THE_BODY:
            continue
        missing = set(one.pattern.converters) - set(ids)
        assert not missing, f"teach this test a value of {missing} in '{name}'"
        found[name] = reverse(name, kwargs={part: ids[part] for part in one.pattern.converters})
    return found


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)


@pytest.fixture
def scripted(browser: Client) -> Scripted:
    return Scripted(browser)


def posted(browser: Client, address: str, sent: dict[str, Any]) -> Any:
    """Send a form and take back what it did to the records, and to the browser."""
    cookies = copy.deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.post(address, sent, follow=True)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response


def forms_of(page: Page, address: str) -> Iterator[tuple[str, str, list[Element]]]:
    """Yield method, address and controls of every form, once for each button that leads away."""
    for name, form in page.forms.items():
        controls = [
            one for one in page.elements
            if one.form == name and one["name"] and one.tag in ("input", "textarea", "select")
        ]  # fmt: skip
        buttons = [one for one in page.all("button") if one.form == name]
        targets = {one["formaction"] or form.action or address for one in buttons}
        for target in sorted(targets or {form.action or address}):
            yield form.method.lower() or "get", target, controls


def variants(controls: list[Element]) -> Iterator[dict[str, Any]]:
    """Yield what is sent: a script in all fields at once, and in each one alone."""
    usual = {one["name"]: one["value"] for one in controls if one["type"] not in _PICKED}
    yield {one["name"]: PAYLOAD for one in controls} | _mark(usual)
    typed = dict.fromkeys(one["name"] for one in controls if one["type"] not in _PICKED)
    for name in typed:
        if name != "csrfmiddlewaretoken":
            yield usual | {name: PAYLOAD}


def _mark(usual: dict[str, Any]) -> dict[str, Any]:
    """Keep what says which form it is, so that it is read at all."""
    return {name: value for name, value in usual.items() if name in ("form", "told")}


def test_every_page_shows_a_script_as_text(browser: Client, scripted: Scripted) -> None:
    faults, n_shown = {}, 0
    for name, address in addresses(scripted.ids).items():
        for response in (browser.get(address), posted(browser, address, {"x": PAYLOAD})):
            found = faults_of(response)
            if found:
                faults[name] = found
            n_shown += not response.streaming and WORD.encode() in response.content
    assert faults == {}
    assert n_shown > 8, n_shown  # otherwise nothing was tried


def test_every_field_of_every_form_takes_a_script_as_text(
    browser: Client, scripted: Scripted
) -> None:
    faults, n_sent, seen = {}, 0, set()
    pages = [browser.get(address) for address in addresses(scripted.ids).values()]
    told = json.dumps({**told_with(), "text": f"neck pain {PAYLOAD}"})
    pages += [posted(browser, reverse(name), {"told": told}) for name in _JOURNEY]
    for shown in pages:
        if not shown.headers.get("Content-Type", "").startswith("text/html"):
            continue
        here = shown.request["PATH_INFO"]
        for method, target, controls in forms_of(Page(shown.content.decode()), here):
            key = (method, target, tuple(sorted({one["name"] for one in controls})))
            if key in seen:
                continue
            seen.add(key)
            for sent in variants(controls):
                n_sent += 1
                response = (
                    posted(browser, target, sent) if method == "post" else browser.get(target, sent)
                )
                found = faults_of(response)
                if found:
                    faults[target, tuple(sent)] = found
    assert faults == {}
    assert (len(seen) > 20, n_sent > 150) == (True, True), (len(seen), n_sent)


def test_a_script_in_any_text_of_a_case_stays_text(browser: Client, scripted: Scripted) -> None:
    faults = {}
    whole = {
        **told_with(movement="neck_rotation_opposite", movement_side="right", overall="better",
                    before={"pain": [6]}, after={"pain": [2]}, done=[1], harm=[]),
        "text": "neck pain", "about": {}, "kept": {"episode": str(scripted.ids["episode_id"])},
    }  # fmt: skip
    for changed in scripted_cases(whole):
        told = json.dumps(changed)
        for name in ("where:check", "where:muscles", "release:plan", "release:result"):
            found = faults_of(posted(browser, reverse(name), {"told": told}))
            if found:
                faults[name] = (found, told[:200])
    assert faults == {}


def scripted_cases(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the case with a script in place of one text after the other, and of one name."""
    for path in _texts(whole):
        if path[0] == "answers" or path[:2] == ("release", "asked"):
            continue
        changed = copy.deepcopy(whole)
        at: Any = changed
        for part in path[:-1]:
            at = at[part]
        at[path[-1]] = PAYLOAD
        yield changed
    yield {**whole, PAYLOAD: PAYLOAD}
    yield {**whole, "answers": {**whole["answers"], PAYLOAD: "yes"}}
    yield {**whole, "release": {**whole["release"], PAYLOAD: PAYLOAD}}


def _texts(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the texts of a case stand."""
    if isinstance(value, str):
        yield at
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*at, name))
    elif isinstance(value, list | tuple):
        for nth, inner in enumerate(value):
            yield from _texts(inner, (*at, nth))


def test_a_file_that_is_brought_back_keeps_its_scripts_as_text(
    browser: Client, scripted: Scripted
) -> None:
    by = scripted.account
    person = Person.objects.get(pk=scripted.ids["person_id"])
    packed = exported(person, by=by, now=scripted.entry.recorded_at)
    erase_person(person, by=by, now=scripted.entry.recorded_at)
    assert imported(packed, by=by, now=scripted.entry.recorded_at).n_new > 10
    assert DiaryEntry.objects.get(pk=scripted.entry.pk).note == PAYLOAD
    faults = {
        name: found
        for name, address in addresses(scripted.ids).items()
        if (found := faults_of(browser.get(address)))
    }
    assert faults == {}


def test_this_look_sees_what_would_run() -> None:
    from django.http import HttpResponse  # noqa: PLC0415 -- needs the settings

    bad = ("<script>x()</script>", "<img src=x onerror=x()>", f"<b {WORD}=1>", "<iframe>",
           "<a href=' java\nscript:x()'>", "<script src=//evil.example/x.js></script>")  # fmt: skip
    for text in bad:
        assert len(faults_of(HttpResponse(text))) > len(faults_of(HttpResponse("<p>")))
