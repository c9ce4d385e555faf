package check

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/fetch"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// document is what came of one page.
type document struct {
	page     provider.Page
	asked    bool // a fallback that was not needed is not
	response fetch.Response
	err      error // why it was not fetched, or is not what it should be
}

// read tells whether the document can be parsed.
func (d document) read() bool { return d.asked && d.err == nil }

// documents are what came of the pages of a service, in the provider's order.
type documents []document

// read reads one service within its time.
func (c *Checker) read(ctx context.Context, s catalog.Service) Result {
	begin := time.Now()
	result := Result{Service: s}
	var docs documents
	result.Reading, docs, result.Err = c.reading(ctx, s)
	result.At, result.Duration = c.options.Now(), time.Since(begin)
	result.reached, result.Unreachable = docs.reached()
	if result.Err != nil {
		result.Reading = status.Reading{Level: status.Unknown, Reason: Reason(result.Err)}
	}
	return result
}

func (c *Checker) reading(ctx context.Context, s catalog.Service) (status.Reading, documents, error) {
	p, ok := c.providers[s.Platform]
	if !ok {
		return status.Reading{}, nil, fmt.Errorf("no provider reads the platform %q", s.Platform)
	}
	docs := c.documents(ctx, p.Pages(s))
	if err := docs.missing(); err != nil {
		return status.Reading{}, docs, err
	}
	reading, err := c.memory.parse(p.Parse, s, docs, c.options.Now())
	if err != nil {
		return status.Reading{}, docs, err
	}
	if reading.Level == status.Unknown && reading.Reason == "" {
		reading.Reason = "the page does not say how the service is"
	}
	reading.Warnings = append(docs.warnings(), reading.Warnings...)
	return reading, docs, nil
}

// History reads what the page of service publishes about its past. It is zero where the platform publishes nothing.
func (c *Checker) History(ctx context.Context, service catalog.Service) (status.History, error) {
	p := c.providers[service.Platform]
	if p.HistoryPages == nil {
		return status.History{}, nil
	}
	docs := c.documents(ctx, p.HistoryPages(service))
	if err := docs.missing(); err != nil {
		return status.History{}, fmt.Errorf("read the history of %s: %w", service.ID, err)
	}
	return parse(p.ParseHistory, service, docs.bodies(), c.options.Now())
}

// documents fetches pages within the time of one service: all at once, and then the fallbacks that are needed. Where
// there is a fallback the others get only part of the time, so that one that hangs leaves some for it.
func (c *Checker) documents(ctx context.Context, pages []provider.Page) documents {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	docs := make(documents, len(pages))
	first, fallbacks := ctx, false
	for i, p := range pages {
		docs[i].page = p
		fallbacks = fallbacks || p.Fallback
	}
	if fallbacks {
		var cancel context.CancelFunc
		first, cancel = context.WithTimeout(ctx, c.options.Timeout*6/10)
		defer cancel()
	}
	var fetches sync.WaitGroup
	for i := range docs {
		if !docs[i].page.Fallback {
			fetches.Go(func() { docs[i].fetch(first, c.getter) })
		}
	}
	fetches.Wait()
	for i := range docs {
		if docs[i].page.Fallback && !docs[:i].anyRead() {
			docs[i].fetch(ctx, c.getter)
		}
	}
	return docs
}

func (d *document) fetch(ctx context.Context, getter Getter) {
	d.asked = true
	d.response, d.err = getter.Get(ctx, d.page.URL)
	if d.err != nil {
		return
	}
	if err := provider.Looks(d.response.Body, d.page.Format); err != nil {
		d.err = fmt.Errorf("%s: %w", d.page.URL, err)
	}
}

func (ds documents) anyRead() bool {
	for _, d := range ds {
		if d.read() {
			return true
		}
	}
	return false
}

// missing returns why the service cannot be read: the error of a page that is required, unless a fallback stands in
// for it, or where no page at all was read that of the first.
func (ds documents) missing() error {
	var first error
	stoodIn := false
	for _, d := range ds {
		stoodIn = stoodIn || d.page.Fallback && d.read()
		if first == nil {
			first = d.err
		}
	}
	if stoodIn {
		return nil
	}
	for _, d := range ds {
		if d.err != nil && !d.page.Optional && !d.page.Fallback {
			return d.err
		}
	}
	if ds.anyRead() {
		return nil
	}
	return first
}

// reached tells whether a server answered, and whether servers were asked and none did.
func (ds documents) reached() (reached, unreachable bool) {
	for _, d := range ds {
		if !d.asked {
			continue
		}
		_, bad := errors.AsType[*fetch.Error](d.err)
		reached = reached || !bad || fetch.Reached(d.err)
		unreachable = unreachable || fetch.Unreachable(d.err)
	}
	return reached, unreachable && !reached
}

// bodies returns what Parse takes: nil for a page that was not read.
func (ds documents) bodies() [][]byte {
	bodies := make([][]byte, len(ds))
	for i, d := range ds {
		if d.read() {
			bodies[i] = d.response.Body
		}
	}
	return bodies
}

// warnings names the pages that the reading had to do without.
func (ds documents) warnings() []string {
	var warnings []string
	for _, d := range ds {
		if d.err != nil {
			warnings = append(warnings, fmt.Sprintf("%s was not read: %s", d.page.URL, Reason(d.err)))
		}
	}
	return warnings
}

// panicked is the panic of a Parse, as an error.
type panicked struct {
	value any
	stack []byte
}

// Error returns the panic with its stack: it is read by whoever mends the provider.
func (p *panicked) Error() string { return fmt.Sprintf("parse panicked: %v\n%s", p.value, p.stack) }

// parse calls f, a Parse or ParseHistory, and turns a panic into an error: one page must not end the program.
func parse[T any](f func(catalog.Service, [][]byte, time.Time) (T, error), s catalog.Service, bodies [][]byte, now time.Time) (result T, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value: value, stack: debug.Stack()}
		}
	}()
	return f(s, bodies, now)
}

// Reason returns why a page could not be read, an error of Run or History, as a sentence for people.
func Reason(err error) string {
	if _, ok := errors.AsType[*fetch.Error](err); ok {
		return fetch.Reason(err)
	}
	if _, ok := errors.AsType[*panicked](err); ok {
		return "the page could not be understood"
	}
	for _, sentence := range []error{provider.ErrEmpty, provider.ErrHTML, provider.ErrFormat} {
		if errors.Is(err, sentence) {
			return sentence.Error() + detail(err, sentence.Error())
		}
	}
	return err.Error()
}

// detail returns what err says after sentence, unless it is the talk of a decoder.
func detail(err error, sentence string) string {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	var markup *xml.SyntaxError
	if errors.As(err, &syntax) || errors.As(err, &mismatch) || errors.As(err, &markup) {
		return ""
	}
	_, rest, _ := strings.Cut(err.Error(), sentence)
	return rest
}
