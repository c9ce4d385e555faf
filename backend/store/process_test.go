package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"isserviceup/backend/status"
)

// What a test tells a process that writes: where, under which name and how many cycles.
const (
	writerDir    = "ISSERVICEUP_TEST_DIR"
	writerName   = "ISSERVICEUP_TEST_NAME"
	writerCycles = "ISSERVICEUP_TEST_CYCLES"
)

// servicesAProcess is how many services each cycle of a process that writes reads.
const servicesAProcess = 20

// TestWriterProcess is not a test but the process that others start. It records cycles, a quarter of an hour apart,
// and prints the number of each once it is kept.
func TestWriterProcess(t *testing.T) {
	dir := os.Getenv(writerDir)
	if dir == "" {
		t.Skip("only for other tests to start")
	}
	cycles, err := strconv.Atoi(os.Getenv(writerCycles))
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	name := os.Getenv(writerName)
	first := count(t, s, "SELECT count(*) FROM change WHERE service = ?", name)
	for n := first; n < first+cycles; n++ {
		if _, err := s.RecordCycle(t.Context(), cycleOf(name, n)); err != nil {
			t.Fatal(err)
		}
		fmt.Println(n)
	}
}

// cycleOf is the nth cycle of a process.
func cycleOf(name string, n int) Cycle {
	at := noon.Add(time.Duration(n) * status.QuarterLength)
	c := Cycle{At: at, Changes: []Change{{At: at, Service: name}}}
	for i := range servicesAProcess {
		r := is(status.Degraded)
		r.Incidents = []status.Incident{{ID: strconv.Itoa(n), Title: strings.Repeat("x", 500), StartedAt: at}}
		c.States = append(c.States, State{Service: fmt.Sprintf("%s-%d", name, i), At: at, Reading: r, Memory: []byte("{}")})
	}
	return c
}

// child is a process that writes.
type child struct {
	*exec.Cmd
	out io.Reader
}

// writer starts a process that records cycles.
func writer(t *testing.T, dir, name string, cycles int) child {
	t.Helper()
	return process(t, "TestWriterProcess", dir, writerName+"="+name, fmt.Sprintf("%s=%d", writerCycles, cycles))
}

// process starts a process that runs one test on the data in dir.
func process(t *testing.T, test, dir string, environment ...string) child {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$")
	c.Env = append(append(os.Environ(), writerDir+"="+dir), environment...)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return child{c, out}
}

// killed kills a process at some moment of a round, and returns the last number that it printed, or before.
func killed(t *testing.T, c child, before, round int) int {
	t.Helper()
	begun, ended := make(chan int, 1), make(chan int, 1)
	go func() { ended <- numbers(c.out, before, begun) }()
	if round%4 != 0 { // every fourth one is killed while it starts
		select {
		case <-begun:
		case <-time.After(30 * time.Second):
			t.Error("the process writes nothing")
		}
	}
	time.Sleep(time.Duration(rand.IntN(40)) * time.Millisecond)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	last := <-ended
	_ = c.Wait() // it was killed
	return last
}

// numbers returns the last number that a process printed, or before where it printed none. tell gets the first one.
func numbers(out io.Reader, before int, tell chan<- int) int {
	last := before
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			if last == before && tell != nil {
				tell <- n
			}
			last = n
		}
	}
	return last
}

func TestKilledProcessLosesOneCycleAtMost(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	dir := t.TempDir()
	last := -1
	for round := range 20 {
		last = killed(t, writer(t, dir, "killed", 1<<30), last, round)
		last = intact(t, dir, last)
	}
	if last < 14 { // fifteen processes have said that they wrote one
		t.Errorf("cycle %d is the last", last)
	}
}

// intact checks the database after a process was killed that had said that its cycle last was kept. It returns the
// newest cycle that is.
func intact(t *testing.T, dir string, last int) int {
	t.Helper()
	s := opened(t, dir) // which looks for damage
	kept := count(t, s, "SELECT count(*) FROM change") - 1
	if kept != last && kept != last+1 {
		t.Errorf("cycle %d is the last, %d was said to be kept", kept, last)
	}
	for table, rows := range map[string]int{"reading": 1, "incident": 1} {
		if n := count(t, s, "SELECT count(*) FROM "+table); n != (kept+1)*rows*servicesAProcess {
			t.Errorf("%d rows of %s after %d cycles", n, table, kept+1)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	return kept
}

func TestProcessesWaitForEachOther(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	const cycles, processes = 40, 3
	for name, damaged := range map[string]bool{"on a new database": false, "on a damaged one": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if damaged {
				if err := os.WriteFile(filepath.Join(dir, fileName), []byte("no database at all"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			var all []child
			for n := range processes {
				c := writer(t, dir, fmt.Sprint(n), cycles)
				go func() { _, _ = io.Copy(io.Discard, c.out) }()
				all = append(all, c)
			}
			for _, c := range all {
				var failed *exec.ExitError
				if err := c.Wait(); errors.As(err, &failed) {
					t.Error(err)
				}
			}
			s := opened(t, dir)
			if n := count(t, s, "SELECT count(*) FROM reading"); n != cycles*processes*servicesAProcess {
				t.Errorf("%d readings were kept", n)
			}
			aside, err := filepath.Glob(filepath.Join(dir, "isserviceup-damaged-*.db"))
			if err != nil || len(aside) > 1 || damaged && len(aside) != 1 {
				t.Errorf("set aside: %v, %v", aside, err)
			}
		})
	}
}

func TestWriterWaitsForAnother(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, other := opened(t, dir), opened(t, dir)
	tx, err := other.writer.BeginTx(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := s.RecordCycle(context.Background(), cycleOf("a", 0))
		done <- err
	}()
	select {
	case err := <-done:
		t.Fatalf("it did not wait: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	if states, err := s.States(t.Context()); err != nil || len(states) != 0 {
		t.Errorf("a reader waits, too: %v, %v", states, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}
