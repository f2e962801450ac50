# The one door. `make run` and `make test` set up what they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What neither the command nor the environment says is as .env says.
told = $(shell sed -n 's/^$(1)=//p' .env 2>/dev/null)
HOST ?= $(or $(call told,HOST),127.0.0.1)
PORT ?= $(or $(call told,PORT),8000)
DATA_DIR ?= $(or $(call told,DATA_DIR),$(CURDIR)/var)
WORKERS ?= $(or $(call told,WORKERS),2)
THREADS ?= $(or $(call told,THREADS),4)
export DATA_DIR
MANAGE := $(BIN)/python manage.py
PY := yogasite poses journal manage.py tests bench

.PHONY: help run dev setup test test-fast engines coverage check bench lighthouse calibrate calibrate-check mutants format lock audit clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.base: requirements/base.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.engines: $(VENV)/.dev requirements/engines.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/engines.txt
	@touch $@

setup: $(VENV)/.base ## Make the virtual environment, the database and the poses
	@mkdir -p "$(DATA_DIR)" && chmod go= "$(DATA_DIR)"
	@deploy/prepare $(BIN)/python

run: export SITE_URL ?= $(or $(call told,SITE_URL),http://$(HOST):$(PORT))
run: export LOG_LEVEL ?= WARNING
run: setup ## Serve the site (PORT, HOST and DATA_DIR change where)
	@echo "Night Heron is at $(SITE_URL)"
	@echo "Passkeys need a name: use http://localhost:$(PORT) for them."
	@echo "To see it with half a year of made-up entries, in another terminal:"
	@echo "  DATA_DIR=$(DATA_DIR) $(MANAGE) seed_demo --username demo --password demo-night-heron --days 180"
	@echo "Stop with Ctrl+C."
	@HOST=$(HOST) PORT=$(PORT) WORKERS=$(WORKERS) THREADS=$(THREADS) deploy/serve $(BIN)/python

dev: export DEBUG = true
dev: $(VENV)/.dev setup ## Serve with autoreload and DEBUG
	@$(MANAGE) runserver $(HOST):$(PORT)

TESTED := not engines$(if $(REQUIRE_ALL),, and not sweep)
test: $(VENV)/.dev ## Run the tests, and with TEST_POSTGRES_URL all but the browser's on PostgreSQL too; with REQUIRE_ALL=1 the sweeps as well
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m '$(TESTED)'
	@if [ -n "$$TEST_POSTGRES_URL" ]; then TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto --dist loadgroup -m '$(TESTED)' --ignore tests/browser; fi

test-fast: $(VENV)/.dev ## Run what is quick: no browser, no walk of the whole site (a minute)
	@$(BIN)/python -m pytest -n auto --dist loadgroup --ignore tests/browser -m 'not slow and not engines'

engines: $(VENV)/.engines ## Run the main flows in Firefox, WebKitGTK, this year's Chromium and that of 2022 (Linux; 4 minutes)
	@$(BIN)/python -m pytest tests/engines

coverage: $(VENV)/.dev ## Run every test and hold the coverage
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not engines' --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

check: export SITE_URL = https://nightheron.example
check: export TRUSTED_PROXY_COUNT = 1
check: $(VENV)/.dev ## Formatting, lint, types, templates, old browsers, deployment, migrations, poses
	@mkdir -p "$(DATA_DIR)" && chmod go= "$(DATA_DIR)"
	@$(BIN)/ruff format --check $(PY)
	@$(BIN)/ruff check $(PY)
	@$(BIN)/mypy yogasite poses journal bench manage.py
	@$(BIN)/djangofmt --check $$(git ls-files 'templates/*.html')
	@$(BIN)/python -m tests.sentences
	@$(BIN)/python -m tests.floor
	@$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) load_poses --check

bench: export DATA_DIR := $(or $(BENCH_DIR),$(shell mktemp -d))
bench: export SITE_URL := http://127.0.0.1
bench: export LOG_LEVEL := WARNING
bench: $(VENV)/.dev ## Measure every page against the least that Django does (JSON=file keeps the figures; 10 minutes)
	@$(BIN)/python -m bench.site $(if $(JSON),--json "$(JSON)")

bench/lighthouse/node_modules: bench/lighthouse/package-lock.json
	@npm ci --prefix bench/lighthouse --loglevel=error
	@touch $@

lighthouse: export DATA_DIR := $(or $(BENCH_DIR),$(shell mktemp -d))
lighthouse: export SITE_URL := http://127.0.0.1
lighthouse: export LOG_LEVEL := WARNING
lighthouse: $(VENV)/.dev bench/lighthouse/node_modules ## Score the pages as a phone sees them (needs Node 20 and Chromium; 10 minutes)
	@$(BIN)/python -m bench.scores

calibrate: $(VENV)/.dev ## Measure how often the trend is right, and write it into docs/statistics.md (minutes; resumable)
	@for each in "35 200" "120 130" "365 200" "730 200"; do set -- $$each; \
	  $(BIN)/python -m tests.calibration.run --days $$1 --diaries $$2 --out "$(DATA_DIR)/calibration.jsonl" \
	    --write docs/statistics.md || exit 1; done

calibrate-check: $(VENV)/.dev ## The short form with fixed seeds and wide limits
	@$(BIN)/python -m tests.calibration.run --check

mutants: $(VENV)/.dev ## Change the core one small thing at a time: do the tests notice? (half an hour; ARGS=nights for one module)
	@nice $(BIN)/python -m tests.mutants.run $(ARGS)

format: $(VENV)/.dev ## Put everything into shape
	@$(BIN)/ruff format $(PY)
	@$(BIN)/ruff check --fix $(PY)
	@$(BIN)/djangofmt $$(git ls-files 'templates/*.html')

lock: ## Compile the locked dependencies from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras --quiet --custom-compile-command "make lock" -o requirements/base.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-strip-extras --quiet --custom-compile-command "make lock" -c requirements/base.txt -o requirements/dev.txt
	uv pip compile --group engines --universal --python-version 3.11 --generate-hashes --no-strip-extras --quiet --custom-compile-command "make lock" -c requirements/dev.txt -o requirements/engines.txt

audit: ## Ask PyPI whether a hole is known in a locked dependency (needs uv and the network)
	uvx pip-audit --require-hashes --disable-pip -r requirements/base.txt -r requirements/dev.txt -r requirements/engines.txt

clean: ## Remove what was installed; the data stays
	rm -rf $(VENV) bench/lighthouse/node_modules .mypy_cache .ruff_cache .pytest_cache
