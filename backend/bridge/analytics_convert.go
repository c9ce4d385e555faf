package bridge

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"isserviceup/backend/core"
	"isserviceup/backend/incidentlog"
	"isserviceup/backend/store"
	"isserviceup/backend/tabular"
)

func logFactsOf(f store.LogFacts) LogFacts {
	facts := LogFacts{CanUndo: f.Undoes != "", Undoes: f.Undoes}
	if f.Stored {
		facts.Revision, facts.Demo, facts.Source = f.Revision, f.Demo, f.Source
		facts.ImportedAt, facts.Rows, facts.Bytes = millis(f.ImportedAt), f.Rows, f.Bytes
		facts.IDsFrom, facts.IDsTo = f.IDsFrom, f.IDsTo
	}
	return facts
}

func progressOf(p core.ImportProgress) ImportProgress {
	progress := ImportProgress{ID: p.ID, Rows: p.Rows, Share: p.Share, SecondsLeft: -1, Finished: p.Finished}
	if p.Left >= 0 {
		progress.SecondsLeft = int(math.Ceil(p.Left.Seconds()))
	}
	if p.Err != nil {
		progress.Error = sentence(p.Err)
	}
	return progress
}

// sentence writes an error as the page shows it. What bound methods fail with becomes one in the page.
func sentence(err error) string {
	text := strings.TrimRight(err.Error(), ".")
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

func previewOf(p core.ImportPreview) ImportPreview {
	r := p.Reading
	preview := ImportPreview{
		ID: p.ID, Name: filepath.Base(r.File.Path), Size: r.File.Size, Format: r.File.Format,
		Choices: choicesOf(p), Sheets: sheetsOf(r.File.Sheets), Header: each(r.File.Header, func(h string) string { return h }),
		Missing: each(p.Missing, func(f incidentlog.Field) string { return string(f) }),
		Open:    each(r.Open, tabular.Order.String), Mapped: p.Remembered,
		Warnings: each(r.Warnings, func(w tabular.Warning) ImportNote {
			return ImportNote{Text: w.Reason, Count: w.Count, Line: w.FirstLine}
		}),
		Rows: r.Rows, Accepted: r.Accepted, Rejected: r.Rejected, Duplicates: r.Duplicates,
		Unknown: unknownOf(r.UnknownWords), First: each(r.First, importRowOf),
		AppendNew: p.New, AppendDuplicate: p.Known,
	}
	if log := r.Log; log != nil && log.Rows() > 0 {
		preview.Incidents, preview.Services = log.Rows(), len(log.Services)
		preview.From, preview.To = log.Created[0], log.Created[log.Rows()-1]
	}
	return preview
}

// choicesOf are the choices of an import with every guess filled in.
func choicesOf(p core.ImportPreview) ImportChoices {
	f := p.Reading.File
	choices := ImportChoices{
		Encoding: f.Encoding, Sheet: f.Sheet, HeaderRow: f.HeaderLine, Columns: []FieldValue{}, Set: []FieldValue{},
		Words: []WordChoice{}, Split: cmp.Or(p.Choices.Split, incidentlog.DefaultSplit), DateOrder: p.Reading.Order.String(),
		Zone: zoneName(p.Choices.Zone),
	}
	if f.Format == tabular.CSV {
		choices.Delimiter = string(rune(f.Delimiter))
	}
	for _, field := range incidentlog.Fields() {
		if header, ok := p.Reading.Columns[field]; ok {
			choices.Columns = append(choices.Columns, FieldValue{Field: string(field), Value: header})
		} else if header, ok := p.Choices.Columns[field]; ok {
			choices.Columns = append(choices.Columns, FieldValue{Field: string(field), Value: header})
		}
		if value, ok := p.Choices.Set[field]; ok {
			choices.Set = append(choices.Set, FieldValue{Field: string(field), Value: value})
		}
		for word, meaning := range p.Choices.Words[field] {
			choices.Words = append(choices.Words, WordChoice{Field: string(field), Word: word, Meaning: meaning})
		}
	}
	slices.SortFunc(choices.Words, func(a, b WordChoice) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Word, b.Word))
	})
	return choices
}

// sheetsOf are the names of the sheets, hidden ones last.
func sheetsOf(sheets []tabular.Sheet) []string {
	names := []string{}
	for _, hidden := range []bool{false, true} {
		for _, s := range sheets {
			if s.Hidden == hidden {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

// unknownOf lists the words that mean nothing to us, the most frequent ones of each field first.
func unknownOf(words map[incidentlog.Field]map[string]int) []UnknownWord {
	list := []UnknownWord{}
	for field, counts := range words {
		for word, count := range counts {
			list = append(list, UnknownWord{Field: string(field), Word: word, Count: count})
		}
	}
	slices.SortFunc(list, func(a, b UnknownWord) int {
		return cmp.Or(-cmp.Compare(a.Field, b.Field), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	return list
}

func importRowOf(p incidentlog.Preview) ImportRow {
	row := ImportRow{
		Line: p.Line, Services: each(p.Services, func(s string) string { return s }), State: p.State.String(), Stage: p.Stage.String(),
		Created: p.Created, ID: p.ID,
	}
	if p.Reported != incidentlog.NoTime {
		row.Reported = p.Reported
	}
	return row
}

func rejectedOf(r incidentlog.Reject) RejectedRow {
	return RejectedRow{Line: r.Line, Column: cmp.Or(r.Column, string(r.Field)), Value: r.Value, Reason: r.Reason}
}

// domain is what the page chose. Its errors name the field.
func (c ImportChoices) domain() (choices incidentlog.Choices, err error) {
	choices.Encoding, choices.Sheet, choices.HeaderRow, choices.Split = c.Encoding, c.Sheet, c.HeaderRow, c.Split
	if len(c.Delimiter) > 1 {
		return choices, invalid("delimiter", fmt.Errorf("a delimiter is one character, not %q", c.Delimiter))
	}
	if c.Delimiter != "" {
		choices.Delimiter = c.Delimiter[0]
	}
	if choices.Columns, err = byField(c.Columns); err != nil {
		return choices, invalid("columns", err)
	}
	if choices.Set, err = byField(c.Set); err != nil {
		return choices, invalid("set", err)
	}
	if choices.Words, err = wordsByField(c.Words); err != nil {
		return choices, invalid("words", err)
	}
	if c.DateOrder != "" {
		if choices.Order, err = tabular.ParseOrder(c.DateOrder); err != nil {
			return choices, invalid("dateOrder", err)
		}
	}
	if c.Zone != "" {
		choices.Zone, err = zoneOf(c.Zone)
	}
	return choices, err
}

func invalid(field string, err error) error { return &core.InvalidError{Field: field, Err: err} }

func byField(values []FieldValue) (map[incidentlog.Field]string, error) {
	fields := map[incidentlog.Field]string{}
	for _, v := range values {
		field, err := incidentlog.ParseField(v.Field)
		if err != nil {
			return nil, err
		}
		fields[field] = v.Value
	}
	return fields, nil
}

func wordsByField(words []WordChoice) (map[incidentlog.Field]map[string]string, error) {
	fields := map[incidentlog.Field]map[string]string{}
	for _, w := range words {
		field, err := incidentlog.ParseField(w.Field)
		if err != nil {
			return nil, err
		}
		if fields[field] == nil {
			fields[field] = map[string]string{}
		}
		fields[field][w.Word] = w.Meaning
	}
	return fields, nil
}

// zoneOf is the zone with an IANA name, or UTC.
func zoneOf(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, invalid("zone", fmt.Errorf("there is no time zone %q", name))
	}
	return zone, nil
}

// zoneName is the inverse of zoneOf; nil is UTC.
func zoneName(zone *time.Location) string {
	if zone == nil {
		return time.UTC.String()
	}
	return zone.String()
}

// domain is what is to be exported.
func (f LogFilter) domain() (e core.LogExport, err error) {
	e = core.LogExport{From: instant(f.From), To: instant(f.To), Services: f.Services, About: f.Words}
	if e.States, err = named(f.States, incidentlog.Open, incidentlog.InProgress, incidentlog.Closed); err != nil {
		return e, invalid("states", err)
	}
	if e.Stages, err = named(f.Stages, incidentlog.Production, incidentlog.Staging); err != nil {
		return e, invalid("stages", err)
	}
	e.Zone, err = zoneOf(f.Zone)
	return e, err
}

// named finds the values that the page names.
func named[T fmt.Stringer](names []string, all ...T) (values []T, err error) {
	for _, name := range names {
		at := slices.IndexFunc(all, func(v T) bool { return v.String() == name })
		if at < 0 {
			return nil, fmt.Errorf("%q is none of %v", name, all)
		}
		values = append(values, all[at])
	}
	return values, nil
}
