// Package tabular turns a CSV or XLSX file into rows with line numbers, whatever its encoding, delimiter, line ends,
// header row and date order, and says what it understood. It knows nothing of what the columns mean.
//
// Every cell is text: a date of a workbook is handed out in ISO form, a number as its shortest decimal, and an error
// cell as empty. Cells are trimmed at both ends and otherwise kept as they are.
package tabular

import (
	"context"
	"fmt"
)

// The formats of files.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// Options are what the user says of a file. Zero values are guessed.
type Options struct {
	Encoding  string // a name of the WHATWG encoding standard, such as "windows-1252"
	Delimiter byte   // of a CSV
	Sheet     string // of a workbook; hidden ones can be named as well
	HeaderRow int    // the line of the header, 1 the first
}

// File is a file whose beginning was understood. It is not safe for concurrent use.
type File struct {
	Path       string
	Format     string // CSV or XLSX
	Size       int64  // in bytes
	Encoding   string // of a CSV, lower case
	Delimiter  byte   // of a CSV
	Sheet      string // of a workbook
	Sheets     []Sheet
	HeaderLine int
	// Header are the names of the columns as they are written, trimmed. Trailing columns without a name are dropped, in a
	// CSV only where the first rows have no cell in them.
	Header []string
	// Date1904 says that the serial dates of the workbook count from 1904.
	Date1904 bool
	// Warnings are about the file as a whole. Those that only reading all of it can bring are in Result.
	Warnings []Warning

	source source // how the rows are had
}

// Sheet is a sheet of a workbook, in its order.
type Sheet struct {
	Name   string
	Hidden bool
}

// Warning is something that the user should know and that stops nothing.
type Warning struct {
	Reason    string // a sentence without its stop, such as "text after a closing quote"
	Count     int
	FirstLine int // 0: the file as a whole
}

// Error is what is wrong with a file, as a sentence for the user that says what to do where something can be done.
type Error struct {
	// Kind is what callers branch on.
	Kind ErrorKind
	Text string
	// File is what was understood of a file with NoRows. It is not open. Else it is nil.
	File *File
}

// ErrorKind tells the errors of files apart.
type ErrorKind uint8

// The kinds of errors.
const (
	Unreadable ErrorKind = iota // it is none of ours, is broken, too large, cannot be opened
	Empty                       // nothing is in it
	NoRows                      // a header and nothing below
	NoSheet                     // the named sheet is not there
)

// Error returns the sentence.
func (e *Error) Error() string { return e.Text }

func errorf(kind ErrorKind, format string, arguments ...any) error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, arguments...)}
}

// Row is one row of data.
type Row struct {
	Line int // of the file where the row begins, 1 the first; in a workbook the number of the row
	// Cells are as many as the header has columns, a missing one is empty. They are valid until the next row.
	Cells [][]byte
	// Problem says why the row cannot be used, such as "5 cells, the header has 4"; else empty.
	Problem string
}

// Block is a run of rows. A file is cut into blocks, so that several can be read at once.
type Block struct {
	// Index is the place of the block in the file, without gaps from 0.
	Index int
	next  func() (Row, bool)
}

// Next returns the next row of the block; ok is false at its end. Blank rows are passed over.
func (b *Block) Next() (row Row, ok bool) { return b.next() }

// Progress is how far reading has come.
type Progress struct {
	Rows  int64
	Bytes int64 // of Total
	Total int64
}

// Result is what reading the whole file brought to light beside the rows.
type Result struct {
	Rows     int // of data, blank ones not counted
	Warnings []Warning
}

// source is a format's way to rows.
type source interface {
	// read hands out all blocks: see File.Read.
	read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error)
	close() error
}

// Read hands the rows of the file to handle, block by block. handle is called by up to workers goroutines at once, each
// time with another block, and must read it to its end. progress is called now and then, by one goroutine at a time; it
// may be nil. The first error of handle ends reading and is returned; other errors are an *Error or that of ctx. A File
// can be read again, and is refused where it changed since it was opened.
func (f *File) Read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	result, err := f.source.read(ctx, max(workers, 1), progress, handle)
	if err == nil && result.Rows == 0 {
		err = inSheet(f.Sheet, errNoRows(f))
	}
	return result, named(f.Path, err)
}

// Close closes the file.
func (f *File) Close() error { return f.source.close() }
