package provider

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxText bounds a text from a page, in bytes: post-mortems of 80 KB exist, and nobody reads more in a monitor.
const maxText = 128 << 10

// PlainHTML returns the text that a browser would show for source, with a line for each block.
func PlainHTML(source string) string {
	if len(source) > maxText {
		source = source[:maxText]
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader(source))
	if err != nil {
		return tidy(source)
	}
	document.Find("script, style, template, noscript, head").Remove()
	var text strings.Builder
	for _, n := range document.Nodes {
		write(&text, n)
	}
	return tidy(text.String())
}

// PlainMarkdown returns the text of source without its Markdown (and the HTML that it may hold).
func PlainMarkdown(source string) string {
	if len(source) > maxText {
		source = source[:maxText]
	}
	var rendered bytes.Buffer
	if err := goldmark.Convert([]byte(source), &rendered); err != nil {
		return tidy(source)
	}
	return PlainHTML(rendered.String())
}

// Plain returns source as one tidy text where it carries no markup at all.
func Plain(source string) string {
	if len(source) > maxText {
		source = source[:maxText]
	}
	return tidy(source)
}

// write adds what n shows to text.
func write(text *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		text.WriteString(n.Data)
	case n.DataAtom == atom.Br:
		text.WriteString("\n")
	case n.DataAtom == atom.Li:
		text.WriteString("\n- ")
	case block[n.DataAtom]:
		text.WriteString("\n")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(text, c)
	}
	if block[n.DataAtom] {
		text.WriteString("\n")
	}
}

// block holds the elements that begin and end a line.
var block = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Tr: true, atom.Pre: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Section: true, atom.Article: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
}

var spaces = regexp.MustCompile(`[^\S\n]+`)
var blankLines = regexp.MustCompile(`\n\s*\n\s*`)

// tidy drops control and formatting characters that could disturb a terminal or turn the direction of text, and
// evens out spaces and lines.
func tidy(text string) string {
	text = strings.ToValidUTF8(text, "�")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
	text = spaces.ReplaceAllString(text, " ")
	text = strings.ReplaceAll(strings.ReplaceAll(text, " \n", "\n"), "\n ", "\n")
	text = blankLines.ReplaceAllString(text, "\n")
	return strings.TrimSpace(text)
}
