package status_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"isserviceup/backend/status"
)

var ids = []string{"a", "b", "c", "g"}

// drawPage draws a page with up to four leaves, one of them in a group, and whatever else a page may have.
func drawPage(t *rapid.T) status.Page {
	p := status.Page{ListsOnlyTrouble: rapid.Bool().Draw(t, "lists only trouble"), ManyProducts: rapid.Bool().Draw(t, "many products")}
	for n := range rapid.IntRange(0, 3).Draw(t, "leaves") {
		p.Components = append(p.Components, leaf(ids[n], anyLevel().Draw(t, "leaf")))
	}
	if rapid.Bool().Draw(t, "with a group") {
		p.Components = append(p.Components, group("g", anyLevel().Draw(t, "group"), leaf("d", anyLevel().Draw(t, "leaf"))))
	}
	for range rapid.IntRange(0, 2).Draw(t, "indicators") {
		p.Indicators = append(p.Indicators, status.Indicator{Level: anyLevel().Draw(t, "indicator"), Word: "word"})
	}
	for range rapid.IntRange(0, 3).Draw(t, "incidents") {
		p.Incidents = append(p.Incidents, drawIncident(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "maintenances") {
		phase := rapid.SampledFrom([]status.Phase{status.PhaseByClock, status.PhaseScheduled, status.PhaseActive, status.PhaseOver}).Draw(t, "phase")
		start := drawAge(t)
		p.Maintenances = append(p.Maintenances, work(phase, start, start+drawAge(t).Abs(), drawIDs(t)...))
	}
	return p
}

func drawIncident(t *rapid.T) status.Incident {
	i := incident(anyLevel().Draw(t, "impact"), drawAge(t).Abs(), drawIDs(t)...)
	i.Monitoring = rapid.Bool().Draw(t, "monitoring")
	i.Closed = rapid.Bool().Draw(t, "closed")
	return i
}

func drawAge(t *rapid.T) time.Duration {
	return time.Duration(rapid.IntRange(-40, 40).Draw(t, "days")) * day
}

func drawIDs(t *rapid.T) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(append(ids, "elsewhere")), 0, 3, rapid.ID).Draw(t, "named")
}

func drawChoice(t *rapid.T) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(append(ids, "nothing")), 0, 2, rapid.ID).Draw(t, "chosen")
}

func isGreen(l status.Level) bool { return l == status.Operational || l == status.UnderMaintenance }

// TestAddingAnIncidentNeverLowersTheLevel holds for those that are not long-running: a long-running one explains.
func TestAddingAnIncidentNeverLowersTheLevel(t *testing.T) {
	check(t, func(t *rapid.T) {
		p, chosen := drawPage(t), drawChoice(t)
		before := status.Assess(p, chosen, now).Level
		added := drawIncident(t)
		added.StartedAt = now.Add(-13 * day)
		p.Incidents = append(slices.Clone(p.Incidents), added)
		if after := status.Assess(p, chosen, now).Level; before.Worse(after) {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

func TestADoubtNeverLeavesGreenAndNeverHidesATrouble(t *testing.T) {
	check(t, func(t *rapid.T) {
		p, chosen := drawPage(t), drawChoice(t)
		before := status.Assess(p, chosen, now).Level
		p.Doubts = []string{"a doubt"}
		r := status.Assess(p, chosen, now)
		if want := status.Worst(before, status.Unknown); r.Level != want {
			t.Fatalf("%v with a doubt is %v", before, r.Level)
		}
	})
}

func TestAChoiceWithoutMatchIsNeverGreen(t *testing.T) {
	check(t, func(t *rapid.T) {
		p, chosen := drawPage(t), append(drawChoice(t), "no such component")
		if r := status.Assess(p, chosen, now); isGreen(r.Level) {
			t.Fatalf("level %v", r.Level)
		}
	})
}

func TestAReasonExactlyWhereUnknown(t *testing.T) {
	check(t, func(t *rapid.T) {
		r := status.Assess(drawPage(t), drawChoice(t), now)
		if (r.Level == status.Unknown) != (r.Reason != "") {
			t.Fatalf("level %v with the reason %q", r.Level, r.Reason)
		}
	})
}

func TestNoIncidentIsLostOrDoubled(t *testing.T) {
	check(t, func(t *rapid.T) {
		p := drawPage(t)
		for n := range p.Incidents {
			p.Incidents[n].ID = fmt.Sprint(n)
		}
		r := status.Assess(p, nil, now)
		if len(r.Incidents)+len(r.Past) != len(p.Incidents) {
			t.Fatalf("%d open and %d past of %d", len(r.Incidents), len(r.Past), len(p.Incidents))
		}
		for _, i := range r.Past {
			if !i.Closed {
				t.Fatalf("incident %s is past but not closed", i.ID)
			}
		}
	})
}

func TestAnUnknownLeafIsNeverGreen(t *testing.T) {
	check(t, func(t *rapid.T) {
		p := drawPage(t)
		p.Components = append(p.Components, leaf("strange", status.Unknown))
		if r := status.Assess(p, nil, now); isGreen(r.Level) {
			t.Fatalf("level %v", r.Level)
		}
	})
}

func TestMajorOutageNeedsEveryLeafDown(t *testing.T) {
	check(t, func(t *rapid.T) {
		levels := rapid.SliceOfN(anyLevel(), 1, 6).Draw(t, "levels")
		var leaves []status.Component
		allDown, oneDown := true, false
		for _, l := range levels {
			leaves = append(leaves, status.Component{Level: l})
			allDown = allDown && (l == status.MajorOutage || l == status.UnderMaintenance)
			oneDown = oneDown || l == status.MajorOutage
		}
		got := status.Overall(leaves)
		if (got == status.MajorOutage) != (allDown && oneDown) {
			t.Fatalf("the leaves %v make %v", levels, got)
		}
		if oneDown && status.PartialOutage.Worse(got) {
			t.Fatalf("the leaves %v make only %v", levels, got)
		}
	})
}
