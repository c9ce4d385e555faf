package check

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"isserviceup/backend/catalog"
	"isserviceup/backend/status"
)

// horizon is how far ahead a reading is tried, and so how long it can stand without being parsed again.
const horizon = time.Hour

// memory spares parsing documents again of which their servers say that they have not changed.
//
// A reading depends on the time as well as on the documents: maintenances begin, incidents become long-running, signs
// of life grow stale. All of these are moments after which the reading is another, and stays so. So documents are
// parsed for now and for the end of the horizon, and where both readings are the same there is no such moment between
// them, and the reading stands for all of that time. Where they differ it is parsed at every check.
type memory struct {
	mu       sync.Mutex
	services map[string]remembered
	fresh    []fresh
}

// parser is the Parse of a provider.
type parser = func(catalog.Service, [][]byte, time.Time) (status.Reading, error)

// fresh is a reading of which it is not known yet how long it stands.
type fresh struct {
	remembered
	parse  parser
	bodies [][]byte
}

// remembered is a reading with all that it depends on.
type remembered struct {
	service     catalog.Service
	versions    []uint64
	from, until time.Time
	reading     status.Reading
}

// parse returns the reading of docs at now. It is remembered after the next call of learn.
func (m *memory) parse(f parser, s catalog.Service, docs documents, now time.Time) (status.Reading, error) {
	versions := docs.versions()
	if reading, ok := m.recall(s, versions, now); ok {
		return reading, nil
	}
	bodies := docs.bodies()
	reading, err := parse(f, s, bodies, now)
	if err == nil && versions != nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.fresh = append(m.fresh, fresh{remembered{s, versions, now, now.Add(horizon), reading}, f, bodies})
	}
	return reading, err
}

// learn remembers the fresh readings that stand until their horizon. It is the part that can wait until all services
// are read, and is left undone where ctx ends.
func (m *memory) learn(ctx context.Context) {
	m.mu.Lock()
	all := m.fresh
	m.fresh = nil
	m.mu.Unlock()
	for _, r := range all {
		if ctx.Err() != nil {
			return
		}
		later, err := parse(r.parse, r.service, r.bodies, r.until)
		if err == nil && reflect.DeepEqual(r.reading, later) {
			m.remember(r.remembered)
		}
	}
}

func (m *memory) recall(s catalog.Service, versions []uint64, now time.Time) (status.Reading, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.services[s.ID]
	ok = ok && versions != nil && slices.Equal(r.versions, versions) && reflect.DeepEqual(r.service, s) &&
		!now.Before(r.from) && !now.After(r.until)
	return r.reading, ok
}

func (m *memory) remember(r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.services == nil {
		m.services = map[string]remembered{}
	}
	m.services[r.service.ID] = r
}

// versions returns what tells the documents from others: the version of each, 0 for one that was not read. It is nil
// where one was read that has none.
func (ds documents) versions() []uint64 {
	versions := make([]uint64, len(ds))
	for i, d := range ds {
		if !d.read() {
			continue
		}
		if d.response.Version == 0 {
			return nil
		}
		versions[i] = d.response.Version
	}
	return versions
}
