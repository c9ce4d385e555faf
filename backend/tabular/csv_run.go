package tabular

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
)

// csvRun is one reading of a CSV. Its workers take turns at cutting a block off the text, and parse theirs side by side.
type csvRun struct {
	source   *csvSource
	ctx      context.Context
	stop     context.CancelCauseFunc
	progress func(Progress)
	handle   func(*Block) error

	cutting sync.Mutex
	cutter  cutter
	read    int64 // bytes of the file

	telling sync.Mutex
	reached Progress
	told    time.Time
	notes   notes
}

// read implements source.
func (s *csvSource) read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	if err := s.unchanged(); err != nil {
		return Result{}, err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	run := &csvRun{source: s, ctx: inner, stop: stop, progress: progress, handle: handle}
	if err := run.begin(); err != nil {
		return Result{}, err
	}
	var group sync.WaitGroup
	for range workers {
		group.Go(run.work)
	}
	group.Wait()
	if err := context.Cause(inner); err != nil {
		return Result{}, err
	}
	return run.end()
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

// end returns the result where every row of the file that was opened was read.
func (run *csvRun) end() (Result, error) {
	if err := run.source.unchanged(); err != nil {
		return Result{}, err
	}
	if run.reached.Rows == 0 {
		return Result{}, errNoRows()
	}
	if run.progress != nil {
		run.progress(run.reached)
	}
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
		run.tell(&parser, reached)
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

// progressEvery keeps whoever is told how far reading has come from doing little else.
const progressEvery = 50 * time.Millisecond

// tell counts the rows of a block and lets the caller know now and then.
func (run *csvRun) tell(parser *rowParser, reached int64) {
	run.telling.Lock()
	defer run.telling.Unlock()
	run.reached.Rows += parser.rows
	run.reached.Bytes = max(run.reached.Bytes, reached)
	parser.rows = 0
	if now := time.Now(); run.progress != nil && now.Sub(run.told) >= progressEvery {
		run.told = now
		run.progress(run.reached)
	}
}

// unchanged returns an error where the file is not what it was when it was opened.
func (s *csvSource) unchanged() error {
	now, err := s.file.Stat()
	if err != nil {
		return cannot("read", err)
	}
	if now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()) {
		return errChanged()
	}
	return nil
}

func errChanged() error {
	return errorf(Unreadable, "the file changed while it was read: import it again")
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
