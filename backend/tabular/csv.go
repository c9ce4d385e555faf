package tabular

import (
	"bytes"
	"io"
	"io/fs"
	"os"
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
func openCSV(f *os.File, beginning []byte, o Options) (*File, error) {
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

// excerpt reads the beginning of the text: more of it where the first line is longer than usual.
func (s *csvSource) excerpt() (excerpt, error) {
	c := cutter{text: s.text(new(int64))}
	var buffer []byte
	for size := sampleSize; ; size *= 2 {
		if err := c.fill(&buffer, size); err != nil {
			return excerpt{}, err
		}
		if c.final || size >= maxRow || bytes.ContainsAny(buffer, "\r\n") {
			break
		}
	}
	text := append(buffer, padding...)[:len(buffer)]
	return excerpt{text: text, line: 1, final: c.final, legacy: s.charset.legacy(), room: make([][]byte, maxColumns+1)}, nil
}

// text returns the text of the file from its beginning on. Reading it adds to read the bytes of the file that were had.
func (s *csvSource) text(read *int64) io.Reader {
	raw := io.NewSectionReader(s.file, s.charset.mark, s.info.Size()-s.charset.mark)
	return s.charset.reader(&countingReader{raw, read})
}

// countingReader counts the bytes that are read through it.
type countingReader struct {
	io.Reader
	read *int64
}

func (r *countingReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	*r.read += int64(n)
	return n, err
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
	file.Header, file.HeaderLine = headerNames(header, below), header.line
	s.width = len(file.Header)
	if index > 0 {
		file.Warnings = append(file.Warnings, Warning{Reason: "lines above the header passed over", Count: index, FirstLine: rows[0].line})
	}
	file.Warnings = append(file.Warnings, headerWarnings(file.Header, header.line)...)
	if len(below) == 0 && t.final {
		return errNoRows(file)
	}
	return nil
}

func (s *csvSource) close() error { return s.file.Close() }
