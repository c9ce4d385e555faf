package tabular

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Open understands the beginning of the file at path: its format, encoding, delimiter, sheet and header. The error is an
// *Error, or that of ctx.
func Open(ctx context.Context, path string, o Options) (*File, error) {
	file, err := open(ctx, path, o)
	if err != nil {
		return nil, named(path, err)
	}
	return file, nil
}

func open(ctx context.Context, path string, o Options) (*File, error) {
	// Looked at before it is opened: opening a pipe waits for a writer.
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannot("opened", err)
	}
	switch {
	case info.IsDir():
		return nil, errorf(Unreadable, "this is a folder: choose a file in it")
	case !info.Mode().IsRegular():
		return nil, errorf(Unreadable, "this is a device or a pipe: save what comes out of it as a file")
	case info.Size() == 0:
		return nil, errEmpty()
	case info.Size() > maxSize:
		return nil, errorf(Unreadable, "the file has %s, and at most %s is read: split it", inUnits(info.Size()), inUnits(maxSize))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, cannot("opened", err)
	}
	file, err := understand(ctx, f, info.Size(), o)
	if err != nil {
		_ = f.Close() // it was only read
		return nil, err
	}
	file.Path, file.Size = path, info.Size()
	return file, nil
}

// understand looks at the first bytes of f to tell what it is. Where it succeeds, the File owns f.
func understand(ctx context.Context, f *os.File, size int64, o Options) (*File, error) {
	beginning := make([]byte, min(size, sampleSize))
	n, err := f.ReadAt(beginning, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, cannot("read", err)
	}
	beginning = beginning[:n]
	if looksZipped(beginning) {
		return openXLSX(ctx, f, size, o)
	}
	if err := foreign(f, beginning); err != nil {
		return nil, err
	}
	return openCSV(f, beginning, o)
}

// named puts the name of the file before the sentence of an *Error.
func named(path string, err error) error {
	if known, ok := err.(*Error); ok {
		return &Error{Kind: known.Kind, Text: filepath.Base(path) + ": " + known.Text, File: known.File}
	}
	return err
}

// cannot returns the error of a file that the system does not let us have.
func cannot(what string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errorf(Unreadable, "there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errorf(Unreadable, "there is no permission to read it")
	}
	var of *fs.PathError
	if errors.As(err, &of) {
		err = of.Err // without the path, which stands before the sentence
	}
	return errorf(Unreadable, "it cannot be %s: %s", what, fmt.Sprint(err))
}

func errEmpty() error { return errorf(Empty, "the file is empty") }

// errNoRows returns the error of a file, or of a sheet, that is understood up to its header and ends there.
func errNoRows(f *File) error {
	understood := *f
	understood.source = nil
	return &Error{Kind: NoRows, Text: "there is a header and nothing below it", File: &understood}
}
