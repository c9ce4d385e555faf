package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// forged is a part that declares other sizes than it has.
type forged struct {
	name             string
	content          string
	packed, unpacked uint64
}

// writeForged zips parts and those that lie.
func writeForged(t *testing.T, p parts, more ...forged) string {
	t.Helper()
	path := p.write(t)
	whole, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range whole.File {
		if err := z.Copy(part); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range more {
		w, err := z.CreateRaw(&zip.FileHeader{Name: f.name, Method: zip.Store, CompressedSize64: f.packed, UncompressedSize64: f.unpacked})
		if err == nil {
			_, err = w.Write([]byte(f.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "log.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const again = "cannot be read. Get the file once more"

// TestRefusesZips opens zips that are no workbooks, and workbooks that are damaged from the beginning.
func TestRefusesZips(t *testing.T) {
	t.Parallel()
	whole := handmade(twoRows)
	for name, test := range map[string]struct {
		book parts
		want string
	}{
		"an .xlsb":           {parts{"xl/workbook.bin": "x", "_rels/.rels": "x"}, "this is an .xlsb workbook: save it as .xlsx"},
		"an .ods":            {parts{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}, "this is an OpenDocument file such as .ods: save it as .xlsx"},
		"a .docx":            {parts{"word/document.xml": "x", "_rels/.rels": "x"}, "this is a text document: save its table as CSV or .xlsx"},
		"a .pptx":            {parts{"ppt/presentation.xml": "x", "_rels/.rels": "x"}, "this is a presentation: save its table as CSV or .xlsx"},
		"a Numbers document": {parts{"Index/Document.iwa": "x"}, "this is a Numbers document: export it as CSV or .xlsx"},
		"another zip":        {parts{"log.csv": "a,b\n"}, "this is a zip, but no workbook: unpack it and choose the file in it"},
		"an empty zip":       {parts{}, "this is a zip, but no workbook: unpack it and choose the file in it"},
		"no main part":       {parts{"_rels/.rels": relationsXML("core-properties", "docProps/core.xml")}, "this is a zip, but no workbook: unpack it and choose the file in it"},
		"a broken beginning": {whole.with("_rels/.rels", "<Relationships"), "the workbook is damaged: its part _rels/.rels " + again},
		"a broken main part": {whole.with("xl/workbook.xml", "<workbook"), "the workbook is damaged: its part xl/workbook.xml " + again},
		"another main part":  {whole.with("xl/workbook.xml", "<html></html>"), "the workbook is damaged: its part xl/workbook.xml " + again},
		"a missing main part": {whole.with("xl/workbook.xml", ""),
			"the workbook is damaged: its part xl/workbook.xml is missing. Get the file once more"},
		"missing relations": {whole.with("xl/_rels/workbook.xml.rels", ""),
			"the workbook is damaged: its part xl/_rels/workbook.xml.rels is missing. Get the file once more"},
		"a missing sheet": {whole.with("xl/worksheets/sheet1.xml", ""),
			"the workbook is damaged: its part xl/worksheets/sheet1.xml is missing. Get the file once more"},
		"broken strings":      {whole.with("xl/sharedStrings.xml", stringsXML("<si><t>a")), "the workbook is damaged: its part xl/sharedStrings.xml " + again},
		"a document type":     {whole.with("xl/worksheets/sheet1.xml", `<!DOCTYPE x [<!ENTITY a "b">]>`+sheetXML(twoRows)), "the workbook is damaged: its part xl/worksheets/sheet1.xml " + again},
		"a text not there":    {handmade(`<row r="1"><c r="B1" t="s"><v>7</v></c></row>`), "the workbook is damaged: cell B1 refers to a text that is not there"},
		"a text of no number": {handmade(`<row r="1"><c r="B1" t="s"><v>-1</v></c></row>`), "the workbook is damaged: cell B1 refers to a text that is not there"},
		"a column too many":   {handmade(`<row r="1"><c r="XFE1"><v>7</v></c></row>`), "the workbook is damaged: it has a cell in row 1 and column 16385, where no sheet has any"},
		"a row too many":      {handmade(`<row r="1048577"><c r="A1"><v>7</v></c></row>`), "the workbook is damaged: it has a cell in row 1048577 and column 1, where no sheet has any"},
		"a negative row":      {handmade(`<row r="-1"><c><v>7</v></c></row>`), "the workbook is damaged: it has a cell in row -1 and column 1, where no sheet has any"},
		"a long cell":         {handmade(xmlRow(1, "a", "b") + xmlRow(2, "c", strings.Repeat("x", maxCell+1))), "cell B2 has more than 1 MiB of text, the most that is read"},
		"a long shared text": {whole.with("xl/sharedStrings.xml", stringsXML("<si><t>"+strings.Repeat("x", maxCell+1)+"</t></si>")),
			"a cell of the workbook has more than 1 MiB of text, the most that is read"},
		"a long row": {handmade(`<row r="1">`+strings.Repeat(`<c t="s"><v>0</v></c>`, 9)+`</row>`).with(
			"xl/sharedStrings.xml", stringsXML("<si><t>"+strings.Repeat("x", maxCell)+"</t></si>")), "row 1 has more than 8 MiB, the most that is read"},
		"an endless tag": {handmade(`<row x="` + strings.Repeat("x", maxToken) + `"/>`), "the workbook is damaged: its part xl/worksheets/sheet1.xml " + again},
		"many sheets": {handmade(twoRows).with("xl/workbook.xml", workbookXML(strings.Repeat(`<sheet name="a" sheetId="1" r:id="rId1"/>`, maxSheets+1))),
			"the workbook has 256 sheets, and at most 255 are read: save the sheet on its own"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.book.open(t, Options{})
			assertError(t, err, Unreadable, "log.xlsx: "+test.want)
		})
	}
}

// TestRefusesForgedZips opens zips that say something wrong of what is in them, or something monstrous.
func TestRefusesForgedZips(t *testing.T) {
	t.Parallel()
	whole := handmade(twoRows)
	sheet := "xl/worksheets/sheet1.xml"
	for name, test := range map[string]struct {
		forged forged
		want   string
	}{
		"a vast part":             {forged{"xl/media/a.png", "x", 1, maxUnpacked + 1}, "the workbook is larger than 1 GiB when unpacked, the most that is read: save the sheet on its own"},
		"the vastest part":        {forged{"xl/media/a.png", "x", 1, 1<<64 - 1}, "the workbook is larger than 1 GiB when unpacked, the most that is read: save the sheet on its own"},
		"a bomb":                  {forged{"xl/media/a.png", "x", 100, largePart + 1}, "the workbook unpacks to more than 500 times its size, as harmful files do: open it in a spreadsheet and save it"},
		"more than was declared":  {forged{sheet, sheetXML(twoRows), uint64(len(sheetXML(twoRows))), 100}, "the workbook is damaged: its part xl/worksheets/sheet1.xml " + again},
		"many strings":            {forged{"xl/sharedStrings.xml", "x", 1 << 22, maxStrings + 1}, "the workbook's part xl/sharedStrings.xml has 512 MiB when unpacked, and at most 512 MiB is read: split it"},
		"a list of sheets beyond": {forged{"xl/workbook.xml", "x", 1 << 22, maxFacts + 1<<20}, "the workbook's part xl/workbook.xml has 33 MiB when unpacked, and at most 32 MiB is read: split it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(context.Background(), writeForged(t, whole.with(test.forged.name, ""), test.forged), Options{})
			assertError(t, err, Unreadable, "log.xlsx: "+test.want)
		})
	}
}

// TestRefusesCutZips opens a workbook of which the end is missing, and one with bytes turned over.
func TestRefusesDamagedZips(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(handmade(twoRows).write(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "log.xlsx")
	for cut := 4; cut < len(whole); cut += 37 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(context.Background(), path, Options{})
		assertError(t, err, Unreadable, "log.xlsx: the workbook is damaged: its zip has no readable list of contents. Get the file once more")
	}
}

func TestRefusesPasswordsOfZips(t *testing.T) {
	t.Parallel()
	path := handmade(twoRows).write(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The flags of every entry in the list of contents.
	for i := 0; ; {
		n := bytes.Index(whole[i:], []byte("PK\x01\x02"))
		if n < 0 {
			break
		}
		i += n + 8
		whole[i] |= 1
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), path, Options{})
	assertError(t, err, Unreadable, "log.xlsx: this workbook has a password: save it as .xlsx without one")
}

// large returns a sheet of many rows.
func large(rows int) string {
	var b strings.Builder
	b.WriteString(xmlRow(1, "Service", "State", "Number"))
	for i := range rows {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d" t="s"><v>1</v></c><c r="C%d"><v>%d</v></c></row>`, i+2, i+2, i+2, i+2, i)
	}
	return b.String()
}

const largeStrings = `<si><t>A service with a name</t></si><si><t>open</t></si>`

// TestReadsWorkbooksInBlocks reads a sheet of several blocks, twice and by several workers, with its progress.
func TestReadsWorkbooksInBlocks(t *testing.T) {
	t.Parallel()
	const rows = 30_000
	file, err := handmade(large(rows)).with("xl/sharedStrings.xml", stringsXML(largeStrings)).open(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 3} {
		all, err := readAll(file, workers)
		if err != nil {
			t.Fatal(err)
		}
		if all.result.Rows != rows || len(all.rows) != rows {
			t.Fatalf("%d rows, %d of them handed out, want %d", all.result.Rows, len(all.rows), rows)
		}
		for i, row := range all.rows {
			if want := fmt.Sprint(i); row.line != i+2 || row.cells[2] != want || row.cells[1] != "open" {
				t.Fatalf("row %d is %v", i, row)
			}
		}
	}
	var last Progress
	_, err = file.Read(context.Background(), 2, func(p Progress) {
		if p.Rows < last.Rows || p.Bytes < last.Bytes || p.Bytes > p.Total {
			t.Errorf("progress went from %+v to %+v", last, p)
		}
		last = p
	}, passOver)
	if err != nil || last.Rows != rows || last.Bytes != last.Total || last.Total == 0 {
		t.Errorf("progress ended at %+v, %v", last, err)
	}
}

func passOver(b *Block) error {
	for _, ok := b.Next(); ok; {
		_, ok = b.Next()
	}
	return nil
}

func TestStopsReadingWorkbooks(t *testing.T) {
	t.Parallel()
	book := handmade(large(30_000)).with("xl/sharedStrings.xml", stringsXML(largeStrings))
	t.Run("at an error", func(t *testing.T) {
		t.Parallel()
		file, err := book.open(t, Options{})
		if err != nil {
			t.Fatal(err)
		}
		wrong := errors.New("wrong")
		if _, err := file.Read(context.Background(), 2, nil, func(*Block) error { return wrong }); !errors.Is(err, wrong) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("when cancelled", func(t *testing.T) {
		t.Parallel()
		file, err := book.open(t, Options{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		_, err = file.Read(ctx, 2, nil, func(b *Block) error {
			cancel()
			return passOver(b)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if _, err := file.Read(ctx, 2, nil, passOver); !errors.Is(err, context.Canceled) {
			t.Errorf("from the beginning: %v", err)
		}
	})
	t.Run("before it is open", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := Open(ctx, book.write(t), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func TestRefusesChangedWorkbooks(t *testing.T) {
	t.Parallel()
	path := handmade(twoRows).write(t)
	file, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	_, err = file.Read(context.Background(), 1, nil, passOver)
	assertError(t, err, Unreadable, "log.xlsx: "+errChanged().Error())
}

// TestRefusesDamagedRows reads sheets whose beginning is sound.
func TestRefusesDamagedRows(t *testing.T) {
	t.Parallel()
	rows := large(30_000)
	for name, test := range map[string]struct{ sheet, want string }{
		"no end":       {sheetXML(rows)[:len(rows)-100], "the workbook is damaged: its part xl/worksheets/sheet1.xml " + again},
		"a wrong text": {sheetXML(rows + `<row r="40000"><c t="s"><v>9</v></c></row>`), "the workbook is damaged: cell A40000 refers to a text that is not there"},
		"overlapping":  {strings.Replace(sheetXML(rows), "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A2:A9"/>`, 4)+"</mergeCells>", 1), "the workbook is damaged: the merged ranges in row 2 overlap"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := handmade("").with("xl/sharedStrings.xml", stringsXML(largeStrings), "xl/worksheets/sheet1.xml", test.sheet).open(t, Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = file.Read(context.Background(), 2, nil, passOver)
			assertError(t, err, Unreadable, "log.xlsx: "+test.want)
		})
	}
}

func TestRefusesRowsBesideTheHeader(t *testing.T) {
	t.Parallel()
	file, err := handmade(xmlRow(1, "Service", "State")+xmlRow(2, "", "", "", "a note")).open(t, Options{HeaderRow: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Read(context.Background(), 1, nil, passOver)
	assertError(t, err, NoRows, `log.xlsx: sheet "One": there is a header and nothing below it`)
}

// TestChecksTheSheet reads a sheet that ends where it should, but not in the zip's words.
func TestChecksTheSheet(t *testing.T) {
	t.Parallel()
	const name = "xl/worksheets/sheet1.xml"
	content := sheetXML(twoRows)
	path := writeForged(t, handmade(twoRows).with(name, ""), forged{name, content, uint64(len(content)), 9999})
	file, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	_, err = file.Read(context.Background(), 1, nil, func(*Block) error {
		t.Error("rows were handed out")
		return nil
	})
	assertError(t, err, Unreadable, "log.xlsx: the workbook is damaged: its part "+name+" "+again)
}
