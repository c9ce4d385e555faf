package tabular

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// longCSV returns a CSV with a number of rows.
func longCSV(rows int) string {
	return "name,n\n" + strings.Repeat("Payments API,100\n", rows)
}

// readRows only counts rows.
func readRows(b *Block) error {
	for {
		if _, ok := b.Next(); !ok {
			return nil
		}
	}
}

func TestRefusesAFileThatChanges(t *testing.T) {
	t.Parallel()
	past := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, change := range map[string]func(path string) error{
		"grown":                func(path string) error { return appendTo(path, "more,1\n") },
		"cut":                  func(path string) error { return os.Truncate(path, 400_000) },
		"grown and dated back": func(path string) error { return errors.Join(appendTo(path, "more,1\n"), os.Chtimes(path, past, past)) },
		"same size, written later": func(path string) error {
			later := time.Now().Add(time.Hour)
			return os.Chtimes(path, later, later)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, longCSV(100_000))
			if err := os.Chtimes(path, past, past); err != nil {
				t.Fatal(err)
			}
			file, err := Open(context.Background(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = file.Close() }()
			changed := false
			_, err = file.Read(context.Background(), 1, nil, func(b *Block) error {
				if !changed {
					changed = true
					if err := change(file.Path); err != nil {
						return err
					}
				}
				return readRows(b)
			})
			const want = "log.csv: the file changed while it was read: import it again"
			assertError(t, err, Unreadable, want)
			_, err = file.Read(context.Background(), 1, nil, readRows)
			assertError(t, err, Unreadable, want)
		})
	}
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// TestReadsWhatVanished holds because an open file stays.
func TestReadsWhatVanished(t *testing.T) {
	t.Parallel()
	file, err := openText(t, longCSV(10), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(file.Path); err != nil {
		t.Skip(err) // where a system keeps open files from being removed
	}
	if result, err := file.Read(context.Background(), 2, nil, readRows); err != nil || result.Rows != 10 {
		t.Errorf("got %d rows, %v", result.Rows, err)
	}
}

func TestReadsTwice(t *testing.T) {
	t.Parallel()
	file, err := openText(t, longCSV(50_000), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		all, err := readAll(file, 3)
		if err != nil || len(all.rows) != 50_000 || all.rows[49_999].line != 50_001 {
			t.Fatalf("got %d rows, %v", len(all.rows), err)
		}
	}
}

func TestStopsReading(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	file, err := openText(t, longCSV(200_000), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, stop := range map[string]struct {
		at   func(cancel context.CancelFunc) error
		want error
	}{
		"cancelled":   {func(cancel context.CancelFunc) error { cancel(); return nil }, context.Canceled},
		"by a handle": {func(context.CancelFunc) error { return broken }, broken},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			blocks := 0
			_, err := file.Read(ctx, 1, nil, func(b *Block) error {
				blocks++
				if err := stop.at(cancel); err != nil {
					return err
				}
				return readRows(b)
			})
			if !errors.Is(err, stop.want) || blocks != 1 {
				t.Errorf("got %v after %d blocks, want %v after one", err, blocks, stop.want)
			}
		})
	}
}

func TestTellsProgress(t *testing.T) {
	t.Parallel()
	text := longCSV(100_000)
	file, err := openText(t, text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told []Progress
	started := time.Now()
	_, err = file.Read(context.Background(), 2, func(p Progress) { told = append(told, p) }, func(b *Block) error {
		time.Sleep(20 * time.Millisecond)
		return readRows(b)
	})
	if err != nil {
		t.Fatal(err)
	}
	if most := int(time.Since(started)/progressEvery) + 2; len(told) < 2 || len(told) > most {
		t.Errorf("told %d times, want at most %d", len(told), most)
	}
	for i, p := range told[1:] {
		if p.Bytes < told[i].Bytes || p.Rows < told[i].Rows || p.Total != int64(len(text)) {
			t.Errorf("after %+v: %+v", told[i], p)
		}
	}
	if want := (Progress{Rows: 100_000, Bytes: int64(len(text)), Total: int64(len(text))}); told[len(told)-1] != want {
		t.Errorf("at last %+v, want %+v", told[len(told)-1], want)
	}
}

// TestCountsLinesAcrossBlocks wants the error to name a line far down.
func TestCountsLinesAcrossBlocks(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ tail, want string }{
		"NUL":   {"a,\x00\n", "log.csv: line 100002 has a NUL byte, which no text has: export the file again"},
		"quote": {"a,1\n\n\"x,\"\r\ny,\"z", "log.csv: line 100005: the quote that opens in column 2 is never closed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := openText(t, longCSV(100_000)+test.tail, Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = file.Read(context.Background(), 2, nil, readRows)
			assertError(t, err, Unreadable, test.want)
		})
	}
}

// TestFindsOtherBytesLate reads bytes that are not UTF-8 far behind what Open looks at.
func TestFindsOtherBytesLate(t *testing.T) {
	t.Parallel()
	file, err := openText(t, longCSV(100_000)+"K\xf6ln,1\nB\xe4le,2\nKöln,3\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := readAll(file, 2)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range all.rows[100_000:] {
		names = append(names, row.cells[0])
	}
	if got := fmt.Sprint(names); got != "[Köln Bäle Köln]" {
		t.Errorf("got %s", got)
	}
	if got, want := warnings(all.result.Warnings), "cells that are not UTF-8, read as windows-1252 (2, line 100002)\n"; got != want {
		t.Errorf("warned of %s, want %s", got, want)
	}
}
