package tabular

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// drawnCell is a cell of a drawn table: what is written, and what must be read.
type drawnCell struct {
	value any
	text  string
}

// drawCell draws a text, a number, a boolean, a moment, or nothing.
func drawCell(moment int) *rapid.Generator[drawnCell] {
	texts := rapid.Custom(func(t *rapid.T) drawnCell {
		s := rapid.StringMatching(`[ -~äöü東\n]{0,12}`).Draw(t, "text")
		return drawnCell{s, strings.TrimSpace(s)}
	})
	numbers := rapid.Custom(func(t *rapid.T) drawnCell {
		// excelize writes 15 digits.
		f := float64(rapid.Int64Range(-99_999_999_999, 99_999_999_999).Draw(t, "thousandths")) / 1000
		return drawnCell{f, strconv.FormatFloat(f, 'f', -1, 64)}
	})
	wholes := rapid.Custom(func(t *rapid.T) drawnCell {
		n := rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, "whole")
		return drawnCell{n, fmt.Sprint(n)}
	})
	moments := rapid.Custom(func(t *rapid.T) drawnCell {
		begin := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
		at := begin.Add(time.Duration(rapid.Int64Range(0, 250*366*msDay).Draw(t, "milliseconds")) * time.Millisecond)
		text := at.Format("2006-01-02T15:04:05.000")
		return drawnCell{excelize.Cell{StyleID: moment, Value: at}, strings.TrimSuffix(text, ".000")}
	})
	return rapid.OneOf(texts, numbers, wholes, moments, rapid.Just(drawnCell{true, "TRUE"}), rapid.Just(drawnCell{nil, ""}))
}

// TestReadsWhatIsWritten writes tables with excelize and reads them back.
func TestReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log.xlsx")
	rapid.Check(t, func(t *rapid.T) {
		book := excelize.NewFile()
		moment, err := book.NewStyle(&excelize.Style{CustomNumFmt: new("yyyy-mm-dd hh:mm:ss.000")})
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := book.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		width := rapid.IntRange(1, 6).Draw(t, "columns")
		header := make([]any, width)
		for i := range header {
			header[i] = fmt.Sprintf("Column %c", 'A'+i)
		}
		if err := sheet.SetRow("A1", header); err != nil {
			t.Fatal(err)
		}
		var want []tableRow
		for line, row := range rapid.SliceOfN(rapid.SliceOfN(drawCell(moment), width, width), 1, 30).Draw(t, "rows") {
			values, texts := make([]any, width), make([]string, width)
			for i, cell := range row {
				values[i], texts[i] = cell.value, cell.text
			}
			if err := sheet.SetRow(fmt.Sprintf("A%d", line+2), values); err != nil {
				t.Fatal(err)
			}
			if strings.Join(texts, "") != "" {
				want = append(want, tableRow{line: line + 2, cells: texts})
			}
		}
		if len(want) == 0 {
			t.Skip("blank rows alone")
		}
		if err := sheet.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := book.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		file, err := Open(t.Context(), path, Options{HeaderRow: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		all, err := readAll(file, 2)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := all.String(), (table{header: file.Header, rows: want}).String(); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}
