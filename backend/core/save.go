package core

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxPicture is the size of the largest picture that is saved, in bytes.
const maxPicture = 16 << 20

// pngMagic is how every PNG begins.
var pngMagic = []byte("\x89PNG\r\n\x1a\n")

// SavePicture writes a PNG into the file at path.
func (c *Core) SavePicture(path string, picture []byte) error {
	if err := CheckPicture(picture); err != nil {
		return err
	}
	return Save(path, func(w io.Writer) error {
		_, err := w.Write(picture)
		return err
	})
}

// CheckPicture says what keeps bytes from being a picture that is saved.
func CheckPicture(picture []byte) error {
	switch {
	case !bytes.HasPrefix(picture, pngMagic):
		return &InvalidError{Err: errors.New("the picture is no PNG")}
	case len(picture) > maxPicture:
		return &InvalidError{Err: fmt.Errorf("the picture is larger than %d MiB", maxPicture>>20)}
	default:
		return nil
	}
}

// Save writes a file that the user chose: beside it first, so that what was there stays until the new one is whole.
func Save(path string, write func(io.Writer) error) error {
	part := fmt.Sprintf("%s.%d.part", path, os.Getpid())
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return fmt.Errorf("the file cannot be saved: %w", err)
	}
	err = cmp.Or(write(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // what failed is why
		return fmt.Errorf("the file cannot be saved: %w", err)
	}
	return nil
}
