"""Find a muscle by what people call it: id, name, Latin name, or close enough."""

from __future__ import annotations

import re
from difflib import get_close_matches

from unknot.errors import InvalidInput, UnknownId
from unknot.muscles.catalogue import Muscle, load_muscles
from unknot.muscles.names import load_general_names, load_short_names

__all__ = ["muscle_named"]


def muscle_named(name: str) -> Muscle:
    """Return the muscle of a name.

    Raises
    ------
    InvalidInput
        The name fits several muscles, as a whole muscle with parts does; they are listed.
    UnknownId
        The name fits none; the message gives the nearest.
    """
    muscles = load_muscles()
    wanted = _plain(name)
    wanted = load_short_names().get(wanted, wanted)
    if not wanted:
        raise InvalidInput("Give the name of a muscle, for example: infraspinatus.", where="NAME")
    if name.strip() in muscles:
        return muscles[name.strip()]
    exact = [m for m in muscles.values() if wanted in {_plain(n) for n in (m.id, m.name, m.latin)}]
    if len(exact) == 1:
        return exact[0]
    whole = _parts_of_general(wanted)
    if whole:
        raise _several(name, f"is a name for several muscles or parts: {', '.join(whole)}.")
    part = [
        m
        for m in muscles.values()
        if all(word in _plain(f"{m.id} {m.name} {m.latin}") for word in wanted.split())
    ]
    if len(part) == 1:
        return part[0]
    if part:
        listed = ", ".join(m.id for m in part[:12])
        raise _several(name, f"fits {len(part)} muscles or parts: {listed}.")
    close = get_close_matches(wanted, [_plain(m.name) for m in muscles.values()], n=1, cutoff=0.75)
    if close:
        return next(m for m in muscles.values() if _plain(m.name) == close[0])
    raise UnknownId("muscle", name, where="NAME", known=muscles)


def _parts_of_general(wanted: str) -> tuple[str, ...]:
    """Return the muscles of a general name, with or without a plural s, or none."""
    general = {_plain(known): ids for known, ids in load_general_names().items()}
    for form in (wanted, wanted.removesuffix("s"), f"{wanted}s"):
        if form in general:
            return general[form]
    return ()


def _several(name: str, what: str) -> InvalidInput:
    """Build the complaint about a name that fits several muscles."""
    return InvalidInput(f"'{name[:60]}' {what} Give one of them.", where="NAME", value=name)


def _plain(name: str) -> str:
    """Lower case, letters and digits only, one space between words."""
    return " ".join(re.findall(r"[a-z0-9]+", name.lower().replace("musculus", "")))
