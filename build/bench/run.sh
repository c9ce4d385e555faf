#!/bin/bash
# usage: build/bench/run.sh
# Runs every benchmark: those of the Go packages, the cycle over simulated pages among them, and the window against a
# bare one that is built here with the same flags.
set -uo pipefail
cd "$(dirname "$0")/../.."
status=0

go test -run '^$' -bench . -benchmem ./backend/... | grep -v '^?' || status=1

go build -tags desktop,production,webkit2_41 -ldflags "-s -w" -o build/bin/bare ./build/bench/bare &&
	go build -o build/bin/bench-window ./build/bench/window &&
	frontend/e2e/run-in-display.sh build/bin/bench-window build/bin/bare build/bin/isserviceup || status=1
exit $status
