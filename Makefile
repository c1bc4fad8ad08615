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

lint: .venv/test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m tests.benchmarks

setup: .venv/set-up

.venv/set-up: requirements.lock pyproject.toml setup.sh
	PYTHON="$(PYTHON)" ./setup.sh
	touch $@

.venv/test-tools: .venv/set-up requirements-voice.lock
	./setup.sh test-tools
	touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
