# Each target sets up first what it needs. `make` alone names the targets.

PYTHON ?= python3
BIN := .venv/bin

# What git tracks: files of a user's own may lie beside it. Without git, the project's folders.
tracked = $(or $(wildcard $(shell git ls-files $(1) 2>/dev/null)),gdmath scenes tests)

.PHONY: help preview lecture setup gallery network test lint accept-stills attack bench clean clean-media

help: ## Say what there is (this)
	@echo "Where to begin: make preview. What there is:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

preview: setup ## Make the film at 480p15: media/lectures/gradient_descent.480p15.mp4
	$(BIN)/lecture render gradient_descent --quality low

lecture: setup ## Make the film at 1080p60: media/lectures/gradient_descent.mp4
	$(BIN)/lecture render gradient_descent

setup: .venv/set-up ## Install what rendering needs: into .venv, and with apt-get what is missing there

gallery: lecture .venv/test-tools ## Make the pictures of the README and docs/live.md: from the film, and in a browser
	$(BIN)/python -m scenes.production.outputs.gallery
	$(BIN)/python -m tests.production.live.portrait

network: setup ## Train the network of the lecture's last lesson anew: scenes/kit/network/mountain.npz
	$(BIN)/python -m scenes.kit.network.training

test: style ## Run all checks and tests; installs first what only tests need
	@$(MAKE) --no-print-directory --jobs 2 types pytest

lint: style types ## Check style and types of what git tracks

.PHONY: style types pytest
style: .venv/test-tools
	@echo "ruff: style"
	@$(BIN)/ruff check $(call tracked,'*.py' '*.ipynb')
	@$(BIN)/ruff format --check $(call tracked,'*.py' '*.ipynb')

types: .venv/test-tools
	@echo "mypy: types, a minute or two the first time"
	@$(BIN)/mypy $(call tracked,'*.py')

pytest: .venv/test-tools
	@echo "pytest: all tests, some ten minutes on two cores; it is silent for a minute while it collects them"
	@$(BIN)/pytest -n auto

accept-stills: .venv/test-tools ## Keep the lessons' last pictures as they are now, for tests to compare with
	$(BIN)/pytest -n auto -k ends_in --accept-stills tests/scenes/test_lessons.py

attack: .venv/test-tools ## Kill, fill, cut off and mislead all of it, for an hour
	$(BIN)/pytest -n auto -m "long or not long" --table docs/attacks.md tests/attacks
	$(BIN)/pytest -n auto -m long --ignore tests/attacks
	$(BIN)/pytest -n auto --hypothesis-profile many tests/properties

bench: setup ## Measure speed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m tests.benchmarks

clean: ## Remove .venv and all caches of tools; films stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find gdmath scenes tests -name __pycache__ -prune -exec rm -rf {} +

clean-media: ## Remove all that was rendered into media/
	find media -mindepth 1 -maxdepth 1 ! -name gallery ! -name notebooks -exec rm -rf {} +

# What is in .venv names this folder: where it was set up in another, it is set up anew.
ifneq "$(shell cat .venv/set-up 2>/dev/null)" "$(shell pwd -P)"
.PHONY: .venv/set-up
endif

.venv/set-up: requirements.lock pyproject.toml setup.sh
	@PYTHON="$(PYTHON)" ./setup.sh
	@pwd -P > $@

.venv/test-tools: .venv/set-up requirements-dev.lock requirements-voice.lock requirements-cluster.lock
	@./setup.sh test-tools
	@touch $@
