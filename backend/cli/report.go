package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (r *run) reportCommand() *cobra.Command {
	var format, day string
	c := &cobra.Command{
		Use: "report", Short: "Print the report of a day", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			core, err := r.open(cmd.Context())
			if err != nil {
				return err
			}
			defer core.Close()
			text, err := core.Report(cmd.Context(), format, day)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(r.Out, text)
			return err
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or markdown")
	c.Flags().StringVar(&day, "day", "", "YYYY-MM-DD (default: today)")
	return c
}
