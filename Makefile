# Every command that a person types. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
BUILT := .web/build/client/worker.js
SOURCES := $(shell find rxapp assets rxconfig.py reflex.lock/package-lock.json -type f -not -path '*/__pycache__/*' -not -path 'assets/external/*' 2>/dev/null)

export PATH := $(CURDIR)/$(BIN):$(PATH)
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false

.PHONY: help run build test lint bench lock clean

help: ## Show these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(BUILT) ## Build when needed, load the demo into an empty data folder, serve on http://localhost:3000
	@leerplein serve --demo-if-empty

build: $(BUILT) ## Build the frontend into .web/build/client

test: $(BUILT) .venv/tests .venv/browser ## Install what the tests need, and run them all: rules, server, and a real Chromium
	pytest -n 2

lint: .venv/tests ## Check style and that every text has its translation
	ruff check .
	ruff format --check .
	python -m rxapp.locales

bench: $(BUILT) .venv/tests .venv/browser ## Measure and print the figures; ONLY=cart runs a part
	python -m bench $(if $(ONLY),--only $(ONLY))

lock: .venv/app ## Renew the Python lock files from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements-dev.txt

clean: ## Remove what was built and installed; data stays
	rm -rf .venv .web assets/external build *.egg-info

.venv/app: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/tests: .venv/app requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

.venv/browser: .venv/tests tests/browser/install.sh tests/browser/install_redis.sh
	bash tests/browser/install.sh
	bash tests/browser/install_redis.sh
	@touch $@

$(BUILT): .venv/app $(SOURCES)
	reflex export --frontend-only --no-zip --loglevel warning
	@touch $@
