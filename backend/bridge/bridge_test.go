package bridge

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/core"
	"isserviceup/backend/status"
)

func TestWebAddress(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, address, want string }{
		{"a plain page", "https://www.githubstatus.com/incidents/abc", "https://www.githubstatus.com/incidents/abc"},
		{"brackets and the like are encoded", "https://status.test/a(b)~c!d*e;f", "https://status.test/a%28b%29%7Ec%21d%2Ae%3Bf"},
		{"an IPv6 host keeps its brackets", "http://[::1]:8080/x", "http://[::1]:8080/x"},
		{"a user is dropped", "https://user:secret@status.test/", "https://status.test/"},
		{"spaces around it", " https://status.test ", "https://status.test"},
		{"a script", "javascript:alert(1)", ""},
		{"a file", "file:///etc/passwd", ""},
		{"mail", "mailto:a@b.test", ""},
		{"no host", "https:///x", ""},
		{"nothing", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := webAddress(c.address)
			if got != c.want || (err != nil) != (c.want == "") {
				t.Errorf("webAddress(%q) = %q, %v; want %q", c.address, got, err, c.want)
			}
		})
	}
}

// The types that cross may hold nothing that JSON cannot carry: Wails ends the process for NaN, and a time.Time would
// reach the page as any.
func TestWireTypesCanCross(t *testing.T) {
	t.Parallel()
	for _, v := range []any{
		State{}, RowChange{}, Details{}, History{}, ServiceDays{}, DayDetail{}, Catalogue{}, Change{}, Settings{}, About{}, Error{},
		LogFacts{}, ImportChoices{}, ImportProgress{}, ImportPreview{}, RejectedRow{}, LogFilter{}, Saved{},
	} {
		mayCross(t, reflect.TypeOf(v), reflect.TypeOf(v).Name())
	}
}

func mayCross(t *testing.T, typ reflect.Type, path string) {
	switch typ.Kind() {
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Tag.Get("json") == "" {
				t.Errorf("%s.%s has no name in JSON", path, f.Name)
			}
			mayCross(t, f.Type, path+"."+f.Name)
		}
	case reflect.Slice:
		mayCross(t, typ.Elem(), path+"[]")
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64:
	case reflect.Float64:
		if path != "ImportProgress.Share" { // which core makes of two whole numbers, the lower one not 0
			t.Errorf("%s may be NaN", path)
		}
	default:
		t.Errorf("%s is a %s", path, typ)
	}
}

func TestMillis(t *testing.T) {
	t.Parallel()
	if millis(time.Time{}) != 0 || !instant(0).IsZero() {
		t.Error("the zero time is not 0")
	}
	for _, ms := range []int64{1, -1, 1_795_000_000_000, math.MaxInt32} {
		if got := millis(instant(ms)); got != ms {
			t.Errorf("millis(instant(%d)) = %d", ms, got)
		}
	}
}

func TestNodes(t *testing.T) {
	t.Parallel()
	leaf := func(id, name string, l status.Level) status.Component {
		return status.Component{ID: id, Name: name, Level: l}
	}
	got := nodes(nil, []status.Component{
		{ID: "g", Name: "Actions", Level: status.PartialOutage, Components: []status.Component{
			leaf("", "Queue", status.PartialOutage), leaf("r", "Runners", status.UnderMaintenance),
		}},
		leaf("a", "API", status.Operational),
	}, "", 0)
	want := []ComponentNode{
		{Choice: "g", Name: "Actions", Group: true, Level: "partial_outage", Leaves: 2, Affected: 1},
		{Choice: "Actions > Queue", Name: "Queue", Depth: 1, Level: "partial_outage"},
		{Choice: "r", Name: "Runners", Depth: 1, Level: "maintenance"},
		{Choice: "a", Name: "API", Level: "operational"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestQuarters(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	quarter := func(n int, cover status.Cover, l status.Level) status.Quarter {
		return status.Quarter{Start: start.Add(time.Duration(n) * status.QuarterLength), Cover: cover, Level: l}
	}
	quarters := []status.Quarter{
		quarter(0, status.Observed, status.Operational), quarter(1, status.Observed, status.MajorOutage),
		quarter(2, status.Unreadable, status.Unknown), quarter(3, status.Offline, status.Unknown),
		quarter(4, status.NotRunning, status.Unknown), quarter(5, status.NotRunning, status.Unknown),
	}
	if got := quartersOf(quarters, start.Add(65*time.Minute)); got != "oxuf." {
		t.Errorf("got %q", got)
	}
}

func TestCallsTurnPanicsIntoErrors(t *testing.T) {
	t.Parallel()
	b := New()
	b.Attach(context.Background(), nil, nil)
	_, err := call(b.link, func(context.Context, *core.Core) (int, error) { panic("boom") })
	var own Error
	if !errors.As(err, &own) || own.Code != CodeInternal || !strings.Contains(own.Message, "boom") {
		t.Errorf("got %v", err)
	}
}

func TestCallsFailWhereTheProgramCouldNotStart(t *testing.T) {
	t.Parallel()
	b := New()
	b.Fail(errors.New("the disk is full"))
	_, err := b.Monitor.State()
	if got := FormatError(err); got != `{"code":"start","message":"the disk is full","field":""}` {
		t.Errorf("got %v", got)
	}
}

func TestFormatError(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		err  error
		want string
	}{
		{"a wrong field", &core.InvalidError{Field: "zone", Err: errors.New("There is no zone.")}, `{"code":"invalid","message":"There is no zone.","field":"zone"}`},
		{"not found", core.ErrNotFound, `{"code":"not_found","message":"no such service","field":""}`},
		{"anything else", errors.New("disk"), `{"code":"internal","message":"disk","field":""}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := FormatError(c.err); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestHostOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://www.githubstatus.com":                "githubstatus.com",
		"https://status.gitlab.com/":                  "status.gitlab.com",
		"https://azure.status.microsoft/en-us/status": "azure.status.microsoft",
		"https://www.google.com/appsstatus/dashboard": "google.com/appsstatus",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("hostOf(%q) = %q, want %q", address, got, want)
		}
	}
}
