# Each target sets up first what it needs; `make setup` does nothing else.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: lecture preview gallery test accept-stills attack lint bench setup clean

lecture: setup
	$(BIN)/lecture render gradient_descent

preview: setup
	$(BIN)/lecture render gradient_descent --quality low

gallery: lecture
	$(BIN)/python -m scenes.production.outputs.gallery

test: lint
	$(BIN)/pytest -n auto

accept-stills: .venv/test-tools
	$(BIN)/pytest -n auto -k ends_in --accept-stills tests/scenes/test_lessons.py

attack: .venv/test-tools
	$(BIN)/pytest -n auto -m "long or not long" --table docs/attacks.md tests/attacks
	$(BIN)/pytest -n auto -m long --ignore tests/attacks
	$(BIN)/pytest -n auto --hypothesis-profile many tests/properties

lint: .venv/test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m tests.benchmarks

setup: .venv/set-up

# What is in .venv names this folder: where it was set up in another, it is set up anew.
ifneq "$(shell cat .venv/set-up 2>/dev/null)" "$(shell pwd -P)"
.PHONY: .venv/set-up
endif

.venv/set-up: requirements.lock pyproject.toml setup.sh
	PYTHON="$(PYTHON)" ./setup.sh
	pwd -P > $@

.venv/test-tools: .venv/set-up requirements-voice.lock requirements-cluster.lock
	./setup.sh test-tools
	touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
