package check

import (
	"context"
	"net/url"
	"sync"
	"time"

	"isserviceup/backend/catalog"
)

// patience is how long a service keeps a worker. One that takes longer only waits for its server, which costs nothing,
// and goes on without: pages that hang delay nobody, however many they are.
const patience = time.Second

// Run reads all services and passes each result to each as it arrives, one at a time. Results of services that could
// not be reached are held back until another service was reached or the network is known to be there.
func (c *Checker) Run(ctx context.Context, services []catalog.Service, each func(Result)) Summary {
	started, clock := c.options.Now(), time.Now()
	out := &delivery{each: each, probe: c.options.Probe, released: c.options.Probe == nil}
	probing, stopProbing := context.WithCancel(ctx)
	defer stopProbing()
	workers := make(slots, c.options.Workers)
	hosts := map[string]slots{}
	var readers sync.WaitGroup
	for _, s := range services {
		host := hosts[hostOf(s)]
		if host == nil {
			host = make(slots, servicesPerHost)
			hosts[hostOf(s)] = host
		}
		readers.Go(func() {
			// The host first: who waits for a busy host must not keep a worker from the others.
			if !host.take(ctx) {
				return
			}
			defer host.free()
			if !workers.take(ctx) {
				return
			}
			defer workers.lend(patience)()
			if result := c.read(ctx, s); ctx.Err() == nil {
				out.add(probing, result)
			}
		})
	}
	readers.Wait()
	offline := out.finish(stopProbing)
	c.memory.learn(ctx)
	interrupted := ctx.Err() != nil
	return Summary{
		Started: started, Duration: time.Since(clock), Checked: out.delivered,
		Offline: offline && !interrupted, Interrupted: interrupted,
	}
}

// hostOf returns the host and port of a service's page.
func hostOf(s catalog.Service) string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return s.URL
	}
	return u.Host
}

// slots are places of which only so many can be taken at a time.
type slots chan struct{}

// take waits for a place and tells whether it got one before ctx ended.
func (s slots) take(ctx context.Context) bool {
	select {
	case s <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s slots) free() { <-s }

// lend frees the place that the caller has taken after d, or when the returned function is called before.
func (s slots) lend(d time.Duration) (giveBack func()) {
	timer := time.AfterFunc(d, s.free)
	return func() {
		if timer.Stop() {
			s.free()
		}
	}
}

// delivery passes results on, one at a time. Those that may be due to our own network are held back until it is known
// whether they are.
type delivery struct {
	each    func(Result)
	probe   Probe
	probing sync.WaitGroup

	mu        sync.Mutex
	released  bool // nothing is held back any more
	probed    bool // the probe was started
	held      []Result
	delivered int
}

// add takes in a result; ctx is the probe's.
func (d *delivery) add(ctx context.Context, r Result) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.released || r.reached {
		d.deliver(r)
		d.release()
		return
	}
	d.held = append(d.held, r)
	if r.Unreachable && !d.probed {
		d.probed = true
		d.probing.Go(func() { d.ask(ctx) })
	}
}

// ask asks the probe, which may take seconds, while results go on to arrive.
func (d *delivery) ask(ctx context.Context) {
	if !d.probe.Online(ctx) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.release()
}

// finish waits for the probe's verdict, or stops the probe where nobody needs it any more. It tells whether results
// are still held because the network is gone; they are never delivered.
func (d *delivery) finish(stopProbing func()) (offline bool) {
	d.mu.Lock()
	if !d.probed { // nobody was asked in vain, so nothing speaks against the network
		d.release()
	}
	if d.released {
		stopProbing()
	}
	d.mu.Unlock()
	d.probing.Wait()
	return !d.released
}

// release delivers what is held and holds nothing back from now on. The caller holds the lock.
func (d *delivery) release() {
	d.released = true
	for _, r := range d.held {
		d.deliver(r)
	}
	d.held = nil
}

// deliver passes r on. The caller holds the lock, which makes the calls of each take turns.
func (d *delivery) deliver(r Result) {
	d.delivered++
	d.each(r)
}
