package tabular

import (
	"context"
	"fmt"
	"io"
	"sync"
)

// csvRun is one reading of a CSV. Its workers take turns at cutting a block off the text, and parse theirs side by side.
type csvRun struct {
	run
	source *csvSource

	cutting sync.Mutex
	cutter  cutter
	read    int64 // bytes of the file

	notes notes
}

// read implements source.
func (s *csvSource) read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	if err := unchanged(s.file, s.info); err != nil {
		return Result{}, err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	reading := &csvRun{source: s, run: run{ctx: inner, stop: stop, progress: progress, handle: handle}}
	if err := reading.begin(); err != nil {
		return Result{}, err
	}
	if err := reading.with(workers, reading.work); err != nil {
		return Result{}, err
	}
	return reading.result()
}

// begin goes to the first row.
func (run *csvRun) begin() error {
	s := run.source
	run.read = s.charset.mark
	run.reached.Total = s.info.Size()
	run.cutter = cutter{dialect: s.dialect, text: s.text(&run.read), blockSize: s.block, line: s.line}
	switch _, err := io.CopyN(io.Discard, run.cutter.text, s.skip); {
	case err == io.EOF:
		return errChanged()
	case err != nil:
		return cannot("read", err)
	}
	return nil
}

// result returns the result where every row of the file that was opened was read.
func (run *csvRun) result() (Result, error) {
	if err := unchanged(run.source.file, run.source.info); err != nil {
		return Result{}, err
	}
	run.end()
	return Result{Rows: int(run.reached.Rows), Warnings: run.notes.warnings()}, nil
}

// work cuts and parses blocks until there are none.
func (run *csvRun) work() {
	parser := rowParser{records: newRecords(run.source.dialect, run.source.charset.legacy(), make([][]byte, run.source.width))}
	var buffer []byte
	for {
		p, reached, ok := run.cut(buffer)
		if !ok {
			break
		}
		parser.reset(p)
		if err := run.handle(&Block{Index: p.index, next: parser.next}); err != nil {
			run.stop(err)
			break
		}
		run.tell(parser.rows, reached)
		parser.rows = 0
		buffer = p.buffer
	}
	run.telling.Lock()
	defer run.telling.Unlock()
	run.notes.merge(parser.notes)
}

// cut takes the next block off the text. reached is how many bytes of the file were read; ok is false at the end of the
// text and after an error.
func (run *csvRun) cut(buffer []byte) (p piece, reached int64, ok bool) {
	run.cutting.Lock()
	defer run.cutting.Unlock()
	if run.ctx.Err() != nil {
		return piece{}, 0, false
	}
	p, err := run.cutter.next(buffer)
	if err != nil {
		run.stop(err) // before another worker cuts on
	}
	return p, run.read, err == nil && p.end > 0
}

// rowParser makes rows of records.
type rowParser struct {
	*records
	rows int64 // that were handed out
}

// next returns the next row that is not blank.
func (p *rowParser) next() (Row, bool) {
	for {
		line := p.line
		n, ok := p.record()
		if !ok {
			return Row{}, false
		}
		if p.filled == 0 {
			continue
		}
		p.rows++
		if n < len(p.cells) {
			clear(p.cells[n:])
		}
		row := Row{Line: line, Cells: p.cells}
		if p.filled > len(p.cells) {
			row.Problem = fmt.Sprintf("%d cells, the header has %d", p.filled, len(p.cells))
		}
		return row, true
	}
}
