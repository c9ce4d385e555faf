package check

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// The schedule's fixed intervals.
const (
	// SnapshotEvery is the grid on the clock, in UTC, on which there is a check whatever the user chose.
	SnapshotEvery = 15 * time.Minute
	// OfflineRetry is the pause between checks while offline.
	OfflineRetry = 30 * time.Second
	// maxJitter spreads the checks of many users, who all have the same grid.
	maxJitter = 5 * time.Second
	// heartbeat is how often the schedule looks at the clock, and wakeTolerance by how much a look may be late
	// before the computer must have slept.
	heartbeat     = 10 * time.Second
	wakeTolerance = 20 * time.Second
	// nearGrid is by how little auto-refresh may precede the grid before it waits for it.
	nearGrid = 30 * time.Second
)

// Cause is why a check is made.
type Cause uint8

// The causes.
const (
	Start  Cause = iota // the program began
	Auto                // the interval that the user chose has passed
	Grid                // a quarter of an hour on the clock
	Manual              // the user asked
	Wake                // the computer woke from sleep
	Retry               // the network was gone the last time
)

var causeNames = [...]string{Start: "start", Auto: "auto", Grid: "grid", Manual: "manual", Wake: "wake", Retry: "retry"}

// String returns the cause in a word.
func (c Cause) String() string { return causeNames[c] }

// Schedule decides when checks are made: one at a time, at the interval that the user chose, at every quarter of an
// hour on the clock, when asked, on waking from sleep, and again soon while offline.
type Schedule struct {
	now    func() time.Time
	jitter func() time.Duration
	signal chan struct{} // something below has changed

	mu       sync.Mutex
	interval time.Duration
	asked    bool
	due      time.Time
	cause    Cause
}

// NewSchedule returns a Schedule with auto-refresh at interval; 0 means off. now is the wall clock; nil means
// time.Now.
func NewSchedule(interval time.Duration, now func() time.Time) *Schedule {
	if now == nil {
		now = time.Now
	}
	return &Schedule{
		now: now, interval: interval, signal: make(chan struct{}, 1),
		jitter: func() time.Duration { return rand.N(maxJitter) },
	}
}

// Run calls check whenever one is due, the first at once, until ctx ends. check returns whether it found the network gone.
// Run returns once the last check has; it must not be called twice.
func (s *Schedule) Run(ctx context.Context, check func(context.Context, Cause) (offline bool)) {
	var last run
	for cause := Start; ctx.Err() == nil; cause = s.wait(ctx, &last) {
		s.begin()
		last.began = s.now()
		last.slept = s.sleptDuring(func() { last.offline = check(ctx, cause) })
		last.ended, last.jitter = s.now(), s.jitter()
	}
}

// run is what the schedule remembers of the check before.
type run struct {
	began, ended time.Time
	offline      bool
	slept        bool          // the computer slept in it
	jitter       time.Duration // for the checks that follow it
}

// begin notes that a check is under way, which serves everything that was asked for until now.
func (s *Schedule) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked, s.due = false, time.Time{}
}

// wait returns the cause of the next check when it is due, and anything when ctx has ended.
func (s *Schedule) wait(ctx context.Context, last *run) Cause {
	if last.slept {
		return Wake
	}
	for {
		now := s.now()
		if wall(last.began, now) < 0 { // somebody has set the clock back
			last.began, last.ended = now, now
		}
		due, cause := s.plan(now, last)
		if !due.After(now) {
			return cause
		}
		pause := min(due.Sub(now), heartbeat)
		if !s.sleep(ctx, pause) {
			return cause
		}
		if late(now, s.now(), pause) {
			return Wake
		}
	}
}

// sleptDuring calls f and tells whether the computer slept meanwhile: what f found then is as old as the sleep.
func (s *Schedule) sleptDuring(f func()) (slept bool) {
	done := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for over := false; !over; {
			looked := s.now()
			select {
			case <-beat.C:
			case <-done:
				over = true
			}
			slept = slept || late(looked, s.now(), heartbeat)
		}
	})
	f()
	close(done)
	watch.Wait()
	return slept
}

// plan decides, and makes known, when the next check is due and why.
func (s *Schedule) plan(now time.Time, last *run) (time.Time, Cause) {
	s.mu.Lock()
	defer s.mu.Unlock()
	auto := last.began.Add(s.interval + last.jitter)
	grid := last.began.Truncate(SnapshotEvery).Add(SnapshotEvery + last.jitter)
	switch {
	case s.asked:
		s.due, s.cause = now, Manual
	case last.offline:
		s.due, s.cause = last.ended.Add(OfflineRetry), Retry
	case s.interval > 0 && grid.Sub(auto) > nearGrid:
		s.due, s.cause = auto, Auto
	default:
		s.due, s.cause = grid, Grid
	}
	return s.due, s.cause
}

// sleep waits for d, or until something was changed or asked. It returns false where ctx has ended.
func (s *Schedule) sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.signal:
		return true
	case <-ctx.Done():
		return false
	}
}

// late tells whether a look at the clock that was to follow another one after pause comes so late that the computer
// must have slept.
func late(from, to time.Time, pause time.Duration) bool { return wall(from, to) > pause+wakeTolerance }

// wall returns the time between two moments by the clock on the wall, which goes on while the computer sleeps.
func wall(from, to time.Time) time.Duration { return to.Round(0).Sub(from.Round(0)) }

// SetInterval changes the interval of auto-refresh; 0 means off. It counts from the last check.
func (s *Schedule) SetInterval(interval time.Duration) {
	s.mu.Lock()
	s.interval = interval
	s.mu.Unlock()
	s.wakeUp()
}

// Refresh asks for a check at once. Asked during a check, however often, it makes one more after it.
func (s *Schedule) Refresh() {
	s.mu.Lock()
	s.asked = true
	s.mu.Unlock()
	s.wakeUp()
}

// Next returns when the next check is due and why; the zero time before Run and during a check.
func (s *Schedule) Next() (time.Time, Cause) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.due, s.cause
}

func (s *Schedule) wakeUp() {
	select {
	case s.signal <- struct{}{}:
	default:
	}
}
