// Package core is the composition root: it builds the parts once, for the window and for the commands, and says in one
// function what follows a check.
package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"isserviceup/backend/catalog"
	"isserviceup/backend/check"
	"isserviceup/backend/fetch"
	"isserviceup/backend/notify"
	"isserviceup/backend/provider/all"
	"isserviceup/backend/settings"
	"isserviceup/backend/store"
)

// Core is the program without its surface. It is safe for concurrent use.
type Core struct {
	options   Options
	now       func() time.Time
	builtIn   []catalog.Service // or those of the services file
	fixed     bool              // the services come from a file: all of them are watched, and the choice is not the user's
	store     *store.Store
	dir       string
	temporary bool // dir is to be removed on Close
	lock      *flock.Flock
	client    *fetch.Client
	state     *check.State
	schedule  *check.Schedule
	desktop   *notify.Desktop
	sender    notify.Sender // desktop, but for tests

	cycles  sync.Mutex // held through one cycle and what follows it
	imports importDesk

	mu       sync.Mutex        // guards what follows
	own      []catalog.Service // those that the user has added to the catalogue
	settings settings.Settings
	zone     *time.Location
	checker  *check.Checker
	watched  []watched
	memories map[string]notify.Memory
	frame    Frame
	observer Observer
	demo     *demoRun

	logRevision int64     // of the log that the observer was told of last
	importedAt  time.Time // when an import ended last
}

// nobody observes a core that has no window.
type nobody struct{}

func (nobody) FrameChanged(Frame)                        {}
func (nobody) ServiceChanged(int64, ServiceView, string) {}
func (nobody) ListChanged()                              {}
func (nobody) LogChanged(store.LogFacts)                 {}
func (nobody) ImportProgressed(ImportProgress)           {}

// Open builds the core. Its errors are sentences for the user: a services file with a mistake, data that is open in
// another window or that cannot be opened.
func Open(ctx context.Context, o Options) (_ *Core, err error) {
	c := &Core{
		options: o, now: time.Now, observer: nobody{}, state: &check.State{}, memories: map[string]notify.Memory{},
		client: fetch.NewClient(fetch.Options{Version: o.Version}),
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Close())
		}
	}()
	if err := c.loadCatalogue(); err != nil {
		return nil, err
	}
	if err := c.openData(ctx); err != nil {
		return nil, err
	}
	c.schedule = check.NewSchedule(defaultRefresh, c.now)
	c.desktop = notify.NewDesktop()
	c.sender = c.desktop
	if err := c.load(ctx); err != nil {
		return nil, err
	}
	if o.Demo {
		c.StartDemo()
	}
	return c, nil
}

// loadCatalogue reads the services file, or else the built-in catalogue.
func (c *Core) loadCatalogue() (err error) {
	if c.options.ServicesFile == "" {
		c.builtIn, err = catalog.BuiltIn(all.Names())
		return err
	}
	file, err := os.Open(c.options.ServicesFile)
	if err != nil {
		return err
	}
	defer file.Close()
	c.fixed = true
	c.builtIn, err = catalog.Load(file, c.options.ServicesFile, all.Names())
	return err
}

// openData takes, for a window, the lock of the directory of the data, and opens the database in it.
func (c *Core) openData(ctx context.Context) (err error) {
	if c.dir, err = c.options.dataDir(); err != nil {
		return err
	}
	if c.options.Window {
		// Before the database: a second window must not set aside or migrate what the first has open.
		if err := c.lockWindow(ctx); err != nil {
			return fmt.Errorf("the data in %s %w", c.dir, err)
		}
	}
	var notice store.Notice
	c.store, notice, err = store.Open(ctx, c.dir, c.now())
	if err != nil && c.options.Forgetful {
		return c.openTemporary(ctx, err)
	}
	if err != nil {
		return fmt.Errorf("the data in %s: %w", c.dir, err)
	}
	c.frame.Notice = notice.Text
	return nil
}

// lockPatience is how long a window waits for the one before it, which may still be closing.
const lockPatience = 2 * time.Second

// lockWindow takes the lock that keeps a second window off the same data.
func (c *Core) lockWindow(ctx context.Context) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return fmt.Errorf("cannot be kept: %w", err)
	}
	c.lock = flock.New(filepath.Join(c.dir, "window.lock"))
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	_, err := c.lock.TryLockContext(ctx, lockPatience/20)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("are open in another window of isServiceUp")
	} else if err != nil {
		return fmt.Errorf("cannot be locked: %w", err)
	}
	return nil
}

// openTemporary opens a database that is gone with the command.
func (c *Core) openTemporary(ctx context.Context, cause error) (err error) {
	c.frame.Notice = fmt.Sprintf("what is read is not kept: the data in %s: %v", c.dir, cause)
	if c.dir, err = os.MkdirTemp("", "isserviceup"); err != nil {
		return err
	}
	c.temporary = true
	c.store, _, err = store.Open(ctx, c.dir, c.now())
	return err
}

// Notice returns a sentence that is to be said once, such as that a damaged database was set aside; else it is empty.
func (c *Core) Notice() string { return c.frame.Notice }

// Close ends the core. Nothing may use it any more.
func (c *Core) Close() error {
	var errs []error
	c.imports.close(c)
	if c.store != nil {
		errs = append(errs, c.store.Close())
	}
	if c.lock != nil {
		errs = append(errs, c.lock.Close())
	}
	if c.temporary {
		errs = append(errs, os.RemoveAll(c.dir))
	}
	if c.desktop != nil {
		ctx, cancel := context.WithTimeout(context.Background(), notifyTimeout)
		errs = append(errs, c.desktop.Close(ctx))
		cancel()
		c.desktop = nil
	}
	c.client.Close()
	return errors.Join(errs...)
}
