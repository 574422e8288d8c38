# Needs CPython 3.11 to 3.13, make and a package index. `make help` lists the targets.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first interpreter of a supported version; set PYTHON to choose another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PLUGINS := limina-patterns limina-dictionary limina-spacy limina-recorded limina-synthetic
SOURCES := pyproject.toml $(PLUGINS:%=plugins/%/pyproject.toml)
PY := conftest.py limina conformance bench tests $(PLUGINS:%=plugins/%)
# Processes that run tests; none of their own where there is one processor.
JOBS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ $$n -gt 1 ] && echo $$n || echo 0)

.PHONY: help install serve test lint type unit docs-check conformance autobahn soak fuzz bench format lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed: requirements.lock $(SOURCES)
	@test -n "$(PYTHON)" || { echo "limina needs CPython 3.11, 3.12 or 3.13: none found (set PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index \
	  --editable . $(PLUGINS:%=--editable plugins/%)
	@touch $@

install: .venv/installed  ## create .venv with pinned, hash-checked dependencies, the project and its plugins

serve: install  ## serve on 127.0.0.1:8080 (ARGS="--port 9000" for more)
	$(BIN)/limina serve $(ARGS)

test: lint type unit conformance autobahn  ## every check

lint: install
	$(BIN)/ruff check $(PY) docs
	$(BIN)/ruff format --check $(PY) docs

type: install
	$(BIN)/mypy conftest.py limina conformance bench tests
	@# one run a plugin: their folders of tests have the same name
	@for p in $(PLUGINS); do echo "mypy plugins/$$p"; \
	  (cd plugins/$$p && ../../$(BIN)/mypy --config-file ../../pyproject.toml .) || exit 1; done

unit: install  ## the tests; those with servers last and alone (JOBS=4 processes for the others)
	$(BIN)/coverage erase
	COVERAGE=.coverage $(BIN)/python -m pytest -n $(JOBS) --dist worksteal --ignore tests/live
	COVERAGE=.coverage $(BIN)/python -m pytest tests/live
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=100 --include='limina/protocol/*,limina/engine/*,limina/analysis/*,limina/plugin/*'

conformance: install  ## replay the documented payloads against a fresh server
	$(BIN)/python -m conformance --serve

autobahn: install  ## the WebSocket test suite, where a Python 2.7 is found
	$(BIN)/python -m conformance.autobahn.run --server all

# No folder after a failed install: the run then falls back on Hypothesis.
.fuzz/site: tests/fuzz/requirements-atheris.txt | install
	@mkdir -p .fuzz && rm -rf $@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
	  --require-hashes --requirement $< --target $@ || { rm -rf $@; echo "no atheris here: Hypothesis instead"; }
	@test ! -d $@ || touch $@

fuzz: install .fuzz/site  ## break our own invariants for MINUTES=10 (ARGS="--target engine" for one)
	PYTHONPATH=.fuzz/site nice $(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10) $(ARGS)

bench: install  ## measure speed and memory beside others, and write docs/explanation/performance.md
	$(BIN)/python -m bench $(ARGS)

soak: install  ## mixed traffic while workers are killed (MINUTES=10)
	$(BIN)/python -m tests.soak

format: install  ## apply the formatter
	$(BIN)/ruff check --fix $(PY) docs
	$(BIN)/ruff format $(PY) docs

lock:  ## resolve requirements.in anew into requirements.lock (needs uv)
	uv pip compile requirements.in --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --output-file requirements.lock

clean:  ## remove everything that make made
	rm -rf .venv .autobahn bench/.presidio .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
