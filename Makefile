# Two commands for a newcomer: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.set-up-run
DEV_STAMP := $(VENV)/.set-up-dev

.PHONY: demo test coverage check bench-model bench-fusion bench-protection bench-record bench-site bench-live bench-kills check-site clean

demo: $(RUN_STAMP)
	$(BIN)/incumbent demo

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

# branch coverage of the core, after a test run with --cov
coverage: $(DEV_STAMP)
	$(BIN)/coverage report --fail-under=95 --show-missing --skip-covered \
	  --include='src/incumbent/domain/*,src/incumbent/evidence/*,src/incumbent/model/*,src/incumbent/score/*,src/incumbent/backtest/*'

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright src
	$(BIN)/lint-imports --no-logo

# every page of the example site in Chromium, Firefox ESR, axe and the Nu checker (some minutes)
check-site: $(DEV_STAMP)
	INCUMBENT_EVERY_PAGE=1 $(BIN)/python -m pytest tests/e2e/site/test_every_page.py $(PYTEST_ARGS)

BENCH_STAMP := $(VENV)/.set-up-bench

bench-protection: $(BENCH_STAMP)
	$(BIN)/python benchmarks/bench_protection.py --all $(BENCH_ARGS)
	$(BIN)/python benchmarks/bench_protection_site.py

$(BENCH_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev,bench]"
	touch $@ $(DEV_STAMP) $(RUN_STAMP)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing (Debian: apt install python3-venv)"; exit 1; }

$(RUN_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(DEV_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@ $(RUN_STAMP)

bench-model: $(BENCH_STAMP)
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/bench_model.py --data "$(INCUMBENT_DATA)" $(BENCH_ARGS)

bench-fusion: $(BENCH_STAMP)
	$(BIN)/python -m benchmarks.bench_fusion
	$(BIN)/python -m benchmarks.bench_fusion_calibration $(BENCH_ARGS)

bench-live: $(DEV_STAMP)
	$(BIN)/python benchmarks/bench_live.py $(BENCH_ARGS)
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.bench_world_run

clean:
	rm -rf $(VENV) build dist

bench-record: $(DEV_STAMP)
	$(BIN)/python benchmarks/bench_record.py $(BENCH_ARGS)

bench-site: $(DEV_STAMP)
	$(BIN)/python benchmarks/bench_site.py

bench-kills: $(DEV_STAMP)
	$(BIN)/python benchmarks/bench_kills.py $(BENCH_ARGS)
