package tabular

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// looksZipped tells whether a file begins as a zip does, which every OOXML workbook is.
func looksZipped(beginning []byte) bool {
	return bytes.HasPrefix(beginning, []byte("PK\x03\x04")) || bytes.HasPrefix(beginning, []byte("PK\x05\x06"))
}

// foreigners are files that are mistaken for a table, by their first bytes.
var foreigners = []struct{ prefix, text string }{
	{"%PDF-", "this is a PDF: export the table itself as CSV or .xlsx"},
	{"\x89PNG\r\n", "this is a picture: export the table itself as CSV or .xlsx"},
	{"\xff\xd8\xff", "this is a picture: export the table itself as CSV or .xlsx"},
	{"GIF8", "this is a picture: export the table itself as CSV or .xlsx"},
	{"\x1f\x8b", "this is a compressed file: unpack it first"},
	{"BZh91AY&SY", "this is a compressed file: unpack it first"},
	{"\xfd7zXZ", "this is a compressed file: unpack it first"},
	{"\x28\xb5\x2f\xfd", "this is a compressed file: unpack it first"},
	{"7z\xbc\xaf", "this is a compressed file: unpack it first"},
	{"Rar!\x1a", "this is a compressed file: unpack it first"},
	{"{\\rtf", "this is a text document: save its table as CSV or .xlsx"},
	{"SQLite format 3\x00", "this is a database: export its table as CSV"},
	{"PAR1\x15", "this is a Parquet file: export it as CSV"},
	{"ARROW1\x00", "this is an Arrow file: export it as CSV"},
	{"\x7fELF", "this is a program, not a table"},
	{"MZ\x90", "this is a program, not a table"},
}

// markups are the first words of files of text that are no table, lower case and without blanks.
var markups = []struct{ prefix, text string }{
	{"<!doctype", webPage}, {"<html", webPage}, {"<head", webPage}, {"<meta", webPage}, {"<body", webPage}, {"<table", webPage},
	{"<style", webPage}, {"<div", webPage},
	{"<?xml", "this is XML, whatever its name says: save it as .xlsx or CSV"},
	{"[{\"", "this is JSON: export it as CSV"},
	{"{\"", "this is JSON: export it as CSV"},
}

const webPage = "this is a web page, whatever its name says: open it in a spreadsheet and save it as .xlsx or CSV"

// foreign returns the error of a file that is neither a zip nor text, or whose text is no table.
func foreign(f io.ReaderAt, beginning []byte) error {
	if bytes.HasPrefix(beginning, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return compound(f, beginning)
	}
	for _, other := range foreigners {
		if bytes.HasPrefix(beginning, []byte(other.prefix)) {
			return errorf(Unreadable, "%s", other.text)
		}
	}
	first := firstWord(beginning)
	for _, other := range markups {
		if bytes.HasPrefix(first, []byte(other.prefix)) {
			return errorf(Unreadable, "%s", other.text)
		}
	}
	return nil
}

// firstWord returns the first bytes of a text in lower case, without blanks and byte order marks, and without the zero
// bytes of UTF-16.
func firstWord(beginning []byte) []byte {
	word := make([]byte, 0, 64)
	for _, c := range beginning[:min(len(beginning), 512)] {
		switch c {
		case 0, ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF, 0xFE, 0xFF:
		default:
			word = append(word, c)
		}
	}
	return bytes.ToLower(word)
}

// compound tells the two workbooks apart that are compound files: an old .xls, and an .xlsx with a password.
func compound(f io.ReaderAt, beginning []byte) error {
	if len(beginning) >= 52 {
		shift := binary.LittleEndian.Uint16(beginning[30:])
		sector := binary.LittleEndian.Uint32(beginning[48:])
		directory := make([]byte, 4<<10)
		// What cannot be read stays zero, and has then no such name in it.
		_, _ = f.ReadAt(directory, (int64(sector)+1)<<min(shift, 12))
		if bytes.Contains(directory, wideBytes("EncryptedPackage")) {
			return errorf(Unreadable, "this workbook has a password: save it as .xlsx without one")
		}
	}
	return errorf(Unreadable, "this is an old .xls workbook: save it as .xlsx")
}

// wideBytes returns s in UTF-16 LE.
func wideBytes(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}
