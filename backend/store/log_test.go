package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// writtenLog is a file of columns with a text in it, as far as the store cares for what is in it.
func writtenLog(t errorer, s *Store, text string) *LogFile {
	f, err := s.NewLogFile()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	return f
}

// errorer is what testing and rapid have in common.
type errorer interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// imported makes a text the log, as if a file with that name had been imported.
func imported(t errorer, s *Store, text string) LogFacts {
	f := writtenLog(t, s, text)
	defer f.Discard()
	facts, err := s.SetLog(context.Background(), f, LogFacts{Source: text, Rows: len(text), ImportedAt: noon, Undoes: "the import of " + text}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// content is what the log's file holds, "" where there is no log.
func content(t errorer, s *Store) string {
	facts, err := s.Log(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !facts.Stored {
		return ""
	}
	f, err := s.OpenLog(context.Background(), facts.Revision)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(text)) != facts.Bytes {
		t.Fatalf("the file has %d bytes, the facts say %d", len(text), facts.Bytes)
	}
	return string(text)
}

// logFiles are the names of the log's files.
func logFiles(t errorer, s *Store) []string {
	names, err := filepath.Glob(filepath.Join(filepath.Dir(s.path), "incidents-*"))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		names[i] = filepath.Base(name)
	}
	return names
}

func TestNoLog(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	facts, err := s.Log(t.Context())
	if err != nil || facts != (LogFacts{}) {
		t.Errorf("got %+v, %v", facts, err)
	}
	if err := s.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.UndoLog(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo: %v", err)
	}
	if _, err := s.ClearLog(t.Context(), ""); !errors.Is(err, ErrNoLog) {
		t.Errorf("clear: %v", err)
	}
	if _, err := s.OpenLog(t.Context(), 0); !errors.Is(err, ErrNoLog) {
		t.Errorf("open: %v", err)
	}
}

func TestLogSurvivesARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := opened(t, dir)
	imported(t, first, "march.csv")
	want := imported(t, first, "april.csv")
	s := opened(t, dir)
	if err := s.TidyLogs(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	got, err := s.Log(t.Context())
	if err != nil || got != want || got.Revision != 2 || !got.Stored || !got.ImportedAt.Equal(noon) || got.Undoes != "the import of april.csv" {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if text := content(t, s); text != "april.csv" {
		t.Errorf("the log is %q", text)
	}
	if _, err := s.UndoLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := content(t, s); text != "march.csv" {
		t.Errorf("after undo the log is %q", text)
	}
}

func TestLogThatChangedMeanwhile(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	base := imported(t, s, "march.csv")
	imported(t, s, "april.csv")
	f := writtenLog(t, s, "march and may")
	defer f.Discard()
	if _, err := s.SetLog(t.Context(), f, LogFacts{}, base.Revision); !errors.Is(err, ErrLogChanged) {
		t.Errorf("got %v", err)
	}
	if text := content(t, s); text != "april.csv" {
		t.Errorf("the log is %q", text)
	}
	f.Discard()
	if names := logFiles(t, s); len(names) != 2 {
		t.Errorf("there are %v", names)
	}
}

// modelLog is a log in the test of all orders of changes.
type modelLog struct {
	text string
	demo bool
}

// TestLogChanges takes random steps and compares with a model what the log is, what undoing leads to, and that no file
// is left that nobody needs.
func TestLogChanges(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "log")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		s, _, err := Open(context.Background(), dir, noon)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var now, back modelLog
		var undoable bool
		var revision int64
		steps := 0
		changed := func(facts LogFacts, err error) {
			if err != nil {
				t.Fatal(err)
			}
			if facts.Revision <= revision {
				t.Fatalf("revision %d follows %d", facts.Revision, revision)
			}
			revision = facts.Revision
		}
		t.Repeat(map[string]func(*rapid.T){
			"import": func(*rapid.T) {
				steps++
				back, undoable = now, true
				if now.demo {
					back = modelLog{}
				}
				now = modelLog{text: fmt.Sprint("import ", steps)}
				facts := imported(t, s, now.text)
				changed(facts, nil)
			},
			"demo": func(t *rapid.T) {
				f := writtenLog(t, s, "demo")
				defer f.Discard()
				facts, err := s.SetDemoLog(context.Background(), f, LogFacts{Rows: 4})
				if now.text != "" {
					if !errors.Is(err, ErrLogStored) {
						t.Fatal(err)
					}
					return
				}
				now = modelLog{"demo", true}
				changed(facts, err)
			},
			"clear": func(t *rapid.T) {
				facts, err := s.ClearLog(context.Background(), "the clearing")
				switch {
				case now.text == "" && errors.Is(err, ErrNoLog):
					return
				case !now.demo:
					back, undoable = now, true
				}
				now = modelLog{}
				changed(facts, err)
			},
			"undo": func(t *rapid.T) {
				facts, err := s.UndoLog(context.Background())
				if !undoable {
					if !errors.Is(err, ErrNothingToUndo) {
						t.Fatal(err)
					}
					return
				}
				now, back, undoable = back, modelLog{}, false
				changed(facts, err)
			},
			"": func(t *rapid.T) {
				facts, err := s.Log(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				if facts.Stored != (now.text != "") || facts.Demo != now.demo || (facts.Undoes != "") != undoable {
					t.Fatalf("the log is %+v, want %+v", facts, now)
				}
				if text := content(t, s); text != now.text {
					t.Fatalf("the log is %q, want %q", text, now.text)
				}
				needed := 0
				for _, log := range []modelLog{now, back} {
					if log.text != "" {
						needed++
					}
				}
				if names := logFiles(t, s); len(names) != needed {
					t.Fatalf("there are %v, needed are %d", names, needed)
				}
			},
		})
	})
}

func TestDamagedLog(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		damage func(path string) error
		text   string
		aside  int
	}{
		"missing":      {os.Remove, "missing", 0},
		"cut":          {func(path string) error { return os.Truncate(path, 3) }, "set aside as incidents-damaged-", 1},
		"another byte": {func(path string) error { return os.WriteFile(path, []byte("april.CSV"), 0o600) }, "set aside as incidents-damaged-", 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, t.TempDir())
			imported(t, s, "march.csv")
			imported(t, s, "april.csv")
			if err := c.damage(s.logPath(2)); err != nil {
				t.Fatal(err)
			}
			if err := s.VerifyLog(t.Context()); !errors.Is(err, ErrLogDamaged) {
				t.Errorf("verify: %v", err)
			}
			notice, err := s.SetLogAside(t.Context(), noon)
			if err != nil || !strings.Contains(notice.Text, c.text) {
				t.Errorf("got %+v, %v", notice, err)
			}
			aside, err := filepath.Glob(filepath.Join(filepath.Dir(s.path), "incidents-damaged-*.arrow"))
			if err != nil || len(aside) != c.aside {
				t.Errorf("set aside: %v, %v", aside, err)
			}
			if text := content(t, s); text != "" {
				t.Errorf("the log is %q", text)
			}
			if err := s.TidyLogs(t.Context(), noon.Add(24*time.Hour)); err != nil {
				t.Error(err)
			}
			if _, err := s.UndoLog(t.Context()); err != nil {
				t.Fatal(err)
			}
			if text := content(t, s); text != "march.csv" {
				t.Errorf("after undo the log is %q", text)
			}
		})
	}
}

func TestUndoToADamagedLog(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	imported(t, s, "march.csv")
	imported(t, s, "april.csv")
	if err := os.WriteFile(s.logPath(1), []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	if facts, err := s.UndoLog(t.Context()); !errors.Is(err, ErrLogDamaged) || facts.Undoes != "" {
		t.Errorf("got %+v, %v", facts, err)
	}
	if text := content(t, s); text != "april.csv" {
		t.Errorf("the log is %q", text)
	}
	if names := logFiles(t, s); !slices.Equal(names, []string{"incidents-2.arrow"}) {
		t.Errorf("there are %v", names)
	}
}

func TestTidyLogs(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	imported(t, s, "march.csv")
	dir := filepath.Dir(s.path)
	for name, age := range map[string]time.Duration{
		"incidents-7.arrow": 0, "incidents-damaged-x.arrow": 48 * time.Hour,
		"incidents-1.part": time.Minute, "incidents-2.part": 2 * time.Hour, "march.part": 48 * time.Hour,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, noon.Add(-age), noon.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.TidyLogs(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	want := []string{"incidents-1.arrow", "incidents-1.part", "incidents-damaged-x.arrow"}
	if got := logFiles(t, s); !slices.Equal(got, want) {
		t.Errorf("left are %v, want %v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "march.part")); err != nil {
		t.Error(err)
	}
}

func TestDamagedDatabaseKeepsTheLogsFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, _, err := Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	imported(t, s, "march.csv")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte("no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, notice, err := Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	imported(t, s, "april.csv")
	if err := s.TidyLogs(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(strings.TrimSuffix(notice.File, ".db") + "-incidents-1.arrow")
	if err != nil || string(text) != "march.csv" {
		t.Errorf("the log of before is %q, %v", text, err)
	}
}

func TestImportChoices(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	save := func(header, choices string, at time.Time) {
		t.Helper()
		if err := s.SaveImportChoices(t.Context(), header, []byte(choices), at); err != nil {
			t.Fatal(err)
		}
	}
	save("a", "{}", noon)
	save("a", `{"split":"none"}`, noon.Add(time.Hour))
	for i := range keptChoices - 1 {
		save(fmt.Sprint(i), "{}", noon.Add(time.Duration(i)*time.Minute+time.Minute))
	}
	want := map[string]string{"a": `{"split":"none"}`, "1": "{}", "unknown": ""}
	save("newest", "{}", noon.Add(30*24*time.Hour))
	want["newest"], want["0"] = "{}", "" // the oldest of more than are kept goes
	if err := s.SaveImportChoices(t.Context(), "1", nil, noon); err != nil {
		t.Fatal(err)
	}
	want["1"] = ""
	for header, text := range want {
		if got, err := s.ImportChoices(t.Context(), header); err != nil || string(got) != text {
			t.Errorf("%s: got %q, %v; want %q", header, got, err, text)
		}
	}
}

// TestImporterProcess is not a test but the process that others start. It imports logs, each with the number that
// follows that of the one before, and prints the number of each once it is kept.
func TestImporterProcess(t *testing.T) {
	dir := os.Getenv(writerDir)
	if dir == "" {
		t.Skip("only for other tests to start")
	}
	s, _, err := Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	facts, err := s.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := facts.Rows; ; n++ {
		f := writtenLog(t, s, logText(n+1))
		if _, err := s.SetLog(t.Context(), f, LogFacts{Rows: n + 1, ImportedAt: noon, Undoes: "it"}, 0); err != nil {
			t.Fatal(err)
		}
		fmt.Println(n)
	}
}

// logText is the content of log n, long enough to be written in several steps.
func logText(n int) string { return strings.Repeat(fmt.Sprint(n, " "), 100_000) }

func TestKilledImportLeavesTheOldLogOrTheNewOne(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	dir, last := t.TempDir(), -1
	for round := range 20 {
		last = killed(t, process(t, "TestImporterProcess", dir), last, round)
		s := opened(t, dir)
		facts, err := s.Log(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if kept := facts.Rows - 1; kept != last && kept != last+1 {
			t.Errorf("log %d is the last, %d was said to be kept", kept, last)
		}
		last = facts.Rows - 1
		if err := s.VerifyLog(t.Context()); err != nil {
			t.Error(err)
		}
		if text := content(t, s); facts.Stored && text != logText(facts.Rows) {
			t.Errorf("log %d is not whole", facts.Rows)
		}
		if err := s.TidyLogs(t.Context(), time.Now().Add(2*abandoned)); err != nil {
			t.Error(err)
		}
		if names := logFiles(t, s); len(names) != min(2, facts.Rows) {
			t.Errorf("after %d imports there are %v", facts.Rows, names)
		}
	}
	s := opened(t, dir)
	if _, err := s.UndoLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := content(t, s); text != logText(last) || last < 10 {
		t.Errorf("undoing log %d does not bring back the one before", last+1)
	}
}
