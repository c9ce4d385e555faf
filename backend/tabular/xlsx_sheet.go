package tabular

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sheetReader reads the rows of a sheet one after the other. What counts is the cells that are there, not the range that
// the sheet says it has.
type sheetReader struct {
	book    *workbook
	strings *sharedStrings
	part    *partReader
	xml     *xmlScanner

	ended    bool
	line     int    // of the row that was come to last
	numbered bool   // it says so itself
	column   int    // of the cell that was come to last, 1 the first
	value    []byte // of that cell, trimmed
	buffer   []byte
	text     int64 // bytes of all cells that were read
	notes    notes
}

// newSheetReader returns a reader that stands before the first row.
func newSheetReader(book *workbook, texts *sharedStrings, part *partReader) (*sheetReader, error) {
	s := &sheetReader{book: book, strings: texts, part: part, xml: newXMLScanner(part)}
	for {
		kind, err := s.xml.next()
		if err != nil || kind == xmlNothing || kind == xmlStart && string(s.xml.name) == "sheetData" {
			s.ended = kind == xmlNothing || s.xml.closed
			return s, part.wrong(err)
		}
	}
}

// next puts the next row in which something is, from a line on, behind the others of the block. ok is false where there is
// none.
func (s *sheetReader) next(b *sheetBlock, from int) (ok bool, err error) {
	for !s.ended {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return false, s.part.wrong(err)
		case kind == xmlNothing || kind == xmlEnd && string(s.xml.name) == "sheetData":
			s.ended = true
			continue
		case kind != xmlStart || string(s.xml.name) != "row":
			continue
		}
		cells, text := len(b.cells), len(b.text)
		if err := s.row(b); err != nil {
			return false, s.part.wrong(err)
		}
		if len(b.cells) == cells || s.line < from {
			b.cells, b.text = b.cells[:cells], b.text[:text]
			continue
		}
		b.rows = append(b.rows, sheetRow{line: s.line, cells: len(b.cells)})
		if s.text += int64(len(b.text) - text); s.text > maxText {
			return false, errorf(Unreadable, "the cells of the sheet have more than %s of text, the most that is read: split it",
				inUnits(maxText))
		}
		return true, nil
	}
	return false, nil
}

// row reads the row whose start tag was come to last.
func (s *sheetReader) row(b *sheetBlock) error {
	s.column = 0
	s.line++
	line, err := strconv.Atoi(string(s.xml.attribute("r")))
	if s.numbered = err == nil; s.numbered {
		s.line = line
	}
	if s.xml.closed {
		return s.inBounds()
	}
	for begin := len(b.text); ; {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return err
		case kind == xmlNothing:
			return errXML
		case kind == xmlEnd:
			return s.inBounds()
		case kind == xmlStart && string(s.xml.name) == "c":
			err = s.cell(b)
		case kind == xmlStart:
			err = s.xml.skipElement()
		}
		if err != nil {
			return err
		}
		if len(b.text)-begin > maxRow {
			return errorf(Unreadable, "row %d has more than %s, the most that is read", s.line, inUnits(maxRow))
		}
	}
}

// inBounds refuses places that no sheet has.
func (s *sheetReader) inBounds() error {
	if s.line < 1 || s.line > excelize.TotalRows || s.column > maxColumns {
		return errorf(Unreadable, "the workbook is damaged: it has a cell in row %d and column %d, where no sheet has any", s.line, s.column)
	}
	return nil
}
