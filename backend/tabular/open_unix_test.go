//go:build unix

package tabular

import (
	"context"
	"path/filepath"
	"syscall"
	"testing"
)

// TestRefusesPipes would wait for a writer for ever if the pipe were opened.
func TestRefusesPipes(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe.csv")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	_, err := Open(context.Background(), path, Options{})
	assertError(t, err, Unreadable, "pipe.csv: this is a device or a pipe: save what comes out of it as a file")
}
