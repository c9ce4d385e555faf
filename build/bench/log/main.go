//go:build linux

// Command log measures how long an incident log takes to be read, ours against pandas and DuckDB in the same run, and
// prints the ratios.
//
//	log DIRECTORY          makes the logs in DIRECTORY, measures and prints; the seconds of pandas for the first log are
//	                       left in the file pandas-seconds for the measurement of the window
//	log read FILE RUNS     reads FILE in this process and prints what a peer's script prints: seconds of each run, the
//	                       peak of memory in bytes, rows and rejected rows, as JSON
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "log:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "read":
		runs, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		return read(args[1], runs)
	case len(args) == 1:
		return compare(args[0])
	default:
		return errors.New("usage: log DIRECTORY | log read FILE RUNS")
	}
}

// measured is what one reader did with one file.
type measured struct {
	Seconds  []float64 `json:"seconds"` // of each run, in one process
	Peak     int64     `json:"peak"`    // bytes, of the process
	Rows     int       `json:"rows"`    // that were kept
	Rejected int       `json:"rejected"`
}

// median is the middle one of the runs.
func (m measured) median() float64 {
	sorted := slices.Sorted(slices.Values(m.Seconds))
	return sorted[len(sorted)/2]
}

// comparison is what is promised of one file: our share of a peer's time and memory.
type comparison struct {
	file      string
	peer      string
	runs      string  // of the peer, which may take minutes
	maxTime   float64 // 0: nothing is promised
	maxMemory float64
}

var comparisons = []comparison{
	{file: isoLog, peer: "pandas", runs: "3", maxTime: 1.0 / 25, maxMemory: 1.0 / 4},
	{file: isoLog, peer: "duckdb", runs: "5", maxTime: 0.35},
	{file: mixedLog, peer: "pandas", runs: "1", maxTime: 1.0 / 120},
	{file: workbook, peer: "pandas", runs: "1", maxTime: 1.0 / 2},
}

// compare makes the logs, lets everybody read them and prints the ratios.
func compare(dir string) error {
	if err := makeLogs(dir); err != nil {
		return err
	}
	for _, c := range comparisons {
		ours, err := measure(os.Args[0], "read", path(dir, c.file), "5")
		if err != nil {
			return err
		}
		peer, err := measure(peers[c.peer][0], append(slices.Clone(peers[c.peer][1:]), path(dir, c.file), c.runs)...)
		if err != nil {
			return err
		}
		c.print(ours, peer)
		if c.file == isoLog && c.peer == "pandas" {
			if err := os.WriteFile(path(dir, "pandas-seconds"), fmt.Appendf(nil, "%.3f", peer.median()), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// peers are the commands that measure like "log read".
var peers = map[string][]string{
	"pandas": {"/usr/bin/python3", "build/bench/log/pandas_peer.py"},
	"duckdb": {"node", "build/bench/log/duckdb_peer.mjs"},
}

// measure runs a reader in a process of its own.
func measure(name string, args ...string) (measured, error) {
	var out bytes.Buffer
	command := exec.Command(name, args...)
	command.Stdout, command.Stderr = &out, os.Stderr
	if err := command.Run(); err != nil {
		return measured{}, fmt.Errorf("%s %v: %w", name, args, err)
	}
	var m measured
	return m, json.Unmarshal(out.Bytes(), &m)
}

func (c comparison) print(ours, peer measured) {
	const mega = 1 << 20
	fmt.Printf("%s: ours %.3f s (%d rows, %d rejected, %d MiB), %s %.3f s (%d rows, %d rejected, %d MiB)\n", c.file,
		ours.median(), ours.Rows, ours.Rejected, ours.Peak/mega, c.peer, peer.median(), peer.Rows, peer.Rejected, peer.Peak/mega)
	verdict(fmt.Sprintf("%s: time against %s", c.file, c.peer), ours.median()/peer.median(), c.maxTime)
	verdict(fmt.Sprintf("%s: memory against %s", c.file, c.peer), float64(ours.Peak)/float64(peer.Peak), c.maxMemory)
}

// verdict prints a ratio, and beside it what is promised, if something is.
func verdict(what string, ratio, promised float64) {
	word := ""
	switch {
	case promised == 0:
	case ratio > promised:
		word = fmt.Sprintf(" (MISSED %.4f)", promised)
	default:
		word = fmt.Sprintf(" (within %.4f)", promised)
	}
	fmt.Printf("  %s: %.4f, 1/%.1f%s\n", what, ratio, 1/ratio, word)
}
