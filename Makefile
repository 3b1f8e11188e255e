# scan: build, test, demo. Every target works on a bare Debian 12 with the Swift
# toolchain in PATH and `apt-get install -y make git`; the rest is `make deps`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=

# A target that imports what its entry in Package.swift does not name breaks the
# module graph (docs/architecture.md): an error, here and in lab/tests/graph.sh.
GRAPH   := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(GRAPH)

.DEFAULT_GOAL := build
.PHONY: deps deps-build deps-demo std grammar docs build demo test mutants lint install bench bench-raw clean

deps: ## everything that building, the demo and the tests need
	@lab/packages.sh toolchain build services test raw

deps-build:
	@lab/packages.sh toolchain build

deps-demo:
	@lab/packages.sh toolchain build services

std: ## takes the files of scripts/std into the program; needed after changing one
	@lab/embed-std.sh

grammar: ## the editors' grammars from the tables of the language; needed after changing a table
	$(SWIFT) build $(GRAPH) --product scan
	@# A program that fails leaves the old file.
	.build/debug/scan grammar textmate >.build/grammar && mv .build/grammar grammar/scan.tmLanguage.json
	.build/debug/scan grammar vim >.build/grammar && mv .build/grammar grammar/scan.vim

build: deps-build ## the release program, .build/release/scan
	$(SWIFT) build $(RELEASE) --product scan

demo: deps-demo build ## four real services on loopback and the quickstart playbook
	@SCAN=.build/release/scan lab/demo.sh

# One build: unit tests and script tests use the same debug program.
test: deps lint ## lint, unit tests, then every lab/tests/*.sh
	$(SWIFT) build --build-tests $(GRAPH)
	$(SWIFT) test --skip-build
	@SCAN=.build/debug/scan lab/run-tests.sh

mutants: ## turns each rule of the language off in turn: the conformance suite must go red each time
	python3 Tests/Conformance/rules-off.py

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Fuzzing Package.swift

docs: ## the tables of docs/language.md and docs/session.md, from those of the program
	$(SWIFT) build $(GRAPH) --product scan
	SCAN=.build/debug/scan python3 Tests/Manual/tables.py --write

install: build ## PREFIX= (default /usr/local), DESTDIR= for packagers
	install -D -m 755 .build/release/scan "$(DESTDIR)$(PREFIX)/bin/scan"
	install -d "$(DESTDIR)$(PREFIX)/share/scan"
	cp -R scripts/playbooks "$(DESTDIR)$(PREFIX)/share/scan/"

bench-raw: build ## the raw engine's numbers, against nmap, masscan, zmap and a bare C loop; needs root
	@lab/packages.sh test raw
	@for script in raw raw-rate raw-coverage; do \
	  SCAN=.build/release/scan "Benchmarks/$$script.sh"; done

bench: build ## the numbers of docs/, against nmap, a bare C loop and python3
	@lab/packages.sh test raw
	@for script in connect startup frontend interpreter drops waiting repl; do \
	  SCAN=.build/release/scan "Benchmarks/$$script.sh"; done

clean:
	rm -rf .build
