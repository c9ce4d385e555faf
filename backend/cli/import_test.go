package cli

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares what was printed with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

const logHeader = "services,state,stage,creationtime,recentreporttime\n"

func TestImportIncidentsGolden(t *testing.T) {
	t.Parallel()
	rejects := filepath.Join(t.TempDir(), "rejects.csv")
	data := filepath.Join(t.TempDir(), "data")
	o := execute(t, "import", "incidents", "testdata/messy.csv", "--json", "--data", data, "--rejects", rejects)
	if o.status != exitFine {
		t.Errorf("status %d", o.status)
	}
	var document any
	if err := json.Unmarshal([]byte(o.out), &document); err != nil {
		t.Fatal(err)
	}
	indented, err := json.MarshalIndent(json.RawMessage(o.out), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "messy.json", string(indented)+"\n")
	golden(t, "messy.warnings.txt", o.err)
	golden(t, "messy.txt", execute(t, "import", "incidents", "testdata/messy.csv", "--dry-run").out)
	golden(t, "messy.rejects.csv", read(t, rejects))

	exported := filepath.Join(t.TempDir(), "log.CSV")
	if o := execute(t, "export", "incidents", exported, "--data", data); o.status != exitFine || !strings.HasPrefix(o.out, "3 incidents") {
		t.Errorf("got %+v", o)
	}
	golden(t, "messy.exported.csv", read(t, exported))
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// imported is what these tests look at of a document.
type imported struct {
	Format, Encoding, Delimiter, DateOrder                            string
	HeaderLine                                                        int
	Rows, Accepted, Rejected, Duplicates, Incidents, ServiceIncidents int
	ByState, ByStage                                                  map[string]int
	From, To                                                          *string
	UnknownWords                                                      map[string]map[string]int
	Columns                                                           map[string]string
	Warnings, Rejects                                                 []map[string]any
}

// importJSON runs "import incidents" on a text.
func importJSON(t *testing.T, text string, arguments ...string) (imported, outcome) {
	t.Helper()
	o := execute(t, append([]string{"import", "incidents", file(t, "log.csv", text), "--json"}, arguments...)...)
	var document imported
	if o.out != "" {
		if err := json.Unmarshal([]byte(o.out), &document); err != nil {
			t.Fatal(err)
		}
	}
	return document, o
}

func TestImportIncidentsFlags(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name      string
		text      string
		arguments []string
		check     func(imported) bool
	}{
		{"an order that is chosen", logHeader + "A,open,prd,01/02/2026,\n", []string{"--date-order", "MDY"},
			func(d imported) bool { return *d.From == "2026-01-02T00:00:00.000Z" && d.DateOrder == "mdy" }},
		{"an order that no date needs", logHeader + "A,open,prd,2026-02-01,\n", nil,
			func(d imported) bool { return d.DateOrder == "ymd" }},
		{"a zone", logHeader + "A,open,prd,2026-07-01 00:00:00,\n", []string{"--zone", "Europe/Berlin"},
			func(d imported) bool { return *d.From == "2026-06-30T22:00:00.000Z" }},
		{"a column and a constant", "service,status,opened_at,created\nA,open,2026-02-01,2026-03-01\n",
			[]string{"--map", "creationtime=opened_at", "--set", "stage=prd", "--set", "recentreporttime="},
			func(d imported) bool { return d.Columns["creationtime"] == "opened_at" && d.ByStage["prd"] == 1 }},
		{"words", logHeader + "A,a=b:c,prd,2026-02-01,\nA,x,qa,2026-02-01,\n",
			[]string{"--word", "state:a=b:c=closed", "--word", "State:X=open", "--word", "stage:QA=stg"},
			func(d imported) bool {
				return d.ByState["closed"] == 1 && d.ByState["open"] == 1 && d.ByStage["stg"] == 1
			}},
		{"no split", logHeader + "A;B,open,prd,2026-02-01,\n", []string{"--split", "none"},
			func(d imported) bool { return d.ServiceIncidents == 1 }},
		{"another split", logHeader + "A/B;C,open,prd,2026-02-01,\n", []string{"--split", "/;"},
			func(d imported) bool { return d.ServiceIncidents == 3 && d.Incidents == 1 }},
		{"a line of the header", "a,b,c,d,e\n" + logHeader + "A,open,prd,2026-02-01,\n", []string{"--header-row", "2"},
			func(d imported) bool { return d.Rows == 1 }},
		{"an encoding", logHeader + "\xe4,open,prd,2026-02-01,\n", []string{"--encoding", "windows-1252"},
			func(d imported) bool { return d.Accepted == 1 }},
		{"empty lists", logHeader + "A,open,prd,2026-02-01,\n", nil,
			func(d imported) bool { return d.Warnings != nil && d.Rejects != nil && d.UnknownWords != nil }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, o := importJSON(t, c.text, append(c.arguments, "--dry-run")...)
			if o.status != exitFine || !c.check(d) {
				t.Errorf("status %d, %s%s", o.status, o.out, o.err)
			}
		})
	}
}

func TestImportIncidentsListsAHundredRejects(t *testing.T) {
	t.Parallel()
	d, _ := importJSON(t, logHeader+strings.Repeat("A,gone,prd,2026-02-01,\n", 250)+"A,open,prd,2026-02-01,\n", "--dry-run")
	if len(d.Rejects) != 100 || d.Rejected != 250 || d.UnknownWords["state"]["gone"] != 250 {
		t.Errorf("%d rejects of %d", len(d.Rejects), d.Rejected)
	}
}

func TestImportIncidentsWhereNothingCanBeImported(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"a header alone": logHeader, "all rejected": logHeader + "A,gone,prd,2026-02-01,\n"} {
		d, o := importJSON(t, text)
		if o.status != exitTrouble || d.Incidents != 0 || d.From != nil || d.Rejects == nil || d.Columns == nil {
			t.Errorf("%s: status %d, %s%s", name, o.status, o.out, o.err)
		}
		if o := execute(t, "import", "incidents", file(t, "log.csv", text)); o.status != exitTrouble {
			t.Errorf("%s: status %d, %s%s", name, o.status, o.out, o.err)
		}
	}
}

func TestImportIncidentsUnderstandsAHeaderAlone(t *testing.T) {
	t.Parallel()
	d, _ := importJSON(t, "# exported\nService;State;Env;Created;Updated;Updated at\n", "--dry-run")
	if d.Format != "csv" || d.Encoding != "utf-8" || d.Delimiter != ";" || d.HeaderLine != 2 || d.DateOrder != "ymd" ||
		d.Columns["stage"] != "Env" || len(d.Warnings) != 2 || d.Rows != 0 {
		t.Errorf("%+v", d)
	}
	o := execute(t, "import", "incidents", file(t, "log.csv", "no table\n"), "--dry-run")
	if o.status != exitUsage || !strings.Contains(o.err, `no column for services`) {
		t.Errorf("status %d, %s", o.status, o.err)
	}
}

func TestImportIncidentsWrongUsage(t *testing.T) {
	t.Parallel()
	good := file(t, "good.csv", logHeader+"A,open,prd,2026-02-01,\n")
	cases := []struct {
		name      string
		arguments []string
		says      []string
	}{
		{"nothing to import", []string{"import"}, []string{"incidents FILE"}},
		{"something else to import", []string{"import", "recipes"}, []string{"recipes"}},
		{"no file", []string{"import", "incidents"}, []string{"one file"}},
		{"two files", []string{"import", "incidents", good, good}, []string{"one file"}},
		{"a file that is not there", []string{"import", "incidents", "/no/such.csv"}, []string{"such.csv", "no such file"}},
		{"a folder", []string{"import", "incidents", t.TempDir()}, []string{"folder"}},
		{"an empty file", []string{"import", "incidents", file(t, "empty.csv", "")}, []string{"empty.csv", "empty"}},
		{"a missing column", []string{"import", "incidents", file(t, "a.csv", "service,status,opened,updated\nA,open,2026-02-01,\n")},
			[]string{"stage", `"service", "status", "opened", "updated"`, "--map stage=COLUMN", "--set stage=VALUE"}},
		{"an open order", []string{"import", "incidents", file(t, "b.csv", logHeader+"A,open,prd,01/02/2026,\n")},
			[]string{"b.csv", "--date-order dmy or --date-order mdy"}},
		{"a bad mode", []string{"import", "incidents", good, "--mode", "merge"}, []string{"merge", "append"}},
		{"a bad order", []string{"import", "incidents", good, "--date-order", "dym"}, []string{"--date-order", "dym", "dmy"}},
		{"a bad zone", []string{"import", "incidents", good, "--zone", "Mars"}, []string{"--zone", "Mars"}},
		{"a bad line", []string{"import", "incidents", good, "--header-row", "-1"}, []string{"--header-row"}},
		{"a bad field", []string{"import", "incidents", good, "--map", "phase=x"}, []string{"--map", "phase", "recentreporttime"}},
		{"no field", []string{"import", "incidents", good, "--set", "prd"}, []string{"--set", "prd", "FIELD=VALUE"}},
		{"no word", []string{"import", "incidents", good, "--word", "state=open"}, []string{"--word", "FIELD:WORD=VALUE"}},
		{"a word of another field", []string{"import", "incidents", good, "--word", "id:x=open"}, []string{"--word", "id"}},
		{"a word without a meaning", []string{"import", "incidents", good, "--word", "state:x=y"}, []string{`"y"`, "inprogress"}},
		{"a column that is not there", []string{"import", "incidents", good, "--map", "id=nr"}, []string{`"nr"`, `"services"`}},
		{"a bad constant", []string{"import", "incidents", good, "--set", "stage=moon"}, []string{"moon", "prd, stg"}},
		{"rejects over the file", []string{"import", "incidents", good, "--rejects", good}, []string{"good.csv", "--rejects"}},
		{"rejects nowhere", []string{"import", "incidents", good, "--dry-run", "--rejects", "/no/such/r.csv"}, []string{"/no/such/r.csv"}},
		{"a bad name", []string{"export", "incidents", "log.ods"}, []string{"log.ods", ".xlsx"}},
		{"no log", []string{"export", "incidents", filepath.Join(t.TempDir(), "log.csv")}, []string{"import incidents"}},
		{"nothing to export", []string{"export"}, []string{"incidents FILE"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := execute(t, c.arguments...)
			if o.status != exitUsage || o.out != "" || strings.Count(o.err, "\n") != 1 {
				t.Errorf("status %d, stdout %q, stderr %q; want 2 and one line on stderr", o.status, o.out, o.err)
			}
			for _, word := range c.says {
				if !strings.Contains(o.err, word) {
					t.Errorf("stderr %q does not say %q", o.err, word)
				}
			}
		})
	}
}

func TestDryRunLeavesTheDataAlone(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	o := execute(t, "import", "incidents", file(t, "log.csv", logHeader+"A,open,prd,2026-02-01,\n"), "--dry-run", "--data", data)
	if _, err := os.Stat(data); o.status != exitFine || !os.IsNotExist(err) {
		t.Errorf("status %d, %v", o.status, err)
	}
}

func TestImportIncidentsReplacesOrAdds(t *testing.T) {
	t.Parallel()
	data, out := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "log.xlsx")
	first := file(t, "first.csv", logHeader+"A,open,prd,2026-02-01,\nB,open,prd,2026-02-02,\n")
	second := file(t, "second.csv", logHeader+"B,open,prd,2026-02-02,\nC,open,prd,2026-02-03,\n")
	for _, step := range []struct {
		arguments []string
		log       string
	}{
		{[]string{"import", "incidents", first}, "2"},
		{[]string{"import", "incidents", second, "--mode", "append"}, "3"},
		{[]string{"import", "incidents", second, "--mode", "append", "--dry-run"}, "3"},
		{[]string{"import", "incidents", file(t, "bad.csv", logHeader+"A,gone,prd,2026-02-01,\n")}, "3"},
		{[]string{"import", "incidents", second}, "2"},
	} {
		execute(t, append(step.arguments, "--data", data)...)
		o := execute(t, "export", "incidents", out, "--data", data)
		if !strings.HasPrefix(o.out, step.log+" incidents") {
			t.Errorf("after %v: %s%s", step.arguments, o.out, o.err)
		}
	}
	if o := execute(t, "import", "incidents", out, "--data", data, "--mode", "append"); !strings.Contains(o.out, "2 of them known before") {
		t.Errorf("what was exported is not known: %s%s", o.out, o.err)
	}
}
