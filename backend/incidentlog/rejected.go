package incidentlog

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"isserviceup/backend/tabular"
)

// The columns that WriteRejects adds. A file that has them already, being what it wrote, gets them anew.
const (
	lineColumn   = "_line"
	reasonColumn = "_reason"
)

// WriteRejects writes the rows that are rejected of a file that was read with these choices, as a CSV with the original
// columns and _line and _reason. The error is one of Read's, or of w, or says that the order of dates is open.
func (r *Reading) WriteRejects(ctx context.Context, c Choices, w io.Writer) error {
	if len(r.Open) > 0 {
		return errors.New("the dates can be read in more than one order: choose one first")
	}
	file, err := tabular.Open(ctx, r.File.Path, c.Options)
	if err != nil {
		return err
	}
	defer file.Close()
	c.Order = r.Order // so that no row waits for it
	reader, _, err := newReader(file, c)
	if err != nil {
		return err
	}
	out := newRejectWriter(file.Header, w)
	worker := reader.newWorker()
	_, err = file.Read(ctx, 1, nil, func(b *tabular.Block) error {
		p := worker.newPart(reader.order, reader.now)
		for row, ok := b.Next(); ok; row, ok = b.Next() {
			p.sink = func(reject Reject) { out.write(row.Cells, reject.Line, r.reason(reject.Reason)) }
			worker.row(row, p)
		}
		return out.csv.Error()
	})
	out.csv.Flush()
	return cmp.Or(err, out.csv.Error())
}

// rejectWriter writes rejected rows.
type rejectWriter struct {
	csv     *csv.Writer
	columns []int // of the file
	record  []string
}

// newRejectWriter writes the header.
func newRejectWriter(header []string, w io.Writer) *rejectWriter {
	out := &rejectWriter{csv: csv.NewWriter(w)}
	for at, name := range header {
		if name != lineColumn && name != reasonColumn {
			out.columns = append(out.columns, at)
			out.record = append(out.record, tabular.Guard(name))
		}
	}
	out.record = append(out.record, lineColumn, reasonColumn)
	_ = out.csv.Write(out.record) // the writer keeps its first error
	return out
}

// write writes one row.
func (out *rejectWriter) write(cells [][]byte, line int, reason string) {
	out.record = out.record[:0]
	for _, at := range out.columns {
		out.record = append(out.record, tabular.Guard(string(cells[at])))
	}
	out.record = append(out.record, strconv.Itoa(line), reason)
	_ = out.csv.Write(out.record)
}
