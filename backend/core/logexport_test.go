package core

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
)

// exportable is a window with a log of four incidents, two of them of two services.
func exportable(t *testing.T) *Core {
	t.Helper()
	c, w := watchedWindow(t, t.TempDir())
	imported(t, c, w, csvFile(t, "march.csv",
		"a,Checkout,open,prd,2026-11-01T00:00:00Z,",
		"b,Checkout; Search,closed,stg,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z",
		"c,Search,inprogress,prd,2026-11-03T00:00:00Z,",
		"d,Mail,closed,prd,2026-11-04T00:00:00Z,",
	), false)
	return c
}

func TestExport(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	cases := map[string]struct {
		e    LogExport
		want string
	}{
		"all":                      {LogExport{}, "a b c d"},
		"a range, its end not":     {LogExport{From: day(2), To: day(4)}, "b c"},
		"a service among several":  {LogExport{Services: []string{"Search"}}, "b c"},
		"services":                 {LogExport{Services: []string{"Mail", "Checkout"}}, "a b d"},
		"a service of no incident": {LogExport{Services: []string{"Tills"}}, ""},
		"states":                   {LogExport{States: []incidentlog.State{incidentlog.Open, incidentlog.InProgress}}, "a c"},
		"a stage":                  {LogExport{Stages: []incidentlog.Stage{incidentlog.Staging}}, "b"},
		"all of it at once": {LogExport{
			From: day(1), To: day(4), Services: []string{"Checkout"}, States: []incidentlog.State{incidentlog.Closed},
		}, "b"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := exportable(t)
			for _, format := range []string{ExportCSV, ExportXLSX} {
				path := filepath.Join(t.TempDir(), "out."+format)
				test.e.Format, test.e.About = format, []string{"Dates: chosen by a test"}
				n, err := c.ExportLog(t.Context(), path, test.e)
				if err != nil {
					t.Fatal(err)
				}
				if want := len(strings.Fields(test.want)); n != want {
					t.Errorf("%s: %d incidents, want %d", format, n, want)
				}
				if n == 0 {
					continue
				}
				done, err := c.ImportLog(t.Context(), LogImport{Path: path})
				if err != nil || done.Rejected != 0 {
					t.Fatalf("%s: %+v, %v", format, done, err)
				}
				if got := logIDs(t, c); got != test.want {
					t.Errorf("%s: got %s, want %s", format, got, test.want)
				}
				if _, err := c.UndoLog(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestExportSaysWhatItIs(t *testing.T) {
	t.Parallel()
	c := exportable(t)
	c.imports.running.Wait() // what ends after an import looks at the clock
	c.now = func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.csv")
	e := LogExport{Format: ExportCSV, Services: []string{"Mail"}, Zone: berlin, About: []string{"Service: Mail"}}
	if _, err := c.ExportLog(t.Context(), path, e); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := `# Service: Mail
# Times in Europe/Berlin
# Exported by isServiceUp at 2026-11-22T13:00:00+01:00
services,state,stage,creationtime,recentreporttime,id
Mail,closed,prd,2026-11-04T01:00:00.000+01:00,,d
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestExportOfNothing(t *testing.T) {
	t.Parallel()
	c, _ := watchedWindow(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "out.csv")
	if _, err := c.ExportLog(t.Context(), path, LogExport{Format: ExportCSV}); !errors.Is(err, store.ErrNoLog) {
		t.Errorf("got %v", err)
	}
	var invalid *InvalidError
	if _, err := c.ExportLog(t.Context(), path, LogExport{Format: "pdf"}); !errors.As(err, &invalid) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}

func TestExportOfTheDemoIsLabelled(t *testing.T) {
	t.Parallel()
	c, _ := watchedWindow(t, t.TempDir())
	facts, err := c.LoadDemoLog(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.csv")
	if n, err := c.ExportLog(t.Context(), path, LogExport{Format: ExportCSV}); err != nil || n != facts.Rows {
		t.Errorf("%d rows, %v", n, err)
	}
	if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(text), "# Simulated incidents") {
		t.Errorf("it begins with %.60q, %v", text, err)
	}
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	c, _ := watchedWindow(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "template.csv")
	rows, err := c.SaveTemplate(path)
	if err != nil {
		t.Fatal(err)
	}
	done, err := c.ImportLog(t.Context(), LogImport{Path: path, DryRun: true})
	if err != nil || done.Accepted != rows || done.Rejected != 0 || len(done.Log.Services) != 4 {
		t.Errorf("got %+v, %v", done, err)
	}
}

func TestSaveRejected(t *testing.T) {
	t.Parallel()
	c, w := watchedWindow(t, t.TempDir())
	p, err := begun(t, c, w, csvFile(t, "march.csv", logRow("a", "Checkout", 1), "b,Search,open,prd,soon,"), incidentlog.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rejected.csv")
	if rows, err := c.SaveRejected(t.Context(), p.ID, path); err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "b,Search,open,prd,soon,,3,") {
		t.Errorf("got %q, %v", text, err)
	}
	for _, page := range []struct{ offset, limit, want int }{{0, 100, 1}, {0, 0, 0}, {1, 100, 0}, {5, 1, 0}, {1, math.MaxInt, 0}} {
		if rows, err := c.Rejected(p.ID, page.offset, page.limit); err != nil || len(rows) != page.want {
			t.Errorf("%+v: %v, %v", page, rows, err)
		}
	}
	if _, err := c.Rejected(p.ID, -1, 10); err == nil {
		t.Error("rows from -1 on")
	}
}

func TestSavePicture(t *testing.T) {
	t.Parallel()
	c, _ := watchedWindow(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "trend.png")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, picture := range map[string][]byte{
		"nothing": {}, "a JPEG": []byte("\xff\xd8\xff\xe0"), "too large": append([]byte(pngMagic), make([]byte, maxPicture)...),
	} {
		var invalid *InvalidError
		if err := c.SavePicture(path, picture); !errors.As(err, &invalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	picture := append(bytes.Clone(pngMagic), "rest"...)
	if err := c.SavePicture(path, picture); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, picture) {
		t.Errorf("got %q, %v", got, err)
	}
	if err := c.SavePicture(filepath.Join(t.TempDir(), "no", "trend.png"), picture); err == nil {
		t.Error("saved into a directory that is not there")
	}
}
