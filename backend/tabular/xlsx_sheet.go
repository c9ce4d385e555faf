package tabular

import (
	"bytes"
	"math"
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

	line     int  // of the row that was come to last
	numbered bool // it says so itself
	column   int  // of the cell that was come to last, 1 the first
	value    []byte
	text     int64 // bytes of all cells that were read
	notes    sheetNotes
}

// sheetNotes count what is left out though something is there.
type sheetNotes [3]note

const (
	errorNote = iota
	formulaNote
	outsideNote
)

var sheetNoteReasons = [len(sheetNotes{})]string{
	errorNote:   "error values such as #N/A, read as empty",
	formulaNote: "formulas without a result, read as empty: open the workbook in a spreadsheet and save it",
	outsideNote: "cells to the right of the header, left out",
}

func (n *sheetNotes) warnings() []Warning {
	var all []Warning
	for i, one := range n {
		if one.count > 0 {
			all = append(all, Warning{Reason: sheetNoteReasons[i], Count: one.count, FirstLine: one.firstLine})
		}
	}
	return all
}

// newSheetReader returns a reader that stands before the first row.
func newSheetReader(book *workbook, texts *sharedStrings, part *partReader) (*sheetReader, error) {
	s := &sheetReader{book: book, strings: texts, part: part, xml: newXMLScanner(part)}
	for {
		kind, err := s.xml.next()
		if err != nil || kind == xmlNothing || kind == xmlStart && string(s.xml.name) == "sheetData" {
			return s, part.wrong(err)
		}
	}
}

// next puts the next row in which something is, from a line on, behind the others of the block. ok is false where there is
// none.
func (s *sheetReader) next(b *sheetBlock, from int) (ok bool, err error) {
	for {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return false, s.part.wrong(err)
		case kind == xmlNothing || kind == xmlEnd && string(s.xml.name) == "sheetData":
			return false, nil
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
}

// row reads the row whose start tag was come to last.
func (s *sheetReader) row(b *sheetBlock) error {
	s.column = 0
	s.line++
	line, err := strconv.Atoi(string(s.xml.attribute("r")))
	if s.numbered = err == nil; s.numbered {
		s.line = line
	}
	for begin := len(b.text); !s.xml.closed || string(s.xml.name) != "row"; {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return err
		case kind == xmlNothing:
			return errXML
		case kind == xmlStart && string(s.xml.name) == "c":
			if err := s.cell(b); err != nil {
				return err
			}
		case kind == xmlEnd && string(s.xml.name) == "row":
			return s.inBounds()
		}
		if len(b.text)-begin > maxRow {
			return errorf(Unreadable, "row %d has more than %s, the most that is read", s.line, inUnits(maxRow))
		}
	}
	return s.inBounds()
}

// inBounds refuses places that no sheet has.
func (s *sheetReader) inBounds() error {
	if s.line < 1 || s.line > excelize.TotalRows || s.column > maxColumns {
		return errorf(Unreadable, "the workbook is damaged: it has a cell in row %d and column %d, where no sheet has any", s.line, s.column)
	}
	return nil
}

// cellType is how a cell's value is written.
type cellType uint8

const (
	numberCell cellType = iota
	textCell
	sharedCell
	boolCell
	errorCell
)

func cellTypeOf(name []byte) cellType {
	switch string(name) {
	case "s":
		return sharedCell
	case "b":
		return boolCell
	case "e":
		return errorCell
	case "str", "inlineStr", "d":
		return textCell
	}
	return numberCell
}

// cell reads the cell whose start tag was come to last.
func (s *sheetReader) cell(b *sheetBlock) error {
	s.column++
	style, kind := 0, numberCell
	for name, value, rest := nextAttribute(s.xml.attributes); len(name) > 0; name, value, rest = nextAttribute(rest) {
		switch string(name) {
		case "r":
			s.place(value)
		case "s":
			style, _ = digits(value)
		case "t":
			kind = cellTypeOf(value)
		}
	}
	if s.xml.closed {
		return nil
	}
	formula, err := s.content()
	if err != nil {
		return err
	}
	if err := s.inBounds(); err != nil {
		return err
	}
	begin := len(b.text)
	if b.text, err = s.appendValue(b.text, kind, style); err != nil {
		return err
	}
	switch length := len(b.text) - begin; {
	case length > maxCell:
		return errorf(Unreadable, "%s has more than %s of text, the most that is read", s.where(), inUnits(maxCell))
	case length > 0:
		b.cells = append(b.cells, sheetCell{column: s.column, begin: begin, end: len(b.text)})
	case kind == errorCell:
		s.notes[errorNote].add(1, s.line)
	case formula && len(s.value) == 0 && kind == numberCell:
		s.notes[formulaNote].add(1, s.line)
	}
	return nil
}

// place takes the place of a cell from its reference.
func (s *sheetReader) place(reference []byte) {
	column, line := parseReference(reference)
	if column > 0 {
		s.column = column
	}
	if line > 0 && !s.numbered {
		s.line, s.numbered = line, true
	}
}

// parseReference reads the reference of a cell, such as B17. What cannot be read of it is 0.
func parseReference(reference []byte) (column, line int) {
	n := 0
	for ; n < len(reference) && n < 4 && isLetter(reference[n]); n++ {
		column = column*26 + int(reference[n]|0x20-'a') + 1
	}
	line, _ = digits(reference[n:])
	return column, line
}

// digits reads a whole number of at most nine digits.
func digits(text []byte) (n int, ok bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	for _, c := range text {
		if !isDigit(c) {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// where names the cell that was come to last.
func (s *sheetReader) where() string {
	name, err := excelize.CoordinatesToCellName(s.column, s.line)
	if err != nil {
		return "a cell"
	}
	return "cell " + name
}

// content reads the cell up to its end into s.value, and tells whether there is a formula in it.
func (s *sheetReader) content() (formula bool, err error) {
	s.value = s.value[:0]
	for {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return formula, err
		case kind == xmlNothing:
			return formula, errXML
		case kind == xmlEnd && string(s.xml.name) == "c":
			return formula, nil
		case kind != xmlStart:
			continue
		}
		switch string(s.xml.name) {
		case "f":
			formula = true
		case "v":
			s.value, err = s.xml.appendElement(s.value)
		case "is":
			s.value, err = s.xml.appendString(s.value)
		}
		if err != nil {
			return formula, err
		}
	}
}

// appendElement appends the text of the element whose start tag was come to last.
func (x *xmlScanner) appendElement(to []byte) ([]byte, error) {
	for !x.closed {
		kind, err := x.next()
		switch {
		case err != nil:
			return to, err
		case kind == xmlNothing || len(to) > maxToken:
			return to, errXML
		case kind == xmlEnd:
			return to, nil
		case kind == xmlText:
			to = x.appendText(to)
		}
	}
	return to, nil
}

// appendValue appends what the cell says whose value was read last.
func (s *sheetReader) appendValue(to []byte, kind cellType, style int) ([]byte, error) {
	switch kind {
	case textCell:
		return append(to, cleanText(s.value)...), nil
	case errorCell:
		return to, nil
	}
	value := bytes.TrimSpace(s.value)
	switch {
	case len(value) == 0:
		return to, nil
	case kind == sharedCell:
		i, ok := digits(value)
		text, known := s.strings.at(i)
		if !ok || !known {
			return to, errorf(Unreadable, "the workbook is damaged: %s refers to a text that is not there", s.where())
		}
		return append(to, text...), nil
	case kind == boolCell && value[0] == '0':
		return append(to, "FALSE"...), nil
	case kind == boolCell:
		return append(to, "TRUE"...), nil
	}
	return s.appendNumber(to, value, style), nil
}

// appendNumber appends a number as its shortest decimal, or as the date that it is.
func (s *sheetReader) appendNumber(to, number []byte, style int) []byte {
	format := plainNumber
	if style < len(s.book.formats) {
		format = s.book.formats[style]
	}
	if _, whole := digits(number); whole && format == plainNumber {
		return append(to, number...)
	}
	value, err := strconv.ParseFloat(string(number), 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return append(to, number...)
	}
	if format != plainNumber {
		if date, ok := s.book.dates.appendSerial(to, value, format); ok {
			return date
		}
	}
	return strconv.AppendFloat(to, value, 'f', -1, 64)
}
