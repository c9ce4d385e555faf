package provider

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxText bounds a text from a page, in bytes: post-mortems of 80 KB exist, and nobody reads more in a monitor.
const maxText = 128 << 10

// maxLine bounds a title or a name, in bytes.
const maxLine = 1 << 10

// PlainHTML returns the text that a browser would show for source, with a line for each block. It reads tokens and
// builds no tree, so that deep nesting costs nothing.
func PlainHTML(source string) string {
	tokens := nethtml.NewTokenizer(strings.NewReader(cut(source, maxText)))
	var w htmlWriter
	for {
		switch tokens.Next() {
		case nethtml.ErrorToken: // the end: a reader of a string has no other error
			return tidy(w.text.String())
		case nethtml.TextToken:
			w.write(string(tokens.Text()))
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			name, _ := tokens.TagName()
			w.open(atom.Lookup(name))
		case nethtml.EndTagToken:
			name, _ := tokens.TagName()
			w.close(atom.Lookup(name))
		}
	}
}

// PlainMarkdown returns the text of source without its Markdown (and the HTML that it may hold).
func PlainMarkdown(source string) string {
	source = cut(source, maxText)
	if tangled(source) {
		return PlainHTML(source)
	}
	// Raw HTML must come through, for PlainHTML to find the text in it: pages mix both.
	markdown := goldmark.New(goldmark.WithRendererOptions(html.WithUnsafe()))
	var rendered bytes.Buffer
	if err := markdown.Convert([]byte(source), &rendered); err != nil {
		return Plain(source)
	}
	return PlainHTML(rendered.String())
}

// deepQuote is a quotation within many others.
var deepQuote = regexp.MustCompile(`(?:>[ \t]*){50}`)

// tangled tells whether the nesting of source would keep a Markdown parser busy for the square of its length. Nobody
// writes such a text for people.
func tangled(source string) bool {
	const manyBrackets = 500
	return strings.Count(source, "[") > manyBrackets || deepQuote.MatchString(source)
}

// Plain returns source as one tidy text where it carries no markup at all.
func Plain(source string) string { return tidy(cut(source, maxText)) }

// Line returns source, which carries no markup, as one line: for names, words and states.
func Line(source string) string {
	return cut(strings.ReplaceAll(Plain(cut(source, maxLine)), "\n", " "), maxLine)
}

// Title is Line for the heading of an incident or a maintenance. It may hold HTML, and must be called something.
func Title(source string) string {
	if title := Line(PlainHTML(cut(source, maxLine))); title != "" {
		return title
	}
	return "(untitled)"
}

// cut returns at most limit bytes of text, and no half character at its end.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// htmlWriter gathers the text between tags.
type htmlWriter struct {
	text   strings.Builder
	hidden int   // how many elements are open that show nothing
	lists  []int // for each open list the number of its last item; negative where it has none
	begun  bool  // an item has begun and has no text yet, so that its first block stays on its line
}

func (w *htmlWriter) write(text string) {
	if w.hidden > 0 || w.begun && strings.TrimSpace(text) == "" {
		return
	}
	w.begun = false
	w.text.WriteString(text)
}

func (w *htmlWriter) newLine() {
	if !w.begun {
		w.text.WriteByte('\n')
	}
}

func (w *htmlWriter) open(tag atom.Atom) {
	switch {
	case hidden[tag]:
		w.hidden++
	case w.hidden > 0:
	case tag == atom.Li:
		w.item()
	case block[tag]:
		if tag == atom.Ol || tag == atom.Ul {
			w.lists = append(w.lists, firstItem[tag])
		}
		w.newLine()
	}
}

func (w *htmlWriter) close(tag atom.Atom) {
	switch {
	case hidden[tag]:
		w.hidden = max(0, w.hidden-1)
	case w.hidden > 0:
	case block[tag]:
		if (tag == atom.Ol || tag == atom.Ul) && len(w.lists) > 0 {
			w.lists = w.lists[:len(w.lists)-1]
		}
		w.newLine()
	}
}

// item begins an item of the innermost list.
func (w *htmlWriter) item() {
	w.begun = true
	last := len(w.lists) - 1
	if last < 0 || w.lists[last] < 0 {
		w.text.WriteString("\n- ")
		return
	}
	w.lists[last]++
	fmt.Fprintf(&w.text, "\n%d. ", w.lists[last])
}

// hidden holds the elements whose content is not shown. All of them need an end tag.
var hidden = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Title: true,
}

// firstItem is the number before the first item of a list, by its tag.
var firstItem = map[atom.Atom]int{atom.Ol: 0, atom.Ul: -1}

// block holds the elements that begin and end a line.
var block = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Tr: true, atom.Pre: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Br: true,
	atom.Blockquote: true, atom.Section: true, atom.Article: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
}

// tidy drops control and formatting characters that could disturb a terminal or turn the direction of text, and
// evens out spaces and lines. It takes one pass, because every name on every page goes through it.
func tidy(text string) string {
	var tidied strings.Builder
	tidied.Grow(len(text))
	var space, line bool // since the last character
	for _, r := range strings.ToValidUTF8(text, "�") {
		switch {
		case r == '\n', r == '\r':
			line = true
		case unicode.IsSpace(r):
			space = true
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		default:
			if tidied.Len() > 0 && line {
				tidied.WriteByte('\n')
			} else if tidied.Len() > 0 && space {
				tidied.WriteByte(' ')
			}
			space, line = false, false
			tidied.WriteRune(r)
		}
	}
	return tidied.String()
}
