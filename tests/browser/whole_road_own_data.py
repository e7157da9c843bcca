"""The end of the road: everything into a file, all of it erased, and back without loss."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from whole_road_dana import Dana, day

__all__ = ["brings_it_back", "erases_it", "takes_everything"]

_LAST_DAY = 32
_KEPT_HERE = "() => Object.keys(localStorage).filter(name => name === 'unknot-today')"


def takes_everything(dana: Dana) -> None:
    """One zip file holds every row."""
    dana.on(day(_LAST_DAY))
    dana.visitor.opens("/people/")
    dana.follows("About them Dana")
    dana.follows("Your data")
    dana.arrives("It belongs to you")
    dana.shows("road-data")
    dana.noted["rows"] = dana.home.rows()
    with dana.page.expect_download() as coming:
        dana.button("Export everything").click()
    assert coming.value.suggested_filename == f"unknot-dana-{day(_LAST_DAY)}.zip"
    taken = Path(coming.value.path())
    with zipfile.ZipFile(taken) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        assert len(packed.read("diary.csv").decode().splitlines()) == 1 + _n_entries(dana)
    assert manifest["n_records"] == len(dana.noted["rows"])
    dana.sees("Last export: Today")
    dana.noted["file"] = taken


def _n_entries(dana: Dana) -> int:
    """So many entries of the diary the records hold."""
    return sum(name.startswith("diaries.diaryentry ") for name in dana.noted["rows"])


def erases_it(dana: Dana) -> None:
    """Nothing of her is left in the records, on the pages, or in the Today that the phone kept."""
    dana.follows("Erase my record")
    dana.arrives("Erase everything of Dana?")
    dana.page.get_by_role("checkbox", name="Yes, erase it").check()
    dana.presses("Erase it now")
    dana.arrives("It is erased")
    assert dana.home.rows() == {}
    dana.visitor.opens("/people/")
    dana.sees("Nobody yet.")
    dana.visitor.opens("/today/")
    dana.arrives("Your diary will be here")
    assert dana.page.evaluate(_KEPT_HERE) == []


def brings_it_back(dana: Dana) -> None:
    """The same rows, with all they said, under the same ids; the trail is whole."""
    dana.visitor.opens("/people/")
    dana.follows("Bring somebody back from a file")
    dana.page.get_by_label("The file").set_input_files(dana.noted["file"])
    dana.presses("Bring it back")
    dana.arrives("Dana is here again")
    dana.sees(f"{len(dana.noted['rows'])} records came from the file.")
    assert dana.home.rows() == dana.noted["rows"]
    found = dana.home.verified()
    assert (found.returncode, found.stderr) == (0, "")
    assert "The trail is whole" in found.stdout
    dana.looks_at_today()
    dana.arrives("Good evening, Dana")
    assert dana.page.locator("[data-thing]").count() > 0
