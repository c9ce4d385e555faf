package aws

import (
	"fmt"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// dataItem is an event of /data.json.
type dataItem struct {
	Service     string `json:"service"`
	ServiceName string `json:"service_name"`
	Summary     string `json:"summary"`
	Date        text   `json:"date"`
	Status      text   `json:"status"`
	Description string `json:"description"` // HTML, the updates one after the other with times of day in it
}

// dataFile reads /data.json of the older dashboard, whose "archive" is its past: complete from its oldest event on.
func dataFile(body []byte) (events []event, from time.Time, err error) {
	var file struct {
		Archive []dataItem `json:"archive"`
		Current []dataItem `json:"current"`
	}
	if err := provider.UnmarshalJSON(body, &file); err != nil {
		return nil, from, fmt.Errorf("data file: %w", err)
	}
	if file.Archive == nil || file.Current == nil {
		return nil, from, fmt.Errorf("data file: %w: it lacks one of its lists", provider.ErrFormat)
	}
	for _, w := range append(file.Current, file.Archive...) {
		e, err := w.event()
		if err != nil {
			return nil, time.Time{}, fmt.Errorf("data file: %w", err)
		}
		if from.IsZero() || e.start.Before(from) {
			from = e.start
		}
		events = append(events, e)
	}
	return events, from, nil
}

func (w dataItem) event() (event, error) {
	e := event{
		service: provider.Plain(w.Service), serviceName: provider.Plain(w.ServiceName),
		code: string(w.Status), worst: string(w.Status), start: w.Date.seconds(),
	}
	if e.service == "" || e.code == "" || e.start.IsZero() {
		return event{}, fmt.Errorf("%w: an event lacks its service, status or date", provider.ErrFormat)
	}
	e.title, e.closed = unresolved(w.Summary)
	e.closed = e.closed || e.code == "0"
	if body := provider.PlainHTML(w.Description); body != "" {
		e.updates = []status.Update{{At: e.start, State: word(e.code), Text: body}}
	}
	return e, nil
}
