package tabular

import (
	"context"
	"io/fs"
	"os"
	"sync"
	"time"
)

// run is one reading of a file by several workers.
type run struct {
	ctx      context.Context
	stop     context.CancelCauseFunc // ends the reading with an error
	progress func(Progress)
	handle   func(*Block) error

	telling sync.Mutex
	reached Progress
	told    time.Time
}

// with runs workers and waits for them. The error is the first that stopped the reading.
func (r *run) with(workers int, work func()) error {
	var group sync.WaitGroup
	for range workers {
		group.Go(work)
	}
	group.Wait()
	return context.Cause(r.ctx)
}

// progressEvery keeps whoever is told how far reading has come from doing little else.
const progressEvery = 50 * time.Millisecond

// tell counts rows, says up to which byte the file was read, and lets the caller know now and then.
func (r *run) tell(rows, bytes int64) {
	r.telling.Lock()
	defer r.telling.Unlock()
	r.reached.Rows += rows
	r.reached.Bytes = max(r.reached.Bytes, bytes)
	if now := time.Now(); r.progress != nil && now.Sub(r.told) >= progressEvery {
		r.told = now
		r.progress(r.reached)
	}
}

// end tells that all was read.
func (r *run) end() {
	r.reached.Bytes = r.reached.Total
	if r.progress != nil {
		r.progress(r.reached)
	}
}

// unchanged returns an error where a file is not what it was when it was opened.
func unchanged(file *os.File, opened fs.FileInfo) error {
	now, err := file.Stat()
	if err != nil {
		return cannot("read", err)
	}
	if now.Size() != opened.Size() || !now.ModTime().Equal(opened.ModTime()) {
		return errChanged()
	}
	return nil
}

func errChanged() error {
	return errorf(Unreadable, "the file changed while it was read: import it again")
}
