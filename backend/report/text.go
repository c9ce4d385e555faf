package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text writes the report for a terminal or a plain mail.
func Text(r Report) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s\n%s\n\n%s\n", r.Title, strings.Join(r.Notes, "\n"), r.Overall)
	for _, s := range r.Sections {
		fmt.Fprintf(&w, "\n%s\n", strings.ToUpper(s.Title))
		for _, e := range s.Entries {
			fmt.Fprintf(&w, "- %s: %s\n", e.Name, e.Text)
			for _, i := range e.Items {
				textItem(&w, i)
			}
		}
	}
	if len(r.Well) > 0 {
		fmt.Fprintf(&w, "\nOPERATIONAL\n%s\n", strings.Join(r.Well, ", "))
	}
	textUptimes(&w, r.Uptimes)
	return w.String()
}

func textItem(w *strings.Builder, i Item) {
	line := i.Title
	if i.Text != "" {
		line += " (" + i.Text + ")"
	}
	for _, line := range []string{"- " + line, "  " + i.Note, "  " + web(i.URL)} {
		if strings.TrimSpace(line) != "" {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
}

// textUptimes writes the uptimes in columns.
func textUptimes(w *strings.Builder, uptimes []Uptime) {
	if len(uptimes) == 0 {
		return
	}
	name, share := 0, 0
	for _, u := range uptimes {
		name, share = max(name, utf8.RuneCountInString(u.Name)), max(share, utf8.RuneCountInString(u.Share))
	}
	w.WriteString("\nOBSERVED UPTIME OF THE DAY\n")
	for _, u := range uptimes {
		fmt.Fprintf(w, "%-*s  %*s  %s\n", name, u.Name, share, u.Share, u.Coverage)
	}
}
