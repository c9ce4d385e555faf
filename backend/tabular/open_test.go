package tabular

import (
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func assertError(t *testing.T, err error, kind ErrorKind, text string) {
	t.Helper()
	var known *Error
	if !errors.As(err, &known) {
		t.Fatalf("got the error %v, want an *Error", err)
	}
	if known.Kind != kind || known.Text != text {
		t.Errorf("got %d, %q\nwant %d, %q", known.Kind, known.Text, kind, text)
	}
}

// noise returns random bytes.
func noise(n int) string {
	random := rand.NewChaCha8([32]byte{})
	b := make([]byte, n)
	_, _ = random.Read(b)
	return string(b)
}

// protected returns the beginning of a workbook with a password: a compound file whose directory, in sector 1, has the
// name of the encrypted part.
func protected() string {
	b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 1528))
	binary.LittleEndian.PutUint16(b[30:], 9)
	binary.LittleEndian.PutUint32(b[48:], 1)
	copy(b[1024+128:], wideBytes("EncryptedPackage"))
	return string(b)
}

func TestRefusesWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := filepath.Join(dir, "large.csv")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 2<<30); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ path, want string }{
		"a folder":       {dir, filepath.Base(dir) + ": this is a folder: choose a file in it"},
		"no file":        {filepath.Join(dir, "gone.csv"), "gone.csv: there is no such file"},
		"a large file":   {large, "large.csv: the file has 2 GiB, and at most 1 GiB is read: split it"},
		"a path too far": {filepath.Join(large, "x.csv"), "x.csv: it cannot be opened: not a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(context.Background(), test.path, Options{})
			assertError(t, err, Unreadable, test.want)
		})
	}
}

func TestRefusesWhatMayNotBeRead(t *testing.T) {
	t.Parallel()
	path := write(t, "a,b\n1,2\n")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		_ = f.Close()
		t.Skip("this user may read everything")
	}
	_, err := Open(context.Background(), path, Options{})
	assertError(t, err, Unreadable, "log.csv: there is no permission to read it")
}
