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
