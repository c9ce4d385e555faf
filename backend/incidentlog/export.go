package incidentlog

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"isserviceup/backend/tabular"
)

// Export is a log, or what a filter leaves of it, to be written as a file. Reading the file gives the same rows again,
// except that names of services come apart at a ; or | in them.
type Export struct {
	Log  *Log
	Keep func(row int) bool // tells which rows are written; nil: all
	Zone *time.Location     // of the times; nil: UTC
	// About are sentences on what the file holds, such as the filters and the time of making.
	About []string
}

// CSV writes the log below lines that begin with # and hold what it is about. It returns how many incidents it wrote.
func (e Export) CSV(w io.Writer) (incidents int, err error) {
	out := csv.NewWriter(w)
	for _, sentence := range e.About {
		// One cell in one line, so that nothing in it looks like a row of the table.
		_ = out.Write([]string{"# " + strings.Join(strings.Fields(sentence), " ")}) // the writer keeps its first error
	}
	for record := range e.records() {
		for i, cell := range record {
			record[i] = tabular.Guard(cell)
		}
		_ = out.Write(record)
		incidents++
	}
	out.Flush()
	return incidents - 1, out.Error()
}

// maxSheetRows is how many incidents a sheet of a workbook can hold below its header.
const maxSheetRows = excelize.TotalRows - 1

// XLSX writes the log as a workbook, and what it is about, if that is said, on its second sheet. All cells are text. It
// returns how many incidents it wrote.
func (e Export) XLSX(w io.Writer) (incidents int, err error) {
	for range e.rows() {
		if incidents++; incidents > maxSheetRows {
			return 0, fmt.Errorf("a workbook holds at most %d incidents: export CSV, or narrow the filters", maxSheetRows)
		}
	}
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	err = fill(book, "Incidents", e.records())
	if err == nil && len(e.About) > 0 {
		err = fill(book, "About", e.about())
	}
	if err := errors.Join(err, book.DeleteSheet("Sheet1")); err != nil { // the one that every new workbook has
		return 0, err
	}
	_, err = book.WriteTo(w)
	return incidents, err
}

// about yields a record for each sentence.
func (e Export) about() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, sentence := range e.About {
			if !yield([]string{sentence}) {
				return
			}
		}
	}
}

// fill adds a sheet to a workbook.
func fill(book *excelize.File, name string, records iter.Seq[[]string]) error {
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := sheet.SetColWidth(1, len(fileColumns()), 26); err != nil { // as wide as a time with its zone
		return err
	}
	row := 0
	for record := range records {
		row++
		cells := make([]any, len(record))
		for i, cell := range record {
			cells[i] = cell
		}
		if err := sheet.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// fileColumns are the columns of the files that are written, in their order.
func fileColumns() []string {
	return []string{string(Services), string(StateOf), string(StageOf), string(CreatedAt), string(ReportAt), string(ID)}
}

// rows yields the rows that are written.
func (e Export) rows() iter.Seq[int] {
	return func(yield func(int) bool) {
		for row := range e.Log.Rows() {
			if (e.Keep == nil || e.Keep(row)) && !yield(row) {
				return
			}
		}
	}
}

// records yields the header and the rows that are written. A record is overwritten by the next.
func (e Export) records() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		record := fileColumns()
		if e.Log.IDs.Len() == 0 {
			record = record[:len(record)-1]
		}
		if !yield(record) {
			return
		}
		services := make([]string, len(e.Log.Cells))
		for i, cell := range e.Log.Cells {
			services[i] = strings.Join(e.Log.names(cell), "; ")
		}
		for row := range e.rows() {
			record = append(record[:0], services[e.Log.Cell[row]], e.Log.State[row].String(), e.Log.Stage[row].String(),
				e.time(e.Log.Created[row]), e.time(e.Log.Reported[row]))
			if e.Log.IDs.Len() > 0 {
				record = append(record, string(e.Log.IDs.At(row)))
			}
			if !yield(record) {
				return
			}
		}
	}
}

// time writes a time in the zone of the export: with Z in UTC, else with its offset.
func (e Export) time(ms int64) string {
	if ms == NoTime {
		return ""
	}
	zone := e.Zone
	if zone == nil {
		zone = time.UTC
	}
	return time.UnixMilli(ms).In(zone).Format("2006-01-02T15:04:05.000Z07:00")
}
