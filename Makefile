# Every target makes its own .venv from a bare Python >= 3.11: nothing has to be installed first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run test check fix snapshots schema docs bench mutation torture clean help
.DEFAULT_GOAL := help

help:           ## what each target does
	@grep -E '^[a-z]+: .*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "briefing needs Python 3.11 or later; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]" --group dev
	@touch $@

run: $(STAMP)   ## open the dashboard on the first briefing
	@$(BIN)/briefing

test: $(STAMP)  ## run the tests, with coverage of everything below the screen
	@$(BIN)/python -m pytest --numprocesses=3 --dist=loadfile --cov --cov-report=term

check: $(STAMP) ## format, lint, types, layers, generated files
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/tombi format --check --offline --quiet content themes briefing/intake
	@$(BIN)/tombi lint --error-on-warnings --offline --quiet content themes
	@$(BIN)/briefing check content
	@$(BIN)/python -m pytest tests/model/test_schema.py
	@$(BIN)/python -m docs.generate --check

fix: $(STAMP)   ## mend what ruff can mend by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

snapshots: $(STAMP) ## draw the screen snapshots anew; look at each before committing it
	@$(BIN)/python -m pytest tests/tui --snapshot-update

schema: $(STAMP) ## make the schemas of the content's files anew from the models
	@$(BIN)/briefing schema --to content

docs: $(STAMP)  ## draw the screenshots, the keys page and the man page anew
	@$(BIN)/python -m docs.generate

bench: $(STAMP) ## what the program costs beside its floors and peers; writes the table of docs/performance.md
	@$(BIN)/python -m benchmarks --peers

mutation: $(STAMP) ## how many small changes to the rules, the loader, the sanitiser, links and state the tests notice
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "mutmut>=3.8"
	@$(BIN)/python -m benchmarks.mutation

torture: $(STAMP) ## the long proofs of what nothing may break; writes the table of docs/reliability.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=3"
	@$(BIN)/python -m torture

clean:          ## forget the environment and what tools left behind
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache dist
