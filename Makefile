# The commands of the repository. Each does all the set-up it needs; `make` alone lists them.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Two workers share one server; a debugger wants PYTEST_ARGS='-n 0'.
PYTEST_ARGS ?= -n 2

.DEFAULT_GOAL := help
.PHONY: help setup run test lock format schema

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/installed ## Make the virtual environment from the hashed lock (once per lock)

# The stamp holds the lock's digest: a lock merely touched by git installs nothing, a changed one does.
$(VENV)/installed: requirements.lock
	@if test -z "$(PYTHON)"; then echo "Python 3.11 or newer is needed and was not found; set PYTHON." >&2; exit 1; fi
	@if ! test -x $(BIN)/python || ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
	  $(PYTHON) -m venv --clear $(VENV) \
	  || { echo "$(PYTHON) cannot make a virtual environment; install its venv module." >&2; exit 1; }; fi
	@digest=$$(sha256sum < requirements.lock); \
	if ! test "$$digest" = "$$(cat $@ 2>/dev/null)"; then \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock \
	  && echo "$$digest" > $@; \
	else touch $@; fi

run: $(VENV)/installed ## Serve the demo on http://127.0.0.1:8000 (HB_PORT and HB_HOME move it)
	@exec $(BIN)/python -m hb serve

test: $(VENV)/installed ## Run the whole check: style, types, imports, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(PYTEST_ARGS)

format: $(VENV)/installed ## Put the sources into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/installed ## Resolve the dependencies of pyproject.toml anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra dev --output-file requirements.lock pyproject.toml

schema: $(VENV)/installed ## Print graphql/schema.graphql and graphql/permissions.md from the code
	$(BIN)/python -m hb schema --write graphql
