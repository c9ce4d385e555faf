package tabular

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// xlsxSource is a workbook of which a sheet was chosen and its header found.
type xlsxSource struct {
	file    *os.File
	info    fs.FileInfo // as it was when the file was opened
	archive archive
	book    *workbook
	strings *sharedStrings
	sheet   sheetPart
	line    int // of the header
	width   int // of the header
}

// openXLSX understands a workbook. Where it succeeds, the File owns f.
func openXLSX(ctx context.Context, f *os.File, size int64, o Options) (*File, error) {
	s := &xlsxSource{file: f}
	var err error
	if s.info, err = f.Stat(); err != nil {
		return nil, cannot("read", err)
	}
	if s.archive, err = openArchive(f, size); err != nil {
		return nil, err
	}
	if s.book, err = readWorkbook(ctx, s.archive); err != nil {
		return nil, err
	}
	if s.strings, err = readStrings(ctx, s.archive, s.book.strings); err != nil {
		return nil, err
	}
	file := &File{Format: XLSX, Date1904: s.book.dates.Date1904, Warnings: s.book.warnings, source: s}
	for _, sheet := range s.book.sheets {
		if sheet.path != "" {
			file.Sheets = append(file.Sheets, sheet.Sheet)
		}
	}
	find := s.findSheet
	if o.Sheet != "" {
		find = s.takeSheet
	}
	return file, find(ctx, file, o)
}

// takeSheet takes the sheet that the user names.
func (s *xlsxSource) takeSheet(ctx context.Context, file *File, o Options) error {
	var names []string
	for _, sheet := range file.Sheets {
		names = append(names, fmt.Sprintf("%q", sheet.Name))
	}
	for _, sheet := range s.book.sheets {
		if sheet.path != "" && strings.EqualFold(sheet.Name, o.Sheet) {
			return inSheet(sheet.Name, s.understand(ctx, file, sheet, o.HeaderRow))
		}
	}
	return errorf(NoSheet, "there is no sheet %q: the sheets are %s", o.Sheet, strings.Join(names, ", "))
}

// inSheet puts the name of a sheet, if it has one, before the sentence of an error that says what is missing there.
func inSheet(name string, err error) error {
	var known *Error
	if errors.As(err, &known) && known.Kind != Unreadable && name != "" {
		return &Error{Kind: known.Kind, Text: fmt.Sprintf("sheet %q: %s", name, known.Text), File: known.File}
	}
	return err
}

// findSheet takes the first visible sheet that has a header and a row.
func (s *xlsxSource) findSheet(ctx context.Context, file *File, o Options) error {
	var bare error // of the first sheet that has a header and nothing more
	missing := errorf(Empty, "the workbook has no sheet with a table")
	for _, sheet := range s.book.sheets {
		reason := ""
		switch {
		case sheet.path == "":
			reason = "it is no table"
		case sheet.Hidden:
			reason = "it is hidden"
			missing = errorf(Empty, "nothing is in the visible sheets: choose the hidden sheet %q to read it", sheet.Name)
		default:
			err := s.understand(ctx, file, sheet, o.HeaderRow)
			var known *Error
			if err == nil || !errors.As(err, &known) || known.Kind == Unreadable {
				return err
			}
			if known.Kind == NoRows && bare == nil {
				bare = inSheet(sheet.Name, err)
			}
			reason = known.Text
		}
		file.Warnings = append(file.Warnings, Warning{Reason: fmt.Sprintf("sheet %q passed over: %s", sheet.Name, reason), Count: 1})
	}
	return cmp.Or(bare, missing)
}

// The rows among which the header of a sheet is looked for, and how many cells of them are enough.
const (
	sheetSample      = 100
	sheetSampleCells = 1 << 17
)

// understand finds the header of a sheet, in the row that is named or else by itself.
func (s *xlsxSource) understand(ctx context.Context, file *File, sheet sheetPart, line int) error {
	rows, err := s.sample(ctx, sheet, line)
	if err != nil {
		return err
	}
	if len(rows) == 0 && line == 0 {
		return errorf(Empty, "nothing is in it")
	}
	index := 0
	if line == 0 {
		index = headerIndex(rows)
	} else if len(rows) == 0 || rows[0].line != line {
		return errorf(Empty, "nothing is in its row %d, which was named as the header's", line)
	}
	header, below := rows[index], rows[index+1:]
	s.sheet, s.line, s.width = sheet, header.line, len(header.cells)
	file.Sheet, file.HeaderLine, file.Header = sheet.Name, header.line, headerNames(header, below)
	if len(below) == 0 {
		return errNoRows(file)
	}
	if index > 0 {
		file.Warnings = append(file.Warnings, Warning{Reason: "rows above the header passed over", Count: index, FirstLine: rows[0].line})
	}
	file.Warnings = append(file.Warnings, headerWarnings(file.Header, header.line)...)
	return nil
}

// sample reads the first rows of a sheet in which something is, from a line on.
func (s *xlsxSource) sample(ctx context.Context, sheet sheetPart, from int) ([]sampledRow, error) {
	part, err := s.archive.part(ctx, sheet.path, maxUnpacked)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	reader, err := newSheetReader(s.book, s.strings, part)
	if err != nil {
		return nil, err
	}
	b := newSheetBlock(0)
	for len(b.rows) < sheetSample && len(b.cells) < sheetSampleCells {
		if ok, err := reader.next(b, from); !ok || err != nil {
			return b.sample(), err
		}
	}
	return b.sample(), nil
}

func (s *xlsxSource) close() error { return s.file.Close() }
