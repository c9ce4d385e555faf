//go:build linux

// Command window measures how long a window takes to show its first page pixel and how much memory it then holds, for a
// bare Wails window and for ours, and prints the ratios. It must run in a display of its own, without a window manager.
//
//	window BARE OURS
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// runs is how often each window is started, after once to warm the disk's cache up; the medians count.
const runs = 5

// settle is how long a window may take to come to rest before its memory is read.
const settle = 5 * time.Second

// The promises, as ratios to the bare window.
const (
	maxPixelRatio  = 1.5
	maxMemoryRatio = 1.35
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "window:", err)
		os.Exit(1)
	}
}

// subject is a program to start, and the colour that only its page has.
type subject struct {
	name   string
	args   []string
	colour uint32
}

// measurement is one start of a program.
type measurement struct {
	pixel  time.Duration
	memory int64 // private, in bytes, with the processes of the web view
	alone  bool  // no other program of WebKitGTK was running
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: window BARE OURS")
	}
	scratch, err := os.MkdirTemp("", "isserviceup-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	services, closePages, err := simulate(filepath.Join(scratch, "services.yaml"))
	if err != nil {
		return err
	}
	defer closePages()
	x, err := dial(os.Getenv("DISPLAY"))
	if err != nil {
		return err
	}
	bare := subject{"bare", args[:1], 0x336699}
	// The colour of text: the background is also the empty window's.
	ours := subject{"ours", []string{args[1], "--data", filepath.Join(scratch, "data"), "--services", services}, 0xe6edf3}

	measured := map[string][]measurement{}
	for i := range 1 + runs {
		for _, s := range []subject{bare, ours} {
			m, err := measureAlone(x, s)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			if i == 0 {
				continue
			}
			fmt.Printf("%s: first page pixel %4d ms, private memory %6.1f MiB\n", s.name, m.pixel.Milliseconds(), mebibytes(m.memory))
			measured[s.name] = append(measured[s.name], m)
		}
	}
	pixel := func(m measurement) float64 { return float64(m.pixel) }
	memory := func(m measurement) float64 { return float64(m.memory) }
	return errors.Join(
		compare("first page pixel", measured, pixel, maxPixelRatio),
		compare("private memory", measured, memory, maxMemoryRatio),
	)
}

func mebibytes(n int64) float64 { return float64(n) / (1 << 20) }

// compare prints the ratio of the medians, ours to the bare window's, and fails where it is beyond the promise.
func compare(what string, measured map[string][]measurement, value func(measurement) float64, limit float64) error {
	median := func(name string) float64 {
		values := make([]float64, 0, runs)
		for _, m := range measured[name] {
			values = append(values, value(m))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	ratio := median("ours") / median("bare")
	fmt.Printf("window, %s: %.2f times that of a bare window (at most %.2f)\n", what, ratio, limit)
	if ratio > limit {
		return fmt.Errorf("%s: %.2f is more than %.2f", what, ratio, limit)
	}
	return nil
}

// webProcesses counts the processes that draw pages, of whatever program of WebKitGTK.
func webProcesses() (int, error) {
	files, err := filepath.Glob("/proc/[0-9]*/comm")
	count := 0
	for _, file := range files {
		if name, err := os.ReadFile(file); err == nil && strings.HasPrefix(string(name), "WebKitWeb") {
			count++
		}
	}
	return count, err
}

// measureAlone measures a program while no other of WebKitGTK runs: what two of them share is private to neither, and
// the ratio would say nothing.
func measureAlone(x *display, s subject) (measurement, error) {
	for range 600 {
		before, err := webProcesses()
		if err != nil {
			return measurement{}, err
		}
		if before > 0 {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		m, err := measure(x, s)
		if err != nil || m.alone {
			return m, err
		}
	}
	return measurement{}, errors.New("another program of WebKitGTK runs; memory can only be measured without one")
}

// measure starts a program, waits for the pixel, lets the window settle, reads its memory and ends it.
func measure(x *display, s subject) (measurement, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, s.args[0], s.args[1:]...)
	start := time.Now()
	if err := command.Start(); err != nil {
		return measurement{}, err
	}
	defer func() {
		command.Process.Kill()
		command.Wait()
		waitUntilGone(x)
	}()
	for {
		shown, err := x.shows(s.colour)
		if err != nil {
			return measurement{}, err
		}
		if shown {
			break
		}
		if time.Since(start) > 30*time.Second {
			return measurement{}, errors.New("no page pixel within 30 s")
		}
		time.Sleep(2 * time.Millisecond)
	}
	pixel := time.Since(start)
	time.Sleep(settle)
	memory, err := privateMemory(command.Process.Pid)
	if err != nil {
		return measurement{}, err
	}
	drawing, err := webProcesses()
	return measurement{pixel, memory, drawing == 1}, err
}

// waitUntilGone lets the next start begin with an empty screen.
func waitUntilGone(x *display) {
	for range 500 {
		if _, ok, err := x.largest(); err != nil || !ok {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// privateMemory sums what a process and those below it share with no other.
func privateMemory(pid int) (int64, error) {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	rollup, err := os.ReadFile(filepath.Join(proc, "smaps_rollup"))
	if err != nil {
		return 0, err
	}
	var sum int64
	for line := range strings.Lines(string(rollup)) {
		var kilobytes int64
		if strings.HasPrefix(line, "Private_") {
			if _, err := fmt.Sscanf(line[strings.Index(line, ":")+1:], "%d kB", &kilobytes); err != nil {
				return 0, err
			}
			sum += kilobytes << 10
		}
	}
	tasks, err := filepath.Glob(filepath.Join(proc, "task", "*", "children"))
	if err != nil {
		return 0, err
	}
	for _, task := range tasks {
		children, err := os.ReadFile(task)
		if err != nil {
			continue // the thread has just ended
		}
		for child := range strings.FieldsSeq(string(children)) {
			id, err := strconv.Atoi(child)
			if err != nil {
				return 0, err
			}
			below, err := privateMemory(id)
			if err != nil {
				return 0, err
			}
			sum += below
		}
	}
	return sum, nil
}
