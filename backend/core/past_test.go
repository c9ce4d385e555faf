package core

import (
	"strings"
	"testing"

	"isserviceup/backend/status"
)

func TestPastOfAPageThatCannotBeRead(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	p.set("a", green)
	p.setHistory("a", "<!doctype html><p>moved")
	c, _ := window(t, t.TempDir(), p.services(t, "a"))
	c.cycle(t.Context())
	read := status.History{From: c.now().AddDate(0, -2, 0)}
	if err := c.store.RecordHistory(t.Context(), "a", read, c.now().AddDate(0, 0, -8)); err != nil {
		t.Fatal(err)
	}
	past, err := c.Past(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(past.Error, "the page is HTML") {
		t.Errorf("the reason is no sentence: %q", past.Error)
	}
	known := map[int]bool{2: false, weekCount - 3: true, weekCount - 1: false}
	for week, want := range known {
		if past.Weeks[week].Known != want {
			t.Errorf("week %d is known: %t, want %t", week, past.Weeks[week].Known, want)
		}
	}
}
