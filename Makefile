# make demo   sets everything up and shows who says what in a noisy article
# make test   sets everything up and runs the tests

# The first Python that bgnews supports; override with `make PYTHON=/path/to/python3.12 …`.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	$$python -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
DEMO := bgnews/cli/examples/new-bridge.txt

.PHONY: help demo test lint types check corpus train benchmark learning-curve data clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

.venv/pip:
	@test -n "$(PYTHON)" || { echo "bgnews needs Python 3.10 to 3.13; none was found." \
		"Install one, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/core: pyproject.toml | .venv/pip
	$(BIN)/python -m pip install --quiet --editable ".[md]"
	@touch $@

.venv/dev: pyproject.toml | .venv/pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ .venv/core

demo: .venv/core
	$(BIN)/bgnews analyze --format table $(DEMO)

test: .venv/dev
	$(BIN)/python -m pytest

# make lint   checks style and format
lint: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# make types  checks type hints
types: .venv/dev
	$(BIN)/pyright

# make check  lint, types and test: what a change has to pass
check: lint types test

# make corpus checks the annotated articles
corpus: .venv/dev
	$(BIN)/bgnews corpus check corpus

# make train  trains quotes, speakers and stance; TEXTS=folder adds the real articles
train: .venv/dev
	cd training && ../$(BIN)/python -m spacy project run all . --vars.texts "$(abspath $(TEXTS))"

.venv/peers: pyproject.toml | .venv/dev
	$(BIN)/python -m pip install --quiet --editable ".[peers]"
	@touch $@

# make benchmark  measures speed and quality beside others, and writes benchmarks/results/report.md
benchmark: .venv/dev .venv/peers
	$(BIN)/python -m pytest benchmarks --benchmark-quiet \
		--benchmark-json benchmarks/results/run.json
	$(BIN)/python -m benchmarks.report

# make learning-curve  trains the small pipeline on parts of the articles, for the same report
learning-curve: .venv/dev
	$(BIN)/python -m benchmarks.learning_curve benchmarks/results/learning-curve.json
	$(BIN)/python -m benchmarks.report

# make data   rebuilds the data files of the cleaner from their sources
data: .venv/dev
	$(BIN)/python training/cleaning/build_word_lists.py
	$(BIN)/python training/cleaning/build_letter_pairs.py

# make clean  removes what the targets above made
clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .benchmarks dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
