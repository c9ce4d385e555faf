package incidentlog

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// benchRows is how many rows the logs of the benchmarks have.
const benchRows = 1_000_000

// benchLog writes a log of 40 services whose times have a layout, with one broken row in a hundred.
func benchLog(layout string, ids bool) string {
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	if ids {
		b.WriteString("id,")
	}
	b.WriteString(standard)
	at := now.AddDate(0, -18, 0)
	for row := range benchRows {
		if ids {
			fmt.Fprintf(&b, "INC%d,", row)
		}
		state := [...]string{"open", "inprogress", "closed", "closed", "closed"}[random.IntN(5)]
		if row%100 == 0 {
			state = "cancelled"
		}
		at = at.Add(time.Duration(random.IntN(90)) * time.Second)
		reported := at.Add(time.Duration(random.IntN(90)) * time.Minute)
		fmt.Fprintf(&b, "Service %d,%s,%s,%s,%s\n", random.IntN(40), state, [...]string{"prd", "stg"}[random.IntN(2)],
			at.Format(layout), reported.Format(layout))
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{
		"iso":            benchLog("2006-01-02T15:04:05.000Z", false),
		"iso with ids":   benchLog("2006-01-02T15:04:05.000Z", true),
		"day-month-year": benchLog("02.01.2006 15:04:05", false),
	} {
		path := write(b, text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(b.Context(), path, Choices{Now: now}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	for name, ids := range map[string]bool{"without ids": false, "with ids": true} {
		log := read(b, benchLog(time.RFC3339, ids), Choices{}).Log
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if sum, _ := Append(log, log); sum.Rows() != log.Rows() {
					b.Fatal("what was there was added")
				}
			}
		})
	}
}
