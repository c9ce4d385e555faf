package tabular

import (
	"context"
	"sync"
)

// xlsxRun is one reading of a sheet. Its workers take turns at reading a block of rows, and handle theirs side by side.
type xlsxRun struct {
	run
	source *xlsxSource

	reading sync.Mutex
	sheet   *sheetReader
	merger  merger
	blocks  int
}

// read implements source.
func (s *xlsxSource) read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	if err := unchanged(s.file, s.info); err != nil {
		return Result{}, err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	reading := &xlsxRun{source: s, run: run{ctx: inner, stop: stop, progress: progress, handle: handle}}
	err := reading.all(workers)
	// What changes while it is read seems to be damaged.
	if changed := unchanged(s.file, s.info); changed != nil {
		err = changed
	}
	if err != nil {
		return Result{}, err
	}
	reading.end()
	return Result{Rows: int(reading.reached.Rows), Warnings: reading.sheet.notes.warnings()}, nil
}

// all reads the sheet.
func (run *xlsxRun) all(workers int) error {
	size, err := run.findMerged()
	if err != nil {
		return err
	}
	part, err := run.open(size)
	if err != nil {
		return err
	}
	defer part.Close()
	if run.sheet, err = newSheetReader(run.source.book, run.source.strings, part); err != nil {
		return err
	}
	return run.with(workers, run.work)
}

// open opens the sheet's part. How far it is read is told as behind the bytes that were read before.
func (run *xlsxRun) open(before int64) (*partReader, error) {
	part, err := run.source.archive.part(run.ctx, run.source.sheet.path, maxUnpacked)
	if err != nil {
		return nil, err
	}
	part.told = func(read int64) { run.tell(0, before+read) }
	run.reached.Total = 2 * part.size // it is read twice
	return part, nil
}

// findMerged goes through the sheet once for its merged ranges, which stand behind the rows that need them. It returns
// how many bytes the sheet has.
func (run *xlsxRun) findMerged() (size int64, err error) {
	part, err := run.open(0)
	if err != nil {
		return 0, err
	}
	defer part.Close()
	run.merger.width = run.source.width
	run.merger.ahead, err = mergedRanges(part, run.source.line)
	return part.size, err
}

// work reads and handles blocks until there are none.
func (run *xlsxRun) work() {
	b := newSheetBlock(run.source.width)
	for run.fill(b) {
		if err := run.handle(&Block{Index: b.index, next: b.next}); err != nil {
			run.stop(err)
			return
		}
		run.tell(int64(len(b.rows)), 0)
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
