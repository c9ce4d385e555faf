package incidentlog

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// The choices of what separates services in a cell: what counts unless something is said, and that a cell names one
// service, whatever is in it.
const (
	DefaultSplit = ";|"
	NoSplit      = "none"
)

// splitter takes the cell apart in which services are named.
type splitter struct {
	separators string // empty: a cell names one service
}

func newSplitter(choice string) splitter {
	switch choice {
	case "":
		return splitter{separators: DefaultSplit}
	case NoSplit:
		return splitter{}
	default:
		return splitter{separators: choice}
	}
}

// split returns the services of a cell: trimmed, without empty ones, and each once.
func (s splitter) split(cell []byte) []string {
	pieces := [][]byte{cell}
	if s.separators != "" {
		pieces = bytes.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(s.separators, r) })
	}
	var names []string
	seen := map[string]bool{"": true}
	for _, piece := range pieces {
		name := string(bytes.TrimSpace(piece))
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// maxValue is how many characters of a value are kept to show it.
const maxValue = 200

// cut returns at most maxValue characters of a text, in memory of their own.
func cut[T string | []byte](text T) string {
	kept := string(text[:min(len(text), maxValue*utf8.UTFMax)])
	characters := 0
	for i := range kept {
		if characters == maxValue {
			return kept[:i]
		}
		characters++
	}
	return kept
}
