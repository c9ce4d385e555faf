package incidentlog

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"time"

	"isserviceup/backend/tabular"
)

// Choices are what the user says of a file. Zero values are guessed.
type Choices struct {
	tabular.Options
	Columns map[Field]string            // the header of a field's column; "" takes the field off every column
	Set     map[Field]string            // one value for a field that has no column
	Words   map[Field]map[string]string // for StateOf and StageOf: what a word of the file means
	Split   string                      // the characters that separate services in a cell; "": ; and |; NoSplit: nothing does
	Order   tabular.Order
	Zone    *time.Location // nil: UTC
	Now     time.Time      // creation after it is warned of; zero: the time of reading
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
	// UnknownWords counts, for StateOf and StageOf, the words that mean nothing to us: as they are written first, without
	// regard to what is not compared. Rows that are rejected for another reason count as well.
	UnknownWords map[Field]map[string]int
	Warnings     []tabular.Warning
	First        []Preview // the first ten accepted rows
	Rejects      []Reject  // in the order of lines, at most MaxRejects

	badDate string // why a row is rejected whose date is none
}

// MaxRejects is how many rejected rows a Reading lists. WriteRejects writes all of them.
const MaxRejects = 100_000

// previewed is how many accepted rows a Reading shows.
const previewed = 10

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

// Read reads the file at path. progress may be nil. The error is a *tabular.Error, a *MissingColumnError, one that says
// which of the choices is wrong, or that of ctx. With tabular.NoRows comes what was understood of the header.
func Read(ctx context.Context, path string, c Choices, progress func(tabular.Progress)) (*Reading, error) {
	file, err := tabular.Open(ctx, path, c.Options)
	if err != nil {
		return headerAlone(err, c)
	}
	defer file.Close()
	r, err := readFile(ctx, file, blocksOf(file, progress), c)
	if err != nil {
		return headerAlone(err, c)
	}
	return r, nil
}

// headerAlone returns an error of tabular, and what is understood of a file in which only a header is. What is wrong with
// that comes before what is missing below it.
func headerAlone(err error, c Choices) (*Reading, error) {
	var bare *tabular.Error
	if !errors.As(err, &bare) || bare.File == nil {
		return nil, err
	}
	reader, warnings, wrong := newReader(bare.File, c)
	if wrong != nil {
		return nil, wrong
	}
	order, _ := reader.decide()
	return &Reading{
		File: *bare.File, Columns: reader.mapping.columns(), Order: order, Warnings: slices.Concat(bare.File.Warnings, warnings),
	}, err
}

// readFile reads the rows of a file out of a source. Where its first rows let dates be read in an order that the rest of
// the file refutes, it is read once more.
func readFile(ctx context.Context, file *tabular.File, source source, c Choices) (*Reading, error) {
	reader, warnings, err := newReader(file, c)
	if err != nil {
		return nil, err
	}
	result, err := reader.read(ctx, source)
	if err != nil {
		return nil, err
	}
	order, open := reader.decide()
	if len(open) == 0 && reader.misread(order) {
		c.Order = order
		return readFile(ctx, file, source, c)
	}
	r := &Reading{File: *file, Columns: reader.mapping.columns(), Order: order, Open: open, Rows: result.Rows}
	r.Warnings = slices.Concat(file.Warnings, warnings, result.Warnings)
	if len(open) == 0 {
		reader.settle(order)
		reader.sumUp(r)
	}
	return r, nil
}

// source hands out the rows of a file block by block, to several goroutines at once, as tabular.File.Read does.
type source func(ctx context.Context, handle func(index int, block rows) error) (tabular.Result, error)

// rows are those of a block: see tabular.Block.
type rows interface {
	Next() (row tabular.Row, ok bool)
}

// blocksOf hands out the rows of a file to as many goroutines as there are processors.
func blocksOf(file *tabular.File, progress func(tabular.Progress)) source {
	return func(ctx context.Context, handle func(int, rows) error) (tabular.Result, error) {
		return file.Read(ctx, runtime.GOMAXPROCS(0), progress, func(b *tabular.Block) error { return handle(b.Index, b) })
	}
}
