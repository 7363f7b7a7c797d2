# Everything a person or CI does with the project. `make run` and `make test` need Python 3.11+ and nothing else.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# The checkout runs as it stands; nothing is installed from it.
export PYTHONPATH := $(CURDIR)

.PHONY: run test walks access installations programs engines lint types imports data check bench bench-records lock picture fingerprints icons clean

run: .venv/.run
	$(BIN)/python -m dashboard serve --port $(PORT)

test: .venv/.test chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not walks and not access and not installations and not programs and not engines"

# The slower kinds of tests: every figure at every size, in every theme and format, and another project in
# full; whether everybody can read, use and print the pages; the dashboard
# behind a real web server; its files in other people's programs; tables of records on a real Spark
# cluster, with Java from Debian.
walks: .venv/.test chromium
	$(BIN)/python -m pytest -n 2 -m walks

access: .venv/.test chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile -m access

installations: .venv/.test chromium
	$(call debian,nginx,nginx-light)
	$(BIN)/python -m pytest -m installations

programs: .venv/.test chromium
	$(call debian,rsvg-convert,librsvg2-bin)
	$(call debian,inkscape,inkscape)
	$(call debian,biber,biber)
	$(call debian,pdflatex,texlive-latex-base texlive-latex-extra texlive-latex-recommended texlive-bibtex-extra)
	$(call debian,pdftotext,poppler-utils)
	$(call debian,soffice,libreoffice-calc libreoffice-impress)
	$(BIN)/python -m pytest -m programs

engines: .venv/.engines
	$(call debian,$$($(BIN)/python -m tests.support.java),'^openjdk-(17|21)-jre-headless$$')
	$(BIN)/python -m pytest -m engines

check: lint types imports data

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.test
	$(BIN)/mypy

imports: .venv/.test
	$(BIN)/lint-imports

data: .venv/.test
	$(BIN)/python -m dashboard build --check

bench: .venv/.test chromium
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/figures.py

# Counting from 10^5 to 10^8 records, on every engine that is installed.
bench-records: .venv/.test chromium
	$(BIN)/python benchmarks/records.py

# Record how every figure looks now; the difference shows in review which ones changed.
fingerprints: .venv/.test
	$(BIN)/python -m tests.support.fingerprints

picture: .venv/.test chromium
	$(BIN)/python docs/picture.py

# The icons that pages show, out of Streamlit's four thousand; run after Streamlit or an icon has changed.
icons: .venv/.test
	$(BIN)/pip install --quiet brotli
	$(BIN)/python -m tests.support.icons

# Exact versions with hashes, for every platform; run after changing the dependencies in pyproject.toml.
lock: .venv/.test
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.txt -o requirements-dev.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements-dev.txt -o requirements-spark.txt

.venv/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/.test: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ .venv/.run

.venv/.engines: .venv/.test requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.txt
	touch $@

# Debian's package $(2), where there is no program $(1).
debian = @command -v $(1) >/dev/null || [ -x /usr/sbin/$(1) ] || { \
	  root=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	  $$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2); }

# The browser that the page tests drive: Debian's own.
.PHONY: chromium
chromium:
	$(call debian,chromium,chromium)

clean:
	rm -rf .venv
