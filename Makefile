# Two commands for everybody:   make demo    make test
# Everything lives in .venv, installed from requirements.lock (hash-checked, wheels only); nothing outside it is touched.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN  := $(VENV)/bin
OUT  := out
STORY := examples/night-train

# A Python of your choice: make test PYTHON=python3.12
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)

# Settings of the caller's shell that would let foreign packages into .venv.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test lint types lock clean scoreboard

help:
	@echo "make demo        the brief of the example story, on the terminal and in $(OUT)/"
	@echo "make test        lint, types and all tests"
	@echo "make scoreboard  accuracy on the stories with gold, against its floors"
	@echo "make lock        renew requirements.lock after a change of dependencies (needs uv)"
	@echo "make clean       remove $(VENV), $(OUT) and the caches"

demo: $(VENV)/project.stamp
	@mkdir -p $(OUT)
	$(BIN)/whosays brief $(STORY) -f json -o $(OUT)/record.json
	@$(BIN)/whosays show $(OUT)/record.json -f md -o $(OUT)/brief.md
	@$(BIN)/whosays show $(OUT)/record.json -f html -o $(OUT)/brief.html
	@$(BIN)/whosays show $(OUT)/record.json
	@echo
	@echo "Written: $(OUT)/record.json  $(OUT)/brief.md  $(OUT)/brief.html (one file, opens in any browser)"
	@echo "Your own reports: $(BIN)/whosays brief FOLDER    in a browser: $(BIN)/whosays serve FOLDER"

test: lint types
	$(BIN)/python -m pytest

lint: $(VENV)/project.stamp
	$(BIN)/ruff check .

types: $(VENV)/project.stamp
	$(BIN)/mypy --strict whosays

scoreboard: $(VENV)/project.stamp
	$(BIN)/python -m benchmarks.scoreboard

# ------------------------------------------------------------------------------------------------ installation
# The environment is made again only when the lock changes; the project in it only when pyproject.toml changes.
$(VENV)/lock.stamp: requirements.lock
	@chosen=; old=; bare=; \
	for python in $(CANDIDATES); do \
	  found=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  case $$found in \
	    3.11|3.12|3.13|3.14) ;; \
	    *) old="$$old $$python is $$found;"; continue ;; \
	  esac; \
	  if "$$python" -c 'import venv, ensurepip' 2>/dev/null; then chosen=$$python; break; fi; \
	  bare="$$python ($$found)"; \
	done; \
	if [ -z "$$chosen" ] && [ -n "$$bare" ]; then \
	  echo "whosays: $$bare has no venv or ensurepip module, so no environment can be made with it." >&2; \
	  echo "  On Debian and Ubuntu: install the package python3-venv, then run make again." >&2; \
	  exit 1; \
	fi; \
	if [ -z "$$chosen" ]; then \
	  echo "whosays needs Python 3.11, 3.12, 3.13 or 3.14. Found:$${old:- none of: $(CANDIDATES)}" >&2; \
	  echo "  Install one of them, or name yours: make test PYTHON=/path/to/python3.12" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$chosen and installing the locked packages (once; a minute or two) ..."; \
	rm -rf $(VENV) && "$$chosen" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(VENV)/project.stamp: $(VENV)/lock.stamp pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (a package of that name); the other commands do not." >&2; exit 1; }
	uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 \
	  --generate-hashes --only-binary :all: --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
	  --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
