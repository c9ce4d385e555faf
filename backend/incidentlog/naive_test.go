package incidentlog

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"isserviceup/backend/tabular"
)

// table is a file as rows of cells: services, state, stage, times, id. A row with more cells is too long.
type table [][]string

// tableHeader is its header.
func tableHeader() []string {
	return []string{"services", "state", "stage", "creationtime", "recentreporttime", "id"}
}

// tables draws tables whose cells are right more often than not. Day and month come in one order in each.
func tables() *rapid.Generator[table] {
	return rapid.Custom(func(t *rapid.T) table {
		rows := rapid.SliceOfN(tableRows(rapid.SampledFrom([]string{"02/01/2006", "01/02/2006"}).Draw(t, "order")), 1, 40).Draw(t, "rows")
		return append(rows, []string{"A", "open", "prd", "2026-11-02", "", ""}) // so that not all are blank
	})
}

func tableRows(order string) *rapid.Generator[[]string] {
	date := rapid.OneOf(
		rapid.SampledFrom([]string{"", "2026-11-02T08:14:00Z", "2026-11-02 08:14", "2027-01-01", "1793491200", "31/31/2026", "soon"}),
		rapid.Map(rapid.IntRange(0, 60), func(days int) string { return now.AddDate(0, 0, -days).Format(order) }),
	)
	return rapid.Custom(func(t *rapid.T) []string {
		cells := []string{
			rapid.SampledFrom([]string{"A", "B", "A;B", "B | A;", "c", "A, B", `"A"`, ";", ""}).Draw(t, "services"),
			rapid.SampledFrom([]string{"open", "Resolved", "in-progress", "Awaiting user", "Cancelled", "CANCELLED", ""}).Draw(t, "state"),
			rapid.SampledFrom([]string{"prd", "Pre-Prod", "LIVE", "qa"}).Draw(t, "stage"),
			date.Draw(t, "created"), date.Draw(t, "reported"),
			rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "id"),
		}
		if rapid.IntRange(0, 30).Draw(t, "too long") == 0 {
			cells = append(cells, "more")
		}
		return cells
	})
}

// csv writes the table as a file.
func (t table) csv() string {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	_ = w.Write(tableHeader()) // into memory
	_ = w.WriteAll(t)
	return text.String()
}

// verdict is what a Reading says, in a form that can be compared.
type verdict struct {
	Open                     []tabular.Order
	Accepted, Duplicates     int
	Rows, Rejects            string
	Unknown                  map[Field]map[string]int
	EarlyLine, Early, Future int
}

// naive judges the rows of a table one by one, in the plainest way that there is.
type naive struct {
	verdict
	order   tabular.Order
	badDate string
	rows    []naiveRow
}

type naiveRow struct {
	created  int64
	id, text string
}

func (t table) naive() verdict {
	var evidence tabular.Evidence
	for _, cells := range t {
		for _, cell := range cells[3:5] {
			if date, ok := (tabular.Dates{}).Parse([]byte(cell)); ok && len(cells) == len(tableHeader()) {
				evidence.Add(date)
			}
		}
	}
	n := naive{badDate: "not a date", verdict: verdict{Unknown: map[Field]map[string]int{}}}
	if n.order, n.Open = evidence.Decide(); len(n.Open) > 0 {
		return verdict{Open: n.Open}
	}
	if evidence != (tabular.Evidence{}) {
		n.badDate += " in " + n.order.Words() + " order"
	}
	for i, cells := range t {
		if f, value, reason := n.judge(cells, i+2); reason != "" {
			n.Rejects += fmt.Sprintf("%d %s/%s %q: %s\n", i+2, f, f, value, reason)
		}
	}
	slices.SortStableFunc(n.rows, func(a, b naiveRow) int { return cmp.Compare(a.created, b.created) })
	for _, row := range n.rows {
		n.Rows += row.text + "\n"
	}
	return n.verdict
}

// judge takes a row in, or says why not.
func (n *naive) judge(cells []string, line int) (f Field, value, reason string) {
	if len(cells) > len(tableHeader()) {
		return "", "", fmt.Sprintf("%d cells, the header has %d", len(cells), len(tableHeader()))
	}
	names := map[string]bool{}
	for _, name := range strings.FieldsFunc(cells[0], func(r rune) bool { return r == ';' || r == '|' }) {
		if name = strings.TrimSpace(name); name != "" {
			names[name] = true
		}
	}
	state, stateOK := map[string]State{"open": Open, "Resolved": Closed, "in-progress": InProgress, "Awaiting user": InProgress}[cells[1]]
	stage, stageOK := map[string]Stage{"prd": Production, "LIVE": Production, "Pre-Prod": Staging}[cells[2]]
	n.unknown(StateOf, cells[1], stateOK || cells[1] == "")
	n.unknown(StageOf, cells[2], stageOK)
	created, createdOK := n.date(cells[3])
	reported, reportedOK := n.date(cells[4])
	switch {
	case len(names) == 0:
		return Services, cells[0], "no service"
	case cells[1] == "":
		return StateOf, "", "no state"
	case !stateOK:
		return StateOf, cells[1], "unknown state"
	case !stageOK:
		return StageOf, cells[2], "unknown stage"
	case cells[3] == "":
		return CreatedAt, "", "no creation time"
	case !createdOK:
		return CreatedAt, cells[3], n.badDate
	case cells[4] != "" && !reportedOK:
		return ReportAt, cells[4], n.badDate
	}
	said := "-"
	if cells[4] != "" {
		said = iso(reported)
	}
	text := fmt.Sprintf("%s %s %s %s %s %s", strings.Join(slices.Sorted(maps.Keys(names)), "+"), state, stage, iso(created), said, cells[5])
	n.accept(naiveRow{created, cells[5], strings.TrimSpace(text)}, line, cells[4] != "" && reported < created)
	return "", "", ""
}

func (n *naive) accept(row naiveRow, line int, early bool) {
	n.Accepted++
	if early {
		if n.Early++; n.Early == 1 {
			n.EarlyLine = line
		}
	}
	if row.created > now.UnixMilli() {
		n.Future++
	}
	before := len(n.rows)
	n.rows = slices.DeleteFunc(n.rows, func(earlier naiveRow) bool { return row.id != "" && earlier.id == row.id })
	n.Duplicates += before - len(n.rows)
	n.rows = append(n.rows, row)
}

func (n *naive) date(cell string) (int64, bool) {
	date, ok := tabular.Dates{}.Parse([]byte(cell))
	ms, valid := date.In(n.order)
	return ms, ok && valid
}

// unknown counts a word that is not known, under the first way in which it was written.
func (n *naive) unknown(f Field, word string, known bool) {
	if known {
		return
	}
	if n.Unknown[f] == nil {
		n.Unknown[f] = map[string]int{}
	}
	for earlier := range n.Unknown[f] {
		if strings.EqualFold(earlier, word) {
			word = earlier
		}
	}
	n.Unknown[f][word]++
}

// verdictOf is what a Reading says.
func verdictOf(r *Reading) verdict {
	v := verdict{Open: r.Open, Accepted: r.Accepted, Duplicates: r.Duplicates, Rejects: rejectsOf(r), Unknown: r.UnknownWords}
	for _, w := range r.Warnings {
		switch w.Reason {
		case "last report before creation":
			v.Early, v.EarlyLine = w.Count, w.FirstLine
		case "creation in the future":
			v.Future = w.Count
		}
	}
	if r.Log != nil {
		v.Rows = rowsOf(r.Log)
	}
	return v
}
