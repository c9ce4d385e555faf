package provider_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"isserviceup/backend/provider"
)

func TestPlainHTML(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ source, want string }{
		"plain text":           {"All is well.", "All is well."},
		"paragraphs":           {"<p>One</p><p>Two</p>", "One\nTwo"},
		"breaks":               {"One<br />Two<br>Three", "One\nTwo\nThree"},
		"lines of the text":    {"One\r\n\r\n\r\nTwo\rThree", "One\nTwo\nThree"},
		"entities":             {"A&nbsp;&amp;&nbsp;B &lt;b&gt;", "A & B <b>"},
		"less than":            {"latency < 5 ms, load <5", "latency < 5 ms, load <5"},
		"links":                {`See <a href="https://a.test">the log</a>.`, "See the log."},
		"a list":               {"<ul><li>One</li><li>Two</li></ul>End", "- One\n- Two\nEnd"},
		"a numbered list":      {"<ol><li>One<li>Two</ol>", "1. One\n2. Two"},
		"lists in lists":       {"<ol><li>One<ul><li>a</li></ul></li><li>Two</li></ol>", "1. One\n- a\n2. Two"},
		"items of paragraphs":  {"<ul>\n<li>\n<p>One</p>\n</li>\n</ul>", "- One"},
		"an item alone":        {"<li>One", "- One"},
		"scripts":              {"a<script>alert('<p>')</script><style>p{}</style><template>t</template>b", "ab"},
		"an unclosed script":   {"a<script>alert(1)", "a"},
		"comments":             {"a<!-- b -->c", "ac"},
		"a document":           {"<html><head><title>T</title></head><body>B</body></html>", "B"},
		"a table":              {"<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"},
		"stray end tags":       {"</p></ol></script>a", "a"},
		"control characters":   {"a\x00b\x1b[31mc\u202Ed", "ab[31mcd"},
		"other kinds of space": {"a\u2003b\u2028c\td", "a b c d"},
		"broken UTF-8":         {"a\xffb", "a�b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := provider.PlainHTML(row.source); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestPlainMarkdown(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ source, want string }{
		"plain text":      {"All is well, snake_case too.", "All is well, snake_case too."},
		"emphasis":        {"**Bold** and *italic* and `code`", "Bold and italic and code"},
		"a heading":       {"## Cause\n\nA disk.", "Cause\nA disk."},
		"a link":          {"See [the log](https://a.test).", "See the log."},
		"an address":      {"See https://a.test/b_c_d now", "See https://a.test/b_c_d now"},
		"escapes":         {`Incident \#7`, "Incident #7"},
		"a list":          {"- One\n- Two", "- One\n- Two"},
		"a numbered list": {"1. One\n2. Two", "1. One\n2. Two"},
		"lines":           {"One\nTwo\n\nThree", "One\nTwo\nThree"},
		"HTML in it":      {"<p>One</p>\n<p>Two **three**</p>", "One\nTwo **three**"},
		"inline HTML":     {"One<br />**Two** <b>three</b>", "One\nTwo three"},
		"a script in it":  {"a\n\n<script>\nalert(1)\n</script>\n\nb", "a\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := provider.PlainMarkdown(row.source); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestLineAndTitle(t *testing.T) {
	t.Parallel()
	if got := provider.Line(" Cloud\n  Run\t"); got != "Cloud Run" {
		t.Errorf("Line = %q", got)
	}
	if got := provider.Title("<b>Errors</b> &amp; delays\n in EU"); got != "Errors & delays in EU" {
		t.Errorf("Title = %q", got)
	}
	if got := provider.Title(" \n"); got != "(untitled)" {
		t.Errorf("Title of nothing = %q", got)
	}
	if got := provider.Line(strings.Repeat("€", 5000)); len(got) > 1<<10 || !utf8.ValidString(got) || strings.Contains(got, "�") {
		t.Errorf("a long line has %d bytes", len(got))
	}
}

// hostile are texts that cost a careless reader the square of their length, or its stack.
var hostile = map[string]string{
	"quotes without spaces": strings.Repeat(">", 1<<17), "unfinished links": strings.Repeat("[a](", 1<<15),
	"long": strings.Repeat("€", 1<<20), "deep": strings.Repeat("<div>", 1<<18) + "a", "deep quotes": strings.Repeat("> ", 1<<16) + "a",
	"brackets": strings.Repeat("[", 1<<17), "lists": strings.Repeat("<ol><li>", 1<<16),
}

func TestTextsAreBounded(t *testing.T) {
	t.Parallel()
	for name, source := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, got := range []string{provider.Plain(source), provider.PlainHTML(source), provider.PlainMarkdown(source)} {
				if len(got) > 1<<20 {
					t.Errorf("%d bytes come out of %d", len(got), len(source))
				}
			}
		})
	}
}

// What would keep a Markdown parser busy for the square of its length never reaches one: its Markdown is left in it.
func TestTangledMarkdownIsNotParsed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"quotes without spaces", "unfinished links", "deep quotes", "brackets"} {
		if got := provider.PlainMarkdown("**bold**\n" + hostile[name]); !strings.HasPrefix(got, "**bold**") {
			t.Errorf("%s: %.40q was parsed", name, got)
		}
	}
}

func BenchmarkHostileText(b *testing.B) {
	for name, source := range hostile {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				provider.PlainMarkdown(source)
			}
		})
	}
}

// FuzzPlain demands that what comes out is fit for a terminal and a table, whatever goes in.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"<p>a&nbsp;<script>b</script>", "**a** <b>\n\n> c", "\x1b[2J\u202e", "<ol><li><p>a<ul>", "</li></ol>", "\r\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, text := range []string{provider.Plain(source), provider.PlainHTML(source), provider.PlainMarkdown(source), provider.Title(source)} {
			if !utf8.ValidString(text) || strings.Contains(text, "\n\n") || strings.TrimSpace(text) != text {
				t.Fatalf("%q is not tidy", text)
			}
			if strings.ContainsFunc(text, func(r rune) bool {
				return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r))
			}) {
				t.Fatalf("%q has control characters", text)
			}
			if provider.Plain(text) != text {
				t.Fatalf("%q becomes %q when tidied again", text, provider.Plain(text))
			}
		}
	})
}
