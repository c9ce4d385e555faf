package status_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"isserviceup/backend/status"
)

// anyLevel returns a generator of its own to each use: one that parallel tests share is a data race.
func anyLevel() *rapid.Generator[status.Level] { return rapid.SampledFrom(status.Levels()) }

// check runs a property in parallel with the other tests.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	t.Parallel()
	rapid.Check(t, property)
}

func TestLevelsAreInTheirOrder(t *testing.T) {
	t.Parallel()
	want := []status.Level{status.Operational, status.UnderMaintenance, status.Unknown, status.Degraded, status.PartialOutage, status.MajorOutage}
	if got := status.Levels(); !slices.Equal(got, want) {
		t.Fatalf("Levels() = %v, want %v", got, want)
	}
	for i, l := range want {
		if l.Severity() != i {
			t.Errorf("%v.Severity() = %d, want %d", l, l.Severity(), i)
		}
		if got, want := l.Trouble(), i >= 3; got != want {
			t.Errorf("%v.Trouble() = %v", l, got)
		}
	}
}

func TestZeroLevelIsUnknown(t *testing.T) {
	t.Parallel()
	var zero status.Level
	if zero != status.Unknown {
		t.Errorf("the zero level is %v: a field that nobody set would not show as unknown", zero)
	}
	if got := status.Level(200); got.String() != "unknown" || got.Severity() != status.Unknown.Severity() {
		t.Errorf("a number that is no level reads as %v", got)
	}
}

func TestWorseIsATotalOrder(t *testing.T) {
	check(t, func(t *rapid.T) {
		a, b, c := anyLevel().Draw(t, "a"), anyLevel().Draw(t, "b"), anyLevel().Draw(t, "c")
		if a.Worse(a) {
			t.Fatal("a level is worse than itself")
		}
		if a != b && a.Worse(b) == b.Worse(a) {
			t.Fatal("of two different levels not exactly one is worse")
		}
		if a.Worse(b) && b.Worse(c) && !a.Worse(c) {
			t.Fatal("the order is not transitive")
		}
	})
}

func TestWorst(t *testing.T) {
	check(t, func(t *rapid.T) {
		a, b, c := anyLevel().Draw(t, "a"), anyLevel().Draw(t, "b"), anyLevel().Draw(t, "c")
		switch {
		case status.Worst(a, b) != status.Worst(b, a):
			t.Fatal("not commutative")
		case status.Worst(a, status.Worst(b, c)) != status.Worst(status.Worst(a, b), c):
			t.Fatal("not associative")
		case status.Worst(a, b, c) != status.Worst(a, status.Worst(b, c)):
			t.Fatal("many are not the same as two and two")
		case status.Worst(a, a) != a:
			t.Fatal("not idempotent")
		case status.Worst(a) != a || status.Worst(a, status.Operational) != a:
			t.Fatal("operational is not neutral")
		case a.Worse(status.Worst(a, b)):
			t.Fatal("an element is worse than the worst")
		}
	})
}

func TestWorstOfNothingIsOperational(t *testing.T) {
	t.Parallel()
	if got := status.Worst(); got != status.Operational {
		t.Errorf("Worst() = %v", got)
	}
}

func TestUnknownNeverHidesATroubleNorLeavesGreen(t *testing.T) {
	check(t, func(t *rapid.T) {
		l := anyLevel().Draw(t, "l")
		got := status.Worst(l, status.Unknown)
		if l.Trouble() && got != l {
			t.Fatalf("%v with unknown is %v", l, got)
		}
		if !l.Trouble() && got != status.Unknown {
			t.Fatalf("%v with unknown is %v", l, got)
		}
	})
}

func TestCapped(t *testing.T) {
	check(t, func(t *rapid.T) {
		l, limit := anyLevel().Draw(t, "l"), anyLevel().Draw(t, "limit")
		got := l.Capped(limit)
		if got.Worse(limit) || got.Worse(l) || got != l && got != limit {
			t.Fatalf("%v capped at %v is %v", l, limit, got)
		}
	})
}

func TestLevelWordsRoundTrip(t *testing.T) {
	t.Parallel()
	words := map[status.Level]string{
		status.Operational: "operational", status.UnderMaintenance: "maintenance", status.Unknown: "unknown",
		status.Degraded: "degraded", status.PartialOutage: "partial_outage", status.MajorOutage: "major_outage",
	}
	for _, l := range status.Levels() {
		text, err := json.Marshal(l)
		if err != nil || string(text) != `"`+words[l]+`"` {
			t.Errorf("%v is written as %s (%v)", l, text, err)
		}
		var back status.Level
		if err := json.Unmarshal(text, &back); err != nil || back != l {
			t.Errorf("%s is read as %v (%v)", text, back, err)
		}
		if l.Title() == "" {
			t.Errorf("%v has no title", l)
		}
	}
	for _, word := range []string{"", "Operational", "constructor", "partial outage", "0"} {
		if l, err := status.ParseLevel(word); err == nil || l != status.Unknown {
			t.Errorf("ParseLevel(%q) = %v, %v", word, l, err)
		}
	}
}
