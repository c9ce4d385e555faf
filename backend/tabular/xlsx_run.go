package tabular

import (
	"context"
	"sync"
	"time"
)

// xlsxRun is one reading of a sheet. Its workers take turns at reading a block of rows, and handle theirs side by side.
type xlsxRun struct {
	source   *xlsxSource
	ctx      context.Context
	stop     context.CancelCauseFunc
	progress func(Progress)
	handle   func(*Block) error

	reading sync.Mutex
	sheet   *sheetReader
	merger  merger
	blocks  int

	telling sync.Mutex
	reached Progress
	told    time.Time
}

// read implements source.
func (s *xlsxSource) read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	if err := s.unchanged(); err != nil {
		return Result{}, err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	run := &xlsxRun{source: s, ctx: inner, stop: stop, progress: progress, handle: handle}
	if err := run.all(workers); err != nil {
		if changed := s.unchanged(); changed != nil {
			err = changed
		}
		return Result{}, err
	}
	if err := s.unchanged(); err != nil {
		return Result{}, err
	}
	if run.reached.Rows == 0 {
		return Result{}, inSheet(s.sheet.Name, errNoRows())
	}
	if progress != nil {
		run.reached.Bytes = run.reached.Total
		progress(run.reached)
	}
	return Result{Rows: int(run.reached.Rows), Warnings: run.sheet.notes.warnings()}, nil
}

// all reads the sheet.
func (run *xlsxRun) all(workers int) error {
	if err := run.findMerged(); err != nil {
		return err
	}
	part, err := run.open()
	if err != nil {
		return err
	}
	defer part.Close()
	if run.sheet, err = newSheetReader(run.source.book, run.source.strings, part); err != nil {
		return err
	}
	var group sync.WaitGroup
	for range workers {
		group.Go(run.work)
	}
	group.Wait()
	return context.Cause(run.ctx)
}

// open opens the sheet's part and tells how far it is read.
func (run *xlsxRun) open() (*partReader, error) {
	part, err := run.source.archive.part(run.ctx, run.source.sheet.path, maxUnpacked)
	if err != nil {
		return nil, err
	}
	run.reached.Total = 2 * part.size // the sheet is read twice
	part.told = func(n int) { run.tell(0, n) }
	return part, nil
}

// findMerged goes through the sheet once for its merged ranges, which stand behind the rows that need them.
func (run *xlsxRun) findMerged() error {
	part, err := run.open()
	if err != nil {
		return err
	}
	defer part.Close()
	run.merger.width = run.source.width
	run.merger.ahead, err = mergedRanges(part, run.source.line)
	run.tell(0, int(part.size-part.read))
	return err
}

// work reads and handles blocks until there are none.
func (run *xlsxRun) work() {
	b := newSheetBlock(run.source.width)
	for run.fill(b) {
		if err := run.handle(&Block{Index: b.index, next: b.next}); err != nil {
			run.stop(err)
			return
		}
		run.tell(len(b.rows), 0)
	}
}

// fill reads the next block. ok is false at the end of the sheet and after an error.
func (run *xlsxRun) fill(b *sheetBlock) (ok bool) {
	run.reading.Lock()
	defer run.reading.Unlock()
	b.reset()
	for run.ctx.Err() == nil && !b.isFull() {
		more, err := run.row(b)
		if err != nil {
			run.stop(err) // before another worker reads on
			return false
		}
		if !more {
			break
		}
	}
	b.index = run.blocks
	run.blocks++
	return run.ctx.Err() == nil && len(b.rows) > 0
}

// row reads the next row into the block. Cells to the right of the header are counted and left out: unlike those of a
// CSV, they do not make it doubtful which column the others belong to.
func (run *xlsxRun) row(b *sheetBlock) (ok bool, err error) {
	if ok, err = run.sheet.next(b, run.source.line+1); !ok || err != nil {
		return false, err
	}
	line := b.rows[len(b.rows)-1].line
	outside, left := b.crop()
	if outside > 0 {
		run.sheet.notes[outsideNote].add(outside, line)
	}
	if left {
		err = run.merger.fill(b)
	}
	return true, err
}

// tell counts rows and bytes and lets the caller know now and then.
func (run *xlsxRun) tell(rows, bytes int) {
	run.telling.Lock()
	defer run.telling.Unlock()
	run.reached.Rows += int64(rows)
	run.reached.Bytes += int64(bytes)
	if now := time.Now(); run.progress != nil && now.Sub(run.told) >= progressEvery {
		run.told = now
		run.progress(run.reached)
	}
}
