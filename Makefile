# Each target does all its set-up: a virtual environment with pinned, hash-checked packages.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test check types types-on-windows style fuzz lock bench clean

demo: $(VENV)/.run
	$(BIN)/zhengmai demo

test: check
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadgroup

check: $(VENV)/.dev
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types types-on-windows style

types: $(VENV)/.dev
	$(BIN)/mypy

types-on-windows: $(VENV)/.dev
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/windows

style: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

# 50,000 files at random, 50 builds that are killed; once more as it was: ZHENGMAI_FUZZ_SEED=… make fuzz
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz
	ZHENGMAI_FUZZ_KILLS=50 $(BIN)/pytest tests/fuzz/test_kills.py

bench: $(VENV)/.dev
	$(BIN)/python bench/reading.py

# Renew the pinned versions; run by a person, reviewed as a diff.
lock: $(VENV)/.dev
	$(BIN)/pip install --upgrade uv
	echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 --no-header --output-file requirements/uv.txt -
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  pyproject.toml --group build --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  pyproject.toml --extra dask --extra ocr --extra semantic --extra tables --group build --group dev --output-file requirements/dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Zhengmai needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	requirements/install.sh $(BIN) requirements/run.txt --compile-bytecode
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	requirements/install.sh $(BIN) requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist zhengmai.db zhengmai-demo zhengmai-pages
