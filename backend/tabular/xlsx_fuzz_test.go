package tabular

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// FuzzXLSX reads workbooks of any sheet, shared strings and styles: each gives rows that are as the contract says, or an
// *Error. As packing and unpacking take other ways each time, it hardly gets on without -fuzzminimizetime 5x.
func FuzzXLSX(f *testing.F) {
	f.Add(sheetXML(twoRows), stringsXML("<si><t>a</t></si>"), stylesXML("0", "14"), false)
	f.Add(sheetXML(twoRows+`<row r="4"><c r="A4" s="1"><v>46328.5</v></c><c t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`),
		stringsXML("<si><r><t>a</t></r><rPh><t>b</t></rPh></si>"), stylesXML("[h]:mm", "yyyy-mm-dd"), true)
	f.Add(prefixed(sheetXML(twoRows)), "", "", false)
	f.Add(sheetXML(`<row><c t="s"><v>0</v></c></row><row><c t="e"><v>#N/A</v></c><c><f>1</f></c></row><row><c s="1"><v>60</v></c></row>`),
		stringsXML("<si/><si><t>_x000D_<![CDATA[a]]>&#65;</t></si>"), stylesXML("0", "22"), false)
	f.Fuzz(func(t *testing.T, sheet, shared, styles string, date1904 bool) {
		book := handmade("").with("xl/worksheets/sheet1.xml", sheet, "xl/sharedStrings.xml", shared, "xl/styles.xml", styles)
		if date1904 {
			book["xl/workbook.xml"] = strings.Replace(book["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="true"/><sheets>`, 1)
		}
		checkWorkbook(t, book)
	})
}

// FuzzWorkbook reads workbooks of any main part and relations, which excelize decodes in part.
func FuzzWorkbook(f *testing.F) {
	plain := handmade(twoRows)
	f.Add(plain["xl/workbook.xml"], plain["xl/_rels/workbook.xml.rels"], plain["_rels/.rels"])
	odd := withSheets("^A", "", "!B", twoRows, "C", twoRows)
	f.Add(odd["xl/workbook.xml"], odd["xl/_rels/workbook.xml.rels"], odd["_rels/.rels"])
	f.Add(strict(plain)["xl/workbook.xml"], strict(plain)["xl/_rels/workbook.xml.rels"], strict(plain)["_rels/.rels"])
	f.Fuzz(func(t *testing.T, main, relations, roots string) {
		checkWorkbook(t, plain.with("xl/workbook.xml", main, "xl/_rels/workbook.xml.rels", relations, "_rels/.rels", roots))
	})
}

// FuzzZip reads zips with any bytes in them turned over.
func FuzzZip(f *testing.F) {
	path := handmade(twoRows).write(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, zipped []byte) {
		path := filepath.Join(t.TempDir(), "log.xlsx")
		if err := os.WriteFile(path, zipped, 0o600); err != nil {
			t.Fatal(err)
		}
		checkPath(t, path)
	})
}

func checkWorkbook(t *testing.T, book parts) {
	t.Helper()
	checkPath(t, book.write(t))
}

// checkPath reads a file and checks what every file must keep to.
func checkPath(t *testing.T, path string) {
	t.Helper()
	file, err := Open(context.Background(), path, Options{})
	var known *Error
	if err != nil {
		if !errors.As(err, &known) || known.Text == "" {
			t.Errorf("the error is %v", err)
		}
		return
	}
	defer file.Close()
	all, err := readAll(file, 1)
	switch {
	case err == nil && all.result.Rows != len(all.rows):
		t.Errorf("the result counts %d rows, not %d", all.result.Rows, len(all.rows))
	case err != nil && !errors.As(err, &known) && !strings.HasPrefix(err.Error(), "the rows are not in the order"):
		t.Errorf("the error is %v", err)
	}
	for _, row := range all.rows {
		if len(row.cells) != len(file.Header) {
			t.Errorf("%d cells in row %d below %d names", len(row.cells), row.line, len(file.Header))
		}
		for _, cell := range row.cells {
			if !utf8.ValidString(cell) || strings.TrimSpace(cell) != cell || len(cell) > maxCell {
				t.Errorf("row %d has the cell %q", row.line, cell)
			}
		}
	}
}

// FuzzXMLScanner compares what is come to in XML with what encoding/xml finds there, in all that it takes for well-formed.
func FuzzXMLScanner(f *testing.F) {
	f.Add(`<?xml version="1.0"?><a:b c="d>e" f='"'>g &amp; h<!-- i --><j/><![CDATA[k<]]></a:b>`)
	f.Add(sheetXML(twoRows))
	f.Add(stringsXML(`<si><t xml:space="preserve"> a&#10;b </t></si>`))
	f.Fuzz(func(t *testing.T, text string) {
		want, ok := standardTokens(text)
		if !ok {
			t.Skip()
		}
		x := newXMLScanner(iotest.OneByteReader(strings.NewReader(text)))
		x.buffer = x.buffer[:16]
		var got strings.Builder
		for {
			kind, err := x.next()
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			switch kind {
			case xmlNothing:
				if plain := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(got.String()); plain != want {
					t.Errorf("%q\nhas  %q\nwant %q", text, plain, want)
				}
				return
			case xmlText:
				got.Write(x.appendText(nil))
			case xmlEnd:
				got.WriteString("</" + string(x.name) + ">")
			case xmlStart:
				got.WriteString("<" + string(x.name))
				for name, value, rest := nextAttribute(x.attributes); len(name) > 0; name, value, rest = nextAttribute(rest) {
					_, local, prefixed := bytes.Cut(name, []byte(":"))
					if !prefixed {
						local = name
					}
					x.text, x.literal = value, false
					got.WriteString(" " + string(local) + "=" + string(x.appendText(nil)))
				}
				got.WriteString(">")
				if x.closed {
					got.WriteString("</" + string(x.name) + ">")
				}
			}
		}
	})
}

// standardTokens writes what encoding/xml finds in text. ok is false where that is not well-formed, or has what the parts
// of workbooks do not have.
func standardTokens(text string) (tokens string, ok bool) {
	if strings.ContainsRune(text, '\r') && strings.Contains(text, "&#") {
		return "", false // it does not tell a line end that is escaped from one that is not
	}
	decoder := xml.NewDecoder(strings.NewReader(text))
	var b strings.Builder
	for {
		token, err := decoder.Token()
		switch {
		case err == io.EOF:
			return b.String(), true
		case err != nil:
			return "", false
		}
		switch token := token.(type) {
		case xml.Directive:
			return "", false
		case xml.CharData:
			b.Write(token)
		case xml.EndElement:
			b.WriteString("</" + token.Name.Local + ">")
		case xml.StartElement:
			b.WriteString("<" + token.Name.Local)
			for _, a := range token.Attr {
				b.WriteString(" " + a.Name.Local + "=" + a.Value)
			}
			b.WriteString(">")
		}
	}
}

func TestScannerEnds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		"": nil, "text": nil, "<a>": nil, "<a/>": nil,
		"<": errXML, "<a": errXML, "<a b='": errXML, "<>": errXML, "</>": errXML, "<a:>": errXML, "< a>": errXML, "<!x>": errXML, "<!--": errXML, "<?": errXML, "<![CDATA[": errXML,
	} {
		x := newXMLScanner(strings.NewReader(text))
		var got error
		for kind := xmlStart; kind != xmlNothing && got == nil; {
			kind, got = x.next()
		}
		if !errors.Is(got, want) {
			t.Errorf("%q ends with %v, want %v", text, got, want)
		}
	}
}

type stuckReader struct{}

func (stuckReader) Read([]byte) (int, error) { return 0, nil }

func TestScannerGivesUp(t *testing.T) {
	t.Parallel()
	if _, err := newXMLScanner(stuckReader{}).next(); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("got %v", err)
	}
}
