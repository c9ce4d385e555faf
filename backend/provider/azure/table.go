package azure

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"isserviceup/backend/provider"
	"isserviceup/backend/status"
)

// labels are the words of the table's cells, in the page's markup and in the icons of its older one.
var labels = map[string]status.Level{
	"good":        status.Operational,
	"check":       status.Operational,
	"information": status.Operational,
	"warning":     status.Degraded,
	"critical":    status.MajorOutage,
	"error":       status.MajorOutage,
}

// absent are the words of cells of services that a region does not have.
var absent = map[string]bool{"": true, "not available": true, "blank": true}

// readTable reads the page's tables, one for each part of the world, with a row for a service and a column for a
// region. What is well there is only learnt by name: thousands of leaves would say nothing.
func (t *tree) readTable(body []byte) error {
	if err := provider.Looks(body, provider.HTML); err != nil {
		return fmt.Errorf("table: %w", err)
	}
	text, err := provider.Decode(body)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if !bytes.Contains(text, []byte("</html>")) {
		return fmt.Errorf("table: %w: it is cut off", provider.ErrFormat)
	}
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("table: %w: %w", provider.ErrFormat, err)
	}
	cells := 0
	for _, table := range document.Find("table.region-status-table, table.status-table, table[data-zone-name]").EachIter() {
		n, err := t.readZone(table)
		if err != nil {
			return fmt.Errorf("table: %w", err)
		}
		cells += n
	}
	if cells == 0 {
		return fmt.Errorf("table: %w: the page has none", provider.ErrFormat)
	}
	return nil
}

// readZone reads one table and returns how many of its cells say something.
func (t *tree) readZone(table *goquery.Selection) (int, error) {
	var regions []string
	for _, header := range table.Find("thead tr").First().Find("th, td").EachIter() {
		regions = append(regions, strings.Trim(provider.Plain(header.Text()), " *†‡"))
	}
	said := 0
	for _, row := range table.Find("tbody tr").Not(".status-category").EachIter() {
		cells := row.ChildrenFiltered("td, th")
		service := provider.Plain(cells.First().Text())
		if cells.Length() < 2 || service == "" {
			continue
		}
		if cells.Length() != len(regions) {
			return 0, fmt.Errorf("%w: a row has %d cells below %d headings", provider.ErrFormat, cells.Length(), len(regions))
		}
		for n, cell := range cells.EachIter() {
			if word := label(cell); n > 0 && !absent[strings.ToLower(word)] {
				t.setCell(regions[n], service, word)
				said++
			}
		}
	}
	return said, nil
}

// setCell takes over one cell. A region may be newer than our list of them.
func (t *tree) setCell(region, service, word string) {
	t.services[service] = true
	id := t.region(region)
	if id == "" {
		id = strings.ToLower(strings.ReplaceAll(region, " ", ""))
		t.regions.Add(id, region)
	}
	if level := labels[strings.ToLower(word)]; level != status.Operational {
		t.set(id, service, level, word)
	}
}

// label returns what a cell says: its label, else the name of its icon, else its text.
func label(cell *goquery.Selection) string {
	for _, at := range []*goquery.Selection{cell, cell.Find("[data-label]")} {
		if word, ok := at.Attr("data-label"); ok {
			return provider.Plain(word)
		}
	}
	use := cell.Find("use")
	for _, key := range []string{"href", "xlink:href"} {
		if icon, ok := use.Attr(key); ok {
			return strings.TrimPrefix(strings.TrimPrefix(provider.Plain(icon), "#svg-"), "health-")
		}
	}
	return provider.Plain(cell.Text())
}
