package demo

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func logOptions() LogOptions {
	return LogOptions{
		Rows: 20_000, Services: 40, Months: 18, End: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), Broken: 0.01, Seed: 7,
	}
}

// logRows writes a log and reads it as a CSV, without its header.
func logRows(t *testing.T, o LogOptions) [][]string {
	t.Helper()
	var text bytes.Buffer
	if err := WriteLog(&text, o); err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(&text)
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func TestLogIsTheSameForTheSameOptions(t *testing.T) {
	t.Parallel()
	var first, again, other bytes.Buffer
	o := logOptions()
	for _, w := range []io.Writer{&first, &again} {
		if err := WriteLog(w, o); err != nil {
			t.Fatal(err)
		}
	}
	o.Seed++
	if err := WriteLog(&other, o); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same options gave two logs")
	}
	if bytes.Equal(first.Bytes(), other.Bytes()) {
		t.Error("two seeds gave one log")
	}
}

func TestLogIsLikeARealOne(t *testing.T) {
	t.Parallel()
	o := logOptions()
	o.Broken = 0
	rows := logRows(t, o)
	services, states, late, several := map[string]int{}, map[string]int{}, 0, 0
	weekend, last := 0, ""
	for _, row := range rows {
		for _, service := range strings.Split(row[0], "; ") {
			services[service]++
		}
		if strings.Contains(row[0], ";") {
			several++
		}
		states[row[1]]++
		created, err := time.Parse(time.RFC3339, row[3])
		if err != nil || created.After(o.End) || created.Before(o.End.AddDate(0, -o.Months, -1)) {
			t.Fatalf("created %q: %v", row[3], err)
		}
		if day := created.Weekday(); day == time.Saturday || day == time.Sunday {
			weekend++
		}
		if row[3] < last {
			late++
		}
		last = row[3]
		if row[4] != "" && row[4] < row[3] {
			t.Fatalf("reported at %s, created at %s", row[4], row[3])
		}
	}
	if len(rows) != o.Rows || len(services) != o.Services {
		t.Errorf("%d rows, %d services", len(rows), len(services))
	}
	if most, least := services["Checkout API"], services["Build pipeline"]; most < 10*least {
		t.Errorf("the first service has %d incidents, the last one %d: want them skewed", most, least)
	}
	if share := float64(several) / float64(len(rows)); share < 0.01 || share > 0.05 {
		t.Errorf("%.3f of the rows name several services", share)
	}
	if states["closed"] < len(rows)*9/10 || states["open"] == 0 || states["inprogress"] == 0 {
		t.Errorf("states are %v", states)
	}
	if weekend > len(rows)/5 {
		t.Errorf("%d of %d incidents at weekends", weekend, len(rows))
	}
	if late == 0 || late > len(rows)/50 {
		t.Errorf("%d of %d rows are older than the one before", late, len(rows))
	}
}

func TestLogHasItsShareOfBrokenRows(t *testing.T) {
	t.Parallel()
	o := logOptions()
	o.Broken = 0.05
	long, empty := 0, 0
	for _, row := range logRows(t, o) {
		if len(row) != 5 {
			long++
		} else if row[0] == "" {
			empty++
		}
	}
	for _, n := range []int{long, empty} {
		if n < 100 || n > 190 { // a seventh of a thousand each
			t.Errorf("%d rows too long, %d without a service", long, empty)
		}
	}
}

func TestMixedLogHasManyShapes(t *testing.T) {
	t.Parallel()
	o := logOptions()
	o.Mixed, o.IDs = true, true
	words, shapes := map[string]bool{}, map[int]bool{}
	for _, row := range logRows(t, o) {
		words[row[2]] = true
		shapes[len(row[4])] = true
	}
	if len(words) < 18 || len(shapes) < 8 {
		t.Errorf("%d words for states, %d lengths of times", len(words), len(shapes))
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestWriteLogReportsErrors(t *testing.T) {
	t.Parallel()
	if err := WriteLog(full{}, logOptions()); err == nil {
		t.Error("no error")
	}
}

func BenchmarkWriteLog(b *testing.B) {
	o := logOptions()
	o.Rows = 1_000_000
	for b.Loop() {
		if err := WriteLog(io.Discard, o); err != nil {
			b.Fatal(err)
		}
	}
}
