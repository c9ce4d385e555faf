package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"isserviceup/backend/core"
	"isserviceup/backend/status"
)

const (
	green = `{"page":{"id":"p","name":"Page","url":"https://page.test","updated_at":"2026-11-22T10:00:00Z"},
		"status":{"indicator":"none","description":"All well"},"incidents":[],"scheduled_maintenances":[],
		"components":[{"id":"c1","name":"API","status":"operational","group":false,"group_id":null}]}`
	red = `{"page":{"id":"p","name":"Page","url":"https://page.test","updated_at":"2026-11-22T10:00:00Z"},
		"status":{"indicator":"minor","description":"Trouble"},"scheduled_maintenances":[],
		"components":[{"id":"c1","name":"API","status":"degraded_performance","group":false,"group_id":null}],
		"incidents":[{"id":"i1","name":"Slow <b>API</b> & more","status":"investigating","impact":"minor",
			"created_at":"2026-11-22T09:00:00Z","started_at":"2026-11-22T09:00:00Z","updated_at":"2026-11-22T09:10:00Z","resolved_at":null,
			"shortlink":"https://page.test/i1","components":[{"id":"c1","name":"API","status":"degraded_performance"}],
			"incident_updates":[{"id":"u1","status":"investigating","body":"We are <i>looking</i>.","created_at":"2026-11-22T09:10:00Z","display_at":"2026-11-22T09:10:00Z"}]}]}`
)

// outcome is what one run of the program came to.
type outcome struct {
	status   int
	out, err string
	opened   *core.Options
}

// execute runs the program with data of its own.
func execute(t *testing.T, arguments ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	var o outcome
	o.status = Run(append([]string{"--data", filepath.Join(t.TempDir(), "data")}, arguments...), Environment{
		Out: &out, Err: &errs, Version: "1.2.3",
		OpenWindow: func(options core.Options) error { o.opened = &options; return nil },
	})
	o.out, o.err = out.String(), errs.String()
	return o
}

// file writes a file and returns its path.
func file(t *testing.T, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// services writes a services file for pages with these bodies, at /a, /b and so on.
func services(t *testing.T, bodies ...string) string {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	text := "services:\n"
	for i, body := range bodies {
		id := string(rune('a' + i))
		mux.HandleFunc("/"+id+"/api/v2/summary.json", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) })
		text += fmt.Sprintf("  - {id: %s, name: Service %s, category: Test, platform: statuspage, url: %s/%s}\n", id, id, server.URL, id)
	}
	return file(t, "services.yaml", text)
}

func TestCheckExitStatus(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		bodies []string
		status int
		level  string
	}{
		{"all well", []string{green, green}, exitFine, "operational"},
		{"one degraded", []string{green, red}, exitTrouble, "degraded"},
		{"one unreadable", []string{green, "<!doctype html>"}, exitTrouble, "unknown"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := execute(t, "check", "--json", "--services", services(t, c.bodies...))
			var document struct{ Level string }
			if err := json.Unmarshal([]byte(o.out), &document); err != nil {
				t.Fatalf("stdout is not JSON: %v\n%s", err, o.out)
			}
			if o.status != c.status || document.Level != c.level {
				t.Errorf("status %d, level %q; want %d, %q (stderr %q)", o.status, document.Level, c.status, c.level, o.err)
			}
		})
	}
}

func TestCheckJSON(t *testing.T) {
	t.Parallel()
	o := execute(t, "check", "a", "--json", "--services", services(t, red, green))
	var document map[string]any
	if err := json.Unmarshal([]byte(o.out), &document); err != nil {
		t.Fatal(err)
	}
	list := document["services"].([]any)
	if len(list) != 1 {
		t.Fatalf("%d services, want the one that was named", len(list))
	}
	s := list[0].(map[string]any)
	i := s["incidents"].([]any)[0].(map[string]any)
	want := map[string]any{
		"impact": "minor", "state": "investigating", "level": "degraded", "longRunning": false,
		"startedAt": "2026-11-22T09:00:00.000Z", "updatedAt": "2026-11-22T09:10:00.000Z", "url": "https://page.test/i1",
	}
	for key, value := range want {
		if i[key] != value {
			t.Errorf("incident %s is %v, want %v", key, i[key], value)
		}
	}
	if text := i["updates"].([]any)[0].(map[string]any)["text"]; text != "We are looking." {
		t.Errorf("the update is %q, want plain text", text)
	}
	for _, key := range []string{"id", "name", "platform", "url", "level", "reason", "checkedAt", "lastGoodAt", "components", "incidents", "maintenances"} {
		if _, ok := s[key]; !ok {
			t.Errorf("the service has no %q", key)
		}
	}
	if s["maintenances"] == nil || s["components"].([]any)[0].(map[string]any)["components"] == nil {
		t.Error("an empty list is null")
	}
}

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	good := services(t, green)
	bad := file(t, "bad.yaml", "services:\n  - {id: a, name: A, platform: nosuch, url: https://a.test}\n")
	cases := []struct {
		name      string
		arguments []string
		says      []string
	}{
		{"an unknown command", []string{"chekc"}, []string{"chekc"}},
		{"an unknown flag", []string{"check", "--jsno"}, []string{"--jsno"}},
		{"an unknown service", []string{"check", "nosuch", "--services", good}, []string{"nosuch", "services"}},
		{"a services file that is not there", []string{"check", "--services", "/no/such.yaml"}, []string{"/no/such.yaml"}},
		{"a services file with a mistake", []string{"check", "--services", bad}, []string{"bad.yaml:2:", "nosuch"}},
		{"a bad day", []string{"report", "--day", "yesterday", "--services", good}, []string{"yesterday", "YYYY-MM-DD"}},
		{"a bad format", []string{"report", "--format", "pdf", "--services", good}, []string{"pdf", "markdown"}},
		{"a bad timeout", []string{"check", "--timeout", "soon", "--services", good}, []string{"soon"}},
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

func TestServices(t *testing.T) {
	t.Parallel()
	o := execute(t, "services", "--json")
	var document struct {
		Services []struct{ ID, Name, Category, Platform, URL string }
	}
	if err := json.Unmarshal([]byte(o.out), &document); err != nil || len(document.Services) < 20 {
		t.Fatalf("%d services, %v", len(document.Services), err)
	}
	for _, s := range document.Services {
		if s.ID == "" || s.Name == "" || s.Category == "" || s.Platform == "" || s.URL == "" {
			t.Errorf("%+v lacks something", s)
		}
	}
}

func TestNoServiceIsNotWell(t *testing.T) {
	t.Parallel()
	if got := overall(core.Outcome{}); got != status.Unknown {
		t.Errorf("of no service the level is %s", got)
	}
}

func TestTableKeepsTheTerminal(t *testing.T) {
	t.Parallel()
	if got := line("A\x1b[31m\tB\u202e\n\u009bC"); got != "A [31m B   C" {
		t.Errorf("got %q", got)
	}
	if got := line(strings.Repeat("ä", 500)); utf8.RuneCountInString(got) != maxLine || !strings.HasSuffix(got, "ä…") {
		t.Errorf("got %q", got)
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	if o := execute(t, "version"); o.out != "isserviceup 1.2.3\n" || o.status != exitFine {
		t.Errorf("got %+v", o)
	}
}

func TestReportKnowsWhatACheckRead(t *testing.T) {
	t.Parallel()
	data, file := filepath.Join(t.TempDir(), "data"), services(t, red, green)
	execute(t, "check", "--data", data, "--services", file)
	o := execute(t, "report", "--data", data, "--services", file)
	for _, word := range []string{"Service a", "Degraded", "Slow", "Service b"} {
		if !strings.Contains(o.out, word) {
			t.Errorf("the report does not say %q:\n%s", word, o.out)
		}
	}
}

func TestCheckGoesOnWithoutData(t *testing.T) {
	t.Parallel()
	notADirectory := file(t, "data", "x")
	o := execute(t, "check", "--json", "--data", notADirectory, "--services", services(t, green))
	if o.status != exitFine || !strings.Contains(o.err, "not kept") {
		t.Errorf("status %d, stderr %q", o.status, o.err)
	}
}

func TestWindowNeedsADisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	o := execute(t)
	if o.status != exitUsage || o.opened != nil || !strings.Contains(o.err, "isserviceup check") {
		t.Errorf("got %+v", o)
	}
	t.Setenv("DISPLAY", ":9")
	o = execute(t, "--demo")
	if o.opened == nil || !o.opened.Demo || !o.opened.Window {
		t.Errorf("got %+v", o)
	}
}
