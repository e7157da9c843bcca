"""The answer of ``unknot measure`` in the form of its contract."""

from __future__ import annotations

from typing import Any, Final

from unknot.facts.evidence import Measure
from unknot.facts.fields import Source
from unknot.facts.network_tables import load_signs
from unknot.facts.version import facts_version
from unknot.measure.answer import Change
from unknot.measure.norms import Norm
from unknot.measure.rows import PublishedValue
from unknot.measure.told import Told
from unknot.measure.wording import basis_sentence, caption, label, notes, sentence, word

__all__ = ["change_as_json"]

_DECIMALS: Final = 4


def change_as_json(change: Change) -> dict[str, Any]:
    """Return the answer in the form of the contract."""
    told = change.told
    return {
        "id": told.id,
        "measure": told.scale.id,
        **{
            name: getattr(told, name)
            for name in ("muscle", "region", "movement", "joint", "sign", "side", "population")
        },
        "before": _before_as_json(change, 0),
        "after": _before_as_json(change, 1),
        "n_readings": [change.before.n_taken, change.after.n_taken],
        "change": _rounded(change.change),
        "unit": told.scale.unit,
        "mdc95": _rounded(change.mdc.value) if change.mdc else None,
        "mcid": _rounded(change.mcid.value) if change.mcid else None,
        "verdict": change.verdict,
        "better": change.is_better,
        "matters": change.matters,
        "better_when": told.scale.better,
        "label": label(change),
        "word": word(change),
        "caption": caption(change),
        "sentence": sentence(change),
        "source": _error_source(change),
        "basis": {**_basis_as_json(change.mdc), "why": basis_sentence(change)},
        "mcid_source": _source_as_json(change.mcid.row.source) if change.mcid else None,
        "mcid_basis": _basis_as_json(change.mcid),
        "norm": _norm_as_json(change.norm),
        "of_other_side_percent": {
            "before": _rounded(change.other_before),
            "after": _rounded(change.other_after),
        },
        "in_unit_given": _in_unit_given(change),
        "notes": list(notes(change)),
        "not_used": list(told.ignored),
        "facts_version": facts_version(),
    }


def _before_as_json(change: Change, n: int) -> float | str | bool | None:
    """Return the value at one time: a number, a grade, or whether a sign was there."""
    told = change.told
    if told.scale.kind == "grade":
        return told.grades[n]
    if told.scale.kind == "sign":
        return told.present[n]
    return _rounded((change.before, change.after)[n].value)


def _basis_as_json(value: PublishedValue | None) -> dict[str, Any]:
    """Return which published line was used."""
    row: Measure | None = value.row if value else None
    return {
        "level": value.level if value else "none",
        "population": row.population if row else None,
        "printed": None if row is None else {"value": row.value, "unit": row.unit},
        "property": row.property if row else None,
        "rater": row.rater if row else None,
        "readings": row.n_readings if row else None,
    }


def _norm_as_json(norm: Norm | None) -> dict[str, Any] | None:
    """Return the usual value with whom it was measured in."""
    if norm is None:
        return None
    return {
        "value": _rounded(norm.value),
        "sd": _rounded(norm.sd),
        "is_convention": norm.is_convention,
        "population": norm.row.population,
        "sex": norm.row.sex,
        "ages": [norm.row.ages.low, norm.row.ages.high] if norm.row.ages else None,
        "source": _source_as_json(norm.row.source),
    }


def _in_unit_given(change: Change) -> dict[str, Any] | None:
    """Return the numbers in the unit that came in, where that is another one."""
    unit = change.told.unit
    if unit is None or unit.id == change.told.scale.unit:
        return None
    values = {
        "before": change.before.value,
        "after": change.after.value,
        "change": change.change,
        "mdc95": change.mdc.value if change.mdc else None,
        "mcid": change.mcid.value if change.mcid else None,
    }
    return {
        "unit": unit.id,
        **{
            name: None if value is None else _rounded(value / unit.scale)
            for name, value in values.items()
        },
    }


def _error_source(change: Change) -> dict[str, Any] | None:
    """Return where the error was read, or the agreement that is told in its place."""
    row = change.mdc.row if change.mdc else change.agreement
    return _source_as_json(row.source) if row else _sign_source(change.told)


def _sign_source(told: Told) -> dict[str, Any] | None:
    """Return where the agreement on a sign was read."""
    url = load_signs()[told.sign].source if told.sign else None
    return {"title": f"Agreement on {told.sign}", "year": None, "url": url} if url else None


def _source_as_json(source: Source) -> dict[str, Any]:
    """Return a source."""
    return {"title": source.title, "year": source.year, "url": source.url}


def _rounded(value: float | None) -> float | None:
    """Return a number without the noise of arithmetic."""
    return None if value is None else round(value, _DECIMALS) + 0.0
