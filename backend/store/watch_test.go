package store

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/settings"
	"isserviceup/backend/status"
)

// watched returns what is watched.
func watched(t *testing.T, s *Store) ([]Watch, bool) {
	t.Helper()
	w, chosen, err := s.Watched(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return w, chosen
}

func set(t *testing.T, s *Store, ids ...string) {
	t.Helper()
	if err := s.SetWatched(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
}

func TestWatched(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	if w, chosen := watched(t, s); chosen || len(w) != 0 {
		t.Errorf("at first %v, chosen: %v", w, chosen)
	}
	set(t, s)
	if w, chosen := watched(t, s); !chosen || len(w) != 0 {
		t.Errorf("after choosing none %v, chosen: %v", w, chosen)
	}
	set(t, s, "b", "a", "c")
	for _, err := range []error{
		s.Pin(t.Context(), "a", true),
		s.Mute(t.Context(), "c", noon.Add(time.Hour)),
		s.Choose(t.Context(), "c", []string{"API", "EU > Web"}),
		s.Pin(t.Context(), "b", true),
		s.Pin(t.Context(), "b", false),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	set(t, s, "c", "a", "d")
	want := []Watch{
		{Service: "c", MutedUntil: noon.Add(time.Hour), Components: []string{"API", "EU > Web"}},
		{Service: "a", Pinned: true, Components: []string{}},
		{Service: "d", Components: []string{}},
	}
	if w, _ := watched(t, s); !reflect.DeepEqual(w, want) {
		t.Errorf("got  %+v\nwant %+v", w, want)
	}
	if err := s.Mute(t.Context(), "c", time.Time{}); err != nil {
		t.Fatal(err)
	}
	if w, _ := watched(t, s); !w[0].MutedUntil.IsZero() {
		t.Errorf("muted until %v", w[0].MutedUntil)
	}
	for _, err := range []error{s.Pin(t.Context(), "b", true), s.Mute(t.Context(), "b", noon), s.Choose(t.Context(), "b", nil)} {
		if !errors.Is(err, ErrNotWatched) {
			t.Errorf("got %v", err)
		}
	}
}

func TestServiceThatGoesIsNewAgain(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	set(t, s, "a", "b")
	recorded(t, s, "a", noon, is(status.Operational))
	recorded(t, s, "b", noon, is(status.Operational))
	set(t, s, "b")
	states, err := s.States(t.Context())
	if err != nil || len(states) != 1 || states["b"].Service != "b" {
		t.Errorf("%+v, %v", states, err)
	}
	if past, err := s.Readings(t.Context(), "a", noon, noon.Add(time.Hour)); err != nil || len(past) != 1 {
		t.Errorf("the past is %v, %v", past, err)
	}
}

func TestCustomServices(t *testing.T) {
	t.Parallel()
	s := opened(t, t.TempDir())
	one := catalog.Service{ID: "ours", Name: "Ours", Platform: "statuspage", URL: "https://status.example.org", Options: map[string]string{"page": "1"}}
	two := catalog.Service{ID: "mine", Name: "Mine", Platform: "slack", URL: "https://mine.example.org"}
	for _, service := range []catalog.Service{{ID: "ours", Name: "Old"}, one, two} {
		if err := s.SaveCustomService(t.Context(), service); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.CustomServices(t.Context()); err != nil || !reflect.DeepEqual(got, []catalog.Service{two, one}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, dir)
	if got, err := s.Settings(t.Context()); err != nil || !reflect.DeepEqual(got, settings.Defaults()) {
		t.Errorf("at first %+v, %v", got, err)
	}
	changed := settings.Defaults()
	changed.Concurrency, changed.Zone, changed.Notify.From = 10, "UTC", status.MajorOutage
	if err := s.SaveSettings(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	wrong := changed
	wrong.Concurrency = 9
	var field *settings.Error
	if err := s.SaveSettings(t.Context(), wrong); !errors.As(err, &field) || field.Field != "concurrency" {
		t.Errorf("got %v", err)
	}
	if got, err := opened(t, dir).Settings(t.Context()); err != nil || !reflect.DeepEqual(got, changed) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSettingsOfOtherVersions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kept string
		want func(*settings.Settings)
		ok   bool
	}{
		"an older one lacks some":  {`{"concurrency": 20}`, func(s *settings.Settings) { s.Concurrency = 20 }, true},
		"a newer one has more":     {`{"concurrency": 20, "theme": "x"}`, func(s *settings.Settings) { s.Concurrency = 20 }, true},
		"one that is not valid":    {`{"concurrency": 1}`, func(*settings.Settings) {}, false},
		"one that cannot be read":  {`{"concurrency": `, func(*settings.Settings) {}, false},
		"one with an unknown word": {`{"notify": {"from": "bad"}}`, func(*settings.Settings) {}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, t.TempDir())
			if _, err := s.writer.ExecContext(t.Context(), "INSERT INTO setting VALUES (?, ?)", settingsKey, c.kept); err != nil {
				t.Fatal(err)
			}
			want := settings.Defaults()
			c.want(&want)
			if got, err := s.Settings(t.Context()); (err == nil) != c.ok || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
