package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"isserviceup/backend/core"
	"isserviceup/backend/store"
)

func (r *run) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "export", Short: "Export what is stored", Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return errors.New("say what to export: incidents FILE") },
	}
	c.AddCommand(&cobra.Command{
		Use: "incidents FILE", Short: "Export the incident log as CSV or XLSX, by the name of the file", Args: oneFile,
		RunE: func(cmd *cobra.Command, files []string) error { return r.exportIncidents(cmd.Context(), files[0]) },
	})
	return c
}

// exportIncidents writes the whole log into a file.
func (r *run) exportIncidents(ctx context.Context, path string) error {
	format, ok := map[string]string{".csv": core.ExportCSV, ".xlsx": core.ExportXLSX}[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return fmt.Errorf("%s: the name must end in .csv or .xlsx", path)
	}
	c, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	incidents, err := c.ExportLog(ctx, path, core.LogExport{Format: format})
	if errors.Is(err, store.ErrNoLog) {
		return errors.New(`there is no incident log; import one with "isserviceup import incidents FILE"`)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.Out, "%d incidents written to %s\n", incidents, path)
	return err
}
