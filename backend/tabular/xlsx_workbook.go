package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// workbook is what a workbook says of itself beside its cells.
type workbook struct {
	sheets   []sheetPart
	dates    Dates          // how its numbers are dates
	formats  []numberFormat // by the number of a cell's style
	strings  string         // the part with the shared strings, "" where there is none
	warnings []Warning
}

// sheetPart is a sheet and the part that it is.
type sheetPart struct {
	Sheet
	path string // "" where it is a chart or a dialog
}

// skeleton is the way from a workbook to its main part, at the places where excelize looks.
const skeleton = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
	`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
	`</Relationships>`

// readWorkbook reads the sheets and styles of a workbook.
//
// It gives excelize these two parts alone. The cells are read by sheetReader: the rows of excelize tell neither the type
// nor the style of a cell, so that a date could not be told from a number nor an error from a text, and opening a whole
// workbook with it unpacks every sheet and picture.
func readWorkbook(ctx context.Context, a archive) (*workbook, error) {
	roots, err := a.relations(ctx, "")
	if err != nil {
		return nil, err
	}
	main, ok := target(roots, "officeDocument")
	if !ok {
		return nil, errorf(Unreadable, "this is a zip, but no workbook: unpack it and choose the file in it")
	}
	relations, err := a.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	parts := map[string]string{"xl/workbook.xml": main}
	if styles, ok := target(relations, "styles"); ok && a.has(styles) {
		parts["xl/styles.xml"] = styles
	}
	w, err := openSkeleton(ctx, a, parts, relations)
	if err != nil {
		return nil, err
	}
	if len(w.sheets) > maxSheets {
		return nil, errorf(Unreadable, "the workbook has %d sheets, and at most %d are read: save the sheet on its own",
			len(w.sheets), maxSheets)
	}
	if name, ok := target(relations, "sharedStrings"); ok && a.has(name) {
		w.strings = name
	}
	return w, nil
}

// target returns the part of a kind that another refers to.
func target(relations []relation, kind string) (name string, ok bool) {
	for _, r := range relations {
		if r.Kind == kind {
			return r.Target, true
		}
	}
	return "", false
}

// openSkeleton has excelize read some parts of a workbook, by their paths in the skeleton and in the archive.
func openSkeleton(ctx context.Context, a archive, parts map[string]string, relations []relation) (w *workbook, err error) {
	defer func() {
		if r := recover(); r != nil { // as hostile files can make excelize do
			w, err = nil, damaged(parts["xl/workbook.xml"], fmt.Errorf("excelize: %v", r))
		}
	}()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for to, from := range parts {
		if err := a.copy(ctx, from, z, to); err != nil {
			return nil, err
		}
	}
	root, err := z.Create("_rels/.rels")
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(root, skeleton); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(&packed)
	if book == nil || book.WorkBook == nil || book.Styles == nil {
		return nil, damaged(parts["xl/workbook.xml"], err)
	}
	w = &workbook{formats: cellFormats(book), sheets: sheetParts(book, relations)}
	if err != nil { // in the styles, which come last
		w.warnings = append(w.warnings, Warning{Reason: "the formats of numbers cannot be read, so that dates can be numbers"})
	}
	if properties := book.WorkBook.WorkbookPr; properties != nil {
		w.dates.Date1904 = properties.Date1904
	}
	return w, nil
}

// sheetParts lists the sheets of a workbook in its order.
func sheetParts(book *excelize.File, relations []relation) []sheetPart {
	var sheets []sheetPart
	for _, s := range book.WorkBook.Sheets.Sheet {
		part := sheetPart{Sheet: Sheet{Name: s.Name, Hidden: s.State != "" && s.State != "visible"}}
		for _, r := range relations {
			if r.ID == s.ID && r.Kind == "worksheet" {
				part.path = r.Target
			}
		}
		sheets = append(sheets, part)
	}
	return sheets
}

// cellFormats lists what the styles make of a number.
func cellFormats(book *excelize.File) []numberFormat {
	if book.Styles.CellXfs == nil {
		return nil
	}
	own := map[int]numberFormat{}
	if list := book.Styles.NumFmts; list != nil {
		for _, f := range list.NumFmt {
			own[f.NumFmtID] = formatOf(f.FormatCode)
		}
	}
	formats := make([]numberFormat, len(book.Styles.CellXfs.Xf))
	for i, style := range book.Styles.CellXfs.Xf {
		if style.NumFmtID == nil {
			continue
		}
		format, isOwn := own[*style.NumFmtID]
		if !isOwn {
			format = builtInFormat(*style.NumFmtID)
		}
		formats[i] = format
	}
	return formats
}
