# Two commands on a fresh machine: `make check` and `make test`. They need Python 3.10 or newer, git and make.

PYTHON ?= python3
VENV ?= .venv
BUILD ?= build
TARGET ?= examples/complete
PYTEST ?= -n auto --dist worksteal

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

PIP := $(BIN)/python -m pip --disable-pip-version-check

WORKFLOWS := $(wildcard .github/workflows/*.yml examples/workflows/*.yml)
SOURCES := $(shell find osaid_action -type f -not -name '*.pyc') pyproject.toml hatch_build.py README.md

.PHONY: check test slow e2e browser lint docs site links accuracy pins clean

check: $(VENV)/.installed ## check TARGET
	$(BIN)/osaid check $(TARGET)

test: $(VENV)/.tested ## run the tests, without a network
	$(BIN)/python -m pytest $(PYTEST) -m "not slow and not weekly and not e2e and not browser"

slow: $(VENV)/.tested ## what takes minutes: the example's whole training, every license text
	$(BIN)/python -m pytest $(PYTEST) -m "slow and not e2e"

e2e: $(VENV)/.tested $(VENV)/.acted ## what needs programs besides: the action under act
	OSAID_E2E=1 $(BIN)/python -m pytest $(PYTEST) -m e2e

browser: $(VENV)/.browsed ## the page that checks in the browser: built, and tried in Chromium; needs npm
	$(BIN)/python tools/build_check.py $(BUILD)/site/check --with $(VENV)/wheels/hooks/osaid-*.whl
	OSAID_PAGE=$(BUILD)/site/check $(BIN)/python -m pytest -m browser tests/browser

lint: $(VENV)/.linted ## the code, the schemas, the action, the hook and the image
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/check-jsonschema --check-metaschema osaid_action/schema/*.json
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/manifest.schema.json examples/complete/osaid.toml
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/manifest.schema.json examples/systems/*/osaid.toml
	$(BIN)/check-jsonschema --schemafile osaid_action/schema/lock.schema.json --default-filetype toml examples/systems/*/osaid.lock
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows $(WORKFLOWS)
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/actionlint -shellcheck= $(WORKFLOWS)
	$(BIN)/zizmor --offline --pedantic --quiet action.yml .github/dependabot.yml $(WORKFLOWS)
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/hadolint Dockerfile
	$(BIN)/python tools/fit.py
	$(BIN)/python tools/fit_lines.py
	$(BIN)/python tools/fit_names.py
	$(BIN)/python tools/accuracy.py --check

$(VENV)/bin/python $(VENV)/Scripts/python.exe:
	@$(PYTHON) -c 'import sys; sys.exit("osaid needs Python 3.10 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 10) else 0)'
	$(PYTHON) -m venv $(VENV)

# pip keeps an installed package of the same version, so an older build is taken out first.
$(VENV)/.installed: $(BIN)/python $(SOURCES)
	$(PIP) uninstall --quiet --yes osaid
	$(PIP) install --quiet .
	@touch $@

# The wheels of the package as it is, of what it needs and of what builds it: the hooks are installed from them
# while the tests run, and so need no network.
$(VENV)/.tested: $(BIN)/python $(SOURCES)
	rm -f $(VENV)/wheels/hooks/osaid-*
	$(PIP) wheel --quiet --wheel-dir $(VENV)/wheels/hooks . 'hatchling>=1.25'
	$(PIP) uninstall --quiet --yes osaid
	$(PIP) install --quiet "$$(ls $(VENV)/wheels/hooks/osaid-*.whl)[test]"
	@touch $@

$(VENV)/.linted: $(BIN)/python pyproject.toml
	$(PIP) install --quiet '.[lint,test]'
	@touch $@

$(VENV)/.sited: $(BIN)/python pyproject.toml
	$(PIP) install --quiet '.[docs]'
	@touch $@

# And what the action installs.
$(VENV)/.acted: $(BIN)/python pyproject.toml requirements/base.txt requirements/online.txt
	$(PIP) install --quiet '.[e2e]'
	for list in base online; do $(PIP) download --quiet --no-deps --only-binary=:all: --require-hashes --requirement requirements/$$list.txt --dest $(VENV)/wheels/action || exit 1; done
	@touch $@

$(VENV)/.browsed: $(VENV)/.tested
	$(PIP) install --quiet "$$(ls $(VENV)/wheels/hooks/osaid-*.whl)[browser]"
	@touch $@

UV_COMPILE := uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --default-index https://pypi.org/simple --custom-compile-command "make pins"

pins: $(BIN)/python ## the versions and hashes that the action, the image and the release install
	$(PIP) install --quiet uv
	$(BIN)/$(UV_COMPILE) --python-version 3.10 pyproject.toml --output-file requirements/base.txt
	$(BIN)/$(UV_COMPILE) --python-version 3.10 --extra fast pyproject.toml --output-file requirements/image.txt
	$(BIN)/$(UV_COMPILE) --python-version 3.10 --extra hub pyproject.toml --output-file requirements/online.txt
	printf 'build\nhatchling>=1.25\n' | $(BIN)/$(UV_COMPILE) --python-version 3.10 - --output-file requirements/build.txt
	$(PIP) install --quiet --dry-run --ignore-installed --no-deps --index-url https://pypi.org/simple --report - pip | \
	  $(BIN)/python -c 'import json, sys; one = json.load(sys.stdin)["install"][0]["download_info"]; print("pip @ {}\043sha256={}".format(one["url"], one["archive_info"]["hashes"]["sha256"]))' >requirements/pip.txt

site: $(VENV)/.sited ## the documents as a site, in BUILD/site; a dead link inside stops it
	$(BIN)/python -m sphinx --quiet --nitpicky --fail-on-warning --keep-going --builder dirhtml --doctree-dir $(BUILD)/doctrees docs $(BUILD)/site

links: $(VENV)/.sited ## every link in the documents to somewhere else; asks each
	$(BIN)/python -m sphinx --quiet --builder linkcheck --doctree-dir $(BUILD)/doctrees docs $(BUILD)/links

docs: $(VENV)/.tested ## refresh the generated reference and the recorded outputs
	$(BIN)/python tools/reference.py --write

accuracy: $(VENV)/.linted ## how right it is on repositories that no rule was tuned on; writes docs/accuracy.md
	$(BIN)/python tools/accuracy.py

clean: ## remove everything that was made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
