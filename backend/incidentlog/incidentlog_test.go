package incidentlog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// now is the time of reading in all tests.
var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// write puts a file into a directory of its own and returns its path.
func write(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// attempt reads a CSV.
func attempt(t testing.TB, text string, c Choices) (*Reading, error) {
	t.Helper()
	c.Now = now
	return Read(context.Background(), write(t, text), c, nil)
}

// read reads a CSV that can be read.
func read(t testing.TB, text string, c Choices) *Reading {
	t.Helper()
	r, err := attempt(t, text, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// standard is a header with the names of the fields, but for the id.
const standard = "services,state,stage,creationtime,recentreporttime\n"

// rowsOf writes the rows of a log one a line: services by name, state, stage, times, id.
func rowsOf(l *Log) string {
	var b strings.Builder
	for row := range l.Rows() {
		reported := "-"
		if ms := l.Reported[row]; ms != NoTime {
			reported = iso(ms)
		}
		fmt.Fprintf(&b, "%s %s %s %s %s", strings.Join(slices.Sorted(slices.Values(l.names(l.Cells[l.Cell[row]]))), "+"), l.State[row], l.Stage[row],
			iso(l.Created[row]), reported)
		if id := l.id(row); len(id) > 0 {
			fmt.Fprintf(&b, " %s", id)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// wellFormed fails where a log is not as its type promises.
func wellFormed(t testing.TB, l *Log) {
	t.Helper()
	services, cells := 0, 0
	seen := map[string]bool{}
	for row, cell := range l.Cell {
		if int(cell) == cells { // the rows bring the cells in their order, and the cells the services
			cells++
			names := l.Cells[cell]
			fresh := slices.DeleteFunc(slices.Clone(names), func(service uint32) bool { return int(service) < services })
			if !slices.IsSorted(l.names(fresh)) {
				t.Errorf("the cell %d brings %q", cell, l.names(fresh))
			}
			services += len(fresh)
			if key := fmt.Sprint(names); seen[key] || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
				t.Errorf("the cell %d is %v", cell, names)
			} else {
				seen[key] = true
			}
		}
		if int(cell) >= cells || row > 0 && l.Created[row] < l.Created[row-1] {
			t.Errorf("row %d has the cell %d, and was created at %d", row, cell, l.Created[row])
		}
	}
	if cells != len(l.Cells) || services != len(l.Services) {
		t.Errorf("the rows have %d cells of %d and %d services of %d", cells, len(l.Cells), services, len(l.Services))
	}
	if n := len(l.Created); len(l.Reported) != n || len(l.Cell) != n || len(l.State) != n || len(l.Stage) != n || l.IDs.Len() != n && l.IDs.Len() != 0 {
		t.Errorf("the columns are not of one length")
	}
}

func iso(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.999Z") }

// rejectsOf writes rejected rows one a line.
func rejectsOf(r *Reading) string {
	var b strings.Builder
	for _, reject := range r.Rejects {
		fmt.Fprintf(&b, "%d %s/%s %q: %s\n", reject.Line, reject.Field, reject.Column, reject.Value, reject.Reason)
	}
	return b.String()
}

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
