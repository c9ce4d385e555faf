// Package check reads services: all at once but bounded, each on its own clock, and with the network's absence told
// apart from theirs. It keeps what the latest reading of each service was, and knows when the next check is due.
package check

import (
	"context"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/fetch"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// The defaults and bounds of Options.
const (
	DefaultWorkers = 64
	MinWorkers     = 10
	DefaultTimeout = 10 * time.Second
	// servicesPerHost is how many services of one host are read at a time. The others wait without using up their
	// time or a worker, so that a host that hangs delays no other.
	servicesPerHost = 4
)

// Getter gets documents; *fetch.Client is one.
type Getter interface {
	Get(ctx context.Context, address string) (fetch.Response, error)
}

// Options are what a Checker may be told. The zero value is good.
type Options struct {
	// Workers is how many services are read at a time; 0 means DefaultWorkers, and fewer than MinWorkers means
	// MinWorkers. A service whose server lets it wait for more than two seconds does not count any more.
	Workers int
	// Timeout is what one service may take in all; 0 means DefaultTimeout.
	Timeout time.Duration
	// Probe tells whether there is a network where no service can be reached. Nil means that there always is.
	Probe Probe
	// Now is the clock of readings; nil means time.Now.
	Now func() time.Time
}

// Checker reads services. It is safe for concurrent use.
type Checker struct {
	getter    Getter
	providers map[string]provider.Provider
	options   Options
	memory    memory
}

// Result is what one check of one service came to.
type Result struct {
	Service catalog.Service
	// Reading is Unknown with a reason where the service could not be read.
	Reading status.Reading
	// At is when the reading was made.
	At time.Time
	// Duration is how long it took, without waiting for a worker.
	Duration time.Duration
	// Unreachable says that no server answered at all.
	Unreachable bool
	// Err is why the service could not be read, with every detail; nil where it was.
	Err error

	// reached says that a server answered. Neither it nor Unreachable is set where nobody was asked.
	reached bool
}

// Summary is what one run came to.
type Summary struct {
	Started  time.Time
	Duration time.Duration
	// Checked is how many results were delivered.
	Checked int
	// Offline says that no service could be reached and the network is gone. The services' results were not
	// delivered then, because they say nothing about the services.
	Offline bool
	// Interrupted says that the context ended before the run. Services that were not finished have no result.
	Interrupted bool
}

// New returns a Checker that reads with getter the services of the given providers.
func New(getter Getter, providers []provider.Provider, options Options) *Checker {
	c := &Checker{getter: getter, providers: map[string]provider.Provider{}, options: options.withDefaults()}
	for _, p := range providers {
		c.providers[p.Name] = p
	}
	return c
}

func (o Options) withDefaults() Options {
	if o.Workers == 0 {
		o.Workers = DefaultWorkers
	}
	o.Workers = max(o.Workers, MinWorkers)
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
