"""What the paintable body loads: surface arrays, charts, zones and sites of one atlas version.

Everything under ``/body/<version>/`` is the same for ever, so browsers may keep it; another
version has other addresses and gets a plain 404. Each file is read once, compressed once, and
kept in memory: they are few and small.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from numpy.typing import NDArray

from unknot.body.coding import coded_bytes, is_coded
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles

__all__ = ["chart", "chart_cameras", "coded_array", "forget", "sites", "surface_array", "zone"]

_BYTES: Final = "application/octet-stream"
_JSON: Final = "application/json"
_SVG: Final = "image/svg+xml"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASKED_ANEW: Final = "no-cache"
"""While developing, the surface may change without a new version."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """One file as it is sent, plain and compressed."""

    plain: bytes
    compressed: bytes
    content_type: str
    etag: str


class _Absent(Exception):  # noqa: N818 -- an answer, not a mistake
    """A file that this installation lacks; the words say which."""


def _view(
    content: Callable[..., _Kept],
) -> Callable[..., HttpResponseBase]:
    """Return a view of one kind of file, for the atlas version that is installed."""

    @require_safe
    def view(request: HttpRequest, version: str, **names: str) -> HttpResponseBase:
        try:
            _require(version)
            kept = content(**names)
        except _Absent as absent:
            return HttpResponse(f"{absent}\n", status=404, content_type="text/plain; charset=utf-8")
        return _sent(request, kept)

    return view


def _require(version: str) -> None:
    """Refuse another atlas version."""
    installed = _atlas_version()
    if version != installed:
        raise _Absent(
            f"This program has version {installed} of the body, not {version}. Reload the page."
        )


def _sent(request: HttpRequest, kept: _Kept) -> HttpResponseBase:
    """Return the file, compressed where the browser takes it, or that it has not changed."""
    response: HttpResponseBase
    if kept.etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(kept.compressed, content_type=kept.content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(kept.plain, content_type=kept.content_type)
    response.headers["ETag"] = kept.etag
    response.headers["Cache-Control"] = _ASKED_ANEW if settings.DEBUG else _FOR_EVER
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@cache
def _surface_array(name: str) -> _Kept:
    """Return one array of the surface as little-endian bytes, or what all of them are."""
    arrays = _surface()
    if name == "meta":
        shapes = {
            array: {"type": values.dtype.name, "shape": list(values.shape)}
            for array, values in arrays.items()
            if array != "meta"
        }
        return _kept(_json({**_meta(arrays), "arrays": shapes, "places": _places()}), _JSON)
    if name not in arrays:
        raise _Absent(f"The body has no '{name[:60]}'. It has: {', '.join(sorted(arrays))}.")
    return _kept(_little_endian(arrays[name]), _BYTES)


def _places() -> list[dict[str, Any]]:
    """Return what the browser must know of every region: its sides, and what it lies in."""
    return [
        {"id": region.id, "sided": region.is_sided, "parent": region.parent}
        for region in load_regions().values()
    ]


@cache
def _coded_array(name: str) -> _Kept:
    """Return one array of rows as differences, which compress to about half."""
    arrays = _surface()
    if name not in arrays or not is_coded(name, arrays[name]):
        raise _Absent(f"The body has no '{name[:60]}' that travels as differences.")
    return _kept(coded_bytes(name, arrays[name]), _BYTES)


coded_array = _view(_coded_array)
"""``/body/<version>/coded/<name>``: positions or triangles as differences, for a first paint."""


surface_array = _view(_surface_array)
"""``/body/<version>/<name>``: one array of the surface; ``meta`` names them all."""


@cache
def _zone(site: str) -> _Kept:
    """Return a site's zone: two counts, vertices, strengths; essential before spillover."""
    zones = _zones()
    ids: list[str] = _meta(zones)["sites"]
    if site not in ids:
        raise _Absent(f"There is no site '{site[:80]}' with a zone.")
    row = 2 * ids.index(site)
    start, middle, end = (int(at) for at in zones["zone_start"][row : row + 3])
    counts = np.array([middle - start, end - middle], dtype="<u4")
    return _kept(
        counts.tobytes()
        + _little_endian(zones["zone_vertex"][start:end])
        + _little_endian(zones["zone_strength"][start:end]),
        _BYTES,
    )


zone = _view(_zone)
"""``/body/<version>/zones/<site>``: where a left site refers its pain."""


@cache
def _sites() -> _Kept:
    """Return the place of every site on the left half."""
    zones = _zones()
    muscle_of = {site.id: muscle.id for muscle in load_muscles().values() for site in muscle.sites}
    places = {
        site: {
            "triangle": int(triangle),
            "b1": round(float(b1), 4),
            "b2": round(float(b2), 4),
            "muscle": muscle_of.get(site),
        }
        for site, triangle, (b1, b2) in zip(
            _meta(zones)["sites"], zones["site_triangle"], zones["site_barycentric"], strict=True
        )
    }
    return _kept(_json(places), _JSON)


sites = _view(_sites)
"""``/body/<version>/sites.json``: where each site lies."""


@cache
def _chart(body: str, view: str) -> _Kept:
    """Return one drawn view of one body."""
    found = _body_files() / "charts" / body / f"{view}.svg"
    if not found.is_file():
        raise _Absent(f"There is no view '{view[:60]}' of the body '{body[:60]}'.")
    return _kept(found.read_bytes(), _SVG)


chart = _view(_chart)
"""``/body/<version>/charts/<body>/<view>.svg``: one drawn view."""


@cache
def _chart_cameras() -> _Kept:
    """Return the cameras of all views."""
    found = _body_files() / "charts" / "charts.json"
    if not found.is_file():
        raise _Absent("This installation has no charts.")
    return _kept(found.read_bytes(), _JSON)


chart_cameras = _view(_chart_cameras)
"""``/body/<version>/charts.json``: how each view is seen."""


def forget() -> None:
    """Forget every file that was read, so that tests can change them."""
    for kept in (
        _surface_array, _coded_array, _zone, _sites, _chart, _chart_cameras,
        _atlas_version, _surface, _zones,
    ):  # fmt: skip
        kept.cache_clear()


@cache
def _atlas_version() -> str:
    """Return the atlas version that is installed."""
    return str(_meta(_surface())["atlas_version"])


@cache
def _surface() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the body surface."""
    return _arrays(_body_files() / "surface.npz", missing="This installation has no body surface.")


@cache
def _zones() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of sites and zones, made for the installed surface."""
    found = files("unknot.muscles") / "files" / "zones.npz"
    zones = _arrays(found, missing="This installation has no zones.")
    made_for = str(_meta(zones)["atlas_version"])
    if made_for != _atlas_version():
        raise _Absent(f"The zones were made for version {made_for} of the body.")
    return zones


def _body_files() -> Traversable:
    """Return the folder of the compiled body."""
    return files("unknot.body") / "files"


def _arrays(path: Traversable, *, missing: str) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a compiled file."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except FileNotFoundError as error:
        raise _Absent(missing) from error


def _meta(arrays: dict[str, NDArray[np.generic]]) -> dict[str, Any]:
    """Return what a compiled file says of itself."""
    described: dict[str, Any] = json.loads(arrays["meta"].tobytes())
    return described


def _little_endian(values: NDArray[np.generic]) -> bytes:
    """Return the bytes of an array, row by row, lowest byte first."""
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).tobytes()


def _json(value: object) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _kept(plain: bytes, content_type: str) -> _Kept:
    """Compress once and remember."""
    etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}"'
    return _Kept(plain, gzip.compress(plain, 9, mtime=0), content_type, etag)
