// Package settings holds what the user can set, its defaults and its bounds.
package settings

import (
	"fmt"
	"net"
	"strconv"
	"time"
	_ "time/tzdata" // Windows has no time zones of its own that Go could read, and a small Linux none at all

	"isserviceup/backend/notify"
	"isserviceup/backend/status"
)

// Settings are the user's settings. The zero value is not valid: begin with Defaults.
type Settings struct {
	Concurrency    int `json:"concurrency"`    // services checked at once
	TimeoutSeconds int `json:"timeoutSeconds"` // for one service in all
	// ProbeAddresses are the host:port pairs that tell, apart from any status page, whether we are online: one that
	// accepts a connection is enough.
	ProbeAddresses []string     `json:"probeAddresses"`
	Notify         notify.Rules `json:"notify"`
	// Zone is the one that times and days are shown in: "local", "UTC" or a name such as "Europe/Berlin".
	Zone          string `json:"zone"`
	Compact       bool   `json:"compact"`       // lower rows
	ColourBlind   bool   `json:"colourBlind"`   // colours that are told apart without red and green
	RetentionDays int    `json:"retentionDays"` // how long the past is kept
	MaxMegabytes  int    `json:"maxMegabytes"`  // the database's size, beyond which the oldest readings are thinned
}

// Local is the Zone of the computer.
const Local = "local"

// The bounds of the numbers. Fewer than 10 services at once would make a page that hangs delay the others.
const (
	minConcurrency, maxConcurrency       = 10, 512
	minTimeoutSeconds, maxTimeoutSeconds = 1, 120
	minRetentionDays, maxRetentionDays   = 7, 3650
	minMegabytes, maxMegabytes           = 10, 10240
	maxProbes                            = 16
)

// Defaults returns the settings of a new user.
func Defaults() Settings {
	return Settings{
		Concurrency:    64,
		TimeoutSeconds: 10,
		ProbeAddresses: []string{"one.one.one.one:443", "dns.quad9.net:443", "dns.google:443"},
		Notify:         notify.DefaultRules(),
		Zone:           Local,
		RetentionDays:  400,
		MaxMegabytes:   200,
	}
}

// Error is a setting that is out of its bounds.
type Error struct {
	Field   string // its name in JSON, such as "concurrency"
	Message string // a sentence for the user
}

// Error returns field and message in one line.
func (e *Error) Error() string { return "settings: " + e.Field + ": " + e.Message }

// Validate returns an *Error for the first setting that is out of its bounds.
func (s Settings) Validate() error {
	for _, n := range []struct {
		field         string
		value, lo, hi int
	}{
		{"concurrency", s.Concurrency, minConcurrency, maxConcurrency},
		{"timeoutSeconds", s.TimeoutSeconds, minTimeoutSeconds, maxTimeoutSeconds},
		{"retentionDays", s.RetentionDays, minRetentionDays, maxRetentionDays},
		{"maxMegabytes", s.MaxMegabytes, minMegabytes, maxMegabytes},
	} {
		if n.value < n.lo || n.value > n.hi {
			return &Error{n.field, fmt.Sprintf("%d is not between %d and %d.", n.value, n.lo, n.hi)}
		}
	}
	if !s.Notify.From.Trouble() {
		return &Error{"notify.from", fmt.Sprintf("%q is not one of %s, %s and %s.", s.Notify.From,
			status.Degraded, status.PartialOutage, status.MajorOutage)}
	}
	if _, err := s.Location(); err != nil {
		return &Error{"zone", fmt.Sprintf("There is no time zone %q.", s.Zone)}
	}
	return s.validateProbes()
}

func (s Settings) validateProbes() error {
	if n := len(s.ProbeAddresses); n == 0 || n > maxProbes {
		return &Error{"probeAddresses", fmt.Sprintf("%d addresses are not between 1 and %d.", n, maxProbes)}
	}
	for _, address := range s.ProbeAddresses {
		host, port, err := net.SplitHostPort(address)
		if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 || host == "" {
			return &Error{"probeAddresses", fmt.Sprintf("%q is not of the form host:port.", address)}
		}
	}
	return nil
}

// Location returns the zone that times are shown in.
func (s Settings) Location() (*time.Location, error) {
	if s.Zone == Local {
		return time.Local, nil
	}
	if s.Zone == "" || s.Zone == "Local" { // which time.LoadLocation would take for UTC and for the computer's zone
		return nil, fmt.Errorf("settings: no time zone %q", s.Zone)
	}
	return time.LoadLocation(s.Zone)
}

// Timeout is how long the check of one service may take in all.
func (s Settings) Timeout() time.Duration { return time.Duration(s.TimeoutSeconds) * time.Second }

// MaxBytes is the size that the database should not exceed.
func (s Settings) MaxBytes() int64 { return int64(s.MaxMegabytes) << 20 }
