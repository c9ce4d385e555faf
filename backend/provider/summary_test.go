package provider_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

func TestReadSummaryNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	const whole = `{"status":{"indicator":"none"},"components":[],"incidents":[],"scheduled_maintenances":[]}`
	keys := []string{"status", "components", "incidents", "scheduled_maintenances"}
	if _, err := provider.ReadSummary([]byte(whole), keys...); err != nil {
		t.Fatalf("a whole document: %v", err)
	}
	for _, key := range keys {
		for _, broken := range []string{strings.Replace(whole, `"`+key+`"`, `"x"`, 1), strings.Replace(whole, `"`+key+`":[]`, `"`+key+`":null`, 1)} {
			if broken == whole {
				continue
			}
			_, err := provider.ReadSummary([]byte(broken), keys...)
			if !errors.Is(err, provider.ErrFormat) || !strings.Contains(err.Error(), `"`+key+`"`) {
				t.Errorf("%s: %v", broken, err)
			}
		}
	}
	if _, err := provider.ReadSummary([]byte(`{"status":{},"components":[]}`), "status"); err == nil {
		t.Error("a status without an indicator is none")
	}
}

// TestComponentTree covers how pages, and their imitations, point from a component to its group.
func TestComponentTree(t *testing.T) {
	t.Parallel()
	row := func(id, groupID string, group bool) string {
		return fmt.Sprintf(`{"id":%q,"name":%q,"status":"operational","group_id":%s,"group":%t}`, id, id, groupID, group)
	}
	for name, test := range map[string]struct {
		rows []string
		want string
	}{
		"flat":                      {[]string{row("a", "null", false), row("b", "null", false)}, "a b"},
		"a group before its child":  {[]string{row("g", "null", true), row("a", `"g"`, false)}, "g(a)"},
		"a group after its child":   {[]string{row("a", `"g"`, false), row("g", "null", true)}, "g(a)"},
		"a group that is not there": {[]string{row("a", `"gone"`, false)}, "a"},
		"a group without children":  {[]string{row("g", "null", true), row("a", "null", false)}, "g a"},
		"a group in itself":         {[]string{row("g", `"g"`, true), row("a", `"g"`, false)}, "g(a)"},
		"a component as a group":    {[]string{row("b", "null", false), row("a", `"b"`, false)}, "b a"},
		"no keys for groups":        {[]string{`{"id":"a","name":"a","status":"operational"}`}, "a"},
		"a group twice":             {[]string{row("g", "null", true), row("g", "null", true), row("a", `"g"`, false)}, "g g(a)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := provider.ReadSummary([]byte(`{"components":[` + strings.Join(test.rows, ",") + `]}`))
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(page.Components); got != test.want {
				t.Errorf("tree %q, want %q", got, test.want)
			}
		})
	}
}

// outline writes a tree as "leaf group(leaf leaf)".
func outline(components []status.Component) string {
	var parts []string
	for _, c := range components {
		if c.Group() {
			parts = append(parts, c.Name+"("+outline(c.Components)+")")
		} else {
			parts = append(parts, c.Name)
		}
	}
	return strings.Join(parts, " ")
}

// TestEndOfAnIncident covers incidents that were reopened, and states that contradict an end.
func TestEndOfAnIncident(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	const update = `,"incident_updates":[{"status":"identified","display_at":"2026-03-02T11:00:00Z"}]`
	for name, test := range map[string]struct {
		entry string
		over  bool
	}{
		"resolved":                           {`"status":"resolved","resolved_at":"2026-03-02T10:00:00Z"` + update, true},
		"resolved without an end":            {`"status":"resolved","resolved_at":null`, true},
		"postmortem":                         {`"status":"postmortem"`, true},
		"open":                               {`"status":"identified","resolved_at":null` + update, false},
		"reopened after its end":             {`"status":"identified","resolved_at":"2026-03-02T10:00:00Z"` + update, false},
		"an end after the last update":       {`"status":"monitoring","resolved_at":"2026-03-02T11:30:00Z"` + update, true},
		"an end that is to come":             {`"status":"monitoring","resolved_at":"2026-03-02T12:30:00Z"` + update, false},
		"a state that nobody knows, no end":  {`"status":"constructor"`, false},
		"a state that nobody knows, and end": {`"status":"constructor","resolved_at":"2026-03-02T11:30:00Z"`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := provider.ReadSummary([]byte(`{"incidents":[{"id":"i","name":"n",` + test.entry + `}]}`))
			if err != nil {
				t.Fatal(err)
			}
			if got := page.Incidents[0].Over(now); got != test.over {
				t.Errorf("over: %v", got)
			}
		})
	}
}

// TestHugePages makes sure that a hostile page is refused, or read and judged without hanging.
func TestHugePages(t *testing.T) {
	t.Parallel()
	repeat := func(n int, item string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	leaf := `{"id":"a","name":"A","status":"partial_outage","group_id":"g"}`
	group := `{"id":"g","name":"G","group":true,"status":"partial_outage"}`
	refs := `{"id":"i","name":"n","status":"identified","impact":"major","components":` + repeat(50, `{"id":"g"},{"id":"a"}`) + `}`
	for name, test := range map[string]struct {
		body string
		want error
	}{
		"components":           {`{"components":` + repeat(100_000, leaf) + `}`, provider.ErrTooMuch},
		"incidents":            {`{"incidents":` + repeat(100_000, `{}`) + `}`, provider.ErrTooMuch},
		"maintenances":         {`{"scheduled_maintenances":` + repeat(100_000, `{}`) + `}`, provider.ErrTooMuch},
		"updates":              {`{"incidents":[{"incident_updates":` + repeat(100_000, `{}`) + `}]}`, provider.ErrTooMuch},
		"the most that is":     {`{"components":` + repeat(5_000, leaf+","+group) + `,"incidents":` + repeat(200, refs) + `}`, nil},
		"a deep document":      {strings.Repeat(`{"components":[`, 5_000), provider.ErrFormat},
		"a very deep document": {strings.Repeat(`[`, 1<<20), provider.ErrFormat},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := provider.ReadSummary([]byte(test.body))
			if !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
			status.Assess(page, nil, time.Now())
		})
	}
}
