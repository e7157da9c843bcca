"""A treatment that goes on when the network drops, also over a reload (docs/decisions/0019).

A service worker keeps the static files and an empty page, the shell; what was told never
lies in its cache. It stands before the addresses of the treatment alone. Its version is made
from everything it keeps, so a new build drops the files of the old one.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

__all__ = ["shell", "worker"]

_WORKER: Final = "unknot/chart/release_worker.js"
_ICONS: Final = "unknot/icons.svg"
_ADDRESS: Final = re.compile(r'(?:href|src)="([^"#?]+)')
_LENGTH: Final = 16
"""Letters of the version; enough to tell builds apart."""


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the page that stands in for one that cannot be fetched; it knows nothing."""
    return render(request, "release/shell.html", {"step": 0})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker, its build in front."""
    script = finders.find(_WORKER)
    if not isinstance(script, str):
        missing = "The scripts of the pages are not built; run: make chart\n"
        return HttpResponse(missing, status=404, content_type="text/plain; charset=utf-8")
    page = render(request, "release/shell.html", {"step": 0}).content
    files = _files_of(page.decode())
    build = {
        "version": _version([page, *(path.read_bytes() for path in files.values())]),
        "shell": reverse("release:shell"),
        "files": list(files),
    }
    text = f"self.unknotBuild = {json.dumps(build)};\n{Path(script).read_text(encoding='utf-8')}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _files_of(page: str) -> dict[str, Path]:
    """Return the static files a page names, by address; icons are named with their place."""
    start = settings.STATIC_URL
    found: dict[str, Path] = {}
    for address in dict.fromkeys([*_ADDRESS.findall(page), f"{start}{_ICONS}"]):
        path = finders.find(address.removeprefix(start)) if address.startswith(start) else None
        if isinstance(path, str):
            found[address] = Path(path)
    return found


def _version(contents: list[bytes]) -> str:
    """Return a short sum of everything that is kept."""
    total = hashlib.sha256()
    for content in contents:
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:_LENGTH]
