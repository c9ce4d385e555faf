package tabular

import (
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"
)

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
	s.value = nil
	for {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return formula, err
		case kind == xmlNothing:
			return formula, errXML
		case kind == xmlEnd:
			return formula, nil
		case kind == xmlText:
			continue
		}
		switch string(s.xml.name) {
		case "v":
			s.buffer, err = s.xml.appendElement(s.buffer[:0])
			s.value = cleanText(s.buffer)
		case "is":
			s.buffer, err = s.xml.appendString(s.buffer[:0])
			s.value = s.buffer
		default:
			formula = formula || string(s.xml.name) == "f"
			err = s.xml.skipElement()
		}
		if err != nil {
			return formula, err
		}
	}
}

// appendValue appends what the cell says whose value was read last.
func (s *sheetReader) appendValue(to []byte, kind cellType, style int) ([]byte, error) {
	switch {
	case len(s.value) == 0 || kind == errorCell:
		return to, nil
	case kind == textCell:
		return append(to, s.value...), nil
	case kind == sharedCell:
		i, ok := digits(s.value)
		text, known := s.strings.at(i)
		if !ok || !known {
			return to, errorf(Unreadable, "the workbook is damaged: %s refers to a text that is not there", s.where())
		}
		return append(to, text...), nil
	case kind == boolCell && s.value[0] == '0':
		return append(to, "FALSE"...), nil
	case kind == boolCell:
		return append(to, "TRUE"...), nil
	}
	return s.appendNumber(to, s.value, style), nil
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
