# Two commands are for everybody: `make run` and `make test`. The rest is for those who change something.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
SCRIPTS := .ci/prepare.py .ci/sample.py .ci/screenshots.py

.DEFAULT_GOAL := help
.PHONY: help run test check static ready coverage bench corpus fuzz torture screenshots clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 18

run: ## set up what is missing and open the sample letter (without a display: do the whole job in the terminal)
	@$(PYTHON) .ci/prepare.py
	@$(BIN)/python .ci/sample.py

# What failed is tried once more, alone and in sight: a fault fails again, a machine that stood still does not.
test: ready static ## everything that must hold: style, types, layers, all tests
	$(PYTEST) --numprocesses auto || $(PYTEST) --last-failed --last-failed-no-failures none

check: ready static ## the quick loop: style, types, layers, and the tests that need no window
	$(PYTEST) --numprocesses auto --quiet -m "not slow and not torture" --ignore tests/qt --ignore tests/scenarios

static: ready
	$(BIN)/ruff format --check editor tests .ci
	$(BIN)/ruff check editor tests .ci
	$(BIN)/mypy
	$(BIN)/mypy --strict $(SCRIPTS)
	$(BIN)/lint-imports --no-logo

coverage: ready ## which branches no test takes
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: ready ## how fast, beside a yardstick measured in the same run
	@for each in $(basename $(notdir $(wildcard tests/bench/[a-z]*.py))); do $(BIN)/python -m tests.bench.$$each || exit; done

corpus: ready ## what real files of other tools show: untouched, edited, undone, re-wrapped, hostile
	$(BIN)/python -m tests.corpus

fuzz: ready ## a million broken inputs against every parser, and every property with 5,000 examples
	$(BIN)/python -m tests.fuzz # led by coverage, where atheris is installed: python -m tests.fuzz.guided NAME
	$(PYTEST) -m hypothesis --hypothesis-profile fuzz --timeout 0 -o faulthandler_timeout=0

torture: ready ## the long campaigns: kills, failing disks, thousands of random edits
	$(PYTEST) -m torture --timeout 0 -o faulthandler_timeout=0

screenshots: ready ## draw the pictures of the README and the manual again
	$(BIN)/python .ci/screenshots.py

ready:
	@$(PYTHON) .ci/prepare.py --tests

clean: ## remove what was made here, the virtual environment too
	rm -rf .venv build dist .coverage* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
