# make demo: set up what the library needs and run it on the invented portfolio that it ships.
# make test: set up what developers need too, then every check that a change must pass.
# Both need Python 3.11 or later and nothing else; what is set up lies in .venv and is kept until pyproject.toml changes.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV ?= .venv
WORKERS ?= 2

BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
INSTALLED_FROM := pyproject.toml src/rtwlib/__init__.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Say what can be made.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.PHONY: demo
demo: $(STAMPS)/library ## Set up the library and run `rtw demo`.
	@$(BIN)/rtw demo

.PHONY: test
test: lint types contracts tests docs ## Run every check.

.PHONY: lint
lint: $(STAMPS)/developer ## Check style and layout.
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(STAMPS)/developer ## Check types.
	$(BIN)/mypy

.PHONY: contracts
contracts: $(STAMPS)/developer ## Check that imports go down only.
	$(BIN)/lint-imports

.PHONY: tests
tests: $(STAMPS)/developer ## Run the tests, the examples of the documentation included, with coverage.
	$(BIN)/pytest -n $(WORKERS) --cov --cov-report=term

.PHONY: docs
docs: $(STAMPS)/developer ## Build the documentation into docs/_build/html; a warning is an error.
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html

.PHONY: format
format: $(STAMPS)/developer ## Lay out the code and correct what can be corrected without thought.
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

.PHONY: benchmarks
benchmarks: $(STAMPS)/benchmarks ## Measure, as ratios within one run.
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

.PHONY: wheel
wheel: $(STAMPS)/developer ## Build the wheel into dist.
	$(BIN)/pip wheel -q --disable-pip-version-check --no-deps -w dist .

.PHONY: clean
clean: ## Remove the environment and everything that was built.
	rm -rf $(VENV) build dist docs/_build .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(STAMPS)/environment:
	@test -n "$(PYTHON)" || { echo "rtwlib needs Python 3.11 or later; none was found. Name one: make PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "rtwlib needs Python 3.11 or later; $(PYTHON) is older" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade "pip>=25.1"
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/library: $(STAMPS)/environment $(INSTALLED_FROM)
	$(BIN)/pip install -q --disable-pip-version-check --editable .
	@touch $@

$(STAMPS)/developer: $(STAMPS)/environment $(INSTALLED_FROM)
	$(BIN)/pip install -q --disable-pip-version-check --editable ".[all]" --group dev --group docs
	@touch $@ $(STAMPS)/library

$(STAMPS)/benchmarks: $(STAMPS)/environment $(INSTALLED_FROM)
	$(BIN)/pip install -q --disable-pip-version-check --editable ".[all]" --group bench
	@touch $@
