package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/status"
)

// page is a reading as large as that of an ordinary page: 40 components, two open incidents and 50 closed ones.
func page() status.Reading {
	r := is(status.Degraded)
	for n := range 40 {
		r.Components = append(r.Components, status.Component{ID: fmt.Sprint(n), Name: "Component", Level: status.Operational, Word: "operational"})
	}
	for n := range 52 {
		i := status.Incident{ID: fmt.Sprint(n), Title: "Elevated errors", Level: status.Degraded, StartedAt: noon.AddDate(0, 0, -n)}
		for range 4 {
			i.Updates = append(i.Updates, status.Update{At: noon, State: "identified", Text: strings.Repeat("x", 300)})
		}
		if n < 2 {
			r.Incidents = append(r.Incidents, i)
		} else {
			r.Past = append(r.Past, i)
		}
	}
	return r
}

// cycle300 is the nth cycle of 300 services.
func cycle300(n int) (Cycle, []string) {
	at := noon.Add(time.Duration(n) * 2 * time.Minute)
	c := Cycle{At: at}
	var ids []string
	r := page()
	for i := range 300 {
		id := fmt.Sprintf("service-%d", i)
		ids = append(ids, id)
		c.States = append(c.States, State{Service: id, At: at, Since: at, Reading: r, Good: r, GoodAt: at, Memory: []byte("{}")})
	}
	return c, ids
}

func BenchmarkRecordCycle300(b *testing.B) {
	s := opened(b, b.TempDir())
	first, _ := cycle300(0)
	if _, err := s.RecordCycle(b.Context(), first); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		b.StopTimer()
		c, _ := cycle300(n)
		b.StartTimer()
		if _, err := s.RecordCycle(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStates300(b *testing.B) {
	s := opened(b, b.TempDir())
	c, _ := cycle300(0)
	if _, err := s.RecordCycle(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.States(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDays300(b *testing.B) {
	s := opened(b, b.TempDir())
	var ids []string
	for n := range 30 {
		var c Cycle
		c, ids = cycle300(0)
		for i := range c.States {
			c.States[i].At = noon.AddDate(0, 0, -n)
			c.States[i].Reading = is(status.Operational)
		}
		if _, err := s.RecordCycle(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Days(b.Context(), ids, 30, time.UTC, noon); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a database with 14 services and all the days that are kept, which is looked through for damage.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := opened(b, dir)
	days(b, s, 14, 400)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, _, err := Open(context.Background(), dir, noon)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
