package incidentlog

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"isserviceup/backend/tabular"
)

// constant stands for the index of a column where a field has one value for all rows.
const constant = -1

// place is where a field is had from.
type place struct {
	column int    // index into the header, or constant
	value  []byte // of a constant
}

// cell returns the text of the field in a row.
func (p place) cell(cells [][]byte) []byte {
	if p.column == constant {
		return p.value
	}
	return cells[p.column]
}

// mapping says where each field is had from. A field that is nowhere to be had is not in it.
type mapping struct {
	places map[Field]place
	header []string
}

// place returns where a field is had from: nowhere is a constant without text.
func (m mapping) place(f Field) place {
	if p, ok := m.places[f]; ok {
		return p
	}
	return place{column: constant}
}

// column returns the header of a field, or "" where it has no column.
func (m mapping) column(f Field) string {
	if at := m.place(f).column; at != constant {
		return m.header[at]
	}
	return ""
}

// columns returns the header that each field got.
func (m mapping) columns() map[Field]string {
	columns := map[Field]string{}
	for f, p := range m.places {
		if p.column != constant {
			columns[f] = m.header[p.column]
		}
	}
	return columns
}

// MissingColumnError says that a field has neither a column nor a constant.
type MissingColumnError struct {
	Fields  []Field
	Header  []string
	Columns map[Field]string // the header that each of the other fields got
}

// Error names the fields and lists the headers of the file.
func (e *MissingColumnError) Error() string {
	fields := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		fields[i] = string(f)
	}
	return fmt.Sprintf("the file has no column for %s; its columns are %s", strings.Join(fields, ", "), listed(e.Header))
}

// maxListed is how many headers a sentence lists.
const maxListed = 40

// listed writes headers for a sentence.
func listed(header []string) string {
	var names []string
	for _, name := range header[:min(len(header), maxListed)] {
		names = append(names, fmt.Sprintf("%q", cut(name)))
	}
	if more := len(header) - maxListed; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// newMapping finds where each field is had from: the user's column, the user's constant, the column of its name, the
// leftmost one with an alias. A column that the user gave to one field is guessed for no other. The warnings name the
// columns that would have fitted as well; line is the header's.
func newMapping(header []string, line int, c Choices) (mapping, []tabular.Warning, error) {
	m := mapping{places: map[Field]place{}, header: header}
	if err := m.obey(c); err != nil {
		return mapping{}, nil, err
	}
	var warnings []tabular.Warning
	missing := &MissingColumnError{Header: header}
	fitting := m.fitting(c)
	for _, f := range Fields() {
		others := fitting[f]
		if _, placed := m.places[f]; !placed && len(others) > 0 {
			m.places[f], others = place{column: others[0]}, others[1:]
		}
		if _, placed := m.places[f]; !placed && f != ID {
			missing.Fields = append(missing.Fields, f)
		}
		if len(others) > 0 {
			warnings = append(warnings, tabular.Warning{Reason: m.passedOver(f, others), Count: len(others), FirstLine: line})
		}
	}
	if len(missing.Fields) > 0 {
		missing.Columns = m.columns()
		return mapping{}, nil, missing
	}
	return m, warnings, nil
}

// obey places the fields of which the user says where they are.
func (m mapping) obey(c Choices) error {
	for _, f := range Fields() {
		value, set := c.Set[f]
		switch name := c.Columns[f]; {
		case name != "":
			at := find(m.header, name)
			if at < 0 {
				return fmt.Errorf("the file has no column %q for %s; its columns are %s", cut(name), f, listed(m.header))
			}
			m.places[f] = place{column: at}
		case set && f == ID:
			return errors.New("id cannot be set to one value: all rows would be one incident")
		case set:
			m.places[f] = place{column: constant, value: []byte(strings.TrimSpace(value))}
		}
	}
	return nil
}

// find returns the index of the column with that name, written alike or else matched as headers are, or -1.
func find(header []string, name string) int {
	if at := slices.Index(header, name); at >= 0 {
		return at
	}
	folded := fold(name)
	return slices.IndexFunc(header, func(h string) bool { return h != "" && fold(h) == folded })
}

// fitting returns, for each field, the columns that fit by their header, best first: without those that the user gave to
// a field, and none for a field that the user took off every column.
func (m mapping) fitting(c Choices) map[Field][]int {
	taken := map[int]bool{constant: true}
	for _, p := range m.places {
		taken[p.column] = true
	}
	exact, alias := map[Field][]int{}, map[Field][]int{}
	fields := fieldsByAlias()
	for at, name := range m.header {
		if taken[at] {
			continue
		}
		folded := fold(name)
		if f, ok := fields[folded]; ok {
			alias[f] = append(alias[f], at)
		} else if slices.Contains(Fields(), Field(folded)) {
			exact[Field(folded)] = append(exact[Field(folded)], at)
		}
	}
	fitting := map[Field][]int{}
	for _, f := range Fields() {
		if name, named := c.Columns[f]; !named || name != "" {
			fitting[f] = append(exact[f], alias[f]...)
		}
	}
	return fitting
}

// fieldsByAlias turns the aliases round.
func fieldsByAlias() map[string]Field {
	fields := map[string]Field{}
	for f, names := range aliases() {
		for _, name := range names {
			fields[name] = f
		}
	}
	return fields
}

// passedOver says where a field is had from, and which columns would have fitted as well.
func (m mapping) passedOver(f Field, others []int) string {
	names := make([]string, len(others))
	for i, at := range others {
		names[i] = m.header[at]
	}
	from := fmt.Sprintf("is set to %q", cut(m.place(f).value))
	if column := m.column(f); column != "" {
		from = fmt.Sprintf("is read from the column %q", cut(column))
	}
	return fmt.Sprintf("%s %s; %s would have fitted as well", f, from, listed(names))
}
