# The commands of the repository. Each does all the set-up it needs; `make` alone lists them.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
SERVING := $(VENV)/requirements.installed
DEVELOPING := $(VENV)/requirements-dev.installed
CONTRACT := frontend_contract
PACKAGES := $(CONTRACT)/node_modules/installed
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm
# Two workers share one server; a debugger wants PYTEST_ARGS='-n 0'. Each begins with one half of the files, so
# that what a file prepares for its tests is prepared once.
PYTEST_ARGS ?= -n 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help setup run test quick bench bench-quick lock format schema contract

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(DEVELOPING) $(PACKAGES) ## Install what developing needs, from the hashed locks (once per lock)

# A stamp holds its lock's digest: a lock merely touched by git installs nothing, a changed one does.
$(VENV)/%.installed: %.lock
	@if test -z "$(PYTHON)"; then echo "Python 3.11 or newer is needed and was not found; set PYTHON." >&2; exit 1; fi
	@if ! test -x $(BIN)/python || ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
	  $(PYTHON) -m venv --clear $(VENV) \
	  || { echo "$(PYTHON) cannot make a virtual environment; install its venv module." >&2; exit 1; }; fi
	@digest=$$(sha256sum < $<); \
	if ! test "$$digest" = "$$(cat $@ 2>/dev/null)"; then \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
	  && echo "$$digest" > $@; \
	else touch $@; fi

# Node comes with the development lock; no other is needed.
$(PACKAGES): $(CONTRACT)/package-lock.json $(DEVELOPING)
	@digest=$$(sha256sum < $<); \
	if ! test "$$digest" = "$$(cat $@ 2>/dev/null)"; then \
	  (cd $(CONTRACT) && $(NPM) ci --loglevel=error >/dev/null) && echo "$$digest" > $@ \
	  || { echo "The frontends' packages were not installed; is npm's registry within reach?" >&2; exit 1; }; \
	else touch $@; fi

run: $(SERVING) ## Serve the demo on http://127.0.0.1:8000 (HB_PORT and HB_HOME move it)
	@exec $(BIN)/python -m hb serve

test: $(DEVELOPING) $(PACKAGES) ## Run the whole check: style, types, imports, the frontends' package, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	cd $(CONTRACT) && $(NPM) run --silent check
	$(BIN)/python -m pytest $(PYTEST_ARGS)

quick: $(DEVELOPING) ## Style, types, imports, tests but for crashes (reliability), bench harness, marked slow
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m 'not slow' --ignore tests/reliability --ignore tests/bench

bench: $(DEVELOPING) ## Measure reads, writes and growth beside their limits and rivals (BENCH_OUT names a JSON file)
	$(BIN)/python -m tests.bench

bench-quick: $(DEVELOPING) ## A cut of it, in under three minutes
	$(BIN)/python -m tests.bench --quick

format: $(DEVELOPING) ## Put the sources into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(DEVELOPING) ## Resolve the dependencies of pyproject.toml anew: what serving needs, and developing beside it
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

schema: $(SERVING) ## Print graphql/schema.graphql and graphql/permissions.md from the code
	$(BIN)/python -m hb schema --write graphql

contract: $(PACKAGES) ## Generate the frontends' types, documents and changelog from schema and operations
	cd $(CONTRACT) && $(NPM) run --silent generate
