"""``/body/<version>/…``: arrays, charts, zones and sites as a browser loads them."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from django.http import HttpResponseBase
from django.test import Client

pytestmark = pytest.mark.usefixtures("small_body")


def test_an_array_is_its_bytes_lowest_first(browser: Client) -> None:
    response = browser.get("/body/1/triangles")
    assert response.content == struct.pack("<6H", 0, 1, 2, 1, 3, 2)
    assert response["Content-Type"] == "application/octet-stream"


def test_meta_names_every_array(browser: Client) -> None:
    meta = browser.get("/body/1/meta").json()
    assert (meta["atlas_version"], meta["landmarks"]) == ("1", ["C7"])
    assert meta["arrays"] == {
        "triangles": {"type": "uint16", "shape": [2, 3]},
        "occlusion": {"type": "uint8", "shape": [5]},
    }


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("/body/1/meta", "application/json"),
        ("/body/1/triangles", "application/octet-stream"),
        ("/body/1/charts.json", "application/json"),
        ("/body/1/charts/female/head_front.svg", "image/svg+xml"),
        ("/body/1/sites.json", "application/json"),
        ("/body/1/zones/infraspinatus_1", "application/octet-stream"),
    ],
)
def test_files_may_be_kept_for_ever_and_travel_compressed(
    browser: Client, address: str, content_type: str
) -> None:
    plain = browser.get(address)
    packed = browser.get(address, headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    for response in (plain, packed):
        assert response.status_code == 200
        assert response["Content-Type"] == content_type
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in response["Vary"]
    again = browser.get(address, headers={"if-none-match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.head(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/body/2/meta", "This program has version 1 of the body, not 2. Reload the page.\n"),
        ("/body/1/none", "The body has no 'none'. It has: meta, occlusion, triangles.\n"),
        ("/body/1/coded/occlusion", "The body has no 'occlusion' that travels as differences.\n"),
        ("/body/1/zones/none", "There is no site 'none' with a zone.\n"),
        ("/body/1/charts/female/none.svg", "There is no view 'none' of the body 'female'.\n"),
        ("/body/1/charts/none/front.svg", "There is no view 'front' of the body 'none'.\n"),
    ],
)
def test_what_is_not_there_is_said_in_words(browser: Client, address: str, words: str) -> None:
    response = browser.get(address)
    assert (response.status_code, response.content.decode()) == (404, words)
    assert response["Cache-Control"] == "no-store"


def said(response: HttpResponseBase) -> tuple[int, str]:
    return response.status_code, response.content.decode()  # type: ignore[attr-defined]


def test_an_installation_without_a_body_says_so(browser: Client, small_body: Path) -> None:
    (small_body / "surface.npz").unlink()
    assert said(browser.get("/body/1/meta")) == (404, "This installation has no body surface.\n")


def test_an_installation_without_zones_or_charts_says_so(browser: Client, small_body: Path) -> None:
    (small_body / "files" / "zones.npz").unlink()
    (small_body / "charts" / "charts.json").unlink()
    assert said(browser.get("/body/1/sites.json")) == (404, "This installation has no zones.\n")
    assert said(browser.get("/body/1/charts.json")) == (404, "This installation has no charts.\n")


def test_zones_made_for_another_body_are_not_shown(browser: Client, small_body: Path) -> None:
    meta = np.frombuffer(b'{"atlas_version": "0", "sites": []}', np.uint8)
    np.savez(small_body / "files" / "zones.npz", meta=meta)
    assert said(browser.get("/body/1/sites.json")) == (
        404,
        "The zones were made for version 0 of the body.\n",
    )


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        # essential: vertices 3, 4; spillover: vertex 1
        ("infraspinatus_1", struct.pack("<2I3H3B", 2, 1, 3, 4, 1, 255, 128, 64)),
        # no essential; spillover: vertex 0x0102
        ("infraspinatus_2", struct.pack("<2I1H1B", 0, 1, 0x0102, 9)),
    ],
)
def test_a_zone_is_counts_then_vertices_then_strengths(
    browser: Client, site: str, expected: bytes
) -> None:
    assert browser.get(f"/body/1/zones/{site}").content == expected


def test_sites_have_a_place_and_a_muscle(browser: Client) -> None:
    places = browser.get("/body/1/sites.json").json()
    assert places["infraspinatus_1"] == {
        "triangle": 1,
        "b1": 0.25,
        "b2": 0.5,
        "muscle": "infraspinatus",
    }


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_body_is_only_looked_up(method: str) -> None:
    client = Client(headers={"host": "localhost"})
    assert getattr(client, method)("/body/1/meta").status_code == 405


def test_a_surface_being_worked_on_is_asked_for_anew(browser: Client, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert browser.get("/body/1/meta")["Cache-Control"] == "no-cache"
