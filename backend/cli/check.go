package cli

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"unicode"

	"github.com/spf13/cobra"

	"isserviceup/backend/catalog"
	"isserviceup/backend/core"
	"isserviceup/backend/status"
)

func (r *run) checkCommand() *cobra.Command {
	var asJSON bool
	var o core.CheckOptions
	c := &cobra.Command{
		Use: "check [ID…]", Short: "Read the watched services once",
		RunE: func(cmd *cobra.Command, ids []string) error {
			if o.Timeout < 0 || o.Concurrency < 0 {
				return fmt.Errorf("--timeout and --concurrency must be positive")
			}
			o.IDs = ids
			return r.check(cmd.Context(), o, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().DurationVar(&o.Timeout, "timeout", 0, "time for one service (default: the setting, 10s)")
	c.Flags().IntVar(&o.Concurrency, "concurrency", 0, "services read at once (default: the setting, 64)")
	return c
}

// check reads the services once and prints what was found.
func (r *run) check(ctx context.Context, o core.CheckOptions, asJSON bool) error {
	r.options.Forgetful = true
	c, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	outcome, err := c.Check(ctx, o)
	if err != nil {
		return err
	}
	if outcome.Offline {
		fmt.Fprintln(r.Err, "isserviceup: you are offline; nothing is said about the services")
	}
	if outcome.Unkept != nil {
		fmt.Fprintln(r.Err, "isserviceup: what was read is not kept:", outcome.Unkept)
	}
	if len(outcome.Services) == 0 {
		fmt.Fprintln(r.Err, "isserviceup: no service is watched; name some, or add them in the window")
	}
	if overall(outcome).Severity() > status.UnderMaintenance.Severity() {
		r.status = exitTrouble
	}
	if asJSON {
		return printCheckJSON(r.Out, outcome)
	}
	return printCheck(r.Out, outcome)
}

// maxLine bounds the text of one cell, in runes.
const maxLine = 200

// line makes a text fit for one cell of a table on a terminal: what could move its cursor or colour it becomes a space,
// and what is too long is cut.
func line(text string) string {
	runes := []rune(text)
	if len(runes) > maxLine {
		runes = append(runes[:maxLine-1], '…')
	}
	for i, r := range runes {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			runes[i] = ' '
		}
	}
	return string(runes)
}

// overall is the worst level of all services; of none, nothing is known.
func overall(o core.Outcome) status.Level {
	if len(o.Services) == 0 {
		return status.Unknown
	}
	level := status.Operational
	for _, r := range o.Results {
		level = status.Worst(level, r.Reading.Level)
	}
	return level
}

func printCheckJSON(w io.Writer, o core.Outcome) error {
	return printJSON(w, checkJSON{
		CheckedAt: instant(o.At), Level: overall(o),
		Services: each(o.Services, func(s catalog.Service) serviceJSON { return serviceOf(s, o.Results[s.ID], o.LastGood[s.ID]) }),
	})
}

func printCheck(w io.Writer, o core.Outcome) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SERVICE\tLEVEL\tDETAIL")
	for _, s := range o.Services {
		r := o.Results[s.ID]
		fmt.Fprintf(table, "%s\t%s\t%s\n", line(s.Name), r.Reading.Level.Title(), line(core.Detail(r.Reading, o.At.Local())))
	}
	return table.Flush()
}
