package report

import (
	"fmt"
	"net/url"
	"strings"
)

// Markdown writes the report for a wiki, an issue or a chat. What comes from pages is escaped: it can neither link nor
// format.
func Markdown(r Report) string {
	var w strings.Builder
	fmt.Fprintf(&w, "# %s\n\n", escape(r.Title))
	for _, n := range r.Notes {
		fmt.Fprintf(&w, "%s  \n", escape(n))
	}
	fmt.Fprintf(&w, "\n**%s**\n", escape(r.Overall))
	for _, s := range r.Sections {
		fmt.Fprintf(&w, "\n## %s\n\n", escape(s.Title))
		for _, e := range s.Entries {
			fmt.Fprintf(&w, "- **%s**: %s\n", escape(e.Name), escape(e.Text))
			for _, i := range e.Items {
				markdownItem(&w, i)
			}
		}
	}
	if len(r.Well) > 0 {
		fmt.Fprintf(&w, "\n## Operational\n\n%s\n", escape(strings.Join(r.Well, ", ")))
	}
	markdownUptimes(&w, r.Uptimes)
	return w.String()
}

func markdownItem(w *strings.Builder, i Item) {
	line := link(i.Title, i.URL)
	if i.Text != "" {
		line += " (" + escape(i.Text) + ")"
	}
	fmt.Fprintf(w, "  - %s\n", line)
	if i.Note != "" {
		fmt.Fprintf(w, "    - %s\n", escape(i.Note))
	}
}

func markdownUptimes(w *strings.Builder, uptimes []Uptime) {
	if len(uptimes) == 0 {
		return
	}
	w.WriteString("\n## Observed uptime of the day\n\n| Service | Uptime | Observed |\n| :-- | --: | --: |\n")
	for _, u := range uptimes {
		fmt.Fprintf(w, "| %s | %s | %s |\n", escape(u.Name), escape(u.Share), escape(u.Coverage))
	}
}

// link makes a link of text where address is one of the web, and else text alone.
func link(text, address string) string {
	if address = web(address); address == "" {
		return escape(text)
	}
	return "[" + escape(text) + "](<" + address + ">)"
}

// web returns address where it is one of the web, fit to stand between < and >; else nothing.
func web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", " ", "%20", "|", "%7C").Replace(u.String())
}

// escape makes text mean itself, on one line.
func escape(text string) string {
	var w strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			w.WriteByte('\\')
		}
		w.WriteRune(r)
	}
	return w.String()
}
