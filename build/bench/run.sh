#!/bin/bash
# usage: build/bench/run.sh
# Runs every benchmark: those of the Go packages, the cycle over simulated pages among them; reading an incident log
# against pandas and DuckDB; importing and filtering it in the window; filtering it against crossfilter; and the window
# against a bare one that is built here with the same flags.
set -uo pipefail
cd "$(dirname "$0")/../.."
status=0

go test -run '^$' -bench . -benchmem ./backend/... | grep -v '^?' || status=1

log_bench() {
	npm --prefix build/bench/log ci --no-audit --no-fund >/dev/null && go build -o build/bin/bench-log ./build/bench/log &&
		build/bin/bench-log build/bin/logs
}
log_bench || status=1
frontend/e2e/run-in-display.sh node build/bench/view/run.mjs "$PWD/build/bin/logs/iso-1m.csv" "$(cat build/bin/logs/pandas-seconds)" || status=1
build/bench/filter/run.sh || status=1

go build -tags desktop,production,webkit2_41 -ldflags "-s -w" -o build/bin/bare ./build/bench/bare &&
	go build -o build/bin/bench-window ./build/bench/window &&
	frontend/e2e/run-in-display.sh build/bin/bench-window build/bin/bare build/bin/isserviceup || status=1
exit $status
