# Two commands on a fresh machine: `make check` and `make test`. They need Python 3.10 or newer, git and make.

PYTHON ?= python3
VENV ?= .venv
TARGET ?= examples/complete

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

SOURCES := $(shell find osaid_action -type f -not -name '*.pyc') pyproject.toml README.md

.PHONY: check test lint docs clean

check: $(VENV)/.installed ## check TARGET
	$(BIN)/osaid check $(TARGET)

test: $(VENV)/.installed $(VENV)/.tested ## run the tests against the installed package
	$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.installed $(VENV)/.linted ## the code, the schemas, the action, the hook and the image
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/check-jsonschema --check-metaschema osaid_action/schema/*.json
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/manifest.schema.json examples/complete/osaid.toml
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/manifest.schema.json examples/systems/*/osaid.toml
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/lock.schema.json --default-filetype toml examples/systems/*/osaid.lock
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/zizmor --offline --pedantic --quiet action.yml
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/hadolint Dockerfile

$(VENV)/bin/python $(VENV)/Scripts/python.exe:
	@$(PYTHON) -c 'import sys; sys.exit("osaid needs Python 3.10 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 10) else 0)'
	$(PYTHON) -m venv $(VENV)

# pip keeps an installed package of the same version, so an older build is taken out first.
$(VENV)/.installed: $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip uninstall --quiet --yes --disable-pip-version-check osaid
	$(BIN)/python -m pip install --quiet --disable-pip-version-check .
	@touch $@

$(VENV)/.tested: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[test]'
	@touch $@

$(VENV)/.linted: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[lint,test]'
	@touch $@

docs: $(VENV)/.installed $(VENV)/.tested ## refresh the generated reference and the recorded outputs
	$(BIN)/python tools/reference.py --write

clean: ## remove everything that was made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
