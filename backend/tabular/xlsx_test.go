package tabular

import (
	"archive/zip"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parts are those of a workbook made by hand, by their paths.
type parts map[string]string

const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// handmade returns the parts of a workbook with the rows of each of its sheets as XML. They are called One, Two and so on.
func handmade(rows ...string) parts {
	names := []string{"One", "Two", "Three", "Four"}
	p := parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         relationsXML("officeDocument", "xl/workbook.xml"),
	}
	var sheets, relations strings.Builder
	for i, r := range rows {
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, names[i], i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relationSpace, i+1)
		p[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = sheetXML(r)
	}
	p["xl/workbook.xml"] = workbookXML(sheets.String())
	p["xl/_rels/workbook.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		relations.String() +
		`<Relationship Id="rId98" Type="` + relationSpace + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId99" Type="` + relationSpace + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	return p
}

// relationsXML refers to one part of a kind.
func relationsXML(kind, target string) string {
	return fmt.Sprintf(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
		`<Relationship Id="rId1" Type="%s/%s" Target="%s"/></Relationships>`, relationSpace, kind, target)
}

func workbookXML(sheets string) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>`,
		mainSpace, relationSpace, sheets)
}

func sheetXML(rows string) string {
	return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>`, mainSpace, rows)
}

// stylesXML has one style for each number format; those that are no number are codes.
func stylesXML(formats ...string) string {
	var own, styles strings.Builder
	for i, f := range formats {
		id := f
		if strings.Trim(f, "0123456789") != "" {
			id = fmt.Sprint(164 + i)
			fmt.Fprintf(&own, `<numFmt numFmtId="%s" formatCode="%s"/>`, id, strings.NewReplacer(`"`, "&quot;", "<", "&lt;").Replace(f))
		}
		fmt.Fprintf(&styles, `<xf numFmtId="%s"/>`, id)
	}
	return fmt.Sprintf(`<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>`, mainSpace, own.String(), styles.String())
}

func stringsXML(items string) string {
	return fmt.Sprintf(`<sst xmlns="%s">%s</sst>`, mainSpace, items)
}

// xmlRow writes a row of inline texts, "" being no cell.
func xmlRow(line int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, line)
	for i, cell := range cells {
		if cell != "" {
			fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, line, cell)
		}
	}
	return b.String() + "</row>"
}

// with returns a copy with other parts, "" being none.
func (p parts) with(pairs ...string) parts {
	p = maps.Clone(p)
	for i := 0; i < len(pairs); i += 2 {
		p[pairs[i]] = pairs[i+1]
	}
	return p
}

// write zips the parts.
func (p parts) write(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if p[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(p[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens the workbook of the parts.
func (p parts) open(t testing.TB, o Options) (*File, error) {
	t.Helper()
	file, err := Open(context.Background(), p.write(t), o)
	if err == nil {
		t.Cleanup(func() { _ = file.Close() })
	}
	return file, err
}

// read reads the workbook of the parts, its warnings below its rows.
func (p parts) read(t testing.TB, o Options) string {
	t.Helper()
	file, err := p.open(t, o)
	if err != nil {
		t.Fatal(err)
	}
	all, err := readAll(file, 2)
	if err != nil {
		t.Fatal(err)
	}
	if all.result.Rows != len(all.rows) {
		t.Errorf("the result counts %d rows, not %d", all.result.Rows, len(all.rows))
	}
	return all.String() + warnings(file.Warnings, all.result.Warnings)
}

// TestReadsCells reads one cell of each kind. The styles are those of formats, by their places.
func TestReadsCells(t *testing.T) {
	t.Parallel()
	formats := []string{"0", "14", "22", "20", "46", "yyyy-mm-dd hh:mm:ss", `0 "days"`, "h:mm"}
	const day, moment, timeOfDay, span, ownMoment, days, hours = "1", "2", "3", "4", "5", "6", "7"
	number := func(style, value string) string { return fmt.Sprintf(`<c r="B2" s="%s"><v>%s</v></c>`, style, value) }
	text := func(content string) string { return `<c r="B2" t="inlineStr"><is>` + content + `</is></c>` }
	for name, test := range map[string]struct{ cell, want string }{
		"whole number":               {number("0", "42"), "42"},
		"typed number":               {`<c r="B2" t="n"><v>42</v></c>`, "42"},
		"negative number":            {number("0", "-42"), "-42"},
		"leading zeros":              {number("0", "00042"), "00042"},
		"15 digits":                  {number("0", "123456789012345"), "123456789012345"},
		"15 digits with an exponent": {number("0", "1.23456789012345E+14"), "123456789012345"},
		"exponent":                   {number("0", "1E+05"), "100000"},
		"negative exponent":          {number("0", "1.5E-3"), "0.0015"},
		"binary noise":               {number("0", "1.1000000000000001"), "1.1"},
		"zeros behind the point":     {number("0", "12.50"), "12.5"},
		"blanks around a number":     {number("0", " 12 "), "12"},
		"number beyond all":          {number("0", "1E+999"), "1E+999"},
		"no number":                  {number("0", "n/a"), "n/a"},
		"number with a unit":         {number(days, "46328"), "46328"},
		"style that is not there":    {number("77", "46328"), "46328"},
		"style that is no number":    {number("x", "46328"), "46328"},

		"date":                        {number(day, "46328"), "2026-11-02"},
		"date with a time":            {number(day, "46328.343055555557"), "2026-11-02T08:14:00"},
		"moment":                      {number(moment, "46328.343055555557"), "2026-11-02T08:14:00"},
		"moment of ten decimals":      {number(moment, "46328.3430555556"), "2026-11-02T08:14:00"},
		"milliseconds":                {number(moment, "46328.343056979167"), "2026-11-02T08:14:00.123"},
		"moment at midnight":          {number(moment, "46328"), "2026-11-02T00:00:00"},
		"just below midnight":         {number(moment, "46327.999999999995"), "2026-11-02T00:00:00"},
		"own format":                  {number(ownMoment, "46328.343055555557"), "2026-11-02T08:14:00"},
		"time of day":                 {number(timeOfDay, "0.343055555555556"), "08:14:00"},
		"time of day, own format":     {number(hours, "0.5"), "12:00:00"},
		"midnight":                    {number(timeOfDay, "0"), "00:00:00"},
		"time shown of a moment":      {number(timeOfDay, "46328.343055555557"), "2026-11-02T08:14:00"},
		"time in a column of moments": {number(moment, "0.343055555555556"), "08:14:00"},
		"span":                        {number(span, "1.5"), "36:00:00"},
		"span below a day":            {number(span, "0.25"), "6:00:00"},
		"no day":                      {number(day, "0"), "0"},
		"first day":                   {number(day, "1"), "1900-01-01"},
		"day before the one too many": {number(day, "59"), "1900-02-28"},
		"the one day too many":        {number(day, "60"), "1900-02-29"},
		"day after the one too many":  {number(day, "61"), "1900-03-01"},
		"last day":                    {number(day, "2958465"), "9999-12-31"},
		"day after the last":          {number(day, "2958466"), "2958466"},
		"day far beyond":              {number(day, "1E+300"), "1" + strings.Repeat("0", 300)},
		"negative day":                {number(day, "-1.5"), "-1.5"},
		"date written as such":        {`<c r="B2" s="2" t="d"><v>2026-11-02T08:14:00</v></c>`, "2026-11-02T08:14:00"},
		"date as text":                {`<c r="B2" s="2" t="str"><v>02/11/2026</v></c>`, "02/11/2026"},

		"true":                 {`<c r="B2" t="b"><v>1</v></c>`, "TRUE"},
		"false":                {`<c r="B2" t="b"><v>0</v></c>`, "FALSE"},
		"formula of a number":  {`<c r="B2"><f>20+22</f><v>42</v></c>`, "42"},
		"formula of a text":    {`<c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`, "ab"},
		"shared formula":       {`<c r="B2"><f t="shared" si="0"/><v>42</v></c>`, "42"},
		"formula of a date":    {`<c r="B2" s="1"><f>TODAY()</f><v>46328</v></c>`, "2026-11-02"},
		"shared text":          {`<c r="B2" t="s"><v>0</v></c>`, "shared"},
		"rich shared text":     {`<c r="B2" t="s"><v>1</v></c>`, "bold and plain"},
		"pronounced text":      {`<c r="B2" t="s"><v>2</v></c>`, "東京"},
		"empty shared text":    {`<c r="B2" t="s"><v>3</v></c>`, ""},
		"shared text, trimmed": {`<c r="B2" t="s"><v>4</v></c>`, "a  b"},
		"inline text":          {text("<t>inline</t>"), "inline"},
		"rich inline text":     {text("<r><rPr><b/></rPr><t>bold</t></r><r><t> and plain</t></r>"), "bold and plain"},
		"entities":             {text("<t>a &lt; b &amp;&amp; c &gt; d &quot;e&quot; &apos;f&apos; &#65;&#x42;</t>"), `a < b && c > d "e" 'f' AB`},
		"no entity":            {text("<t>a & b &nbsp; &; &#xD800; &#999999999;</t>"), "a & b &nbsp; &; &#xD800; &#999999999;"},
		"CDATA":                {text("<t><![CDATA[a < b & ]] > c]]></t>"), "a < b & ]] > c"},
		"comment in a text":    {text("<t>a<!-- <c> -->b</t>"), "ab"},
		"escaped characters":   {text("<t>a_x000A_b _x005F_x000A_ _xD800_ _x00</t>"), "a\nb _x000A_ _xD800_ _x00"},
		"lines":                {text("<t>a\nb</t>"), "a\nb"},
		"no UTF-8":             {text("<t>caf\xe9</t>"), "caf\uFFFD"},
		"an attribute with >":  {`<c r="B2" x="a>b" t="inlineStr"><is><t>c</t></is></c>`, "c"},
		"apostrophes":          {`<c r='B2' t='inlineStr'><is><t>c</t></is></c>`, "c"},
		"what nobody asks":     {`<c r="B2"><v>1</v><extLst><ext><x:v>2</x:v></ext></extLst></c>`, "1"},
		"empty cell":           {`<c r="B2" s="1"/>`, ""},
		"empty value":          {`<c r="B2" s="1"><v></v></c>`, ""},
		"no value":             {`<c r="B2" s="1"><v/></c>`, ""},
		"twice":                {`<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>`, "2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			book := handmade(xmlRow(1, "Key", "Value")+`<row r="2"><c r="A2"><v>1</v></c>`+test.cell+`</row>`).with(
				"xl/styles.xml", stylesXML(formats...),
				"xl/sharedStrings.xml", stringsXML(`<si><t>shared</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and plain</t></r></si>`+
					`<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si/><si><t xml:space="preserve">  a  b </t></si>`))
			if got, want := book.read(t, Options{}), "Key|Value\n2 1|"+test.want+"\n"; got != want {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
}

// TestDates1904 reads dates of a workbook that counts from 1904.
func TestDates1904(t *testing.T) {
	t.Parallel()
	book := handmade(xmlRow(1, "Date", "Time")+
		`<row r="2"><c r="A2" s="1"><v>44866</v></c><c r="B2" s="2"><v>44866.343055555557</v></c></row>`+
		`<row r="3"><c r="A3" s="1"><v>0</v></c><c r="B3" s="3"><v>0.25</v></c></row>`+
		`<row r="4"><c r="A4" s="1"><v>60</v></c><c r="B4" s="2"><v>0.25</v></c></row>`).with("xl/styles.xml", stylesXML("0", "14", "22", "20"))
	book["xl/workbook.xml"] = strings.Replace(book["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	want := "Date|Time\n2 2026-11-02|2026-11-02T08:14:00\n3 1904-01-01|06:00:00\n4 1904-03-01|1904-01-01T06:00:00\n"
	if got := book.read(t, Options{}); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if file, err := book.open(t, Options{}); err != nil || !file.Date1904 {
		t.Errorf("the workbook does not count from 1904: %+v, %v", file, err)
	}
}

func TestNumberFormats(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]numberFormat{
		"General": plainNumber, "0.00": plainNumber, "0.00E+00": plainNumber, "@": plainNumber, "": plainNumber,
		`#,##0.00 "USD"`: plainNumber, `0 "days"`: plainNumber, `0\d`: plainNumber, "[Red]0;[Blue]-0": plainNumber,
		`_-* #,##0.00 [$kr.-41D]_-`: plainNumber, "0_d": plainNumber, "0*y": plainNumber, `"unclosed yyyy`: plainNumber,
		"[unclosed yyyy": plainNumber, "0[": plainNumber, `0\`: plainNumber, `0"`: plainNumber,
		"yyyy-mm-dd": dayFormat, "D.M.YY": dayFormat, "mmm-yy": dayFormat, "mmmm": dayFormat, "[$-409]d-mmm": dayFormat,
		"[$-F800]dddd, mmmm dd, yyyy": dayFormat, `yyyy"年"m"月"d"日"`: dayFormat, `yyyy\-mm\-dd`: dayFormat,
		`[=0]"-";yyyy-mm-dd`: dayFormat,
		"yyyy-mm-dd hh:mm":   momentFormat, "m/d/yy h:mm AM/PM": momentFormat, `yyyy-mm-dd"T"hh:mm:ss.000`: momentFormat,
		"h:mm": timeFormat, "HH:MM:SS": timeFormat, "mm:ss.0": timeFormat, "[$-F400]h:mm:ss AM/PM": timeFormat,
		"[h]:mm:ss": spanFormat, "[mm]:ss": spanFormat, "[S]": spanFormat, "[HH]:mm": spanFormat,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%q is %d, want %d", code, got, want)
		}
	}
}

func TestBuiltInFormats(t *testing.T) {
	t.Parallel()
	kinds := map[numberFormat]string{}
	for id := range 164 {
		if format := builtInFormat(id); format != plainNumber {
			kinds[format] += fmt.Sprint(id, " ")
		}
	}
	want := map[numberFormat]string{
		dayFormat:    "14 15 16 17 27 28 29 30 31 34 35 36 50 51 52 53 54 55 56 57 58 ",
		timeFormat:   "18 19 20 21 32 33 45 47 ",
		momentFormat: "22 ",
		spanFormat:   "46 ",
	}
	if !maps.Equal(kinds, want) {
		t.Errorf("got %v\nwant %v", kinds, want)
	}
}
