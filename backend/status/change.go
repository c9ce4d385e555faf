package status

import "time"

// Change is a level that moved from one reading of a service to the next.
type Change struct {
	Service string    `json:"service"` // the service's id
	From    Level     `json:"from"`
	To      Level     `json:"to"`
	At      time.Time `json:"at"`     // when the reading that showed it was made
	Reason  string    `json:"reason"` // why To is Unknown; else empty
}
