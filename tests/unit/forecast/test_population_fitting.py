"""Joining scores, holding numbers back, clinics, and the written tables."""

from __future__ import annotations

import csv
import importlib
import io
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba", reason="needs the extra 'population'")

from unknot.errors import NotEnoughData, UnknownId
from unknot.facts.forecasting import load_forecast_priors, load_release_effects
from unknot.facts.reading import FACT_FILES
from unknot.forecast.population.clinics import clinic_spread, unsureness
from unknot.forecast.population.fitting import Effort, Fit, anchor_of, finish, fit, total
from unknot.forecast.population.layout import FITTED, layout_of, with_numbers
from unknot.forecast.population.scoring import EpisodeSlopes, Score, scored
from unknot.forecast.population.tables import covariance_table, effects_table, priors_table

METHODS = ("ischemic_compression", "dry_needling")


def parabola(vector: np.ndarray, middle: np.ndarray, *, n: int, each: np.ndarray) -> Score:
    """The score of n episodes whose log chance is a parabola about a middle."""
    off = vector - middle
    return Score(n, float(-0.5 * n * off @ each @ off), -n * each @ off, n * each)


def fitted(clinics: dict[int, Score]) -> Fit:
    layout = layout_of(METHODS)
    score = total([clinics])
    return Fit(layout, layout.start(), score.outer, 0.0, score.n_episodes, clinics, 1.0)


def of_clinics(middles: np.ndarray, n: int) -> Fit:
    """A fit of clinics whose long-run level and released part lie off by these."""
    layout = layout_of(METHODS)
    start = layout.start()
    places = [layout.places()[name] for name in ("long_run", "released")]
    clinics = {}
    for clinic, own in enumerate(middles):
        middle = start.copy()
        middle[places] += own
        score = parabola(start, middle, n=n, each=np.eye(len(start)))
        mean = score.gradient / n  # every slope of the clinic lies about it
        clinics[clinic] = replace(score, outer=score.outer + n * np.outer(mean, mean))
    return fitted(clinics)


def test_layout_names_every_number_once_and_leaves_the_reference_out() -> None:
    layout = layout_of(METHODS)
    assert len(set(layout.names)) == len(layout.names) == len(layout.start())
    assert layout.names[-2:] == ("dry_needling shift", "dry_needling soreness")
    # return of activity, released, durable, return of the set-point, both wanderings, noise
    assert layout.personal == (0, 1, 2, 3, 5, 6, 7)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(UnknownId, match="Method 'needling' is not known"):
        layout_of(("needling",))


def test_scores_of_clinics_add_up_to_that_of_all() -> None:
    rng = np.random.default_rng(1)
    found = EpisodeSlopes(rng.normal(size=9), rng.normal(size=(9, 3)), np.ones(9))
    clinic = np.array([4, 4, 2, 2, 2, 7, 7, 4, 2])
    score = total([scored(found, clinic)])
    assert sorted(scored(found, clinic)) == [2, 4, 7]
    assert score.n_episodes == 9
    assert score.log_chance == pytest.approx(found.log_chance.sum())
    assert score.gradient == pytest.approx(found.slopes.sum(axis=0))
    assert score.outer == pytest.approx(sum(np.outer(one, one) for one in found.slopes))


def test_an_anchor_is_a_normal_prior_and_without_hold_it_is_nothing() -> None:
    layout = layout_of()
    held, free = anchor_of(layout), anchor_of(layout, is_held=False)
    vector = layout.start()
    vector[0] += 2 * 0.3  # two spreads of what is believed of activity_days
    score = held.score(vector)
    assert score.log_chance == pytest.approx(-0.5 * 2**2)
    assert score.gradient[0] == pytest.approx(-2 / 0.3)
    assert score.outer[0, 0] == pytest.approx(1 / 0.3**2)
    nothing = free.score(vector)
    assert nothing.log_chance == 0
    assert not nothing.gradient.any()
    assert not nothing.outer.any()


def test_spread_of_clinics_is_found_beyond_what_chance_makes() -> None:
    rng = np.random.default_rng(2)
    n, chance = 100, 0.1  # 100 episodes of information 1 leave an error of 0.1
    middles = rng.normal(size=(400, 2)) * np.hypot((0.4, 0.2), chance)
    assert clinic_spread(of_clinics(middles, n)) == pytest.approx([0.4, 0.2], abs=0.04)
    alike = rng.normal(size=(400, 2)) * chance
    assert (clinic_spread(of_clinics(alike, n)) < 0.05).all()


def test_a_new_clinic_is_as_unsure_as_clinics_differ() -> None:
    fit_ = of_clinics(np.array([[0.5, 0], [-0.5, 0]] * 10), 1_000)
    place = fit_.layout.places()["long_run"]
    between = clinic_spread(fit_)[0]
    assert between == pytest.approx(0.5, abs=0.01)
    own = fit_.standard_error[place]
    assert unsureness(fit_)[place] == pytest.approx(np.hypot(own, between * np.sqrt(1 + 1 / 20)))
    assert unsureness(fit_)[0] == pytest.approx(fit_.standard_error[0])


def test_few_clinics_say_nothing_of_clinics() -> None:
    few = of_clinics(np.zeros((4, 2)), 10)
    with pytest.raises(NotEnoughData, match=r"4 clinics are too few .* Bring 5 or more"):
        clinic_spread(few)
    assert unsureness(few) == pytest.approx(few.standard_error)


def test_clinics_of_one_episode_each_say_nothing_of_clinics() -> None:
    single = of_clinics(np.zeros((6, 2)), 1)
    with pytest.raises(NotEnoughData, match=r"6 episodes of 6 clinics .* Bring 2 or more of each"):
        clinic_spread(single)


def test_a_fit_without_files_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="No files of events were given"):
        fit([], rng=np.random.default_rng(1))


def test_written_priors_have_the_form_of_the_facts() -> None:
    fit_ = of_clinics(np.zeros((6, 2)), 50)
    lines = list(csv.DictReader(io.StringIO(priors_table(fit_, unsureness(fit_)))))
    with (FACT_FILES / "forecast_priors.csv").open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    assert [line["name"] for line in lines] == [line["name"] for line in facts]
    assert list(lines[0]) == list(facts[0])
    for line, fact in zip(lines, facts, strict=True):
        assert float(line["value"]) == pytest.approx(float(fact["value"]), rel=1e-3)
        assert float(line["person_sd"]) == pytest.approx(float(fact["person_sd"]), rel=1e-3)
        is_fitted = line["name"] in FITTED
        assert (line["source"] == "fitted to 300 episodes of 6 clinics") == is_fitted
        if not is_fitted:
            assert float(line["population_sd"]) == float(fact["population_sd"])


def test_written_effects_change_only_fitted_methods() -> None:
    fit_ = of_clinics(np.zeros((1, 2)), 50)
    fit_.vector[fit_.layout.places()["dry_needling shift"]] = 0.123456
    lines = list(csv.DictReader(io.StringIO(effects_table(fit_, fit_.standard_error))))
    by_method = {line["method"]: line for line in lines}
    assert list(by_method) == list(load_release_effects())
    assert by_method["dry_needling"]["released_shift"] == "0.1235"
    assert by_method["dry_needling"]["source"] == "fitted to 50 episodes of 1 clinic"
    assert by_method["massage"]["source"] == load_release_effects()["massage"].source


def test_written_covariance_is_named_on_both_sides() -> None:
    fit_ = of_clinics(np.zeros((2, 2)), 50)
    lines = list(csv.DictReader(io.StringIO(covariance_table(fit_))))
    assert [line["name"] for line in lines] == list(fit_.layout.names)
    assert float(lines[3][fit_.layout.names[3]]) == pytest.approx(1 / 100)


def test_fitted_numbers_go_back_to_their_units() -> None:
    layout = layout_of()
    vector = layout.start()
    vector[layout.places()["durable"]] = 0.0  # log odds of one half
    vector[layout.places()["activity_days"]] = np.log(7.0)
    vector[layout.places()["long_run spread"]] = np.log(1.5)
    priors = with_numbers(layout, vector, np.full(len(vector), 0.1)).priors
    assert priors["durable"].value == pytest.approx(0.5)
    assert priors["activity_days"].value == pytest.approx(7.0)
    assert priors["long_run"].person_sd == pytest.approx(1.5)
    assert priors["soreness"].population_sd == 0.1
    assert priors["driver_days"] == load_forecast_priors()["driver_days"]


class Parabolas:
    """Stands for workers: every file is a parabola about the same middle."""

    def __init__(self, middle: np.ndarray, each: np.ndarray | None = None) -> None:
        self.middle = middle
        self.each = np.eye(len(middle)) if each is None else each
        self.asked: list[int] = []

    def run(self, worker: object, files: object) -> list[dict[int, Score]]:
        vector = worker.keywords["vector"]  # type: ignore[attr-defined]
        n_files = len(list(files))  # type: ignore[call-overload]
        self.asked.append(n_files)
        return [{0: parabola(vector, self.middle, n=100, each=self.each)} for _ in range(n_files)]


def test_the_finish_climbs_to_the_top_over_ever_more_files() -> None:
    layout = layout_of()
    middle = layout.start() + 0.8  # further than one step may go
    workers = Parabolas(middle)
    found = finish(
        [Path(str(i)) for i in range(10)],
        layout.start(),
        layout=layout,
        anchor=anchor_of(layout, is_held=False),
        effort=Effort(stages=((0.2, 8), (1.0, 8))),
        rng=np.random.default_rng(1),
        run=workers.run,
    )
    assert found.vector == pytest.approx(middle)
    assert workers.asked == [2, 2, 2, 10]  # two steps of at most 0.5, then nothing left to gain
    assert found.n_episodes == 1_000
    assert found.n_passes == pytest.approx(3 * 0.2 + 1)
    assert found.standard_error == pytest.approx(np.full(len(middle), 1 / np.sqrt(1_000)))


def test_a_number_of_which_diaries_say_nearly_nothing_stops_no_other() -> None:
    layout = layout_of()
    middle = layout.start() + 0.4
    each = np.eye(len(middle))
    middle[3] += 1_000.0
    each[3, 3] = 1e-6  # far off and nearly flat: a free step would be 1,000 long
    found = finish(
        [Path("one")],
        layout.start(),
        layout=layout,
        anchor=anchor_of(layout, is_held=False),
        effort=Effort(stages=((1.0, 8),), most_steps=1),
        rng=np.random.default_rng(1),
        run=Parabolas(middle, each).run,
    )
    others = np.arange(len(middle)) != 3
    assert found.vector[others] == pytest.approx(middle[others], abs=1e-3)
    assert found.vector[3] - layout.start()[3] == pytest.approx(0.5)


def test_an_anchor_holds_back_what_few_files_say() -> None:
    layout = layout_of()
    place = layout.places()["long_run"]
    middle = layout.start()
    middle[place] += 1.0
    held = anchor_of(layout)
    found = finish(
        [Path("one")],
        layout.start(),
        layout=layout,
        anchor=held,
        effort=Effort(stages=((1.0, 8),), most_steps=8),
        rng=np.random.default_rng(1),
        run=Parabolas(middle).run,
    )
    said, believed = 100.0, 1 / held.sd[place] ** 2
    assert found.vector[place] - layout.start()[place] == pytest.approx(said / (said + believed))


def test_a_missing_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "unknot.forecast.population.compiling")
    with pytest.raises(ImportError, match=r"pip install 'unknot\[population\]'"):
        importlib.import_module("unknot.forecast.population.compiling")
