# Everything one does with this repository. Each target sets up what it needs; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Some machines forbid Python to keep its bytecode, which doubles every start.
unexport PYTHONDONTWRITEBYTECODE

STAGE ?= dev
WORKERS ?= auto
IMPORT_ROOTS := services/kernel/src services/reflections/src services/milestones/src services/notifications/src infra
TEMPLATES := $(wildcard infra/platform/template.yaml services/*/template.yaml services/*/*/template.yaml template.yaml)
PY := .venv/bin/python

# --- set-up: one stamp for each virtual environment -----------------------------------------------------------------

.venv-uv/.stamp: requirements/uv.txt infra/tools/venv.sh
	@bash infra/tools/venv.sh .venv-uv $<

.venv/.stamp: requirements/dev.txt infra/tools/venv.sh | .venv-uv/.stamp
	@bash infra/tools/venv.sh .venv $< $(IMPORT_ROOTS)

.venv-emulator/.stamp: requirements/emulator.txt infra/tools/venv.sh | .venv-uv/.stamp
	@bash infra/tools/venv.sh .venv-emulator $<

.venv-sam/.stamp: requirements/sam.txt infra/tools/venv.sh | .venv-uv/.stamp
	@bash infra/tools/venv.sh .venv-sam $<

.venv-audit/.stamp: requirements/audit.txt infra/tools/venv.sh | .venv-uv/.stamp
	@bash infra/tools/venv.sh .venv-audit $<

.venv-checkov/.stamp: requirements/checkov.txt infra/tools/venv.sh | .venv-uv/.stamp
	@bash infra/tools/venv.sh .venv-checkov $<

.PHONY: setup
setup: .venv/.stamp .venv-emulator/.stamp .venv-sam/.stamp ## set up what running and testing need (the other targets do it as needed)

# --- see it -----------------------------------------------------------------------------------------------------------

.PHONY: run
run: setup ## the whole system on this machine, one journey played through it (ONCE=1: play, clean up, end)
	@exec $(PY) -m local.run $(if $(ONCE),--once)

.PHONY: replay
replay: .venv/.stamp ## send the courses of a CSV file through the running system: make replay FILE=courses.csv [ARGS="--id id --time week"]
	@test -n "$(FILE)" || { echo "Name the file: make replay FILE=courses.csv" >&2; exit 1; }
	@exec $(PY) -m local.replay "$(FILE)" $(ARGS)

.PHONY: detect
detect: ## run a rule on the courses of a CSV file: make detect FILE=courses.csv ARGS="--rule sudden-gain --cutoff 7 --out gains.csv"
	@test -n "$(FILE)" || { echo "Name the file: make detect FILE=courses.csv ARGS=\"--rule sudden-gain --cutoff 7\"" >&2; exit 1; }
	@PYTHONPATH=services/milestones/src:services/kernel/src exec $$(bash infra/tools/interpreter.sh) -m milestones.detect "$(FILE)" $(ARGS)

# --- judge it -----------------------------------------------------------------------------------------------------------

.PHONY: test
test: lint scan setup ## everything that must hold: lint, scan, then all tests
	@echo "· tests"
	@$(PY) -m pytest -q --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

.PHONY: lint
lint: .venv/.stamp .venv-sam/.stamp ## ruff, mypy, import contracts, templates
	@echo "· ruff"
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet . || { echo "Not formatted: run make format" >&2; exit 1; }
	@echo "· mypy"
	@.venv/bin/mypy --no-error-summary
	@echo "· import contracts"
	@PATH="$(CURDIR)/.venv/bin:$$PATH" bash infra/tools/quietly.sh .venv/bin/lint-imports --no-logo --cache-dir .local/import-linter
	@echo "· templates"
	@TEMPLATES="$(TEMPLATES)" bash infra/tools/templates.sh

.PHONY: scan
scan: .venv-audit/.stamp .venv-checkov/.stamp ## weak code, weak templates, secrets: bandit, checkov, detect-secrets
	@echo "· weaknesses and secrets"
	@TEMPLATES="$(TEMPLATES)" bash infra/tools/scan.sh

.PHONY: audit
audit: scan ## the same, and what PyPI knows of each locked version (asks the network)
	@bash infra/tools/advisories.sh

.PHONY: attack
attack: setup ## attack the system that runs, or one brought up for it: a table of what was tried and what got through
	@PYTHONPATH=tests exec $(PY) -m attack $(ARGS)

.PHONY: format
format: .venv/.stamp ## lay out the code, mend what ruff can mend
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

.PHONY: validate
validate: .venv/.stamp ## compare the rules, number by number, with what other programs gave (SHARED_VECTORS=folder of published data)
	@exec $(PY) -m validation

.PHONY: bench
bench: .venv/.stamp ## what it costs, beside what one would pick instead: a table of ratios
	@PYTHONPATH=tests AWS_CONFIG_FILE=/dev/null AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none \
		$(PY) -m benchmarks.table

# --- make and ship ------------------------------------------------------------------------------------------------------

.PHONY: contracts
contracts: .venv/.stamp ## write contracts/ from the producers' event models; copy contracts/instruments into the services
	@exec $(PY) -m build.contracts

.PHONY: openapi
openapi: .venv/.stamp ## write each service's openapi.json from its routes, and who may do what into its README
	@$(PY) -m build.openapi
	@exec $(PY) -m build.policy

# A bill of materials for each artifact, from the lock file that the artifact is installed from.
define BILL
	@mkdir -p .build
	@PYTHONWARNINGS=ignore .venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file $@ $<
	@echo "· $@: $$(grep -c '"purl"' $@) packages"
endef

.build/%.cdx.json: services/%/requirements.txt pyproject.toml | .venv-audit/.stamp
	$(BILL)

.build/reflections-%.cdx.json: services/reflections/requirements-%.txt pyproject.toml | .venv-audit/.stamp
	$(BILL)

.PHONY: sbom
sbom: .build/reflections.cdx.json .build/reflections-consults.cdx.json .build/milestones.cdx.json .build/notifications.cdx.json ## what each artifact is made of (CycloneDX)

.PHONY: build
build: sbom .venv/.stamp .venv-sam/.stamp ## stage what each function ships (SERVICE=reflections for one)
	@exec $(PY) -m build.stage $(SERVICE)

.PHONY: deploy
deploy: sbom .venv/.stamp .venv-sam/.stamp ## one stack to AWS: make deploy SERVICE=reflections STAGE=dev
	@test -n "$(SERVICE)" || { echo "Name the service: make deploy SERVICE=reflections STAGE=dev" >&2; exit 1; }
	@exec $(PY) -m build.deploy "$(SERVICE)" "$(STAGE)"

.PHONY: rotate
rotate: .venv/.stamp ## new data keys, and every text sealed anew under them: make rotate STAGE=dev [ARGS="--destroy"]; cut off, it goes on
	@exec $(PY) -m build.rotate "$(STAGE)" $(ARGS)

.PHONY: lock
lock: .venv-uv/.stamp ## make the lock files again from pyproject.toml
	@bash infra/tools/lock.sh

.PHONY: clean
clean: ## remove what make has made
	@rm -rf .venv .venv-uv .venv-emulator .venv-sam .venv-audit .venv-checkov .build .local .aws-sam services/*/.aws-sam .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
