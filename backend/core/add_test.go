package core

import (
	"errors"
	"strings"
	"testing"
)

func TestPageAddress(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"a host alone", "status.acme.test", "https://status.acme.test"},
		{"with scheme and slash", "https://status.acme.test/", "https://status.acme.test"},
		{"an incident's address", "https://status.acme.test/incidents/abc123", "https://status.acme.test"},
		{"the interface's address", "https://status.acme.test/eu/api/v2/summary.json", "https://status.acme.test/eu"},
		{"capitals", "HTTPS://Status.Acme.test", "https://status.acme.test"},
		{"with a port", "http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"},
		{"another scheme", "ftp://acme.test", ""},
		{"a user", "https://a:b@acme.test", ""},
		{"nothing", "  ", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := pageAddress(c.text)
			if got != c.want || (err != nil) != (c.want == "") {
				t.Errorf("pageAddress(%q) = %q, %v; want %q", c.text, got, err, c.want)
			}
		})
	}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	p, dir := newPages(t), t.TempDir()
	p.set("acme", green)
	c, _ := window(t, dir, "")
	added, err := c.Add(t.Context(), p.URL+"/acme/")
	if err != nil || added.Platform != "statuspage" || added.Category != ownCategory {
		t.Fatalf("added %+v, %v", added, err)
	}
	if again, err := c.Add(t.Context(), p.URL+"/acme"); err != nil || again.ID != added.ID {
		t.Errorf("added again: %+v, %v", again, err)
	}
	p.set("ac-me", green)
	p.set("ac.me", green)
	like, err := c.Add(t.Context(), p.URL+"/ac-me")
	if other, err2 := c.Add(t.Context(), p.URL+"/ac.me"); err != nil || err2 != nil || other.ID == like.ID {
		t.Errorf("two pages have the ids %q and %q, %v, %v", like.ID, other.ID, err, err2)
	}
	if known, err := c.Add(t.Context(), "githubstatus.com"); err != nil || known.ID != "github" {
		t.Errorf("the catalogue's own page gives %+v, %v", known, err)
	}
	if err := c.Watch(t.Context(), []string{added.ID}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, _ := window(t, dir, "")
	if got := again.Watched(); len(got) != 1 || got[0].ID != added.ID {
		t.Errorf("after a restart %v is watched", got)
	}
	_, err = again.Add(t.Context(), p.URL+"/nothing")
	var invalid *InvalidError
	if !errors.As(err, &invalid) || !strings.Contains(err.Error(), "/nothing") {
		t.Errorf("an address without a page gives %v", err)
	}
}
