# One way to do each thing. `make run` and `make test` need only Go, Node and make: build/setup.sh brings the rest.

export GOFLAGS := -mod=readonly -trimpath
# The same flags everywhere: with others, the C code of the window is compiled once more.
TAGS    := desktop,production,webkit2_41
VERSION := $(shell sed -n 's/.*"productVersion": *"\([^"]*\)".*/\1/p' wails.json)
LDFLAGS := -s -w -X main.version=$(VERSION)
BINARY  := build/bin/isserviceup
STAMP   := frontend/node_modules/.installed

# Vite 8 does not install with npm 10, which Node 20 and 22 bring along.
NPM_CI := $(shell npm --version | grep -qE '^(1[1-9]|[2-9][0-9])\.' && echo npm ci || echo npx --yes npm@11.19.1 ci)

.PHONY: run demo test bench build build-bridge generate fmt setup screenshots page

run: setup-run build ## open the window
	@build/open.sh $(BINARY)

demo: setup-run build ## open the window with simulated services
	@build/open.sh $(BINARY) --demo

test: setup-test $(STAMP) ## the one gate
	@node build/gate.mjs

bench: setup-bench build ## what is promised of speed, as ratios
	@build/bench/run.sh

build: $(STAMP) page ## build/bin/isserviceup
	go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o $(BINARY) .

# The same program with its page served to browsers as well, for the end-to-end tests.
build-bridge: $(STAMP)
	go build -tags dev,webkit2_41 -o $(BINARY)-bridge .

# What an earlier build left would be embedded as well, so it goes; the file that lets Go embed an unbuilt page stays.
page: $(STAMP)
	@mkdir -p frontend/dist && touch frontend/dist/.gitkeep && rm -rf frontend/dist/*
	npm --prefix frontend run build

generate: ## the page's types of what Go offers
	@mkdir -p frontend/dist && touch frontend/dist/.gitkeep
	tsoutputtype=interfaces CGO_ENABLED=0 go run -tags bindings .

fmt: $(STAMP) ## format everything
	gofmt -w *.go backend build
	npm --prefix frontend run format

screenshots: setup-test build ## the README's picture
	@frontend/e2e/run-in-display.sh node frontend/e2e/screenshots.mjs

setup: setup-test $(STAMP) ## everything that running and testing need

.PHONY: setup-run setup-test setup-bench
setup-run:
	@build/setup.sh run
setup-test:
	@build/setup.sh test
setup-bench:
	@build/setup.sh bench

$(STAMP): frontend/package-lock.json
	cd frontend && $(NPM_CI) --no-audit --no-fund
	@touch $@
