package tabular

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"
)

// csvSource is a CSV whose beginning was understood.
type csvSource struct {
	file    *os.File
	info    fs.FileInfo // as it was when the file was opened
	charset charset
	dialect dialect
	width   int   // of the header
	skip    int64 // bytes of text up to the end of the header
	line    int   // the one behind the header
	block   int   // bytes of text that are cut off at once
}

// blockSize is small enough for a block to stay in the cache of a core while it is read, cut and parsed.
const blockSize = 256 << 10

// openCSV understands a file of text. Where it succeeds, the File owns f.
func openCSV(_ context.Context, f *os.File, beginning []byte, o Options) (*File, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, cannot("read", err)
	}
	c, err := charsetOf(beginning, o.Encoding)
	if err != nil {
		return nil, err
	}
	s := &csvSource{file: f, info: info, charset: c, block: blockSize}
	t, err := s.excerpt()
	if err != nil {
		return nil, err
	}
	file := &File{Format: CSV, Encoding: c.name, Warnings: c.warnings, source: s}
	if err := s.understand(file, t, o); err != nil {
		return nil, err
	}
	return file, nil
}

// excerpt reads the beginning of the text.
func (s *csvSource) excerpt() (excerpt, error) {
	text := make([]byte, sampleSize)
	n, err := io.ReadFull(s.text(nil), text)
	t := excerpt{text: text[:n], line: 1, legacy: s.charset.legacy()}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		t.final = true
	case err != nil:
		return t, cannot("read", err)
	}
	return t, nil
}

// text returns the text of the file from its beginning on. Where read is not nil, it is called with the bytes of the
// file that were had.
func (s *csvSource) text(read func(n int)) io.Reader {
	raw := io.NewSectionReader(s.file, s.charset.mark, s.info.Size()-s.charset.mark)
	if read == nil {
		return s.charset.reader(raw)
	}
	return s.charset.reader(&countingReader{raw, read})
}

// understand finds delimiter and header in the beginning of the text.
func (s *csvSource) understand(file *File, t excerpt, o Options) error {
	if o.Delimiter != 0 && !canDelimit(o.Delimiter) {
		return errorf(Unreadable, "%q cannot separate cells: give one character such as a comma, a semicolon or a tab", o.Delimiter)
	}
	named, skip := separatorLine(t.text)
	if skip > 0 {
		t.text, t.line = t.text[skip:], 2
	}
	switch {
	case o.Delimiter != 0:
		s.dialect.delimiter = o.Delimiter
	case named != 0:
		s.dialect.delimiter = named
	default:
		s.dialect.delimiter = guessDelimiter(t)
	}
	file.Delimiter = s.dialect.delimiter
	if err := s.check(t); err != nil {
		return err
	}
	if err := s.findHeader(file, t, o.HeaderRow); err != nil {
		return err
	}
	offset, next := t.behind(s.dialect, file.HeaderLine)
	s.skip, s.line = int64(skip+offset), next
	return nil
}

// check refuses a text in whose beginning something is wrong already.
func (s *csvSource) check(t excerpt) error {
	c := cutter{dialect: s.dialect, line: t.line, final: t.final}
	found := c.cut(t.text, t.final)
	switch {
	case found.open >= 0 && (t.final || found.broken):
		return c.unclosed(t.text, found)
	case found.end == 0 && !t.final:
		return c.tooLong(t.text, found)
	}
	return c.check(t.text[:found.end])
}

// findHeader takes the names of the columns from the first rows, or from the row that begins at a line.
func (s *csvSource) findHeader(file *File, t excerpt, line int) error {
	rows, _ := t.rows(s.dialect, line)
	if len(rows) == 0 && line == 0 {
		return errEmpty()
	}
	index := 0
	if line == 0 {
		index = headerIndex(rows)
	} else if len(rows) == 0 || rows[0].line != line {
		return errorf(Unreadable, "no row begins in line %d, which was named as the header's", line)
	}
	header := rows[index]
	if header.width() > maxColumns {
		return errorf(Unreadable, "line %d has more than %d columns, the most that are read", header.line, maxColumns)
	}
	below := rows[index+1:]
	if len(below) == 0 && t.final {
		return errNoRows()
	}
	file.Header, file.HeaderLine = headerNames(header, below), header.line
	s.width = len(file.Header)
	if index > 0 {
		file.Warnings = append(file.Warnings, Warning{Reason: "lines above the header passed over", Count: index, FirstLine: rows[0].line})
	}
	file.Warnings = append(file.Warnings, headerWarnings(file.Header, header.line)...)
	return nil
}

func errNoRows() error { return errorf(NoRows, "there is a header and nothing below it") }

func (s *csvSource) close() error { return s.file.Close() }

// countingReader tells how much is read through it.
type countingReader struct {
	io.Reader
	read func(n int)
}

func (r *countingReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	r.read(n)
	return n, err
}

// csvRun is one reading of a CSV. Its workers take turns at cutting a block off the text, and parse theirs at once.
type csvRun struct {
	source   *csvSource
	ctx      context.Context
	stop     context.CancelCauseFunc
	progress func(Progress)
	handle   func(*Block) error

	cutting sync.Mutex
	cutter  cutter
	bytes   int64 // of the file that were read

	telling sync.Mutex
	rows    int64
	notes   notes
	told    time.Time
}

// read implements source.
func (s *csvSource) read(ctx context.Context, workers int, progress func(Progress), handle func(*Block) error) (Result, error) {
	if err := s.unchanged(); err != nil {
		return Result{}, err
	}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	run := &csvRun{source: s, ctx: inner, stop: stop, progress: progress, handle: handle, bytes: s.charset.mark}
	text := s.text(func(n int) { run.bytes += int64(n) })
	if _, err := io.CopyN(io.Discard, text, s.skip); err != nil {
		return Result{}, errChanged()
	}
	run.cutter = cutter{dialect: s.dialect, text: text, blockSize: s.block, line: s.line}
	var group sync.WaitGroup
	for range workers {
		group.Go(run.work)
	}
	group.Wait()
	if err := context.Cause(inner); err != nil {
		return Result{}, err
	}
	if err := s.unchanged(); err != nil || run.bytes != s.info.Size() {
		return Result{}, errChanged()
	}
	if run.rows == 0 {
		return Result{}, errNoRows()
	}
	return Result{Rows: int(run.rows), Warnings: run.notes.warnings()}, nil
}

// work cuts and parses blocks until there are none.
func (run *csvRun) work() {
	s := run.source
	parser := rowParser{records: newRecords(s.dialect, s.charset.legacy(), s.width)}
	var buffer []byte
	for {
		p, bytes, err := run.cut(buffer)
		if err == nil && p.end > 0 {
			buffer = p.buffer
			parser.reset(p)
			err = run.handle(&Block{Index: p.index, next: parser.next})
		}
		if err != nil {
			run.stop(err)
		}
		if err != nil || p.end == 0 {
			break
		}
		run.tell(&parser, bytes)
	}
	run.telling.Lock()
	defer run.telling.Unlock()
	run.notes.merge(parser.notes)
}

// cut takes the next block off the text. bytes is how far the file was read.
func (run *csvRun) cut(buffer []byte) (p piece, bytes int64, err error) {
	run.cutting.Lock()
	defer run.cutting.Unlock()
	if err := context.Cause(run.ctx); err != nil {
		return piece{}, 0, err
	}
	p, err = run.cutter.next(buffer)
	return p, run.bytes, err
}

// tell counts the rows of a block and lets the caller know now and then.
func (run *csvRun) tell(parser *rowParser, bytes int64) {
	run.telling.Lock()
	defer run.telling.Unlock()
	run.rows += parser.rows
	parser.rows = 0
	if run.progress == nil || time.Since(run.told) < progressEvery {
		return
	}
	run.told = time.Now()
	run.progress(Progress{Rows: run.rows, Bytes: bytes, Total: run.source.info.Size()})
}

// progressEvery keeps those who are told how far reading has come from doing little else.
const progressEvery = 50 * time.Millisecond

// unchanged tells whether the file is still the one that was opened.
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
		clear(p.cells[min(n, len(p.cells)):])
		row := Row{Line: line, Cells: p.cells}
		if p.filled > len(p.cells) {
			row.Problem = fmt.Sprintf("%d cells, the header has %d", p.filled, len(p.cells))
		}
		return row, true
	}
}
