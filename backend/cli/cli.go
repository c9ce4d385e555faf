// Package cli is the command line: the headless commands, and the flags of the window.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"isserviceup/backend/core"
)

// Exit statuses, as COMMANDS in the README has them.
const (
	exitFine    = 0
	exitTrouble = 1 // check: something is not well; import: nothing could be imported
	exitUsage   = 2 // wrong usage or an unreadable file
)

// Environment is what a run of the program gets from outside.
type Environment struct {
	Out, Err io.Writer
	Version  string
	// OpenWindow runs the window until it is closed.
	OpenWindow func(core.Options) error
}

// run is one run of the program.
type run struct {
	Environment
	options core.Options
	inspect bool
	status  int
}

// allowDoubleClick keeps cobra from refusing a start by double-click on Windows. Cobra has one such text for the whole
// process.
var allowDoubleClick = sync.OnceFunc(func() { cobra.MousetrapHelpText = "" })

// Run carries out the command in arguments and returns the process's exit status. What went wrong is one line on Err.
func Run(arguments []string, e Environment) int {
	r := &run{Environment: e}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	allowDoubleClick()
	root := r.root()
	root.SetArgs(arguments)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(e.Err, "isserviceup:", err)
		return exitUsage
	}
	return r.status
}

// root builds the tree of commands.
func (r *run) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "isserviceup",
		Short: "Is it them or us? A desktop monitor of public status pages.",
		Long: "Without a command the window opens. The commands need no display and share the window's data.\n" +
			"Exit status: 0 fine, 1 something is not well or nothing could be imported, 2 wrong usage or an unreadable file.",
		Args:          noArguments,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(*cobra.Command, []string) error { return r.window() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&r.options.DataDir, "data", os.Getenv("ISSERVICEUP_DATA"), "directory of the database (default: the platform's, or ISSERVICEUP_DATA)")
	flags.StringVar(&r.options.ServicesFile, "services", "", "read the services from this YAML file")
	root.Flags().BoolVar(&r.options.Demo, "demo", false, "show simulated services; nothing of it is stored")
	root.Flags().BoolVar(&r.inspect, "inspect", false, "let WEBKIT_INSPECTOR_HTTP_SERVER open the page to a debugger")
	cobra.CheckErr(root.Flags().MarkHidden("inspect"))
	root.AddCommand(r.checkCommand(), r.servicesCommand(), r.reportCommand(), r.importCommand(), r.exportCommand(), r.versionCommand())
	return root
}

// noArguments refuses a word that is no command.
func noArguments(_ *cobra.Command, arguments []string) error {
	if len(arguments) > 0 {
		return fmt.Errorf("there is no command %q; isserviceup --help lists them", arguments[0])
	}
	return nil
}

func (r *run) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(r.Out, "isserviceup", r.Version)
			return err
		},
	}
}

// errNoDisplay says what to do where no window can be opened.
var errNoDisplay = errors.New(`there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); run it in a desktop session, ` +
	`or use a command that needs none: "isserviceup check", "isserviceup report"`)

// window opens the window.
func (r *run) window() error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" && !generating {
		return errNoDisplay
	}
	if err := r.prepareWebView(); err != nil {
		return err
	}
	r.options.Version = r.Version
	r.options.Window = true
	return r.OpenWindow(r.options)
}

// prepareWebView sets what WebKitGTK reads from the environment; elsewhere nobody looks at it.
func (r *run) prepareWebView() error {
	if !r.inspect {
		// Whoever sets these could otherwise drive the program through its page.
		for _, name := range []string{"WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"} {
			if err := os.Unsetenv(name); err != nil {
				return err
			}
		}
	}
	// The page is drawn without the graphics card, so what would share its buffers or make a context of it is 5 MiB for
	// nothing; with NVIDIA's driver the window would even stay empty. Who has set them knows better.
	for name, value := range map[string]string{"WEBKIT_DISABLE_DMABUF_RENDERER": "1", "GDK_GL": "disable"} {
		if _, set := os.LookupEnv(name); set {
			continue
		}
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}

// open opens the core for a command. Its notices go to Err.
func (r *run) open(ctx context.Context) (*core.Core, error) {
	r.options.Version = r.Version
	c, err := core.Open(ctx, r.options)
	if err != nil {
		return nil, err
	}
	if notice := c.Notice(); notice != "" {
		fmt.Fprintln(r.Err, "isserviceup:", notice)
	}
	return c, nil
}
