package core

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
)

// Options say how to open the core.
type Options struct {
	DataDir      string // where the database lives; empty: the platform's directory for user data
	ServicesFile string // reads the services from this file instead of the catalogue and the user's choice
	Version      string // for the User-Agent
	Demo         bool   // begin with the demo
	Window       bool   // take the lock that keeps a second window off the same data
	// Forgetful lets a command go on without a database that can be opened: what it reads is then not kept.
	Forgetful bool
}

// dataDir returns the absolute directory of the data.
func (o Options) dataDir() (string, error) {
	dir := o.DataDir
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "isserviceup")
	}
	return filepath.Abs(dir)
}

// WindowID names the window of these options: a second one with the same id is to raise the first.
func (o Options) WindowID() string {
	dir, err := o.dataDir()
	if err != nil {
		dir = o.DataDir
	}
	sum := sha256.Sum256([]byte(dir))
	return "isserviceup" + hex.EncodeToString(sum[:8])
}

// CheckOptions narrow one check. Zero values mean every watched service and the settings.
type CheckOptions struct {
	IDs         []string
	Timeout     time.Duration
	Concurrency int
}

// ErrNotFound says that a service is not known or not watched.
var ErrNotFound = errors.New("no such service")

// InvalidError says which field of an input is wrong, and why.
type InvalidError struct {
	Field string
	Err   error
}

// Error returns the reason.
func (e *InvalidError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *InvalidError) Unwrap() error { return e.Err }
