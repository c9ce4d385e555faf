package tabular

// note counts something that is kept with a warning.
type note struct {
	count     int
	firstLine int
}

func (n *note) add(count, line int) {
	if n.count == 0 || line < n.firstLine {
		n.firstLine = line
	}
	n.count += count
}

// notes count what the rows of a file need leniency for, in the order of noteReasons.
type notes [7]note

const (
	tailNote = iota
	backslashNote
	misfitNote
	lostNote
	errorNote
	formulaNote
	outsideNote
)

var noteReasons = [len(notes{})]string{
	tailNote:      "text after a closing quote",
	backslashNote: `\" for a quote in quotes`,
	misfitNote:    "cells that are not UTF-8, read as windows-1252",
	lostNote:      "cells with letters that are lost (\uFFFD), as by a wrong encoding",
	errorNote:     "error values such as #N/A, read as empty",
	formulaNote:   "formulas without a result, read as empty: open the workbook in a spreadsheet and save it",
	outsideNote:   "cells to the right of the header, left out",
}

func (n *notes) merge(other notes) {
	for i, from := range other {
		if from.count > 0 {
			n[i].add(from.count, from.firstLine)
		}
	}
}

func (n *notes) warnings() []Warning {
	var all []Warning
	for i, one := range n {
		if one.count > 0 {
			all = append(all, Warning{Reason: noteReasons[i], Count: one.count, FirstLine: one.firstLine})
		}
	}
	return all
}
