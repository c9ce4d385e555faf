package core

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/store"
)

// What a test tells the process that imports: where the data are, and the files that it imports in turn.
const (
	importerDir   = "ISSERVICEUP_TEST_IMPORT_DIR"
	importerFiles = "ISSERVICEUP_TEST_IMPORT_FILES"
)

// TestImporterProcess is not a test but the process that another starts: it imports one file after the other for ever,
// and says so once the first is stored.
func TestImporterProcess(t *testing.T) {
	dir := os.Getenv(importerDir)
	if dir == "" {
		t.Skip("only for another test to start")
	}
	c, err := Open(t.Context(), Options{DataDir: dir, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	files := strings.Split(os.Getenv(importerFiles), "\n")
	for i := 0; ; i++ {
		if _, err := c.ImportLog(t.Context(), LogImport{Path: files[i%len(files)]}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("stored")
	}
}

func TestKilledWhileImporting(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	dir := t.TempDir()
	rows := map[string]int{"march.csv": 3000, "april.csv": 5000}
	var files []string
	for name, n := range rows {
		var lines []string
		for i := range n {
			lines = append(lines, logRow(fmt.Sprint(name, i), "Checkout", 1+i%28))
		}
		files = append(files, csvFile(t, name, lines...))
	}
	for round := range 12 {
		killedImporting(t, dir, files)
		c, _ := watchedWindow(t, dir)
		c.checkLog(t.Context())
		log, facts, err := c.Log(t.Context())
		if err != nil || log == nil || c.Notice() != "" {
			t.Fatalf("round %d: %+v, %v, notice %q", round, facts, err, c.Notice())
		}
		id := string(log.IDs.At(0))
		if log.Rows() != rows[facts.Source] || facts.Rows != log.Rows() || !strings.HasPrefix(id, facts.Source) {
			t.Errorf("round %d: %d rows, the first is %s, the facts are %+v", round, log.Rows(), id, facts)
		}
		if facts, err = c.UndoLog(t.Context()); err != nil && !errors.Is(err, store.ErrNothingToUndo) {
			t.Errorf("round %d: undo: %v", round, err)
		}
		if log, _, err = c.Log(t.Context()); err != nil || facts.Stored && log.Rows() != rows[facts.Source] {
			t.Errorf("round %d: after undo %+v, %v", round, facts, err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// killedImporting lets a process import files, and kills it at some moment.
func killedImporting(t *testing.T, dir string, files []string) {
	t.Helper()
	p := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestImporterProcess$")
	p.Env = append(os.Environ(), importerDir+"="+dir, importerFiles+"="+strings.Join(files, "\n"))
	p.Stderr = os.Stderr
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "stored\n" {
		t.Fatalf("the process says %q, %v", line, err)
	}
	time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait() // it was killed
}
