//go:build linux

package main

import (
	"context"
	"encoding/json"
	"os"
	"syscall"
	"time"

	"isserviceup/backend/incidentlog"
)

// read reads the log as the program does, some times over, and prints what came of it.
func read(file string, runs int) error {
	var m measured
	for range runs {
		began := time.Now()
		reading, err := incidentlog.Read(context.Background(), file, incidentlog.Choices{}, nil)
		if err != nil {
			return err
		}
		m.Seconds = append(m.Seconds, time.Since(began).Seconds())
		m.Rows, m.Rejected = reading.Accepted-reading.Duplicates, reading.Rejected
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	m.Peak = usage.Maxrss * 1024
	return json.NewEncoder(os.Stdout).Encode(m)
}
