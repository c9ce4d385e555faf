package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"isserviceup/backend/core"
	"isserviceup/backend/incidentlog"
)

// maxShown is how many rejected rows and unknown words are shown in a terminal.
const maxShown = 10

// printImport prints for people what was found in a file and what became of it.
func printImport(out io.Writer, j importedJSON, i incidentImport, done core.LogImported) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "File\t%s\n", line(j.File))
	fmt.Fprintf(table, "Read as\t%s\n", line(readAs(j)))
	fmt.Fprintf(table, "Columns\t%s\n", line(columnsText(j.Columns)))
	fmt.Fprintf(table, "Rows\t%d: %d accepted, %d rejected, %d duplicates\n", j.Rows, j.Accepted, j.Rejected, j.Duplicates)
	fmt.Fprintf(table, "Incidents\t%d of %d services: %d open, %d in progress, %d closed; %d prd, %d stg\n",
		j.Incidents, j.Services, j.ByState.Open, j.ByState.InProgress, j.ByState.Closed, j.ByStage.Production, j.ByStage.Staging)
	if j.Incidents > 0 {
		fmt.Fprintf(table, "Created\t%s to %s\n", timeText(j.From), timeText(j.To))
	}
	fmt.Fprintf(table, "Result\t%s\n", resultText(done))
	if err := table.Flush(); err != nil {
		return err
	}
	return printRejects(out, done.Reading, i.rejects)
}

// warningText writes a warning as a sentence.
func warningText(w importWarningJSON) string {
	switch {
	case w.FirstLine == 0:
		return w.Reason
	case w.Count > 1:
		return fmt.Sprintf("%s (%d, the first in line %d)", w.Reason, w.Count, w.FirstLine)
	default:
		return fmt.Sprintf("%s (line %d)", w.Reason, w.FirstLine)
	}
}

// readAs says how a file was understood.
func readAs(j importedJSON) string {
	names := map[string]string{",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
	parts := []string{j.Format, j.Encoding}
	if name, ok := names[j.Delimiter]; ok {
		parts = append(parts, name)
	} else {
		parts = append(parts, j.Delimiter)
	}
	if j.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", j.Sheet))
	}
	parts = append(parts, fmt.Sprintf("header in line %d", j.HeaderLine), "dates "+j.DateOrder)
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// columnsText says which column each field got.
func columnsText(columns map[incidentlog.Field]string) string {
	var parts []string
	for _, f := range incidentlog.Fields() {
		if column, ok := columns[f]; ok {
			parts = append(parts, fmt.Sprintf("%s from %q", f, column))
		}
	}
	return strings.Join(parts, ", ")
}

func timeText(t instant) string { return time.Time(t).UTC().Format("2006-01-02T15:04:05.000Z") }

// resultText says what became of the incidents.
func resultText(done core.LogImported) string {
	switch {
	case done.Stored && done.Known > 0:
		return fmt.Sprintf("imported, %d of them known before; the log has %d incidents", done.Known, done.Log.Rows())
	case done.Stored:
		return fmt.Sprintf("imported; the log has %d incidents", done.Log.Rows())
	case done.Accepted == 0:
		return "nothing can be imported"
	default:
		return "a dry run: nothing was stored"
	}
}

// printRejects shows the first rejected rows, and the words that were not understood.
func printRejects(out io.Writer, r *incidentlog.Reading, file string) error {
	if r.Rejected == 0 {
		return nil
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "\nLINE\tCOLUMN\tVALUE\tREASON\n")
	shown := r.Rejects[:min(len(r.Rejects), maxShown)]
	for _, reject := range shown {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", reject.Line, line(reject.Column), line(reject.Value), reject.Reason)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if more := r.Rejected - len(shown); more > 0 {
		fmt.Fprintf(out, "and %d more", more)
		if file == "" {
			fmt.Fprint(out, "; --rejects FILE writes all of them")
		}
		fmt.Fprintln(out)
	}
	printUnknown(out, r.UnknownWords)
	return nil
}

// printUnknown shows the words that were not understood, the most frequent first.
func printUnknown(out io.Writer, unknown map[incidentlog.Field]map[string]int) {
	for _, f := range []incidentlog.Field{incidentlog.StateOf, incidentlog.StageOf} {
		counts := unknown[f]
		words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			if counts[a] != counts[b] {
				return counts[b] - counts[a]
			}
			return strings.Compare(a, b)
		})
		for _, word := range words[:min(len(words), maxShown)] {
			fmt.Fprintf(out, "%s %q is not known (%d); say what it means with --word %q\n",
				f, line(word), counts[word], fmt.Sprintf("%s:%s=…", f, line(word)))
		}
	}
}
