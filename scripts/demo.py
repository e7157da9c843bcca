"""Show the main job on a real published case: what the person told, and what Unknot answers.

The case is one of the packaged development cases. Its report names no warning sign, so the
first questions are answered with no here; a real person is asked each of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from unknot.facts.cases import load_cases
from unknot.sides import LEFT_RIGHT

CASE = "daub2007-infraspinatus"


def main() -> int:
    """Print the case, run the program on it, print what the authors found."""
    case = load_cases()[CASE]
    named = [culprit.side for culprit in case.culprits if culprit.side in LEFT_RIGHT]
    same = named[0] if named else "right"
    sides = {"same": same, "opposite": "left" if same == "right" else "right"}
    fields = {
        "id": case.id,
        "pain": [{"region": p.region, "side": sides.get(p.side, p.side)} for p in case.pain],
        "symptoms": list(case.symptoms),
        "limited_movements": [{"movement": m, "side": same} for m in case.limited_movements],
    }
    print(f"A published case: {case.source.title} ({case.source.year})")
    print(f"{case.source.url}")
    print(f"The person told of: {case.pain_words}.")
    print("\n$ unknot find case.json --none-of-these\n", flush=True)
    program = Path(sys.executable).with_name("unknot")
    done = subprocess.run(
        [program, "find", "-", "--none-of-these"], input=json.dumps(fields), text=True, check=False
    )
    culprits = ", ".join(culprit.muscle.replace("_", " ") for culprit in case.culprits)
    print(f"\nThe authors found: {culprits}. {case.confirmed_by or ''}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
