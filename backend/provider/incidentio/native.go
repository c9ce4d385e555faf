package incidentio

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// wireSummary is the native document's "summary". Components have no status of their own: those in trouble are listed
// apart.
type wireSummary struct {
	Components *[]struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"components"`
	Affected  *[]wireAffected `json:"affected_components"`
	Structure *struct {
		Items []wireItem `json:"items"`
	} `json:"structure"`
	Ongoing   *[]wireEntry `json:"ongoing_incidents"`
	Active    []wireEntry  `json:"in_progress_maintenances"`
	Scheduled []wireEntry  `json:"scheduled_maintenances"`
}

type wireAffected struct {
	ComponentID string `json:"component_id"`
	Status      string `json:"status"`         // the worst while the incident lasted
	Current     string `json:"current_status"` // now; often left out
}

// wireItem is a row of the page: a component or a group of them.
type wireItem struct {
	Component *wirePlaced `json:"component"`
	Group     *struct {
		ID         string       `json:"id"`
		Name       string       `json:"name"`
		Components []wirePlaced `json:"components"`
	} `json:"group"`
}

type wirePlaced struct {
	ComponentID string `json:"component_id"`
	Name        string `json:"name"`
}

// wireEntry is an incident or a maintenance.
type wireEntry struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Status      string         `json:"status"`
	PublishedAt string         `json:"published_at"`
	StartsAt    string         `json:"starts_at"`
	StartedAt   string         `json:"started_at"`
	EndsAt      string         `json:"ends_at"`
	ScheduleEnd string         `json:"scheduled_end_at"`
	Affected    []wireAffected `json:"affected_components"`
	Impacts     []struct {
		ComponentID string `json:"component_id"`
		Status      string `json:"status"`
		StartAt     string `json:"start_at"`
		EndAt       string `json:"end_at"`
	} `json:"component_impacts"`
	Updates []struct {
		PublishedAt string          `json:"published_at"`
		State       string          `json:"to_status"`
		Text        string          `json:"message_string"`
		Message     json.RawMessage `json:"message"`
	} `json:"updates"`
}

// readNative reads the document that the page is drawn from.
func readNative(body []byte) (status.Page, error) {
	var w struct {
		Summary *wireSummary `json:"summary"`
	}
	text, err := provider.Decode(body)
	if err == nil {
		// The page's own framework writes what is absent as this word, in the place of texts, objects and lists alike.
		text = bytes.ReplaceAll(text, []byte(`"$undefined"`), []byte(`null`))
		err = provider.UnmarshalJSON(text, &w)
	}
	if err == nil {
		err = w.Summary.check()
	}
	if err != nil {
		return status.Page{}, fmt.Errorf("read native document: %w", err)
	}
	names := w.Summary.names()
	page := status.Page{Components: w.Summary.tree(names)}
	for _, e := range *w.Summary.Ongoing {
		e.addTo(&page, names, e.Type == "maintenance")
	}
	for _, e := range slices.Concat(w.Summary.Active, w.Summary.Scheduled) {
		listed := slices.ContainsFunc(*w.Summary.Ongoing, func(o wireEntry) bool { return o.ID == e.ID })
		if !listed {
			e.addTo(&page, names, true)
		}
	}
	return page, nil
}

func (w *wireSummary) check() error {
	if w == nil {
		return fmt.Errorf("%w: %q is missing", provider.ErrFormat, "summary")
	}
	switch {
	case w.Components == nil:
		return fmt.Errorf("%w: %q is missing", provider.ErrFormat, "components")
	case w.Affected == nil:
		return fmt.Errorf("%w: %q is missing", provider.ErrFormat, "affected_components")
	case w.Ongoing == nil:
		return fmt.Errorf("%w: %q is missing", provider.ErrFormat, "ongoing_incidents")
	}
	entries := slices.Concat(*w.Ongoing, w.Active, w.Scheduled)
	for _, e := range entries {
		if err := provider.AtMost("updates of an incident", len(e.Updates), provider.MaxUpdates); err != nil {
			return err
		}
	}
	if err := provider.AtMost("incidents", len(entries), provider.MaxIncidents); err != nil {
		return err
	}
	return provider.AtMost("components", w.size(), provider.MaxComponents)
}

// size counts the components wherever they are listed.
func (w *wireSummary) size() int {
	size := len(*w.Components) + len(*w.Affected)
	for _, item := range w.items() {
		if size++; item.Group != nil {
			size += len(item.Group.Components)
		}
	}
	return size
}

// names returns the components' names by id.
func (w *wireSummary) names() map[string]string {
	names := map[string]string{}
	for _, c := range *w.Components {
		names[c.ID] = provider.Line(c.Name)
	}
	return names
}

// words returns the present words of the components in trouble, by id; of several the worst.
func (w *wireSummary) words() map[string]string {
	words := map[string]string{}
	for _, a := range *w.Affected {
		have, listed := words[a.ComponentID]
		if word := a.now(); !listed || provider.ComponentLevel(word).Worse(provider.ComponentLevel(have)) {
			words[a.ComponentID] = word
		}
	}
	return words
}

// tree builds the page's rows, then adds what they leave out: a component in trouble counts although it is hidden.
func (w *wireSummary) tree(names map[string]string) []status.Component {
	words := w.words()
	placed := map[string]bool{}
	leaf := func(id, name string) status.Component {
		placed[id] = true
		c := status.Component{ID: id, Name: name, Level: status.Operational, Word: "operational"}
		if word, affected := words[id]; affected {
			c.Level, c.Word = provider.ComponentLevel(word), provider.Line(word)
		}
		return c
	}
	var tree []status.Component
	for _, item := range w.items() {
		tree = append(tree, item.rows(names, leaf)...)
	}
	for _, c := range *w.Components {
		if !placed[c.ID] {
			tree = append(tree, leaf(c.ID, names[c.ID]))
		}
	}
	for _, a := range *w.Affected {
		if !placed[a.ComponentID] {
			tree = append(tree, leaf(a.ComponentID, provider.Line(a.ComponentID)))
		}
	}
	return tree
}

func (w *wireSummary) items() []wireItem {
	if w.Structure == nil {
		return nil
	}
	return w.Structure.Items
}

// rows returns the components of an item. A group's level is that of its leaves: the page publishes none.
func (item wireItem) rows(names map[string]string, leaf func(id, name string) status.Component) []status.Component {
	place := func(p wirePlaced) status.Component {
		name := provider.Line(p.Name)
		if name == "" {
			name = names[p.ComponentID]
		}
		return leaf(p.ComponentID, name)
	}
	var rows []status.Component
	if item.Component != nil {
		rows = append(rows, place(*item.Component))
	}
	if g := item.Group; g != nil && len(g.Components) > 0 {
		group := status.Component{ID: g.ID, Name: provider.Line(g.Name)}
		for _, p := range g.Components {
			group.Components = append(group.Components, place(p))
		}
		group.Level = status.Overall(group.Components)
		rows = append(rows, group)
	}
	return rows
}

// now is the component's word at present.
func (a wireAffected) now() string {
	if a.Current != "" {
		return a.Current
	}
	return a.Status
}

// earliest returns the earliest of the times that are set, and the zero time for none.
func earliest(times ...time.Time) time.Time {
	var first time.Time
	for _, t := range times {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}

// node is a piece of a ProseMirror document.
type node struct {
	Type    string `json:"type"`
	Text    string `json:"text"`
	Content []node `json:"content"`
}

// prose returns the text of a ProseMirror document, or what can be understood of it: a text is not worth refusing a
// page for.
func prose(document []byte) string {
	var n node
	var text strings.Builder
	_ = json.Unmarshal(document, &n)
	n.write(&text)
	return provider.Plain(text.String())
}

// write adds the text of the document to text, with a line for each block.
func (n node) write(text *strings.Builder) {
	text.WriteString(n.Text)
	for _, c := range n.Content {
		c.write(text)
	}
	switch n.Type {
	case "text", "doc":
	default:
		text.WriteByte('\n')
	}
}
