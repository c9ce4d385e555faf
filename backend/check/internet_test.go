package check_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/fetch"
	"isserviceup/backend/fetch/fetchtest"
	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// plain is a provider of pages like {"level":"operational"}. A service's options "pages" and "optional" change what
// is read.
func plain() provider.Provider {
	return provider.Provider{
		Name: "plain",
		Pages: func(s catalog.Service) []provider.Page {
			pages := []provider.Page{{URL: s.Address("/status")}}
			switch s.Options["pages"] {
			case "optional":
				pages = append(pages, provider.Page{URL: s.Address("/more"), Optional: true})
			case "fallback":
				pages = append(pages, provider.Page{URL: s.Address("/fallback"), Fallback: true})
			case "all optional":
				pages = []provider.Page{{URL: s.Address("/status"), Optional: true}, {URL: s.Address("/more"), Optional: true}}
			}
			return pages
		},
		Parse: func(_ catalog.Service, pages [][]byte, _ time.Time) (status.Reading, error) {
			for _, page := range pages {
				if page == nil {
					continue
				}
				var document struct {
					Level status.Level
					Panic bool
				}
				if err := provider.UnmarshalJSON(page, &document); err != nil {
					return status.Reading{}, fmt.Errorf("plain: parse: %w", err)
				}
				if document.Panic {
					panic("this page was not foreseen")
				}
				return status.Reading{Level: document.Level, Warnings: []string{fmt.Sprintf("%d pages", len(pages))}}, nil
			}
			return status.Reading{}, provider.ErrEmpty
		},
		HistoryPages: func(s catalog.Service) []provider.Page {
			return []provider.Page{{URL: s.Address("/history")}}
		},
		ParseHistory: func(_ catalog.Service, pages [][]byte, _ time.Time) (history status.History, err error) {
			return history, json.Unmarshal(pages[0], &history)
		},
	}
}

// internet is a small one: an authority, a client that trusts it, and a number for every service.
type internet struct {
	*fetchtest.Authority
	client *fetch.Client
}

func newInternet(t testing.TB) internet {
	t.Helper()
	authority, err := fetchtest.NewAuthority()
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.NewClient(fetch.Options{Version: "test", RootCAs: authority.Pool(), MaxBody: 1 << 20})
	t.Cleanup(client.Close)
	return internet{authority, client}
}

func (i internet) checker(options check.Options) *check.Checker {
	return check.New(i.client, []provider.Provider{plain()}, options)
}

// serve starts a server and returns the service whose page is there.
func (i internet) serve(t testing.TB, id string, handler http.HandlerFunc) catalog.Service {
	t.Helper()
	return catalog.Service{ID: id, Name: id, Platform: "plain", URL: i.Serve(t, fetchtest.Terms{}, handler).URL}
}

// page serves body.
func page(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

const well = `{"level":"operational"}`

// run runs the checker once and returns the results by service, in the order of ids in which they came.
func run(c *check.Checker, services ...catalog.Service) (map[string]check.Result, []string, check.Summary) {
	results, order := map[string]check.Result{}, []string(nil)
	summary := c.Run(context.Background(), services, func(r check.Result) {
		results[r.Service.ID] = r
		order = append(order, r.Service.ID)
	})
	return results, order, summary
}

// getter is a Getter in memory, for tests in simulated time.
type getter func(ctx context.Context, address string) (string, error)

func (g getter) Get(ctx context.Context, address string) (fetch.Response, error) {
	body, err := g(ctx, address)
	return fetch.Response{Body: []byte(body)}, err
}

// stall waits for ctx to end, as a server that hangs makes a Getter do.
func stall(ctx context.Context) (string, error) {
	<-ctx.Done()
	return "", &fetch.Error{Kind: fetch.Timeout, Reached: true, Err: ctx.Err()}
}

// probe is a Probe that says what it is told, and counts.
type probe struct {
	online bool
	delay  time.Duration
	mu     sync.Mutex
	asked  int
}

func (p *probe) Online(ctx context.Context) bool {
	p.mu.Lock()
	p.asked++
	p.mu.Unlock()
	select {
	case <-time.After(p.delay):
		return p.online
	case <-ctx.Done():
		return false
	}
}
