package tabular

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Order is the order of day, month and year in dates written with numbers alone.
type Order uint8

// The orders. NoOrder is one that is not known, or not needed.
const (
	NoOrder Order = iota
	YMD
	DMY
	MDY
)

// String returns the order as the command line and JSON write it: "ymd", "dmy", "mdy", or "" for NoOrder.
func (o Order) String() string { return [...]string{"", "ymd", "dmy", "mdy"}[o] }

// Words returns the order as a sentence names it, such as "day-month-year", or "" for NoOrder.
func (o Order) Words() string {
	return [...]string{"", "year-month-day", "day-month-year", "month-day-year"}[o]
}

// ParseOrder is the inverse of String, whatever the case. "" is NoOrder.
func ParseOrder(name string) (Order, error) {
	for _, o := range []Order{NoOrder, YMD, DMY, MDY} {
		if strings.EqualFold(name, o.String()) {
			return o, nil
		}
	}
	return NoOrder, fmt.Errorf("%q is no order of dates: take ymd, dmy or mdy", name)
}

// Dates says how dates are read.
type Dates struct {
	Zone     *time.Location // of times that name none; nil: UTC
	Date1904 bool           // serial numbers count from 1904
}

// Date is a date as it is written: an instant, or numbers that are one in some orders only. The zero value is none.
type Date struct {
	// The instants in milliseconds UTC by Order less one, and which of them are valid: one bit each, the first for YMD.
	at    [3]int64
	valid uint8
	fixed bool // the order does not matter: the instant is at[0]
	// yearLast says that two digits stand for the year and that / . or a space parts them, as in 02/11/26: hardly anybody
	// who writes so puts the year first.
	yearLast bool
}

// Parse reads a cell. ok is false where it is no date in any order.
//
// A time without a zone is one in d.Zone. Where its clocks were put back and the time was there twice, the first is
// meant; where they were put forward and it was never there, it is as much later as the clocks were put forward. What is
// finer than a millisecond is cut off. 24:00 is the midnight that ends the day, and a leap second the second after it.
func (d Dates) Parse(cell []byte) (date Date, ok bool) {
	if ms, zoned, isISO := parseISO(cell); isISO {
		if !zoned {
			ms = d.utc(ms)
		}
		return fixedDate(ms), true
	}
	if len(cell) == 0 || len(cell) > maxDate {
		return Date{}, false
	}
	if ms, zoned, isNumber := d.parseNumber(cell); isNumber {
		if !zoned {
			ms = d.utc(ms)
		}
		return fixedDate(ms), true
	}
	s := dateScan{cell: cell}
	if !s.scan() {
		return Date{}, false
	}
	return s.date(d)
}

// Instant reads a cell as Parse does, but only in the form of ISO 8601 that machines write, and so in less time. ok is
// false for every other cell, which may be a date all the same.
func (d Dates) Instant(cell []byte) (ms int64, ok bool) {
	ms, zoned, ok := parseISO(cell)
	if ok && !zoned {
		ms = d.utc(ms)
	}
	return ms, ok
}

// maxDate is the length of the longest cell that can be a date, in bytes; JavaScript's long form with the name of a zone
// takes 70.
const maxDate = 128

func fixedDate(ms int64) Date { return Date{at: [3]int64{ms}, valid: 1, fixed: true} }

// utc returns the instant of a local time in d.Zone, both in milliseconds.
func (d Dates) utc(local int64) int64 {
	if d.Zone == nil || d.Zone == time.UTC {
		return local
	}
	offset := func(ms int64) int64 {
		_, seconds := time.UnixMilli(ms).In(d.Zone).Zone()
		return int64(seconds) * msSecond
	}
	// With the offset that held before a change of clocks, a time that is there twice is the first of the two, and one
	// that never was moves forward.
	before := offset(local - msDay)
	first := local - before
	now := offset(first)
	if now == before || offset(local-now) != now {
		return first
	}
	return local - now
}

// In returns the instant in milliseconds UTC that the date is in an order. ok is false where it is none.
func (d Date) In(o Order) (ms int64, ok bool) {
	switch {
	case d.fixed:
		return d.at[0], true
	case o == NoOrder || d.valid&(1<<(o-1)) == 0:
		return 0, false
	}
	return d.at[o-1], true
}

// Fixed tells whether the date is the same instant in every order, and which.
func (d Date) Fixed() (ms int64, ok bool) { return d.at[0], d.fixed }

// Evidence is what the dates of a file say about their order. The zero value is no evidence.
type Evidence struct {
	total    int    // dates that depend on the order
	counts   [4]int // of them valid, by Order
	yearLast int    // of them hardly with the year first
}

// Add takes one date in.
func (e *Evidence) Add(d Date) {
	if d.fixed || d.valid == 0 {
		return
	}
	e.total++
	for o := YMD; o <= MDY; o++ {
		e.counts[o] += int(d.valid >> (o - 1) & 1)
	}
	if d.yearLast {
		e.yearLast++
	}
}

// Merge takes other evidence in.
func (e *Evidence) Merge(other Evidence) {
	e.total += other.total
	for o, n := range other.counts {
		e.counts[o] += n
	}
	e.yearLast += other.yearLast
}

// Decide returns the one order that the dates allow. Where several do, it returns NoOrder and them; where no date depends
// on the order, YMD. Where no order makes all of them valid, the one that makes most valid is taken, if it is alone.
//
// Dates such as 13/11/26 allow the year first as well as last; it then counts as last, but with hyphens (13-11-26) as
// open.
func (e Evidence) Decide() (o Order, open []Order) {
	if e.total == 0 {
		return YMD, nil
	}
	most := slices.Max(e.counts[:])
	for o := YMD; o <= MDY; o++ {
		if e.counts[o] == most {
			open = append(open, o)
		}
	}
	if len(open) > 1 && open[0] == YMD && e.yearLast == e.total {
		open = open[1:]
	}
	if len(open) == 1 {
		return open[0], nil
	}
	return NoOrder, open
}
