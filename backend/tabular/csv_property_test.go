package tabular

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// characters are what cells are drawn from: whatever could be taken for something else.
var characters = rapid.SampledFrom([]rune{'a', 'b', '1', ' ', ' ', ',', ';', '\t', '"', '"', '\\', '\'', '=', '\n', '\r', '#', 'é', '\u00a0', '語'})

// TestReadsWhatWasWritten reads random tables back, whatever the size of blocks: their ends fall into quotes, between the
// halves of line ends and between bytes of a character.
func TestReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log.csv")
	rapid.Check(t, func(t *rapid.T) {
		w := drawWriter(t)
		want := table{header: []string{"first", "second", "third"}}
		w.write(t, want.header)
		w.body = w.Len()
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			cells := rapid.SliceOfN(rapid.StringOf(characters).Filter(w.isPlain), 3, 3).Draw(t, "cells")
			line := 1 + lineEnds(w.Bytes())
			w.write(t, cells)
			if cells = trimmed(cells); strings.Join(cells, "") != "" {
				want.rows = append(want.rows, tableRow{line: line, cells: cells})
			}
		}
		if len(want.rows) == 0 {
			t.Skip("no rows")
		}
		want.rows = w.repeat(want.rows, rapid.SampledFrom([]int{1, 1, 1, 60}).Draw(t, "times"))
		if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(t.Context(), path, Options{Delimiter: w.delimiter, Encoding: "utf-8", HeaderRow: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		for _, block := range []int{1, 2, 3, rapid.IntRange(4, 100).Draw(t, "block"), blockSize} {
			file.source.(*csvSource).block = block
			got, err := readAll(file, rapid.IntRange(1, 3).Draw(t, "workers"))
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() || len(got.result.Warnings) > 0 {
				t.Fatalf("%q in blocks of %d: got\n%s%v\nwant\n%s", w.String(), block, got, got.result.Warnings, want)
			}
		}
	})
}

// csvWriter writes a CSV in one of the ways that are right.
type csvWriter struct {
	bytes.Buffer
	delimiter byte
	standard  bool // as Go's encoding/csv does
	body      int  // where the first row begins
}

func drawWriter(t *rapid.T) *csvWriter {
	return &csvWriter{
		delimiter: rapid.SampledFrom([]byte(delimiters)).Draw(t, "delimiter"),
		standard:  rapid.Bool().Draw(t, "standard"),
	}
}

// write writes a row. Where that is free, whether cells are in quotes and how the line ends are drawn.
func (w *csvWriter) write(t *rapid.T, cells []string) {
	if w.standard {
		writer := csv.NewWriter(w)
		writer.Comma = rune(w.delimiter)
		if err := writer.Write(cells); err != nil {
			t.Fatal(err)
		}
		writer.Flush()
		return
	}
	for i, cell := range cells {
		if i > 0 {
			w.WriteByte(w.delimiter)
		}
		if strings.ContainsAny(cell, "\"\r\n"+string(rune(w.delimiter))) || rapid.Bool().Draw(t, "quoted") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		w.WriteString(cell)
	}
	w.WriteString(rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"))
}

// repeat makes the rows stand in the file a number of times. It returns all of them.
func (w *csvWriter) repeat(rows []tableRow, times int) []tableRow {
	body := bytes.Clone(w.Bytes()[w.body:])
	all := slices.Clone(rows)
	for i := range times - 1 {
		w.Write(body)
		for _, row := range rows {
			all = append(all, tableRow{line: row.line + (i+1)*lineEnds(body), cells: row.cells})
		}
	}
	return all
}

// isPlain tells whether a cell can only be read in one way. One whose first quote is between a backslash and a delimiter
// or a line end is taken for one of a program that writes \" for quotes.
func (w *csvWriter) isPlain(cell string) bool {
	i := strings.IndexByte(cell, '"')
	return i < 1 || i == len(cell)-1 || cell[i-1] != '\\' || !(dialect{w.delimiter}).ends(cell[i+1])
}

// guarded are the cells that lose an apostrophe when they are read.
var guarded = regexp.MustCompile(`^'+[=+\-@\t\r]`)

// Every cell comes back after it was written, and none is written as a formula.
func TestGuardIsTakenBack(t *testing.T) {
	t.Parallel()
	check := func(t testing.TB, cell string) {
		written := Guard(cell)
		if beginsFormula(written) {
			t.Errorf("%q is written as the formula %q", cell, written)
		}
		if back := string(unguard([]byte(written))); back != cell {
			t.Errorf("%q is written as %q and read as %q", cell, written, back)
		}
	}
	for _, cell := range []string{"", "'", "''", "x", "'x", "=1+1", "'=1+1", "''=1+1", "'+", "''''-x", "'@a", "a=b", "'a=b", "-"} {
		check(t, cell)
	}
	rapid.Check(t, func(rt *rapid.T) {
		check(t, rapid.StringMatching(`'{0,3}[=+\-@x]?[a-z']{0,3}`).Draw(rt, "cell"))
	})
}

// trimmed returns cells as they are read.
func trimmed(cells []string) []string {
	all := slices.Clone(cells)
	for i, cell := range all {
		all[i] = strings.TrimSpace(cell)
		if guarded.MatchString(all[i]) {
			all[i] = strings.TrimSpace(all[i][1:])
		}
	}
	return all
}

// FuzzReadCSV wants any bytes to be read alike, or refused, whatever the size of blocks.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\xff\xfea\x00,\x00b\x00\n\x001\x00", "\"a\",\"b\"\r\n\"1\"\"\",\"x\ry\"\r", "a;b\n\"x\\\"y\\\";\";2\n\"z\" t;3",
		"sep=|\n#\na|b\n\xe4|'=1\n", "a,b\n\"1\n\"2,3\n", "a,b\n\"\\\"\",\n\\\"\"\n\"", "t\n\na\tb\n \"1\"\t2",
	} {
		f.Add([]byte(seed), uint16(1))
	}
	path := filepath.Join(f.TempDir(), "log.csv")
	f.Fuzz(func(t *testing.T, text []byte, block uint16) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(t.Context(), path, Options{})
		if err != nil {
			return
		}
		defer func() { _ = file.Close() }()
		source, ok := file.source.(*csvSource)
		if !ok {
			return
		}
		want := outcome(file)
		for _, size := range []int{1, 2, int(block)%64 + 3} {
			source.block = size
			if got := outcome(file); got != want {
				t.Fatalf("in blocks of %d: got\n%s\nwant\n%s", size, got, want)
			}
		}
	})
}

// outcome writes what reading a file brings.
func outcome(file *File) string {
	all, err := readAll(file, 1)
	if err != nil {
		return fmt.Sprint(err)
	}
	return all.String() + warnings(all.result.Warnings)
}
