package tabular

import "time"

// Order is the order of day, month and year in dates written with numbers alone.
type Order uint8

// The orders. NoOrder is one that is not known, or not needed.
const (
	NoOrder Order = iota
	YMD
	DMY
	MDY
)

// Dates says how dates are read.
type Dates struct {
	Zone     *time.Location // of times that name none; nil: UTC
	Date1904 bool           // serial numbers count from 1904
}

// Date is a date as it is written: an instant, or numbers that are one in some orders only. The zero value is none.
type Date struct {
	// Three instants in milliseconds UTC, one for each order, and which of them are valid.
	at    [3]int64
	valid uint8
	fixed bool // the order does not matter
}

// Parse reads a cell. ok is false where it is no date in any order.
func (d Dates) Parse(cell []byte) (date Date, ok bool) { return Date{}, false }

// In returns the instant in milliseconds UTC that the date is in an order. ok is false where it is none.
func (d Date) In(o Order) (ms int64, ok bool) { return 0, false }

// Fixed tells whether the date is the same instant in every order, and which.
func (d Date) Fixed() (ms int64, ok bool) { return 0, false }

// Evidence is what the dates of a file say about their order. The zero value is no evidence.
type Evidence struct {
	total  int    // dates that depend on the order
	counts [4]int // of them valid, by Order
}

// Add takes one date in.
func (e *Evidence) Add(d Date) {}

// Merge takes other evidence in.
func (e *Evidence) Merge(other Evidence) {}

// Decide returns the one order that the dates allow. Where several do, it returns NoOrder and them; where no date depends
// on the order, YMD. Where no order makes all of them valid, the one that makes most valid is taken, if it is alone.
func (e Evidence) Decide() (o Order, open []Order) { return NoOrder, nil }
