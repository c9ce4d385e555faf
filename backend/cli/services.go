package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"isserviceup/backend/catalog"
)

func (r *run) servicesCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "services", Short: "List the services that can be watched", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			core, err := r.open(cmd.Context())
			if err != nil {
				return err
			}
			defer core.Close()
			if asJSON {
				return printServicesJSON(r.Out, core.Catalogue())
			}
			return printServices(r.Out, core.Catalogue())
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func printServicesJSON(w io.Writer, services []catalog.Service) error {
	type service struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Category string `json:"category"`
		Platform string `json:"platform"`
		URL      string `json:"url"`
	}
	return printJSON(w, map[string]any{"services": each(services, func(s catalog.Service) service {
		return service{s.ID, s.Name, s.Category, s.Platform, s.URL}
	})})
}

func printServices(w io.Writer, services []catalog.Service) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tNAME\tCATEGORY\tPLATFORM\tPAGE")
	for _, s := range services {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", s.ID, line(s.Name), line(s.Category), s.Platform, line(s.Site()))
	}
	return table.Flush()
}

// printJSON prints one document. Texts of pages keep their < and >: the output is for programs, not for HTML.
func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
