package bridge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/core"
	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
	"isserviceup/backend/tabular"
)

// desk is a desktop whose user always chooses the same file.
type desk struct {
	mu       sync.Mutex
	chosen   string
	offered  string // the name that a dialog offered last
	logs     []LogFacts
	finished chan ImportProgress
}

func (d *desk) Emit(event EventName, payload ...any) {
	switch event {
	case EventLog:
		d.mu.Lock()
		defer d.mu.Unlock()
		d.logs = append(d.logs, payload[0].(LogFacts))
	case EventImport:
		if p := payload[0].(ImportProgress); p.Finished {
			d.finished <- p
		}
	}
}

func (d *desk) SetClipboard(string) error { return nil }
func (d *desk) OpenURL(string) error      { return nil }
func (d *desk) Raise()                    {}

func (d *desk) OpenFile(string, ...FileKind) (string, error) { return d.chosen, nil }

func (d *desk) SaveFile(_, name string, _ FileKind) (string, error) {
	d.offered = name
	return d.chosen, nil
}

// attached is a bridge with a core and a desktop.
func attached(t *testing.T) (*Bridge, *desk) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	c, err := core.Open(ctx, core.Options{DataDir: t.TempDir(), Window: true, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{finished: make(chan ImportProgress, 100)}
	c.Observe(NewObserver(d))
	t.Cleanup(func() {
		cancel()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	b := New()
	b.Attach(ctx, c, d)
	return b, d
}

const sample = `id,services,status,stage,created,updated,
1,Checkout; Search,open,prd,2026-11-01 08:00,2026-11-01 09:00,
2,Search,Cancelled,stg,2026-11-02 08:00,,
3,Mail,done,stg,2026-11-03 08:00,,
4,Mail,done,stg,soon,,
`

// csvFile writes a log.
func csvFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "März.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// understood starts an import and returns its preview.
func understood(t *testing.T, b *Bridge, d *desk, path string, choices ImportChoices) ImportPreview {
	t.Helper()
	id, err := b.Analytics.StartImport(path, choices)
	if err != nil {
		t.Fatal(err)
	}
	select {
	case p := <-d.finished:
		if p.Error != "" || p.ID != id {
			t.Fatalf("got %+v", p)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the file is never read")
	}
	p, err := b.Analytics.Preview(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestImport(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	p := understood(t, b, d, csvFile(t, sample), ImportChoices{Zone: "Europe/Berlin"})
	at := func(day, hour int) int64 { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC).UnixMilli() }
	want := ImportPreview{
		ID: 1, Name: "März.csv", Size: int64(len(sample)), Format: "csv",
		Choices: ImportChoices{
			Encoding: "utf-8", Delimiter: ",", HeaderRow: 1, Split: ";|", DateOrder: "ymd", Zone: "Europe/Berlin",
			Columns: []FieldValue{
				{"services", "services"}, {"state", "status"}, {"stage", "stage"}, {"creationtime", "created"},
				{"recentreporttime", "updated"}, {"id", "id"},
			},
			Set: []FieldValue{}, Words: []WordChoice{},
		},
		Sheets: []string{}, Header: []string{"id", "services", "status", "stage", "created", "updated"},
		Missing: []string{}, Open: []string{}, Warnings: []ImportNote{},
		Rows: 4, Accepted: 2, Rejected: 2, Incidents: 2, Services: 3, From: at(1, 7), To: at(3, 7),
		Unknown: []UnknownWord{{"state", "Cancelled", 1}},
		First: []ImportRow{
			{Line: 2, Services: []string{"Checkout", "Search"}, State: "open", Stage: "prd", Created: at(1, 7), Reported: at(1, 8), ID: "1"},
			{Line: 4, Services: []string{"Mail"}, State: "closed", Stage: "stg", Created: at(3, 7), ID: "3"},
		},
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Error(diff)
	}
	rejected, err := b.Analytics.Rejected(p.ID, 1, 100)
	if err != nil || len(rejected) != 1 || rejected[0].Line != 5 || rejected[0].Column != "created" || rejected[0].Value != "soon" {
		t.Errorf("got %+v, %v", rejected, err)
	}
	d.chosen = filepath.Join(t.TempDir(), "out.csv")
	if saved, err := b.Analytics.SaveRejected(p.ID); err != nil || saved != (Saved{d.chosen, 2}) || d.offered != "März-rejected.csv" {
		t.Errorf("got %+v, %v, offered %q", saved, err, d.offered)
	}
	facts, err := b.Analytics.Import(p.ID, "replace")
	if err != nil || facts.Revision != 1 || facts.Rows != 2 || facts.Source != "März.csv" || !facts.CanUndo || facts.Bytes == 0 {
		t.Errorf("got %+v, %v", facts, err)
	}
	if pulled, err := b.Analytics.Log(); err != nil || pulled != facts || !slices.Equal(d.logs, []LogFacts{facts}) {
		t.Errorf("pulled %+v, %v; told %+v", pulled, err, d.logs)
	}
	saved, err := b.Analytics.Export("xlsx", LogFilter{Services: []string{"Search"}, States: []string{"open", "closed"}, Zone: "UTC"})
	if err != nil || saved.Rows != 1 || !strings.HasSuffix(d.offered, ".xlsx") {
		t.Errorf("got %+v, %v, offered %q", saved, err, d.offered)
	}
	facts, err = b.Analytics.UndoImport()
	if err != nil || facts != (LogFacts{}) {
		t.Errorf("after undo: %+v, %v", facts, err)
	}
}

func TestSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"line 3: the quote is never closed": "Line 3: the quote is never closed.", "Done.": "Done.", "ü": "Ü.", `"x" is none`: `"x" is none.`,
	} {
		if got := sentence(errors.New(text)); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	if _, err := b.Analytics.StartImport(filepath.Join(t.TempDir(), "gone.csv"), ImportChoices{}); err != nil {
		t.Fatal(err)
	}
	select {
	case p := <-d.finished:
		if !strings.HasSuffix(p.Error, ".") || p.Error[0] < 'A' || p.Error[0] > 'Z' {
			t.Errorf("got %+v", p)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("nothing is said")
	}
}

func TestUserWhoChoosesNoFile(t *testing.T) {
	t.Parallel()
	b, _ := attached(t)
	if path, err := b.Analytics.PickLog(); err != nil || path != "" {
		t.Errorf("got %q, %v", path, err)
	}
	if saved, err := b.Analytics.SaveTemplate(); err != nil || saved != (Saved{}) {
		t.Errorf("got %+v, %v", saved, err)
	}
	if saved, err := b.Analytics.Export("csv", LogFilter{}); err != nil || saved != (Saved{}) {
		t.Errorf("got %+v, %v", saved, err)
	}
}

func TestDemoAndClearing(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	facts, err := b.Analytics.LoadDemo()
	if err != nil || !facts.Demo || facts.CanUndo || facts.Source != "" {
		t.Errorf("got %+v, %v", facts, err)
	}
	if facts, err := b.Analytics.EndDemo(); err != nil || facts != (LogFacts{}) {
		t.Errorf("got %+v, %v", facts, err)
	}
	p := understood(t, b, d, csvFile(t, sample), ImportChoices{})
	if _, err := b.Analytics.Import(p.ID, "append"); err != nil {
		t.Fatal(err)
	}
	want := LogFacts{CanUndo: true, Undoes: "the clearing of März.csv"}
	if facts, err := b.Analytics.ClearLog(); err != nil || facts != want {
		t.Errorf("got %+v, %v", facts, err)
	}
}

func TestAnalyticsErrors(t *testing.T) {
	t.Parallel()
	b, d := attached(t)
	understood(t, b, d, csvFile(t, sample), ImportChoices{})
	start := func(path string, c ImportChoices) error { _, err := b.Analytics.StartImport(path, c); return err }
	export := func(f LogFilter) error { _, err := b.Analytics.Export("csv", f); return err }
	d.chosen = filepath.Join(t.TempDir(), "out")
	cases := map[string]struct {
		err         error
		code, field string
	}{
		"a path that is not absolute": {start("log.csv", ImportChoices{}), CodeInvalid, "path"},
		"a delimiter of two":          {start("/log.csv", ImportChoices{Delimiter: ",,"}), CodeInvalid, "delimiter"},
		"an unknown field":            {start("/log.csv", ImportChoices{Columns: []FieldValue{{"colour", "x"}}}), CodeInvalid, "columns"},
		"a constant of one":           {start("/log.csv", ImportChoices{Set: []FieldValue{{"colour", "x"}}}), CodeInvalid, "set"},
		"a word of one":               {start("/log.csv", ImportChoices{Words: []WordChoice{{"colour", "x", "open"}}}), CodeInvalid, "words"},
		"an unknown order":            {start("/log.csv", ImportChoices{DateOrder: "dym"}), CodeInvalid, "dateOrder"},
		"an unknown zone":             {start("/log.csv", ImportChoices{Zone: "Mars/Olympus"}), CodeInvalid, "zone"},
		"the zone of the machine":     {start("/log.csv", ImportChoices{Zone: "Local"}), CodeInvalid, "zone"},
		"an unknown state":            {export(LogFilter{States: []string{"shut"}}), CodeInvalid, "states"},
		"an unknown stage":            {export(LogFilter{Stages: []string{"uat"}}), CodeInvalid, "stages"},
		"no log":                      {export(LogFilter{}), CodeNotFound, ""},
		"an import that ended":        {func() error { _, err := b.Analytics.Preview(99); return err }(), CodeNotFound, ""},
		"rejected rows of one":        {func() error { _, err := b.Analytics.SaveRejected(99); return err }(), CodeNotFound, ""},
		"another mode":                {func() error { _, err := b.Analytics.Import(1, "merge"); return err }(), CodeInvalid, "mode"},
		"nothing to undo":             {func() error { _, err := b.Analytics.UndoImport(); return err }(), CodeInvalid, ""},
		"nothing to clear":            {func() error { _, err := b.Analytics.ClearLog(); return err }(), CodeNotFound, ""},
	}
	for name, c := range cases {
		if got := asError(c.err); c.err == nil || got.Code != c.code || got.Field != c.field || got.Message == "" {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if err := b.Analytics.CancelImport(99); err != nil {
		t.Error(err)
	}
}

// What the page sends back of a preview means what was understood.
func TestChoicesComeBack(t *testing.T) {
	t.Parallel()
	choices := ImportChoices{
		Encoding: "windows-1252", Delimiter: ";", Sheet: "S", HeaderRow: 3, Split: "/", DateOrder: "dmy", Zone: "Asia/Kolkata",
		Columns: []FieldValue{{"services", "App"}, {"id", ""}}, Set: []FieldValue{{"stage", "prd"}},
		Words: []WordChoice{{"state", "erledigt", "closed"}, {"state", "offen", "open"}},
	}
	said, err := choices.domain()
	if err != nil {
		t.Fatal(err)
	}
	back := choicesOf(core.ImportPreview{Choices: said, Reading: &incidentlog.Reading{
		File:    tabular.File{Format: tabular.CSV, Encoding: said.Encoding, Delimiter: said.Delimiter, Sheet: said.Sheet, HeaderLine: said.HeaderRow},
		Columns: map[incidentlog.Field]string{incidentlog.Services: "App"}, Order: said.Order,
	}})
	if diff := cmp.Diff(choices, back); diff != "" {
		t.Error(diff)
	}
}

// Each type that crosses, at its extremes: what JSON cannot carry would end the process.
func TestExtremesCross(t *testing.T) {
	t.Parallel()
	far := time.UnixMilli(math.MaxInt64 / 2)
	long := strings.Repeat("\x00\xff\u2028\"", 1000)
	extremes := []any{
		logFactsOf(store.LogFacts{Revision: math.MaxInt64, Stored: true, Source: long, ImportedAt: far, Rows: math.MaxInt, Bytes: math.MaxInt64, Undoes: long}),
		logFactsOf(store.LogFacts{}),
		progressOf(core.ImportProgress{ID: math.MaxInt64, Rows: math.MaxInt64, Share: 1, Left: math.MaxInt64, Err: errors.New(long)}),
		progressOf(core.ImportProgress{Left: -1}),
		previewOf(core.ImportPreview{Reading: &incidentlog.Reading{}}),
		previewOf(core.ImportPreview{New: math.MaxInt, Known: math.MinInt, Reading: &incidentlog.Reading{
			File:         tabular.File{Path: long, Size: math.MaxInt64, Delimiter: 0xff, Header: []string{long}, Sheets: []tabular.Sheet{{Name: long}}},
			UnknownWords: map[incidentlog.Field]map[string]int{incidentlog.StateOf: {long: math.MaxInt}}, Warnings: []tabular.Warning{{Reason: long, Count: math.MaxInt}},
			First: []incidentlog.Preview{{Services: []string{long}, Created: math.MinInt64, Reported: math.MaxInt64, ID: long}},
			Log:   &incidentlog.Log{Created: []int64{math.MinInt64, math.MaxInt64}},
		}}),
		rejectedOf(incidentlog.Reject{Line: math.MaxInt, Column: long, Value: long, Reason: long}),
		Saved{Path: long, Rows: math.MaxInt},
	}
	for _, v := range extremes {
		text, err := json.Marshal(v)
		if err != nil {
			t.Errorf("%T: %v", v, err)
		}
		if strings.Contains(string(text), "null") {
			t.Errorf("%T has a null in %.200s", v, text)
		}
	}
	if got := fmt.Sprint(progressOf(core.ImportProgress{Left: 1}).SecondsLeft, progressOf(core.ImportProgress{Left: -1}).SecondsLeft); got != "1 -1" {
		t.Errorf("a moment and no knowledge are %s", got)
	}
}
