package incidentlog

import (
	"context"
	"errors"
	"io"
	"time"

	"isserviceup/backend/tabular"
)

// Field is a column of the log.
type Field string

// The fields. All but ID must be there, by a column or a constant.
const (
	Services  Field = "services"
	StateOf   Field = "state"
	StageOf   Field = "stage"
	CreatedAt Field = "creationtime"
	ReportAt  Field = "recentreporttime"
	ID        Field = "id"
)

// Choices are what the user says of a file. Zero values are guessed.
type Choices struct {
	tabular.Options
	Columns map[Field]string            // the header of a field's column; "" takes the field off every column
	Set     map[Field]string            // one value for a field that has no column
	Words   map[Field]map[string]string // for StateOf and StageOf: what a word of the file means
	Split   string                      // the characters that separate services in a cell; "": ; and |; "none": nothing does
	Order   tabular.Order
	Zone    *time.Location // nil: UTC
}

// Reading is a file as it was understood, with what would come of it.
type Reading struct {
	File tabular.File // what was understood; it is closed

	Columns  map[Field]string // the header that each field got
	Order    tabular.Order    // the order that was taken; NoOrder where Open is not empty
	Open     []tabular.Order  // the orders between which the user must choose; then Log is nil and nothing is counted but Rows
	Rows     int
	Accepted int // rows that were understood, duplicates among them
	Rejected int
	// Duplicates are accepted rows that another row with the same id came after.
	Duplicates int
	Log        *Log
	// UnknownWords counts, for StateOf and StageOf, the words that mean nothing to us.
	UnknownWords map[Field]map[string]int
	Warnings     []tabular.Warning
	First        []Preview // the first ten accepted rows
	Rejects      []Reject  // in the order of lines, at most MaxRejects
}

// MaxRejects is how many rejected rows a Reading lists. WriteRejects writes all of them.
const MaxRejects = 100_000

// Reject is a row that stays out, and why.
type Reject struct {
	Line   int
	Field  Field  // "" where the row as a whole is wrong
	Column string // the header of the field's column
	Value  string // at most 200 characters of it
	Reason string
}

// Preview is one row as it will be stored.
type Preview struct {
	Line     int
	Services []string
	State    State
	Stage    Stage
	Created  int64
	Reported int64 // or NoTime
	ID       string
}

// MissingColumnError says that a field has neither a column nor a constant.
type MissingColumnError struct {
	Fields []Field
	Header []string
}

// Error names the fields and lists the headers of the file.
func (e *MissingColumnError) Error() string { return "" }

// Read reads the file at path. progress may be nil. The error is a *tabular.Error, a *MissingColumnError, one that says
// which of the choices is wrong, or that of ctx.
func Read(ctx context.Context, path string, c Choices, progress func(tabular.Progress)) (*Reading, error) {
	return nil, errors.New("incidentlog: not built yet")
}

// WriteRejects writes the rows of the file that Read with the same choices rejects, as a CSV with the original columns
// and _line and _reason.
func WriteRejects(ctx context.Context, path string, c Choices, w io.Writer) error {
	return errors.New("incidentlog: not built yet")
}

// Append returns a log with the rows of both. A row of added with an id that old has takes the old row's place; one
// without an id that old has already, in all its fields, is left out, as often as old has it. duplicates counts both.
func Append(old, added *Log) (log *Log, duplicates int) { return nil, 0 }
