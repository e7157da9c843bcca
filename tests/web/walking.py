"""A person without JavaScript: opens pages, fills forms, presses buttons by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

_VOID = {"input", "br", "meta", "link", "path", "use", "rect", "circle", "img", "hr"}
_TEXT_OF = {"button", "textarea", "option", "h1", "h2", "title", "a"}


@dataclass
class Element:
    """One element that matters: its attributes, its form, its words."""

    tag: str
    attributes: dict[str, str]
    form: str | None = None
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass
class Form:
    """A form: where it goes to."""

    action: str
    method: str


@dataclass
class Page(HTMLParser):
    """A page as a person meets it."""

    html: str
    forms: dict[str, Form] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    visible: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self._form: str | None = None
        self._silent = 0
        self.feed(self.html)
        self.visible = " ".join(self.visible.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = attributes.get("id") or f"form{len(self.forms)}"
            self.forms[self._form] = Form(
                attributes.get("action", ""), attributes.get("method", "")
            )
        if tag in ("style", "script"):
            self._silent += 1
        element = Element(tag, attributes, attributes.get("form", self._form))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in ("style", "script"):
            self._silent -= 1
        while self._open and tag not in _VOID:
            if self._open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.visible += f" {data}"
        for element in self._open:
            if element.tag in _TEXT_OF:
                element.text += data

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind."""
        return [element for element in self.elements if element.tag == tag]

    @property
    def h1(self) -> str:
        """The words of the one heading."""
        (heading,) = self.all("h1")
        return " ".join(heading.text.split())

    def named(self, name: str) -> list[Element]:
        """Every control of a name."""
        return [one for one in self.elements if one["name"] == name]

    def value(self, name: str) -> str:
        """The value of the first control of a name."""
        return self.named(name)[0]["value"]


class Walker:
    """Goes through the pages by pressing buttons."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.status = 0
        self.address = ""
        self.page = Page("")

    def open(self, address: str) -> Walker:
        """Go to an address."""
        return self._arrived(self.browser.get(address))

    def press(self, words: str, **filled: str | list[str]) -> Walker:
        """Press the button with these words, with some controls filled in or ticked."""
        button = next(
            one for one in self.page.all("button") if " ".join(one.text.split()).startswith(words)
        )
        assert button.form is not None, f"'{words}' belongs to no form"
        form = self.page.forms[button.form]
        sent = self._successful(button.form)
        sent |= {name.replace("__", ":"): value for name, value in filled.items()}
        if button["name"]:
            sent[button["name"]] = button["value"]
        return self.post(button["formaction"] or form.action, sent)

    def post(self, address: str, sent: dict[str, object]) -> Walker:
        """Send a form."""
        return self._arrived(self.browser.post(address, sent, follow=True))

    def answer_every_card(self, answer: str = "no") -> Walker:
        """Answer every card with none of these, line by line where it is asked so."""
        for _ in range(30):
            if self.address != "/check/" or not self.page.named("card"):
                return self
            if self.page.named("none"):
                self.press("Next", none="1")
            else:
                lines = self.page.value("card").split()
                self.press("Next", **{f"answer:{line}": answer for line in lines})
        raise AssertionError("The cards never end.")

    def _successful(self, form: str) -> dict[str, object]:
        """Return what a browser would send of a form before anything is filled in."""
        sent: dict[str, object] = {}
        for one in self.page.elements:
            if one.form != form or not one["name"] or one.tag in ("button", "form"):
                continue
            kind = one["type"]
            if kind in ("checkbox", "radio"):
                if "checked" in one.attributes:
                    before = sent.get(one["name"], [])
                    sent[one["name"]] = [*before, one["value"] or "on"]  # type: ignore[misc]
            elif one.tag == "textarea":
                sent[one["name"]] = one.text
            elif one.tag == "select":
                sent[one["name"]] = self._chosen(one)
            else:
                sent[one["name"]] = one["value"]
        return sent

    def _chosen(self, select: Element) -> str:
        """Return the chosen option of a list."""
        start = self.page.elements.index(select) + 1
        for one in self.page.elements[start:]:
            if one.tag not in ("option", "optgroup"):
                break
            if "selected" in one.attributes:
                return one["value"]
        return ""

    def _arrived(self, response: object) -> Walker:
        self.status = response.status_code  # type: ignore[attr-defined]
        self.address = response.request["PATH_INFO"]  # type: ignore[attr-defined]
        self.page = Page(response.content.decode())  # type: ignore[attr-defined]
        return self


def names_a_muscle(page: Page) -> list[str]:
    """Return every muscle of the catalogue that a page names, by id or by name."""
    from unknot.muscles.catalogue import load_muscles  # noqa: PLC0415

    html = page.html.lower()
    return [
        muscle.id
        for muscle in load_muscles().values()
        if re.search(rf"\b{re.escape(muscle.id)}\b|\b{re.escape(muscle.name.lower())}\b", html)
    ]
