"""Do the fact files keep their own rules? Every fault at once, with file, line and rule.

Form first (schema, card), then ids, references, numbers with their sources, and trials.
The catalogue of muscles has rules of its own (:mod:`unknot.muscles.check`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from unknot.facts.check_measures import MEASURE_RULES
from unknot.facts.check_numbers import NUMBER_RULES
from unknot.facts.check_references import REFERENCE_RULES
from unknot.facts.check_schemas import SCHEMAS, form_rules
from unknot.facts.check_translations import TRANSLATION_RULES
from unknot.facts.check_trials import TRIAL_RULES
from unknot.facts.check_vocabularies import VOCABULARY_RULES
from unknot.facts.faults import Fault, Rule, faults_found, read_folder
from unknot.facts.reading import FACT_FILES

__all__ = ["RULES", "check_facts"]

RULES: Final[dict[str, Rule]] = {
    **form_rules(schemas=SCHEMAS, cards=FACT_FILES),
    **VOCABULARY_RULES,
    **REFERENCE_RULES,
    **TRANSLATION_RULES,
    **NUMBER_RULES,
    **MEASURE_RULES,
    **TRIAL_RULES,
}
"""Every rule by its id, except ``readable``, which reading itself applies."""


def check_facts(folder: Path = FACT_FILES) -> list[Fault]:
    """Hold every fact file against every rule.

    Parameters
    ----------
    folder
        Folder of the data files; the installed ones unless told otherwise.

    Returns
    -------
    The faults in order of file and line; an empty list when there are none.
    """
    lines, unreadable = read_folder(folder)
    return sorted([*unreadable, *faults_found(lines, RULES)])
