"""What a service worker keeps for pages without a network (docs/decisions/0019 and 0027).

A worker keeps an empty page, the shell, and the static files that it names; what was told
never lies in its cache. Its version is made from everything it keeps, so a new build drops the
files of the old one.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse

__all__ = ["worker_of"]

_WORKER: Final = "unknot/chart/release_worker.js"
"""One script for every worker; the build in front of it says what it keeps."""
_ICONS: Final = "unknot/icons.svg"
_ADDRESS: Final = re.compile(r'(?:href|src)="([^"#?]+)')
_LENGTH: Final = 16
"""Letters of the version; enough to tell builds apart."""


def worker_of(name: str, page: bytes, *, shell: str) -> HttpResponse:
    """Return the script of a worker with its build in front.

    Parameters
    ----------
    name
        Whose files these are, such as "unknot-release-".
    page
        The shell as it is answered; it names the static files.
    shell
        Address of the shell.
    """
    script = finders.find(_WORKER)
    if not isinstance(script, str):
        missing = "The scripts of the pages are not built; run: make chart\n"
        return HttpResponse(missing, status=404, content_type="text/plain; charset=utf-8")
    files = _files_of(page.decode())
    build = {
        "name": name,
        "version": _version([page, *(path.read_bytes() for path in files.values())]),
        "shell": shell,
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
