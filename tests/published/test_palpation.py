"""How far palpation can be trusted, held against the printed agreement between examiners.

Two equally good examiners whose errors are independent, asked about something present half of
the time, agree with kappa = (2 a - 1) ** 2 when each is right with probability a; so
a = (1 + sqrt(kappa)) / 2.
"""

from __future__ import annotations

from math import sqrt

import pytest

from unknot.facts.evidence import load_rates
from unknot.facts.network_tables import load_signs

POOLED = "https://pubmed.ncbi.nlm.nih.gov/28098584/"


@pytest.mark.parametrize(
    ("sign", "kappa", "accuracy"),
    [
        ("recognised_pain", 0.575, 0.879),  # (1 + sqrt(0.575)) / 2
        ("tender", 0.676, 0.911),  # (1 + sqrt(0.676)) / 2
        ("taut_band", 0.415, 0.822),  # (1 + sqrt(0.415)) / 2
    ],
)
def test_sensitivity_follows_from_the_printed_kappa(
    sign: str, kappa: float, accuracy: float
) -> None:
    record = load_signs()[sign]
    assert record.kappa == kappa
    assert (1 + sqrt(kappa)) / 2 == pytest.approx(accuracy, abs=5e-4)
    assert record.sensitivity == pytest.approx(accuracy, abs=5e-3)


@pytest.mark.parametrize(
    ("what", "printed", "sign"),
    [
        ("pain recognition", 0.575, "recognised_pain"),
        ("localized tenderness", 0.676, "tender"),
    ],
)
def test_kappa_is_the_one_of_the_pooled_review(what: str, printed: float, sign: str) -> None:
    found = [
        rate
        for rate in load_rates()
        if rate.what == f"palpation_interrater_kappa: {what}" and rate.source.url == POOLED
    ]
    assert [rate.value for rate in found] == [printed]
    assert load_signs()[sign].kappa == printed
    assert load_signs()[sign].source == POOLED


def test_a_tender_spot_alone_says_little() -> None:
    """Latent points are tender too: a tender spot less than doubles the odds."""
    tender = load_signs()["tender"]
    assert tender.sensitivity / (1 - tender.specificity) == pytest.approx(1.82)  # 0.91 / 0.50
