package tabular

import (
	"fmt"
	"strings"
	"testing"
)

// twoRows is a sheet of a header and two rows.
var twoRows = xmlRow(1, "Service", "State") + xmlRow(2, "API", "open") + xmlRow(3, "Web", "closed")

// TestFindsSheets chooses among sheets, given as names with ! for hidden, !! for very hidden and ^ for a chart, with the
// rows of each.
func TestFindsSheets(t *testing.T) {
	t.Parallel()
	title := xmlRow(1, "Notes")
	for name, test := range map[string]struct {
		sheets  []string // names and rows in turn
		options Options
		want    string // the sheet that was taken
		warned  string
	}{
		"one":                 {[]string{"Log", twoRows}, Options{}, "Log", ""},
		"the first":           {[]string{"A", twoRows, "B", twoRows}, Options{}, "A", ""},
		"an empty one":        {[]string{"A", "", "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: nothing is in it (1, line 0)\n"},
		"a title alone":       {[]string{"A", title, "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: there is a header and nothing below it (1, line 0)\n"},
		"a hidden one":        {[]string{"!A", twoRows, "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: it is hidden (1, line 0)\n"},
		"a very hidden":       {[]string{"!!A", twoRows, "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: it is hidden (1, line 0)\n"},
		"a chart":             {[]string{"^A", "", "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: it is no table (1, line 0)\n"},
		"by name":             {[]string{"A", twoRows, "B", twoRows}, Options{Sheet: "B"}, "B", ""},
		"by name, hidden":     {[]string{"A", twoRows, "!B", twoRows}, Options{Sheet: "B"}, "B", ""},
		"by name, other case": {[]string{"A", twoRows, "Bücher", twoRows}, Options{Sheet: "BÜCHER"}, "Bücher", ""},
		"styles of nothing":   {[]string{"A", `<row r="9"><c r="A9" s="1"/></row>`, "B", twoRows}, Options{}, "B", "sheet \"A\" passed over: nothing is in it (1, line 0)\n"},
		"a header row that only one has": {[]string{"A", title, "B", twoRows}, Options{HeaderRow: 2}, "B",
			"sheet \"A\" passed over: nothing is in its row 2, which was named as the header's (1, line 0)\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := withSheets(test.sheets...).open(t, test.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := warnings(file.Warnings); file.Sheet != test.want || got != test.warned {
				t.Errorf("took %q with %q\nwant %q with %q", file.Sheet, got, test.want, test.warned)
			}
		})
	}
}

// withSheets returns a workbook with sheets of the names and rows, as TestFindsSheets writes them.
func withSheets(pairs ...string) parts {
	var rows []string
	var sheets strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		rows = append(rows, pairs[i+1])
		state := []string{"visible", "hidden", "veryHidden"}[strings.Count(pairs[i], "!")]
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>`, strings.TrimLeft(pairs[i], "!^"), i+1, state, i/2+1)
	}
	book := handmade(rows...).with("xl/workbook.xml", workbookXML(sheets.String()))
	for i := 0; i < len(pairs); i += 2 {
		if strings.HasPrefix(pairs[i], "^") {
			relations := book["xl/_rels/workbook.xml.rels"]
			book["xl/_rels/workbook.xml.rels"] = strings.Replace(relations,
				fmt.Sprintf(`Id="rId%d" Type="%s/worksheet"`, i/2+1, relationSpace), fmt.Sprintf(`Id="rId%d" Type="%s/chartsheet"`, i/2+1, relationSpace), 1)
		}
	}
	return book
}

func TestListsSheets(t *testing.T) {
	t.Parallel()
	file, err := withSheets("A", twoRows, "!B", twoRows, "^C", "", "!!D", "").open(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(file.Sheets); got != "[{A false} {B true} {D true}]" {
		t.Errorf("got %s", got)
	}
}

func TestFindsNoSheet(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		sheets  []string
		options Options
		kind    ErrorKind
		want    string
	}{
		"no sheets":        {nil, Options{}, Empty, "the workbook has no sheet with a table"},
		"a chart alone":    {[]string{"^A", ""}, Options{}, Empty, "the workbook has no sheet with a table"},
		"empty ones":       {[]string{"A", "", "B", ""}, Options{}, Empty, "the workbook has no sheet with a table"},
		"a hidden one":     {[]string{"A", "", "!B", twoRows}, Options{}, Empty, `nothing is in the visible sheets: choose the hidden sheet "B" to read it`},
		"headers alone":    {[]string{"A", "", "!B", twoRows, "C", xmlRow(3, "a", "b"), "D", xmlRow(1, "a")}, Options{}, NoRows, `sheet "C": there is a header and nothing below it`},
		"name unknown":     {[]string{"A", twoRows, "!B", twoRows, "^C", ""}, Options{Sheet: "D"}, NoSheet, `there is no sheet "D": the sheets are "A", "B"`},
		"name of a chart":  {[]string{"A", twoRows, "^C", ""}, Options{Sheet: "C"}, NoSheet, `there is no sheet "C": the sheets are "A"`},
		"named and empty":  {[]string{"A", twoRows, "B", ""}, Options{Sheet: "B"}, Empty, `sheet "B": nothing is in it`},
		"named, no rows":   {[]string{"A", twoRows, "B", xmlRow(1, "a")}, Options{Sheet: "b"}, NoRows, `sheet "B": there is a header and nothing below it`},
		"blank header row": {[]string{"A", xmlRow(1, "a") + xmlRow(3, "b")}, Options{Sheet: "A", HeaderRow: 2}, Empty, `sheet "A": nothing is in its row 2, which was named as the header's`},
		"header row below": {[]string{"A", twoRows}, Options{Sheet: "A", HeaderRow: 3}, NoRows, `sheet "A": there is a header and nothing below it`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := withSheets(test.sheets...).open(t, test.options)
			assertError(t, err, test.kind, "log.xlsx: "+test.want)
		})
	}
}

// TestReadsSheets reads sheets as programs write them.
func TestReadsSheets(t *testing.T) {
	t.Parallel()
	const want = "Service|State\n2 API|open\n3 Web|closed\n"
	inSheet := func(rows string) parts { return handmade(rows) }
	plain := inSheet(twoRows)
	cells := func(reference func(column, line int) string) string {
		var b strings.Builder
		for line, row := range [][2]string{{"Service", "State"}, {"API", "open"}, {"Web", "closed"}} {
			b.WriteString("<row>")
			for column, text := range row {
				fmt.Fprintf(&b, `<c%s t="str"><v>%s</v></c>`, reference(column, line), text)
			}
			b.WriteString("</row>")
		}
		return b.String()
	}
	for name, test := range map[string]struct {
		book parts
		want string
	}{
		"plain":            {plain, want},
		"no references":    {inSheet(cells(func(int, int) string { return "" })), want},
		"cells alone know": {inSheet(cells(func(column, line int) string { return fmt.Sprintf(` r="%c%d"`, 'A'+column, line+5) })), "Service|State\n6 API|open\n7 Web|closed\n"},
		"small letters":    {inSheet(cells(func(column, line int) string { return fmt.Sprintf(` r="%c%d"`, 'a'+column, line+1) })), want},
		"columns alone":    {inSheet(cells(func(column, _ int) string { return fmt.Sprintf(` r="%c"`, 'A'+column) })), want},
		"a wrong dimension": {plain.with("xl/worksheets/sheet1.xml",
			strings.Replace(sheetXML(twoRows), "<sheetData>", `<dimension ref="A1"/><sheetData>`, 1)), want},
		"a vast dimension": {plain.with("xl/worksheets/sheet1.xml",
			strings.Replace(sheetXML(twoRows), "<sheetData>", `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData>`, 1)), want},
		"gaps":              {inSheet(xmlRow(3, "Service", "", "State") + xmlRow(7, "API", "", "open") + xmlRow(900, "", "", "closed")), "Service||State\n7 API||open\n900 ||closed\ncolumn 2 without a name (1, line 3)\n"},
		"blank rows":        {inSheet(twoRows + `<row r="4"/><row r="5"></row><row r="6"><c r="A6" s="1"/></row>` + xmlRow(7, "  ", "") + xmlRow(8, "DB", "open")), want + "8 DB|open\n"},
		"the last row":      {inSheet(twoRows + xmlRow(1_048_576, "DB", "open")), want + "1048576 DB|open\n"},
		"titles":            {inSheet(xmlRow(1, "Incidents of 2026") + xmlRow(2, "# all of them") + xmlRow(4, "Service", "State") + xmlRow(5, "API", "open")), "Service|State\n5 API|open\nrows above the header passed over (2, line 1)\n"},
		"names twice":       {inSheet(xmlRow(1, "Service", "State", "state") + xmlRow(2, "API", "open", "x")), "Service|State|state\n2 API|open|x\ncolumns 2 and 3 of the same name \"State\" (2, line 1)\n"},
		"a note beside":     {inSheet(twoRows + xmlRow(4, "DB", "open", "", "see mail")), want + "4 DB|open\ncells to the right of the header, left out (1, line 4)\n"},
		"a note alone":      {inSheet(twoRows + xmlRow(4, "", "", "", "see mail")), want + "cells to the right of the header, left out (1, line 4)\n"},
		"errors":            {inSheet(twoRows + `<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4"><v>1</v></c></row><row r="5"><c r="A5" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`), want + "4 |1\nerror values such as #N/A, read as empty (2, line 4)\n"},
		"no results":        {inSheet(twoRows + `<row r="4"><c r="A4"><f>1+1</f></c><c r="B4"><f>1+1</f><v></v></c></row><row r="5"><c r="A5" t="str"><f>""</f><v></v></c></row>`), want + "formulas without a result, read as empty: open the workbook in a spreadsheet and save it (2, line 4)\n"},
		"white space":       {inSheet(strings.NewReplacer("<row", "\n  <row", "<c ", "\n    <c ", "<is>", "\n <is>", "</c>", "\r\n</c>").Replace(twoRows)), want},
		"comments":          {inSheet("<!-- <row> -->" + strings.ReplaceAll(twoRows, "<c ", "<!-- > --><?pi > ?><c ")), want},
		"more in the rows":  {inSheet(strings.ReplaceAll(twoRows, "</row>", `<extLst><ext><c r="Z9"><v>1</v></c></ext></extLst></row>`)), want},
		"prefixes":          {plain.with("xl/worksheets/sheet1.xml", prefixed(sheetXML(twoRows))), want},
		"a byte order mark": {plain.with("xl/worksheets/sheet1.xml", "\ufeff"+sheetXML(twoRows)), want},
		"strict":            {strict(plain), want},
		"absolute paths":    {plain.with("xl/_rels/workbook.xml.rels", relationsXML("worksheet", "/xl/worksheets/sheet1.xml")), want},
		"other folders": {parts{
			"_rels/.rels": relationsXML("officeDocument", "/book.xml"), "book.xml": plain["xl/workbook.xml"],
			"_rels/book.xml.rels": relationsXML("worksheet", "data/../first.xml"), "first.xml": sheetXML(twoRows),
		}, want},
		"backslashes and capitals": {parts{
			`_rels\.rels`: relationsXML("officeDocument", `xl\Workbook.xml`), `XL\workbook.xml`: plain["xl/workbook.xml"],
			`xl\_rels\workbook.xml.rels`: relationsXML("worksheet", `worksheets\Sheet1.xml`), `xl\worksheets\sheet1.xml`: sheetXML(twoRows),
		}, want},
		"styles that are broken": {plain.with("xl/styles.xml", "<styleSheet"), want + "the formats of numbers cannot be read, so that dates can be numbers (0, line 0)\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.book.read(t, Options{}); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// prefixed gives all elements of a part a prefix.
func prefixed(xml string) string {
	xml = strings.NewReplacer("<?", "<?", "</", "</x:", "<", "<x:").Replace(xml)
	return strings.Replace(xml, "xmlns=", "xmlns:x=", 1)
}

// strict makes a workbook one of strict OOXML.
func strict(p parts) parts {
	p = p.with()
	for name, text := range p {
		p[name] = strings.NewReplacer(relationSpace, "http://purl.oclc.org/ooxml/officeDocument/relationships",
			mainSpace, "http://purl.oclc.org/ooxml/spreadsheetml/main").Replace(text)
	}
	return p
}

// TestReadsMergedCells reads sheets with merged cells, listed behind their rows.
func TestReadsMergedCells(t *testing.T) {
	t.Parallel()
	rows := xmlRow(1, "Service", "State", "Stage") + xmlRow(2, "API", "open", "prd") + xmlRow(3, "", "closed", "stg") +
		xmlRow(4, "", "open", "stg") + xmlRow(5, "Web", "closed", "prd")
	for name, test := range map[string]struct{ rows, merged, want string }{
		"none":                        {rows, "", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"down":                        {rows, "A2:A4", "2 API|open|prd\n3 API|closed|stg\n4 API|open|stg\n5 Web|closed|prd\n"},
		"across":                      {rows, "A2:B2", "2 API|API|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"a block":                     {rows, "A2:B3", "2 API|API|prd\n3 API|API|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"beside each other":           {rows, "A2:A3 B2:B3 C4:C5", "2 API|open|prd\n3 API|open|stg\n4 |open|stg\n5 Web|closed|stg\n"},
		"one cell":                    {rows, "A2", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"no range":                    {rows, "A2:x 7:B A4:A2", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"from the header":             {rows, "A1:A3", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"beyond the header":           {rows, "C2:Z3", "2 API|open|prd\n3 |closed|prd\n4 |open|stg\n5 Web|closed|prd\n"},
		"beside the header":           {rows, "F2:G3", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"beyond the rows":             {rows, "A5:A1048576", "2 API|open|prd\n3 |closed|stg\n4 |open|stg\n5 Web|closed|prd\n"},
		"an empty first cell":         {rows, "A3:B4", "2 API|open|prd\n3 ||stg\n4 ||stg\n5 Web|closed|prd\n"},
		"a first cell in a blank row": {xmlRow(1, "Service", "State") + xmlRow(3, "Web", "open"), "A2:A3", "3 |open\n"},
		"into blank rows":             {xmlRow(1, "Service", "State") + xmlRow(2, "API", "open") + `<row r="3"><c r="A3" s="1"/></row>` + xmlRow(4, "", "closed"), "A2:A4", "2 API|open\n4 API|closed\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var merged strings.Builder
			for _, r := range strings.Fields(test.merged) {
				fmt.Fprintf(&merged, `<mergeCell ref="%s"/>`, r)
			}
			book := handmade(test.rows)
			book["xl/worksheets/sheet1.xml"] = strings.Replace(book["xl/worksheets/sheet1.xml"], "</sheetData>",
				`</sheetData><sheetProtection sheet="1"/><mergeCells count="1">`+merged.String()+`</mergeCells>`, 1)
			_, got, _ := strings.Cut(book.read(t, Options{}), "\n")
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
