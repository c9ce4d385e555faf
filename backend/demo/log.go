package demo

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// LogOptions say what a simulated incident log is like.
type LogOptions struct {
	Rows     int
	Services int       // that are named; the first ones far more often than the last
	Months   int       // before End in which the incidents were created
	End      time.Time // when the log was exported
	// Mixed writes headers, words and dates in the many ways of a log that was put together from several tools. Where day
	// and month are both numbers, the day comes first.
	Mixed  bool
	IDs    bool    // gives every incident a number
	Broken float64 // share of rows in which something is wrong
	Seed   uint64  // the same options give the same log
}

// WriteLog writes a simulated incident log as a CSV. It is sorted by creation, but for incidents that were entered late.
func WriteLog(w io.Writer, o LogOptions) error {
	out := bufio.NewWriterSize(w, 1<<16)
	random := rand.New(rand.NewPCG(o.Seed, 0))
	text, log := newLogText(o, random), newLog(o, random)
	line := text.appendHeader(nil)
	for n := 0; ; n++ {
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("write a simulated log: %w", err)
		}
		if n == o.Rows {
			return out.Flush()
		}
		line = text.appendRow(line[:0], n, log.incident(n))
	}
}

// serviceNames are the services of a company that does not exist.
func serviceNames() []string {
	return []string{
		"Checkout API", "Payments gateway", "Customer portal", "Identity and SSO", "Order events", "Search index", "Mobile API",
		"Data warehouse", "Product catalogue", "Notification hub", "Pricing engine", "Inventory sync", "Invoice service",
		"Image delivery", "Fraud detection", "Shipping rates", "Message broker", "Session store", "Recommendation engine",
		"Returns portal", "Partner API", "Reporting dashboards", "Loyalty points", "Address validation", "Tax calculation",
		"Mail relay", "Feature flags", "Audit trail", "Document archive", "Call centre desktop", "Store tills",
		"Warehouse scanners", "Gift cards", "Currency rates", "Subscription billing", "Supplier portal", "Chat support",
		"Load balancer", "Primary database", "Build pipeline",
	}
}

// related are services that fail together, by their places among the names.
func related() [][]int {
	return [][]int{{0, 1}, {0, 3}, {2, 3}, {1, 14}, {4, 11}, {6, 3, 0}, {5, 8}, {7, 21}, {4, 16}, {2, 19}, {0, 1, 38}, {12, 34}}
}

// logIncident is one row of a simulated log.
type logIncident struct {
	services string
	state    int // 0 open, 1 in progress, 2 closed
	stage    int // 0 production, 1 staging
	created  time.Time
	reported time.Time // zero: not known
}

// simulatedLog makes incidents up, one after the other.
type simulatedLog struct {
	options LogOptions
	random  *rand.Rand
	start   time.Time
	names   []string
	sharing []string    // the cells that name several services
	shares  []float64   // of incidents that the services up to each have
	hours   []float64   // of incidents that were created up to the end of each hour since start
	hour    int         // in which the incident before was created
	bursts  map[int]int // the service that fails again and again in an hour since start
}

// newLog lays down how the incidents spread over services and hours.
func newLog(o LogOptions, random *rand.Rand) *simulatedLog {
	l := &simulatedLog{options: o, random: random, start: o.End.UTC().AddDate(0, -o.Months, 0), bursts: map[int]int{}}
	known := serviceNames()
	for i := range max(o.Services, 1) {
		name := known[i%len(known)]
		if i >= len(known) {
			name = fmt.Sprintf("%s %d", name, i/len(known)+1)
		}
		l.names = append(l.names, name)
		l.shares = append(l.shares, 1/math.Pow(float64(i+1), 0.9))
	}
	for _, together := range related() {
		cell := ""
		for i, service := range together {
			if i > 0 {
				cell += "; "
			}
			cell += l.names[service%len(l.names)]
		}
		l.sharing = append(l.sharing, cell)
	}
	l.layBursts()
	for i := range max(int(o.End.Sub(l.start)/time.Hour), 1) {
		l.hours = append(l.hours, l.weight(i))
	}
	cumulate(l.shares)
	cumulate(l.hours)
	return l
}

// cumulate turns weights into shares of their sum, each with those before it.
func cumulate(weights []float64) {
	sum := 0.0
	for i, weight := range weights {
		sum += weight
		weights[i] = sum
	}
	for i := range weights {
		weights[i] /= sum
	}
}

// layBursts chooses the hours of bursts.
func (l *simulatedLog) layBursts() {
	hours := max(int(l.options.End.Sub(l.start)/time.Hour), 1)
	for range 2 * l.options.Months {
		service, begin := l.random.IntN(min(len(l.names), 8)), l.random.IntN(hours)
		for hour := begin; hour < begin+4+l.random.IntN(30); hour++ {
			l.bursts[hour] = service
		}
	}
}

// weight is how many incidents are created in an hour since start, against others: fewer at night and at weekends.
func (l *simulatedLog) weight(hour int) float64 {
	at := l.start.Add(time.Duration(hour) * time.Hour)
	weight := 1.0
	switch h := at.Hour(); {
	case h < 6:
		weight = 0.25
	case h < 8 || h >= 18:
		weight = 0.5
	}
	if day := at.Weekday(); day == time.Saturday || day == time.Sunday {
		weight *= 0.35
	}
	if _, burst := l.bursts[hour]; burst {
		weight += 2.5
	}
	return weight
}

// incident makes up incident n.
func (l *simulatedLog) incident(n int) logIncident {
	share := (float64(n) + l.random.Float64()) / float64(l.options.Rows)
	for l.hour < len(l.hours)-1 && l.hours[l.hour] < share {
		l.hour++
	}
	before := 0.0
	if l.hour > 0 {
		before = l.hours[l.hour-1]
	}
	hours := float64(l.hour) + min((share-before)/(l.hours[l.hour]-before), 1)
	created := l.start.Add(time.Duration(hours * float64(time.Hour)))
	if l.random.IntN(100) == 0 {
		created = created.Add(-time.Duration(l.random.IntN(int(8 * time.Hour)))) // entered late
	}
	i := logIncident{services: l.services(), created: created.Truncate(time.Millisecond)}
	if l.random.IntN(100) < 22 {
		i.stage = 1
	}
	i.state = l.state(l.options.End.Sub(i.created))
	i.reported = l.reported(i.created)
	return i
}

// services names what an incident of this hour hits.
func (l *simulatedLog) services() string {
	if service, burst := l.bursts[l.hour]; burst && l.random.IntN(10) < 7 {
		return l.names[service]
	}
	if l.random.IntN(100) < 3 {
		return l.sharing[l.random.IntN(len(l.sharing))]
	}
	at, _ := slices.BinarySearch(l.shares, l.random.Float64())
	return l.names[min(at, len(l.names)-1)]
}

// state is where an incident of that age stands: most are closed, and those that are not are recent.
func (l *simulatedLog) state(age time.Duration) int {
	open, inProgress := 0.002, 0.004
	switch {
	case age < 24*time.Hour:
		open, inProgress = 0.4, 0.3
	case age < 7*24*time.Hour:
		open, inProgress = 0.12, 0.2
	case age < 30*24*time.Hour:
		open, inProgress = 0.03, 0.05
	}
	switch chance := l.random.Float64(); {
	case chance < open:
		return 0
	case chance < open+inProgress:
		return 1
	default:
		return 2
	}
}

// reported is when an incident was last spoken of: hours after its creation, or days where it took long.
func (l *simulatedLog) reported(created time.Time) time.Time {
	if l.random.IntN(100) < 2 {
		return time.Time{}
	}
	after := time.Duration(math.Exp(l.random.NormFloat64()*1.4+9) * float64(time.Second))
	return created.Add(min(after, l.options.End.Sub(created))).Truncate(time.Millisecond)
}
