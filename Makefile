# Sillat: `make demo` shows what it does, `make test` is the whole gate. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
WEB := internal/web/app

.PHONY: help demo build map description test test-go test-race fuzz test-web test-browser clients contract vulnerabilities soak bench bench-peers bench-map clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 18

demo: map build ## build everything, load the made-up demo network and serve it on 127.0.0.1:8080
	./bin/sillat demo

build: ## build the static binary bin/sillat
	@command -v go >/dev/null || { echo "Go is missing: install Go 1.26 or newer from your system's packages" >&2; exit 1; }
	CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o bin/sillat ./cmd/sillat

map: ## build the map page (needs Node 20.19 or newer; without it the service still runs and says so)
	@if .ci/node; then cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error && npm run build; \
	else echo "The map page is not built. The API works without it, and the page at / says how to build it." >&2; fi

description: ## write down the API for the map page after a change of it, and check what the page makes of that
	SILLAT_WRITE_DESCRIPTION=1 go test -count=1 -run TestThePageIsBuiltFromThisDescription ./internal/httpapi
	cd $(WEB) && npm run typecheck

test: test-go test-race fuzz test-web test-browser ## the whole gate: Go, race detector, fuzz, front end, browser

test-go: ## the dependencies' sums, vet, the architecture's rules and every Go test
	go mod verify
	go vet ./...
	go test -timeout 30m ./...

test-race: ## the tests of what runs in parallel, with the race detector (needs a C compiler)
	@command -v $${CC:-cc} >/dev/null || { echo "A C compiler is missing: the race detector needs one (for example the package gcc)" >&2; exit 1; }
	CGO_ENABLED=1 go test -race -timeout 30m -skip 'Horizon2020|Mutated|AnswersKeep' ./analysis/parallel ./internal/projection ./internal/app ./internal/httpapi ./internal/backup ./internal/jobs ./internal/answers ./internal/together ./internal/webhooks
	CGO_ENABLED=1 go test -race -timeout 30m -run 'Promises/(concurrency|context)' ./internal/store/sqlite

fuzz: ## every fuzz target for a moment; FUZZTIME=100000x for longer
	.ci/fuzz $${FUZZTIME:-3000x}

test-web: ## types, unit tests and build of the front end
	.ci/node
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error && npm run typecheck && npm test && npm run build

test-browser: test-web build ## the map in headless Chromium against the real service
	.ci/browser

clients: build ## what the page for users of Python and R says, run word for word (needs Python, network once, and R for its part)
	.ci/clients

contract: build ## 20,000 generated requests held to the API's description (needs Python, and network once); CASES=n for another number
	.ci/contract $${CASES:-20000}

vulnerabilities: ## whether known holes reach what Sillat is built of; asks databases of others, and fails when they cannot be asked
	.ci/vulnerabilities

soak: ## ten minutes of reads, changes and jobs on each store, and what is held afterwards; SILLAT_SOAK=1h for longer
	SILLAT_SOAK=$${SILLAT_SOAK:-10m} go test -count=1 -timeout 6h -v -run MixedWorkLeaksNothing ./cmd/sillat

bench: ## benchmarks of the engine
	go test -run '^$$' -bench . -benchmem ./analysis/... ./internal/store/... ./internal/projection

bench-peers: ## the engine beside other graph libraries, times and results (PEERS names the bench's folder; needs Python and network once)
	@test -x $(PEERS)/setup.sh || { echo "The peers' bench is missing: expected $(PEERS)/setup.sh. Give its folder: make bench-peers PEERS=…" >&2; exit 1; }
	CGO_ENABLED=0 go build -trimpath -o bin/enginebench ./internal/enginebench
	$(PEERS)/setup.sh
	OURS=$(CURDIR)/bin/enginebench $(PEERS_WORK)/venv/bin/python $(PEERS)/run.py --libs ours,networkit,igraph,rustworkx,scipy,easygraph \
		--graphs $(PEERS_GRAPHS) --tasks "$(PEERS_TASKS)" --threads 1 --force
	$(PEERS_WORK)/venv/bin/python $(PEERS)/summarise.py

bench-map: ## the map beside sigma, cytoscape and force-graph: frames, first picture, memory (needs Node, Chromium, and network once)
	.ci/node
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error
	npm install --prefix $(PEERS_WORK)/map --no-audit --no-fund --loglevel=error sigma@3.0.3 graphology@0.26.0 cytoscape@3.34.4 force-graph@1.52.0
	cd $(WEB) && PEERS=$(PEERS_WORK)/map npm run --silent measure

PEERS := $(abspath $(CURDIR)/../shared/peers)
PEERS_WORK ?= $(HOME)/.cache/sillat-peers
PEERS_GRAPHS ?= ba-10k,geo-50k,lfr-100k
PEERS_TASKS ?=
export PEERS_WORK

clean: ## remove what was built
	rm -rf bin internal/web/dist/assets internal/web/dist/index.html $(WEB)/node_modules
