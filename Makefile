# Two commands: `make run` and `make test`. Everything they need goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
# One more than there are processors: a browser test spends half its time waiting.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: run test test-fast test-full lint bench clean
.DELETE_ON_ERROR:

run: .venv/run.ready data/cx.duckdb
	@echo "The CX explorer is at http://127.0.0.1:$(PORT)  (stop it with Ctrl+C)"
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: .venv/test.ready lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# While working: no browser, no demo company, each page opened but not clicked through, a handful of examples a law.
test-fast: .venv/test.ready
	CX_FAST=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not browser and not demo and not slow"

# As many examples of each law as it is worth, and the long simulations and walks that `make test` leaves out.
test-full: .venv/test.ready
	CX_FULL=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: .venv/test.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 cx

# LINES="1000000 10000000 100000000" for the largest company too; it wants a quiet machine and an hour.
LINES ?= 1000000 10000000
bench: .venv/test.ready
	$(BIN)/python -m bench.scale --lines $(LINES)

# Order-only: an existing file is somebody's data and is never made anew.
data/cx.duckdb: | .venv/run.ready
	@$(BIN)/python -m data.demo $@

.venv/run.ready: requirements.txt | .venv/bin/python
	@echo "Installing the requirements into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.ready: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing the development requirements into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/run.ready

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed: install it, or name it with: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make an environment: install its venv module (on Debian and Ubuntu: apt install python3-venv), then try again."; exit 1; }
	@$(PYTHON) -m venv .venv

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis
