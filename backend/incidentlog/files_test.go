package incidentlog

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"isserviceup/backend/tabular"
)

// rejected writes the rejected rows of a file.
func rejected(t testing.TB, text string, c Choices) string {
	t.Helper()
	var out strings.Builder
	if err := read(t, text, c).WriteRejects(context.Background(), c, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriteRejects(t *testing.T) {
	t.Parallel()
	const text = "# exported\nService,Note,Status,Env,Opened,Updated\n" +
		"A,\"said \"\"no\"\", twice\",gone,prd,13/02/2026,\n" +
		"B,fine,open,prd,14/02/2026,\n" +
		"'=A,\"two\nlines\",open,prd,31/31/2026,\n" +
		"C,-,open,prd,14/02/2026,,,7\n"
	want := "Service,Note,Status,Env,Opened,Updated,_line,_reason\n" +
		"A,\"said \"\"no\"\", twice\",gone,prd,13/02/2026,,3,unknown state\n" +
		"'=A,\"two\nlines\",open,prd,31/31/2026,,5,not a date in day-month-year order\n" +
		"C,'-,open,prd,14/02/2026,,7,\"8 cells, the header has 6\"\n"
	if diff := cmp.Diff(want, rejected(t, text, Choices{})); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsRejectedIsRejectedAgain(t *testing.T) {
	t.Parallel()
	generator := tables()
	c := Choices{Order: tabular.DMY}
	wrong := func(r *Reading) (cells [][2]string) {
		for _, reject := range r.Rejects {
			cells = append(cells, [2]string{string(reject.Field), reject.Value})
		}
		return cells
	}
	rapid.Check(t, func(rt *rapid.T) {
		table := generator.Draw(rt, "table")
		// Rows that are too long come without what is too much, and so are accepted.
		table = slices.DeleteFunc(table, func(cells []string) bool { return len(cells) > len(tableHeader()) })
		first := read(t, table.csv(), c)
		if first.Rejected == 0 {
			return
		}
		written := rejected(t, table.csv(), c)
		again := read(t, written, c)
		if diff := cmp.Diff(wrong(first), wrong(again)); diff != "" || again.Accepted > 0 {
			rt.Fatalf("%d accepted %s\n%s", again.Accepted, diff, written)
		}
		if rewritten := rejected(t, written, c); strings.Count(rewritten, "_reason") != 1 {
			rt.Fatalf("the columns are added twice:\n%s", rewritten)
		}
	})
}

func TestWriteRejectsFails(t *testing.T) {
	t.Parallel()
	const wrong = standard + "A,gone,prd,2026-02-01,\n"
	changed, gone := read(t, wrong, Choices{}), read(t, wrong, Choices{})
	if err := os.Remove(gone.File.Path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(changed.File.Path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		reading *Reading
		w       io.Writer
	}{
		"the order is open": {read(t, standard+"A,open,prd,01/02/2026,\n", Choices{}), io.Discard},
		"the file is gone":  {gone, io.Discard}, "a column is gone": {changed, io.Discard}, "no room": {read(t, wrong, Choices{}), full{}},
	} {
		if err := c.reading.WriteRejects(t.Context(), Choices{}, c.w); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// exported is a log to be written.
func exported(t testing.TB) *Log {
	return read(t, "id,"+standard+"0012,=A; B,closed,prd,2026-07-02T08:14:00.250Z,2026-07-02T10:00:00Z\n"+
		"+49,C,open,stg,2026-12-02T08:14:00Z,\n,C,inprogress,stg,2026-12-03T08:14:00Z,\n", Choices{}).Log
}

func TestExportCSV(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	e := Export{
		Log: exported(t), Zone: mustZone(t, "Europe/Berlin"), Keep: func(row int) bool { return row != 1 },
		About: []string{"Filters: Service A, B", "Made\nat noon"},
	}
	n, err := e.CSV(&out)
	want := "\"# Filters: Service A, B\"\n# Made at noon\nservices,state,stage,creationtime,recentreporttime,id\n" +
		"'=A; B,closed,prd,2026-07-02T10:14:00.250+02:00,2026-07-02T12:00:00.000+02:00,0012\n" +
		"C,inprogress,stg,2026-12-03T09:14:00.000+01:00,,\n"
	if diff := cmp.Diff(want, out.String()); diff != "" || n != 2 || err != nil {
		t.Errorf("%d rows, %v: %s", n, err, diff)
	}
	if _, err := e.CSV(full{}); err == nil {
		t.Error("no error")
	}
}

func TestExportXLSX(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := exported(t)
	n, err := Export{Log: log, About: []string{"All incidents", "Made at noon"}}.XLSX(&out)
	if err != nil || n != log.Rows() {
		t.Fatalf("%d rows, %v", n, err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Incidents", "About"}, book.GetSheetList()); diff != "" {
		t.Errorf("sheets: %s", diff)
	}
	about, err := book.GetRows("About")
	if diff := cmp.Diff([][]string{{"All incidents"}, {"Made at noon"}}, about); diff != "" || err != nil {
		t.Errorf("about: %v %s", err, diff)
	}
	for _, cell := range []string{"D2", "F2"} { // a time and an id that a spreadsheet would spoil
		if kind, err := book.GetCellType("Incidents", cell); kind != excelize.CellTypeInlineString || err != nil {
			t.Errorf("%s has the type %d, %v", cell, kind, err)
		}
	}
	path := filepath.Join(t.TempDir(), "log.xlsx")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Read(t.Context(), path, Choices{Now: now}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(log, r.Log); diff != "" {
		t.Error(diff)
	}
	if _, err := (Export{Log: log}).XLSX(full{}); err == nil {
		t.Error("no error")
	}
}

func TestExportXLSXRefusesMoreThanASheetHolds(t *testing.T) {
	t.Parallel()
	const rows = maxSheetRows + 1
	log := &Log{Created: make([]int64, rows)}
	if _, err := (Export{Log: log}).XLSX(io.Discard); err == nil || !strings.Contains(err.Error(), "CSV") {
		t.Errorf("got %v", err)
	}
}

func TestReadCanBeCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, write(t, standard+"A,open,prd,2026-02-01,\n"), Choices{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestReadTellsHowFarItIs(t *testing.T) {
	t.Parallel()
	var last tabular.Progress
	text := standard + strings.Repeat("A,open,prd,2026-02-01,\n", 100_000)
	if _, err := Read(t.Context(), write(t, text), Choices{Now: now}, func(p tabular.Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Rows == 0 || last.Bytes == 0 || last.Total != int64(len(text)) {
		t.Errorf("the last was %+v", last)
	}
}

func TestNowIsTheClockUnlessSaid(t *testing.T) {
	t.Parallel()
	path := write(t, standard+"A,open,prd,"+time.Now().Add(time.Hour).UTC().Format(time.RFC3339)+",\n")
	r, err := Read(t.Context(), path, Choices{}, nil)
	if err != nil || len(r.Warnings) != 1 || r.Warnings[0].Reason != "creation in the future" {
		t.Errorf("%+v, %v", r, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(standard+"A;B,open,prd,2026-02-01,\nB,x,prd,31/12/2026,1.2.2026\n"), "", uint8(0))
	f.Add([]byte("id;service;status;env;opened;updated\n1;A;done;uat;1793491200;\n1;A;x;y;z;\n"), "|", uint8(2))
	f.Add([]byte("\xff\xfeA\x00\n\x00"), "none", uint8(3))
	f.Fuzz(func(t *testing.T, text []byte, split string, order uint8) {
		path := filepath.Join(t.TempDir(), "log")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c := Choices{Split: split, Order: tabular.Order(order % 4), Now: now}
		r, err := Read(t.Context(), path, c, nil)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("the error has several lines: %q", err)
			}
			return
		}
		if r.Log == nil {
			if len(r.Open) < 2 {
				t.Error("no log and no question")
			}
			return
		}
		if r.Accepted+r.Rejected != r.Rows || r.Log.Rows() != r.Accepted-r.Duplicates || len(r.Rejects) != min(r.Rejected, MaxRejects) {
			t.Errorf("%d rows, %d accepted, %d rejected, %d duplicates, %d incidents", r.Rows, r.Accepted, r.Rejected, r.Duplicates, r.Log.Rows())
		}
		var out bytes.Buffer
		if n, err := (Export{Log: r.Log}).CSV(&out); n != r.Log.Rows() || err != nil {
			t.Errorf("%d rows exported, %v", n, err)
		}
		if err := r.WriteRejects(t.Context(), c, io.Discard); err != nil {
			t.Error(err)
		}
	})
}
