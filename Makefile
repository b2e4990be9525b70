# Each target sets up all it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Browsers and previews wait more than they work.
WORKERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: site serve test test-slow check lint format clean

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

site: $(VENV)/installed  ## Build the guide and the Connect API docs into site/
	$(BIN)/mkdocs build --strict

serve: $(VENV)/installed  ## Preview them, and follow edits
	$(BIN)/mkdocs serve

lint: $(VENV)/installed  ## Check the docs of this repository by its own rules
	$(BIN)/foreword lint

test: check  ## Check types and style, and run the tests but for the slow ones
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup -m "not slow"

test-slow: $(VENV)/installed  ## Run the tests that look at more of the same
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup -m slow

check: $(VENV)/installed
	$(BIN)/ruff format --check plugins tests benchmarks
	$(BIN)/ruff check plugins tests benchmarks
	$(BIN)/mypy

format: $(VENV)/installed
	$(BIN)/ruff format plugins tests benchmarks
	$(BIN)/ruff check --fix plugins tests benchmarks

clean:
	rm -rf $(VENV) site dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
