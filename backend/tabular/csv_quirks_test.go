package tabular

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encode returns text in an encoding.
func encode(e encoding.Encoding, text string) string {
	encoded, err := e.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return encoded
}

var (
	wideLittle = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	wideBig    = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// TestReadsCSV has a small file for every quirk that is read.
func TestReadsCSV(t *testing.T) {
	t.Parallel()
	const plain, plainTable = "name,cost\nKöln,1\nBäle,2\n", "name|cost\n2 Köln|1\n3 Bäle|2\n"
	for name, test := range map[string]struct {
		text     string
		options  Options
		want     string // the table
		warnings string
		encoding string // "": utf-8
	}{
		"UTF-8":                 {text: plain, want: plainTable},
		"UTF-8 with mark":       {text: "\ufeff" + plain, want: plainTable},
		"UTF-8 with two marks":  {text: "\ufeff\ufeff" + plain, want: plainTable},
		"mark before a quote":   {text: "\ufeff\"name\",\"cost\"\nKöln,1\nBäle,2\n", want: plainTable},
		"UTF-16 LE":             {text: encode(wideLittle, "\ufeff"+plain), want: plainTable, encoding: "utf-16le"},
		"UTF-16 BE":             {text: encode(wideBig, "\ufeff"+plain), want: plainTable, encoding: "utf-16be"},
		"UTF-16 LE, no mark":    {text: encode(wideLittle, plain), want: plainTable, encoding: "utf-16le"},
		"UTF-16 BE, no mark":    {text: encode(wideBig, plain), want: plainTable, encoding: "utf-16be"},
		"UTF-16 BE, named":      {text: encode(wideBig, plain), options: Options{Encoding: "UTF-16BE"}, want: plainTable, encoding: "utf-16be"},
		"UTF-16 LE, cut in two": {text: encode(wideLittle, plain) + "x", want: "name|cost\n2 Köln|1\n3 Bäle|2\n4 \ufffd|\n", encoding: "utf-16le", warnings: "cells with letters that are lost (\ufffd), as by a wrong encoding (1, line 4)\n"},
		"windows-1252": {
			text: encode(charmap.Windows1252, plain), want: plainTable,
			encoding: "windows-1252", warnings: "the text is not UTF-8 and is read as windows-1252 (0, line 0)\n",
		},
		"windows-1252, named": {
			text: encode(charmap.Windows1252, plain), options: Options{Encoding: "latin1"}, want: plainTable, encoding: "windows-1252",
		},
		"windows-1252 with its space": {
			text: "name,cost\nK\xf6ln\xa0,1\nB\xe4le,2\n", want: plainTable,
			encoding: "windows-1252", warnings: "the text is not UTF-8 and is read as windows-1252 (0, line 0)\n",
		},
		"a byte that is not UTF-8": {
			text: "name,cost\nKöln,1\nBäle \xe4,2\nBäle,3\n", want: "name|cost\n2 Köln|1\n3 BÃ¤le ä|2\n4 Bäle|3\n",
			warnings: "cells that are not UTF-8, read as windows-1252 (1, line 3)\n",
		},
		"windows-1251, named": {
			text: encode(charmap.Windows1251, "имя,цена\nсервер,1\n"), options: Options{Encoding: "cp1251"},
			want: "имя|цена\n2 сервер|1\n", encoding: "windows-1251",
		},
		"windows-1251, not named": {
			text: encode(charmap.Windows1251, "имя,цена\nсервер доступен,1\n"), want: "èìÿ|öåíà\n2 ñåðâåð äîñòóïåí|1\n", encoding: "windows-1252",
			warnings: "the text is read as windows-1252, but looks like windows-1251: choose that encoding (0, line 0)\n",
		},
		// The second byte of some characters is a delimiter.
		"Shift JIS, named": {
			text: encode(japanese.ShiftJIS, "名前|値段\nポン|1\n"), options: Options{Encoding: "sjis"},
			want: "名前|値段\n2 ポン|1\n", encoding: "shift_jis",
		},
		"GB 18030, named": {
			text: encode(simplifiedchinese.GB18030, "名称,价格\n服务器,1\n"), options: Options{Encoding: "gb18030"},
			want: "名称|价格\n2 服务器|1\n", encoding: "gb18030",
		},
		"the wrong encoding": {
			text: plain, options: Options{Encoding: "shift_jis"}, want: "name|cost\n2 Kﾃｶln|1\n3 Bﾃ､le|2\n", encoding: "shift_jis",
		},
		"a mark of UTF-8 before windows-1252": {
			text: "\ufeff" + encode(charmap.Windows1252, plain), want: plainTable, encoding: "windows-1252",
			warnings: "the byte order mark says utf-8, but the text is windows-1252 (0, line 0)\n" +
				"the text is not UTF-8 and is read as windows-1252 (0, line 0)\n",
		},
		"a mark of UTF-16 before UTF-8": {
			text: "\xff\xfe" + plain, want: plainTable,
			warnings: "the byte order mark says utf-16le, but the text is utf-8 (0, line 0)\n",
		},
		"a mark of UTF-8 before UTF-16": {
			text: "\ufeff" + encode(wideLittle, plain), want: plainTable, encoding: "utf-16le",
			warnings: "the byte order mark says utf-8, but the text is utf-16le (0, line 0)\n",
		},
		"a mark of the other byte order": {
			text: "\xfe\xff" + encode(wideLittle, plain), want: plainTable, encoding: "utf-16le",
			warnings: "the byte order mark says utf-16be, but the text is utf-16le (0, line 0)\n",
		},

		"semicolons":                    {text: "a;b;c\n1;2;3\n", want: "a|b|c\n2 1|2|3\n"},
		"tabs":                          {text: "a\tb\tc\n1\t\t3\n", want: "a|b|c\n2 1||3\n"},
		"pipes":                         {text: "a|b|c\n1|2|3\n", want: "a|b|c\n2 1|2|3\n"},
		"semicolons and decimal commas": {text: "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", want: "a|b|c\n2 1,5|2,5|3,5\n3 4,5|5,5|6,5\n"},
		"semicolons and many decimal commas": {
			text: "a;b\n" + strings.Repeat("1,5;2,5\n", 3), want: "a|b\n2 1,5|2,5\n3 1,5|2,5\n4 1,5|2,5\n",
		},
		"semicolons and dates in words": {text: "who;when\nann;Jan 5, 2026\nbob;Feb 6, 2026\n", want: "who|when\n2 ann|Jan 5, 2026\n3 bob|Feb 6, 2026\n"},
		"commas and services in a list": {text: "services,state\na;b,open\nc;d,open\n", want: "services|state\n2 a;b|open\n3 c;d|open\n"},
		"semicolons and grouped digits": {text: "a;b;c\nx;y;1,700,000\nx;z;1,800,000\n", want: "a|b|c\n2 x|y|1,700,000\n3 x|z|1,800,000\n"},
		"commas and lines with semicolons": {
			text: "a,b,c\n1,2,\"x\ny; z; w\"\n3,4,\"x; y\"\n", want: "a|b|c\n2 1|2|x\ny; z; w\n4 3|4|x; y\n",
		},
		"commas and quoted semicolons":   {text: "a,b\n\"x;y;z\",1\n\"x;y;z\",2\n", want: "a|b\n2 x;y;z|1\n3 x;y;z|2\n"},
		"semicolons and quoted commas":   {text: "a;b\n\"x,y,z\";1\n\"x,y,z\";2\n", want: "a|b\n2 x,y,z|1\n3 x,y,z|2\n"},
		"one column":                     {text: "a\n1\n2\n", want: "a\n2 1\n3 2\n"},
		"a named delimiter":              {text: "a;b^c;d\n1;2^3;4\n", options: Options{Delimiter: '^'}, want: "a;b|c;d\n2 1;2|3;4\n"},
		"sep=":                           {text: "sep=;\na,x;b,y\n1;2\n", want: "a,x|b,y\n3 1|2\n"},
		"sep= in quotes":                 {text: "\"SEP=|\"\r\na,x|b,y\r\n1|2\r\n", want: "a,x|b,y\n3 1|2\n"},
		"sep= of an unusual one":         {text: "sep=^\na^b\n1^2\n", want: "a|b\n3 1|2\n"},
		"sep= against a named delimiter": {text: "sep=;\na,b\n1,2\n", options: Options{Delimiter: ','}, want: "a|b\n3 1|2\n"},
		"sep= in UTF-16":                 {text: encode(wideLittle, "\ufeffsep=\t\r\na\tb\r\n1\t2\r\n"), want: "a|b\n3 1|2\n", encoding: "utf-16le"},

		"LF":                    {text: "a,b\n1,2\n\n3,4\n", want: "a|b\n2 1|2\n4 3|4\n"},
		"CR LF":                 {text: "a,b\r\n1,2\r\n\r\n3,4\r\n", want: "a|b\n2 1|2\n4 3|4\n"},
		"CR":                    {text: "a,b\r1,2\r\r3,4\r", want: "a|b\n2 1|2\n4 3|4\n"},
		"mixed line ends":       {text: "a,b\r1,2\r\n3,4\n\r5,6\n\n\r\n7,8", want: "a|b\n2 1|2\n3 3|4\n5 5|6\n8 7|8\n"},
		"no line end at last":   {text: "a,b\n1,2", want: "a|b\n2 1|2\n"},
		"a delimiter at last":   {text: "a,b\n1,", want: "a|b\n2 1|\n"},
		"quotes at last":        {text: "a,b\n1,\"2\"", want: "a|b\n2 1|2\n"},
		"empty quotes at last":  {text: "a,b\n1,\"\"", want: "a|b\n2 1|\n"},
		"CR in an LF file":      {text: "a,b\n1,2\r3,4\n", want: "a|b\n2 1|2\n3 3|4\n"},
		"only a CR at the end":  {text: "a,b\n1,2\r", want: "a|b\n2 1|2\n"},
		"a line in quotes":      {text: "a,b\n\"1\n2\",3\n4,5\n", want: "a|b\n2 1\n2|3\n4 4|5\n"},
		"line ends in quotes":   {text: "a,b\n\"1\r\n2\r3\n4\",5\n6,7\n", want: "a|b\n2 1\r\n2\r3\n4|5\n6 6|7\n"},
		"a quoted header":       {text: "\"a\nx\",\"b\"\n1,2\n", want: "a\nx|b\n3 1|2\n"},
		"doubled quotes":        {text: "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", want: "a|b\n2 say \"hi\"|\"\n"},
		"quotes in a bare cell": {text: "a,b\n5\" disk,\"x\"\n", want: "a|b\n2 5\" disk|x\n"},
		"blanks around quotes":  {text: "a,b\n \"1,x\" , \t\"2\"\t\n", want: "a|b\n2 1,x|2\n"},
		"a quote after blanks":  {text: "a,b\nx \"1,2\"\n", want: "a|b\n2 x \"1|2\"\n"},
		"text behind quotes": {
			text: "a,b\n\"Pay\" API,1\nx,2\n\"He \"said\" so\",\"3\"x\n", want: "a|b\n2 Pay API|1\n3 x|2\n4 He said\" so\"|3x\n",
			warnings: "text after a closing quote (3, line 2)\n",
		},
		"backslashes": {
			text: "a,b\n\"The \\\"new\\\" API\",1\n\"is \\\"new\\\"\",2\n\"24\\\"\",3\n", want: "a|b\n2 The \"new\" API|1\n3 is \"new\"|2\n4 24\"|3\n",
			warnings: `\" for a quote in quotes (5, line 2)` + "\n",
		},
		"a backslash before a comma": {text: "a,b\n\"x \\\"y\\\", z\",1\n", want: "a|b\n2 x \"y\", z|1\n", warnings: `\" for a quote in quotes (2, line 2)` + "\n"},
		"a long cell in quotes": {
			text: "a,b\n\"x\n" + strings.Repeat(",", 3*marksAtOnce) + "\xe4x\",1\n2,3\n", want: "a|b\n2 x\n" + strings.Repeat(",", 3*marksAtOnce) + "äx|1\n4 2|3\n",
			encoding: "windows-1252", warnings: "the text is not UTF-8 and is read as windows-1252 (0, line 0)\n",
		},
		"a path in quotes":                 {text: "a,b\n\"C:\\temp\\\",1\n\"C:\\\",\"D:\\\"\n", want: "a|b\n2 C:\\temp\\|1\n3 C:\\|D:\\\n"},
		"JSON in quotes":                   {text: "a,b\n\"{\"\"m\"\":\"\"x \\\"\"y\\\"\", z\"\"}\",1\n", want: "a|b\n2 {\"m\":\"x \\\"y\\\", z\"}|1\n"},
		"a backslash before doubled ones":  {text: "a,b\n\"24\\\"\"\",1\n", want: "a|b\n2 24\\\"|1\n"},
		"an apostrophe before formulas":    {text: "a,b\n'=1+1,'+49\n'-5,'@x\n'\tx,''=x\n", want: "a|b\n2 =1+1|+49\n3 -5|@x\n4 x|'=x\n"},
		"an apostrophe in quotes":          {text: "a,b\n\"'=1+1\",\"'-x,\"\n", want: "a|b\n2 =1+1|-x,\n"},
		"an apostrophe before other cells": {text: "a,b\n'x,'\n", want: "a|b\n2 'x|'\n"},
		"formulas as they are":             {text: "a,b\n=1+1,-5\n", want: "a|b\n2 =1+1|-5\n"},

		"blank cells and inner spaces": {text: "a , b\n  x  y ,\u00a0z\u3000\n", want: "a|b\n2 x  y|z\n"},
		"titles": {
			text: "Incident export\n\nAll services, 2026-01-01\na,b,c\n1,2,3\n4,5,6\n", want: "a|b|c\n5 1|2|3\n6 4|5|6\n",
			warnings: "lines above the header passed over (2, line 1)\n",
		},
		"more titles than rows": {
			text: "Incident export\nAll services\nBy Ann\na;b;c\n1;2;3\n", want: "a|b|c\n5 1|2|3\n",
			warnings: "lines above the header passed over (3, line 1)\n",
		},
		"titles of a spreadsheet": {
			text: "Incident export;;;\nFrom;2026-01-01;To;2026-03-31\n;;;\na;b;c;d\n1;2;3;4\n", want: "a|b|c|d\n5 1|2|3|4\n",
			warnings: "lines above the header passed over (2, line 1)\n",
		},
		"comments": {
			text: "# Exported, for the record, by ann, on Monday\n#\na,b,c,d\n1,2,3,4\n#5,6,7,8\n", want: "a|b|c|d\n4 1|2|3|4\n5 #5|6|7|8\n",
			warnings: "lines above the header passed over (2, line 1)\n",
		},
		"titles with commas": {
			text: "Incidents\nGenerated by: Ann, on Monday\n\nservices,state,stage,created\nA,open,prd,2026-01-01\n",
			want: "services|state|stage|created\n5 A|open|prd|2026-01-01\n", warnings: "lines above the header passed over (2, line 1)\n",
		},
		"a table of totals above": {
			text: "Total,5\nOpen,2\nservices,state,stage,created\nA,open,prd,2026-01-01\nB,open,prd,2026-01-02\n",
			want: "services|state|stage|created\n4 A|open|prd|2026-01-01\n5 B|open|prd|2026-01-02\n", warnings: "lines above the header passed over (2, line 1)\n",
		},
		"a date above, filled up": {
			text: "Date: 2026-01-01,,,\nservices,state,stage,created\nA,open,prd,2026-01-01\n",
			want: "services|state|stage|created\n3 A|open|prd|2026-01-01\n", warnings: "lines above the header passed over (1, line 1)\n",
		},
		"words alone": {text: "name,owner,place\npump,ann,cellar\nlift,bob,roof\n", want: "name|owner|place\n2 pump|ann|cellar\n3 lift|bob|roof\n"},
		"all remarks": {text: "# a\n# b\n", want: "# a\n2 # b\n"},
		"wide comments": {
			text: "#by ann,on Monday,for us\n#to,be,read\na,b,c\nx,2026-11-02,3\n", want: "a|b|c\n4 x|2026-11-02|3\n",
			warnings: "lines above the header passed over (2, line 1)\n",
		},
		"a header behind #":   {text: "#a,b,c\nx,2026-11-02,z\ny,2026-11-03,z\n", want: "#a|b|c\n2 x|2026-11-02|z\n3 y|2026-11-03|z\n"},
		"words below #":       {text: "#,b,c,d\nw,x,y,z\n1,2,3,4\n", want: "#|b|c|d\n2 w|x|y|z\n3 1|2|3|4\n"},
		"a column named #":    {text: "#,b,c\n1,2,3\n", want: "#|b|c\n2 1|2|3\n"},
		"a named header":      {text: "x,y\na,b\n1,2\n", options: Options{HeaderRow: 2}, want: "a|b\n3 1|2\n"},
		"numbers as a header": {text: "1,2\n3,4\n", want: "1|2\n2 3|4\n"},
		"the same names": {
			text: "a,State,b,state,\"STATE\"\n1,2,3,4,5\n", want: "a|State|b|state|STATE\n2 1|2|3|4|5\n",
			warnings: "columns 2, 4 and 5 of the same name \"State\" (3, line 1)\n",
		},
		"no names": {
			text: "a,,c,,e\n1,2,3,4,5\n", want: "a||c||e\n2 1|2|3|4|5\n",
			warnings: "columns 2 and 4 without a name (2, line 1)\n",
		},
		"a nameless column that has cells": {
			text: "a,b,,\n1,2,3,\n", want: "a|b|\n2 1|2|3\n", warnings: "column 3 without a name (1, line 1)\n",
		},
		"trailing columns and rows":          {text: "a,b,,\n1,2,,\n3,4,,\n,,,\n\n , ,\n", want: "a|b\n2 1|2\n3 3|4\n"},
		"a long row":                         {text: "a,b\n1,2,3,,5,\n6,7\n", want: "a|b\n2 1|2 !5 cells, the header has 2\n3 6|7\n"},
		"a long row of blanks":               {text: "a,b\n1,2,, \n3,4\n", want: "a|b\n2 1|2\n3 3|4\n"},
		"a short row":                        {text: "a,b,c\n1\n2,3\n", want: "a|b|c\n2 1||\n3 2|3|\n"},
		"a short row after one that is long": {text: "a,b,c\n1,2,3\n4\n5,6,7\n", want: "a|b|c\n2 1|2|3\n3 4||\n4 5|6|7\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, block := range []int{1, 7, blockSize} {
				file, err := openText(t, test.text, test.options)
				if err != nil {
					t.Fatal(err)
				}
				file.source.(*csvSource).block = block
				all, err := readAll(file, 1)
				if err != nil {
					t.Fatal(err)
				}
				if all.String() != test.want {
					t.Errorf("in blocks of %d: got\n%s\nwant\n%s", block, all, test.want)
				}
				if got := warnings(file.Warnings, all.result.Warnings); got != test.warnings {
					t.Errorf("in blocks of %d: warned of\n%s\nwant\n%s", block, got, test.warnings)
				}
				if all.result.Rows != len(all.rows) {
					t.Errorf("%d rows are counted, %d were read", all.result.Rows, len(all.rows))
				}
				if want := test.encoding; file.Encoding != want && want+file.Encoding != "utf-8" {
					t.Errorf("the encoding is %s, want %s", file.Encoding, want)
				}
			}
		})
	}
}

// TestRefusesCSV has a small file for everything that ends reading.
func TestRefusesCSV(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		text    string
		options Options
		kind    ErrorKind
		want    string
	}{
		"nothing":                   {kind: Empty, want: "the file is empty"},
		"a mark and nothing":        {text: "\ufeff", kind: Empty, want: "the file is empty"},
		"blank lines":               {text: " \r\n,,\n\t\n", kind: Empty, want: "the file is empty"},
		"a header alone":            {text: "a,b\n", kind: NoRows, want: "there is a header and nothing below it"},
		"a header and blank rows":   {text: "a,b\n,\n\n", kind: NoRows, want: "there is a header and nothing below it"},
		"a header after sep=":       {text: "sep=,\na,b\n", kind: NoRows, want: "there is a header and nothing below it"},
		"an unclosed quote":         {text: "a,b\n1,2\n3,\"4\n5,6\n", want: "line 3: the quote that opens in column 2 is never closed"},
		"a quote alone":             {text: "\"", want: "line 1: the quote that opens in column 1 is never closed"},
		"an unclosed quote above":   {text: "\"a,b\n1,2\n", want: "line 1: the quote that opens in column 1 is never closed"},
		"a quote that another ends": {text: "a,b\n\"1,2\n\"x\",\"y\"\n", want: "line 2: the quote that opens in column 1 is never closed"},
		"a quote ended mid-row":     {text: "a,b\n1,\"2\n3,\"y\"\n", want: "line 2: the quote that opens in column 2 is never closed"},
		"a quote after line ends":   {text: "a,b\n\"x\r\ny\",\"2\n", want: "line 3: the quote that opens in column 2 is never closed"},
		"a NUL byte":                {text: "a,b\n1,2\r3,\x004\n", want: "line 3 has a NUL byte, which no text has: export the file again"},
		"UTF-32":                    {text: encode(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "a,b\n1,2\n"), want: "this is UTF-32: save it as UTF-8"},
		"UTF-32 without a mark":     {text: encode(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "a,b\n1,2\n"), want: "this is UTF-32: save it as UTF-8"},
		"an unknown encoding": {
			text: "a,b\n1,2\n", options: Options{Encoding: "klingon"},
			want: `the encoding "klingon" is not known: give a name such as utf-8, windows-1252 or shift_jis`,
		},
		"a delimiter that cannot be": {
			text: "a,b\n1,2\n", options: Options{Delimiter: '"'},
			want: `'"' cannot separate cells: give one character such as a comma, a semicolon or a tab`,
		},
		"a header beyond the end":   {text: "a,b\n1,2\n", options: Options{HeaderRow: 9}, want: "no row begins in line 9, which was named as the header's"},
		"a header in a blank line":  {text: "a,b\n\n1,2\n", options: Options{HeaderRow: 2}, want: "no row begins in line 2, which was named as the header's"},
		"a header in quotes":        {text: "a,b\n\"1\n\",2\n3,4\n", options: Options{HeaderRow: 3}, want: "no row begins in line 3, which was named as the header's"},
		"the last row as header":    {text: "a,b\n1,2\n", options: Options{HeaderRow: 2}, kind: NoRows, want: "there is a header and nothing below it"},
		"too many columns":          {text: strings.Repeat("a,", maxColumns) + "b\n1\n", want: "line 1 has more than 16384 columns, the most that are read"},
		"a cell that is too long":   {text: "a,b\n1,2\n3," + strings.Repeat("x", maxCell+1) + "\n", want: "line 3: the cell in column 2 has more than 1 MiB"},
		"a long cell that goes on":  {text: "a,b\n1,2\n3," + strings.Repeat("x", maxRow) + "\n", want: "line 3: the cell in column 2 has more than 1 MiB"},
		"a row that is too long":    {text: "a,b\n1,2\n" + strings.Repeat("x,", maxRow/2) + "\n", want: "line 3: the row has more than 8 MiB"},
		"a quote open for too long": {text: "a,b\n1,2\n3,\"" + strings.Repeat("x\n", maxRow/2), want: "line 3: the quote that opens in column 2 is not closed within 1 MiB, the most that a cell can hold"},
		"a first line without end":  {text: strings.Repeat("x", maxRow+1), want: "line 1: the cell in column 1 has more than 1 MiB"},

		"PDF":         {text: "%PDF-1.7\n1 0 obj", want: "this is a PDF: export the table itself as CSV or .xlsx"},
		"a picture":   {text: "\x89PNG\r\n\x1a\n", want: "this is a picture: export the table itself as CSV or .xlsx"},
		"gzip":        {text: "\x1f\x8b\x08\x00", want: "this is a compressed file: unpack it first"},
		"a web page":  {text: "\ufeff\r\n<HTML><table>", want: webPage},
		"a wide page": {text: encode(wideLittle, "\ufeff<!DOCTYPE html>"), want: webPage},
		"XML":         {text: "<?xml version=\"1.0\"?>", want: "this is XML, whatever its name says: save it as .xlsx or CSV"},
		"JSON":        {text: "[\n {\"a\":1}]", want: "this is JSON: export it as CSV"},
		"noise":       {text: noise(4 << 10), want: "this is neither text nor a workbook"},
		"an old .xls": {text: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), want: "this is an old .xls workbook: save it as .xlsx"},
		"a cut .xls":  {text: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", want: "this is an old .xls workbook: save it as .xlsx"},
		"a password":  {text: protected(), want: "this workbook has a password: save it as .xlsx without one"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := openText(t, test.text, test.options)
			if err == nil {
				_, err = readAll(file, 2)
			}
			assertError(t, err, test.kind, "log.csv: "+test.want)
		})
	}
}
