package check_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isserviceup/backend/check"
)

// diary runs a schedule in a bubble of simulated time, which begins at midnight, and notes its ticks.
type diary struct {
	*check.Schedule
	mu      sync.Mutex
	ahead   time.Duration // of the wall clock: how long the computer has slept
	ticks   []string
	offline bool
	takes   time.Duration // what a check takes
}

// keep runs the schedule until days is through with it.
func keep(t *testing.T, interval time.Duration, days func(*diary)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &diary{takes: time.Second}
		d.Schedule = check.NewSchedule(interval, d.now)
		ctx, cancel := context.WithCancel(t.Context())
		var owner sync.WaitGroup
		owner.Go(func() { d.Run(ctx, d.check) })
		days(d)
		cancel()
		owner.Wait()
	})
}

func (d *diary) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.ahead)
}

func (d *diary) check(_ context.Context, cause check.Cause) bool {
	at := d.now()
	d.mu.Lock()
	note := fmt.Sprintf("%s %s", at.UTC().Round(10*time.Second).Format("15:04"), cause)
	d.ticks = append(d.ticks, note)
	offline, takes := d.offline, d.takes
	d.mu.Unlock()
	time.Sleep(takes)
	return offline
}

// set changes what the next checks find.
func (d *diary) set(offline bool, takes time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.offline, d.takes = offline, takes
}

// sleep puts the computer to sleep: the wall clock goes on, timers do not.
func (d *diary) sleep(length time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ahead += length
}

// pass lets time pass and tells the ticks in it.
func (d *diary) pass(length time.Duration) []string {
	time.Sleep(length)
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	ticks := d.ticks
	d.ticks = nil
	return ticks
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestScheduleOff(t *testing.T) {
	t.Parallel()
	keep(t, 0, func(d *diary) {
		expect(t, "an hour", d.pass(time.Hour), "00:00 start", "00:15 grid", "00:30 grid", "00:45 grid")
	})
}

func TestScheduleAuto(t *testing.T) {
	t.Parallel()
	keep(t, 4*time.Minute, func(d *diary) {
		expect(t, "20 minutes", d.pass(20*time.Minute),
			"00:00 start", "00:04 auto", "00:08 auto", "00:12 auto", "00:15 grid", "00:19 auto")
		due, cause := d.Next()
		if in := time.Until(due); in < 2*time.Minute || in > 4*time.Minute || cause != check.Auto {
			t.Errorf("the next is %v in %v", cause, in)
		}
	})
}

func TestScheduleAutoAndGridAreOne(t *testing.T) {
	t.Parallel()
	keep(t, 15*time.Minute, func(d *diary) {
		expect(t, "half an hour", d.pass(31*time.Minute), "00:00 start", "00:15 grid", "00:30 grid")
	})
}

func TestScheduleInterval(t *testing.T) {
	t.Parallel()
	keep(t, 0, func(d *diary) {
		expect(t, "off", d.pass(5*time.Minute), "00:00 start")
		d.SetInterval(2 * time.Minute)
		expect(t, "on: the last check is too old", d.pass(time.Minute), "00:05 auto")
		d.SetInterval(0)
		expect(t, "off again", d.pass(8*time.Minute))
	})
}

func TestScheduleManual(t *testing.T) {
	t.Parallel()
	keep(t, 0, func(d *diary) {
		d.set(false, 10*time.Second)
		expect(t, "start", d.pass(time.Minute), "00:00 start")
		d.Refresh()
		expect(t, "asked", d.pass(5*time.Second), "00:01 manual")
		if due, _ := d.Next(); !due.IsZero() {
			t.Errorf("the next check is due at %v during one", due)
		}
		for range 5 {
			d.Refresh()
		}
		expect(t, "asked during a check", d.pass(time.Minute), "00:01 manual")
		expect(t, "nothing is left", d.pass(time.Minute))
	})
}

func TestScheduleOffline(t *testing.T) {
	t.Parallel()
	keep(t, 2*time.Minute, func(d *diary) {
		d.set(true, 0)
		expect(t, "offline", d.pass(95*time.Second), "00:00 start", "00:00 retry", "00:01 retry", "00:01 retry")
		due, cause := d.Next()
		if in := time.Until(due); in != 25*time.Second || cause != check.Retry {
			t.Errorf("the next is %v in %v, want retry in 25 s", cause, in)
		}
		d.Refresh()
		expect(t, "asked", d.pass(time.Second), "00:01 manual")
		d.set(false, 0)
		expect(t, "online", d.pass(time.Minute), "00:02 retry")
		expect(t, "as before", d.pass(2*time.Minute), "00:04 auto")
	})
}

func TestScheduleWake(t *testing.T) {
	t.Parallel()
	keep(t, 0, func(d *diary) {
		expect(t, "start", d.pass(time.Minute), "00:00 start")
		d.sleep(6 * time.Minute)
		expect(t, "a nap", d.pass(11*time.Second), "00:07 wake")
		d.sleep(8 * time.Hour)
		expect(t, "a night", d.pass(11*time.Second), "08:07 wake")
		d.sleep(-3 * time.Hour)
		expect(t, "the clock was set back", d.pass(11*time.Second))
		expect(t, "and goes on", d.pass(10*time.Minute), "05:15 grid")
	})
}

func TestScheduleSleepDuringACheck(t *testing.T) {
	t.Parallel()
	keep(t, 0, func(d *diary) {
		d.set(false, 20*time.Second)
		d.pass(10 * time.Second)
		d.sleep(time.Minute)
		expect(t, "the check ends after the sleep", d.pass(15*time.Second), "00:01 wake")
		expect(t, "the one after it is like any other", d.pass(5*time.Minute))
	})
}

func TestScheduleLongCheckIsNoSleep(t *testing.T) {
	t.Parallel()
	keep(t, 2*time.Minute, func(d *diary) {
		d.set(false, 5*time.Minute)
		expect(t, "start", d.pass(299*time.Second), "00:00 start")
		d.set(false, time.Second)
		expect(t, "it took longer than the interval", d.pass(30*time.Second), "00:05 auto")
		expect(t, "as always", d.pass(2*time.Minute), "00:07 auto")
	})
}
