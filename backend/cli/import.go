package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"isserviceup/backend/core"
	"isserviceup/backend/incidentlog"
	"isserviceup/backend/tabular"
)

func (r *run) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "import", Short: "Import a file", Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return errors.New("say what to import: incidents FILE") },
	}
	c.AddCommand(r.importIncidentsCommand())
	return c
}

// incidentImport is one import of an incident log.
type incidentImport struct {
	core.LogImport
	rejects string // the file that the rejected rows are written to; empty: none
	asJSON  bool
}

func (r *run) importIncidentsCommand() *cobra.Command {
	var i incidentImport
	var file fileFlags
	var log logFlags
	c := &cobra.Command{
		Use: "incidents FILE", Short: "Import an incident log from a CSV or XLSX file", Args: oneFile,
		RunE: func(cmd *cobra.Command, files []string) (err error) {
			i.Path = files[0]
			if i.Append, err = log.appends(); err != nil {
				return err
			}
			if i.Choices, err = log.choices(file); err != nil {
				return err
			}
			return r.importIncidents(cmd.Context(), i)
		},
	}
	c.Flags().BoolVar(&i.asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&i.DryRun, "dry-run", false, "only say what would be imported")
	c.Flags().StringVar(&i.rejects, "rejects", "", "write the rejected rows to this CSV file")
	file.add(c)
	log.add(c)
	return c
}

// oneFile wants the name of one file.
func oneFile(_ *cobra.Command, arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("name one file, not %d", len(arguments))
	}
	return nil
}

// importIncidents reads a file, stores what was accepted and prints what was found.
func (r *run) importIncidents(ctx context.Context, i incidentImport) error {
	if sameFile(i.Path, i.rejects) {
		return fmt.Errorf("%s is the file to import: give --rejects another one", i.rejects)
	}
	progress := newProgress(r.Err)
	i.Progress = progress.tell
	done, err := r.readIncidents(ctx, i.LogImport)
	progress.end()
	var unread *tabular.Error
	if errors.As(err, &unread) && unread.Kind == tabular.NoRows {
		return r.nothingToImport(i, done.Reading, err)
	}
	if err != nil {
		return taught(err)
	}
	if len(done.Open) > 0 {
		return fmt.Errorf("%s: its dates can be read in more than one order; choose one with --date-order %s",
			i.Path, strings.Join(each(done.Open, tabular.Order.String), " or --date-order "))
	}
	if done.Accepted == 0 {
		r.status = exitTrouble
	}
	if err := i.saveRejects(ctx, done); err != nil {
		return err
	}
	document := importedOf(i.Path, done.Reading)
	for _, w := range document.Warnings {
		fmt.Fprintln(r.Err, "isserviceup:", line(warningText(w)))
	}
	if i.asJSON {
		return printJSON(r.Out, document)
	}
	return printImport(r.Out, document, i, done)
}

// nothingToImport ends the import of a file that has a header and no rows.
func (r *run) nothingToImport(i incidentImport, header *incidentlog.Reading, err error) error {
	r.status = exitTrouble
	fmt.Fprintln(r.Err, "isserviceup:", err)
	if !i.asJSON {
		return nil
	}
	return printJSON(r.Out, importedOf(i.Path, header))
}

// saveRejects writes the rejected rows to the file that the user wants them in.
func (i incidentImport) saveRejects(ctx context.Context, done core.LogImported) error {
	if i.rejects == "" {
		return nil
	}
	err := core.Save(i.rejects, func(w io.Writer) error { return done.WriteRejects(ctx, i.Choices, w) })
	if err != nil && done.Stored {
		return fmt.Errorf("the incidents were imported, but not the rejected rows saved: %w", err)
	}
	return err
}

// readIncidents reads a file and stores what was accepted. A dry run does not open the data.
func (r *run) readIncidents(ctx context.Context, i core.LogImport) (core.LogImported, error) {
	if i.DryRun {
		reading, err := incidentlog.Read(ctx, i.Path, i.Choices, i.Progress)
		return core.LogImported{Reading: reading}, err
	}
	c, err := r.open(ctx)
	if err != nil {
		return core.LogImported{}, err
	}
	defer c.Close()
	return c.ImportLog(ctx, i)
}

// sameFile tells whether two names are those of one file.
func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

// taught adds to an error what can be done about it on the command line.
func taught(err error) error {
	var missing *incidentlog.MissingColumnError
	if !errors.As(err, &missing) {
		return err
	}
	field := missing.Fields[0]
	return fmt.Errorf("%w; name one with --map %s=COLUMN, or one value for all rows with --set %s=VALUE", err, field, field)
}
