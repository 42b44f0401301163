# Commands for working on datagov. They need Python 3.11 or newer, pip, make and git;
# everything else is installed into .venv, which is made when it is first needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1          \2/p' $(firstword $(MAKEFILE_LIST)) \
		| sed 's/^\(.\{10\}\) */  make \1/'

.PHONY: demo
demo: $(VENV)/.run ## Show a province, compare who leads, check the data
	@printf '$$ %s\n\n' 'datagov show guizhou'
	@$(BIN)/datagov show guizhou
	@printf '\n$$ %s\n\n' 'datagov compare --field leader-rank'
	@$(BIN)/datagov compare --field leader-rank
	@printf '\n$$ %s\n\n' 'datagov validate'
	@$(BIN)/datagov validate

.PHONY: test
test: $(VENV)/.dev $(VENV)/.validator ## Lint, check format and types, run the tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	@$(MAKE) -j2 .types .tests

# Beside each other, for types are checked by one process.
.PHONY: .types .tests
.types:
	$(BIN)/python -m mypy

.tests:
	$(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: coverage
coverage: $(VENV)/.dev ## Measure which lines and branches the tests run
	$(BIN)/python -m pytest -n auto --cov --cov-report term-missing:skip-covered

MODULE ?= queries/leadership
COUNT ?= 40

.PHONY: mutants
mutants: $(VENV)/.mutants ## Change a module in 40 places: MODULE=queries/filters
	$(BIN)/python scripts/mutation.py $(MODULE) --count $(COUNT)

.PHONY: format
format: $(VENV)/.dev ## Format the code and fix what the linter can
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

.PHONY: schemas
schemas: $(VENV)/.run ## Copy the terms of the vocabulary into the schemas
	$(BIN)/python scripts/sync_schemas.py

.PHONY: messages
messages: $(VENV)/.dev ## Bring the catalogue of messages up to date, and compile it
	$(BIN)/python scripts/messages.py

.PHONY: docs
docs: $(VENV)/.dev ## Renew the outputs in README and docs, their copy of the data, the man page
	$(BIN)/python scripts/docs.py
	$(BIN)/python scripts/man_page.py

.PHONY: bench
bench: $(VENV)/.run $(VENV)/.validator ## Measure speed beside a bare Typer program (PARTS=startup …)
	$(BIN)/python benchmarks/run.py $(PARTS)

.PHONY: clean
clean: ## Remove .venv, caches and builds
	rm -rf $(VENV) mutants build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ------------------------------------------------------------------------

# It is made anew when another Python is asked for or the checkout has moved; a stamp file
# says what was installed into it.
ORIGIN := $(PYTHON) $(CURDIR)
ifneq ($(shell cat $(VENV)/.made 2>/dev/null),$(ORIGIN))
.PHONY: $(VENV)/.made
endif

IS_RECENT := -c 'import sys; print(sys.version_info >= (3, 11))'
TOO_OLD = datagov needs Python 3.11 or newer, which "$(PYTHON)" is not; name one: \
	make $(MAKECMDGOALS) PYTHON=python3.12

# A .venv that someone else made is kept if it serves. Where a system's Python comes without
# ensurepip, its own pip puts one into .venv.
$(VENV)/.made:
	$(if $(filter True,$(shell $(PYTHON) $(IS_RECENT) 2>/dev/null)),,$(error $(TOO_OLD)))
	@{ [ ! -e $@ ] && $(BIN)/python -m pip --version && $(BIN)/python $(IS_RECENT) | grep True \
		|| $(PYTHON) -m venv --clear $(VENV); } >/dev/null 2>&1 || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) \
		&& $(PYTHON) -m pip --python $(BIN)/python install -q pip; }
	@echo '$(ORIGIN)' >$@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	@echo 'Installing datagov into $(VENV) …' >&2
	@$(PIP) install -q -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml
	@echo 'Installing datagov and its development tools into $(VENV) …' >&2
	@$(PIP) install -q -e '.[dev]'
	@touch $(VENV)/.run $@

$(VENV)/.mutants: $(VENV)/.dev
	@echo 'Installing mutmut into $(VENV) …' >&2
	@$(PIP) install -q -e '.[mutants]'
	@touch $@

# A second validator of schemas and data, for the tests only. It stands apart, for it installs a
# program of the same name as jsonschema's; where it cannot be had, its tests are skipped.
$(VENV)/.validator: $(VENV)/.made
	@$(PIP) install -q --no-deps --target $(VENV)/validator sourcemeta-jsonschema || \
		echo 'sourcemeta-jsonschema cannot be had here; its tests are skipped' >&2
	@touch $@
