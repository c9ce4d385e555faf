//go:build linux

package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"isserviceup/backend/demo"
)

// The logs that are read. A peer tells by the name that days come first.
const (
	isoLog   = "iso-1m.csv"
	mixedLog = "mixed-1m.csv"
	workbook = "iso-100k.xlsx"
)

func path(dir, file string) string { return filepath.Join(dir, file) }

// makeLogs writes the logs that are not there yet; they are the same each time.
func makeLogs(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	iso := demo.LogOptions{Rows: 1_000_000, Services: 40, Months: 18, Broken: 0.01, Seed: 1, End: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	mixed := iso
	mixed.Mixed = true
	hundred := iso
	hundred.Rows = 100_000
	return errors.Join(
		once(path(dir, isoLog), func(name string) error { return writeCSV(name, iso) }),
		once(path(dir, mixedLog), func(name string) error { return writeCSV(name, mixed) }),
		once(path(dir, workbook), func(name string) error { return writeWorkbook(name, hundred) }),
	)
}

// once makes the file under another name first, so that one that is there is whole.
func once(name string, make func(name string) error) error {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	part := filepath.Join(filepath.Dir(name), "part-"+filepath.Base(name))
	if err := make(part); err != nil {
		return err
	}
	return os.Rename(part, name)
}

func writeCSV(name string, o demo.LogOptions) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(file, 1<<20)
	return errors.Join(demo.WriteLog(buffered, o), buffered.Flush(), file.Close())
}

// writeWorkbook writes the log as a workbook: its times are dates where they can be read, as programs export them.
func writeWorkbook(name string, o demo.LogOptions) error {
	book := excelize.NewFile()
	defer book.Close()
	style, err := book.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	rows, write := io.Pipe()
	go func() { write.CloseWithError(demo.WriteLog(write, o)) }()
	records := csv.NewReader(rows)
	records.FieldsPerRecord = -1
	for line := 1; ; line++ {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		cell, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(cell, cells(record, style)); err != nil {
			return err
		}
	}
	return errors.Join(sheet.Flush(), book.SaveAs(name))
}

func cells(record []string, style int) []any {
	row := make([]any, len(record))
	for i, text := range record {
		row[i] = text
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			row[i] = excelize.Cell{StyleID: style, Value: at}
		}
	}
	return row
}
