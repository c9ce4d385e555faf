package cli

import (
	"time"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/tabular"
)

// maxPrinted is how many rejected rows a document lists; --rejects writes all.
const maxPrinted = 100

// importedJSON is the document that "import incidents --json" prints.
type importedJSON struct {
	File             string                               `json:"file"`
	Format           string                               `json:"format"`
	Encoding         string                               `json:"encoding"`
	Delimiter        string                               `json:"delimiter"`
	Sheet            string                               `json:"sheet"`
	Columns          map[incidentlog.Field]string         `json:"columns"`
	DateOrder        string                               `json:"dateOrder"`
	Rows             int                                  `json:"rows"`
	Accepted         int                                  `json:"accepted"`
	Rejected         int                                  `json:"rejected"`
	Duplicates       int                                  `json:"duplicates"`
	Incidents        int                                  `json:"incidents"`
	ServiceIncidents int                                  `json:"serviceIncidents"`
	ByState          byStateJSON                          `json:"byState"`
	ByStage          byStageJSON                          `json:"byStage"`
	Services         int                                  `json:"services"`
	From             instant                              `json:"from"`
	To               instant                              `json:"to"`
	HeaderLine       int                                  `json:"headerLine"`
	UnknownWords     map[incidentlog.Field]map[string]int `json:"unknownWords"`
	Warnings         []importWarningJSON                  `json:"warnings"`
	Rejects          []rejectJSON                         `json:"rejects"`
}

type byStateJSON struct {
	Open       int `json:"open"`
	InProgress int `json:"inprogress"`
	Closed     int `json:"closed"`
}

type byStageJSON struct {
	Production int `json:"prd"`
	Staging    int `json:"stg"`
}

type importWarningJSON struct {
	Reason    string `json:"reason"`
	Count     int    `json:"count"`
	FirstLine int    `json:"firstLine"`
}

type rejectJSON struct {
	Line   int               `json:"line"`
	Column incidentlog.Field `json:"column"`
	Value  string            `json:"value"`
	Reason string            `json:"reason"`
}

// importedOf describes a file that was read; path is its name as the user gave it.
func importedOf(path string, r *incidentlog.Reading) importedJSON {
	j := importedJSON{
		File: path, Format: r.File.Format, Encoding: r.File.Encoding, Sheet: r.File.Sheet, Columns: r.Columns,
		DateOrder: r.Order.String(), Rows: r.Rows, Accepted: r.Accepted, Rejected: r.Rejected, Duplicates: r.Duplicates,
		HeaderLine: r.File.HeaderLine, UnknownWords: r.UnknownWords,
		Warnings: each(r.Warnings, func(w tabular.Warning) importWarningJSON { return importWarningJSON(w) }),
		Rejects: each(r.Rejects[:min(len(r.Rejects), maxPrinted)], func(r incidentlog.Reject) rejectJSON {
			return rejectJSON{r.Line, r.Field, r.Value, r.Reason}
		}),
	}
	if r.File.Delimiter != 0 {
		j.Delimiter = string(rune(r.File.Delimiter))
	}
	if r.Log != nil {
		j.count(r.Log)
	}
	if j.UnknownWords == nil { // there was no row
		j.UnknownWords = map[incidentlog.Field]map[string]int{}
	}
	return j
}

// count fills in the figures of the log.
func (j *importedJSON) count(log *incidentlog.Log) {
	j.Incidents, j.Services = log.Rows(), len(log.Services)
	for _, cell := range log.Cell {
		j.ServiceIncidents += len(log.Cells[cell])
	}
	var states [incidentlog.Closed + 1]int
	for _, state := range log.State {
		states[state]++
	}
	j.ByState = byStateJSON{states[incidentlog.Open], states[incidentlog.InProgress], states[incidentlog.Closed]}
	var stages [incidentlog.Staging + 1]int
	for _, stage := range log.Stage {
		stages[stage]++
	}
	j.ByStage = byStageJSON{stages[incidentlog.Production], stages[incidentlog.Staging]}
	if n := len(log.Created); n > 0 {
		j.From, j.To = instant(time.UnixMilli(log.Created[0])), instant(time.UnixMilli(log.Created[n-1]))
	}
}
