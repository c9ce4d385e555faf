#!/bin/bash
# usage: build/bench/filter/run.sh
# Installs crossfilter2 beside this file and measures what a change of all five filters costs, and against it.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --silent
node run.mjs
