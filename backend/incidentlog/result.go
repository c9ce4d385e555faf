package incidentlog

import (
	"runtime"
	"sync"
	"sync/atomic"

	"isserviceup/backend/tabular"
)

// sumUp writes what the parts came to into a Reading.
func (r *reader) sumUp(reading *Reading) {
	var early, future tally
	for _, p := range r.parts {
		reading.Accepted += len(p.created)
		reading.Rejected += p.rejected
		reading.Rejects = append(reading.Rejects, p.rejects[:min(len(p.rejects), MaxRejects-len(reading.Rejects))]...)
		early.merge(p.early)
		future.merge(p.future)
	}
	reading.badDate = r.badDate(reading.Order)
	for i := range reading.Rejects {
		reading.Rejects[i].Reason = reading.reason(reading.Rejects[i].Reason)
	}
	for _, w := range []struct {
		reason string
		tally
	}{{"last report before creation", early}, {"creation in the future", future}} {
		if w.count > 0 {
			reading.Warnings = append(reading.Warnings, tabular.Warning{Reason: w.reason, Count: w.count, FirstLine: w.first})
		}
	}
	reading.UnknownWords = r.unknownWords()
	reading.First = r.preview()
	reading.Log, reading.Duplicates = r.log()
}

// reason completes the reason why a row is rejected.
func (r *Reading) reason(reason string) string {
	if reason == noDate {
		return r.badDate
	}
	return reason
}

// badDate says why a row is rejected whose date is none, and names the order of dates where some date depends on it.
func (r *reader) badDate(order tabular.Order) string {
	if r.evidence == (tabular.Evidence{}) {
		return noDate
	}
	return noDate + " in " + order.Words() + " order"
}

// unknownWords counts the words that mean nothing, as they are written first.
func (r *reader) unknownWords() map[Field]map[string]int {
	unknown := map[Field]map[string]int{}
	for _, f := range []Field{StateOf, StageOf} {
		counts, written := map[string]tally{}, map[string]string{}
		for _, w := range r.workers {
			words := map[Field]*words{StateOf: &w.states, StageOf: &w.stages}[f]
			for number, t := range words.unknown {
				text := words.texts.text(uint32(number))
				if t.count == 0 || len(text) == 0 {
					continue
				}
				word := fold(string(text))
				sum := counts[word]
				sum.merge(t)
				counts[word] = sum
				if sum.first == t.first {
					written[word] = cut(text)
				}
			}
		}
		for word, t := range counts {
			if unknown[f] == nil {
				unknown[f] = map[string]int{}
			}
			unknown[f][written[word]] += t.count
		}
	}
	return unknown
}

// preview returns the first accepted rows.
func (r *reader) preview() []Preview {
	var first []Preview
	for _, p := range r.parts {
		for i := 0; i < len(p.lines) && len(first) < previewed; i++ {
			row := Preview{
				Line: p.lines[i], Services: p.worker.cells.names[p.cell[i]], State: p.state[i], Stage: p.stage[i],
				Created: p.created[i], Reported: p.reported[i],
			}
			if p.worker.hasIDs {
				row.ID = string(p.ids.At(i))
			}
			first = append(first, row)
		}
	}
	return first
}

// inParallel calls do with every number below n, with several at once.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}
