package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"isserviceup/backend/incidentlog"
	"isserviceup/backend/tabular"
)

// fileFlags say how a file is read, whatever is in it.
type fileFlags struct {
	options   tabular.Options
	dateOrder string
	zone      string
	columns   []string
	values    []string
}

func (f *fileFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.options.Sheet, "sheet", "", "name of the sheet of a workbook (default: the first that is visible and has rows)")
	flags.IntVar(&f.options.HeaderRow, "header-row", 0, "line of the header (default: found)")
	flags.StringVar(&f.options.Encoding, "encoding", "", "encoding of a CSV, such as windows-1252 (default: found)")
	flags.StringVar(&f.dateOrder, "date-order", "", "order of day, month and year: ymd, dmy or mdy (default: found)")
	flags.StringVar(&f.zone, "zone", "", "time zone of times that name none, such as Europe/Berlin (default: UTC)")
	flags.StringArrayVar(&f.columns, "map", nil, "FIELD=COLUMN: the column of a field")
	flags.StringArrayVar(&f.values, "set", nil, "FIELD=VALUE: one value for a field that has no column")
}

// logFlags say how an incident log is read, and what becomes of it.
type logFlags struct {
	mode  string
	split string
	words []string
}

func (f *logFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.mode, "mode", "replace", "replace: the file becomes the log; append: it is added to the log")
	flags.StringVar(&f.split, "split", "", "the characters between the services of a cell, or none (default: ; and |)")
	flags.StringArrayVar(&f.words, "word", nil, "FIELD:WORD=VALUE: what a word for a state or a stage means")
}

// appends tells whether the log is added to.
func (f *logFlags) appends() (bool, error) {
	switch f.mode {
	case "append":
		return true, nil
	case "replace":
		return false, nil
	default:
		return false, fmt.Errorf("--mode %q is not known; take replace or append", f.mode)
	}
}

// choices returns what the flags say of an incident log.
func (f *logFlags) choices(file fileFlags) (incidentlog.Choices, error) {
	c := incidentlog.Choices{Options: file.options, Split: f.split}
	if c.HeaderRow < 0 {
		return c, errors.New("--header-row must be positive")
	}
	var err error
	if c.Order, err = tabular.ParseOrder(file.dateOrder); err != nil {
		return c, fmt.Errorf("--date-order: %w", err)
	}
	if c.Zone, err = time.LoadLocation(file.zone); err != nil {
		return c, fmt.Errorf("--zone: there is no time zone %q; give a name such as Europe/Berlin, or UTC", file.zone)
	}
	if c.Columns, err = byField("--map", "COLUMN", file.columns); err != nil {
		return c, err
	}
	if c.Set, err = byField("--set", "VALUE", file.values); err != nil {
		return c, err
	}
	c.Words, err = f.meanings()
	return c, err
}

// byField takes FIELD=VALUE apart.
func byField(flag, what string, pairs []string) (map[incidentlog.Field]string, error) {
	values := map[incidentlog.Field]string{}
	for _, pair := range pairs {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("%s %q is not of the form FIELD=%s", flag, pair, what)
		}
		field, err := incidentlog.ParseField(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		values[field] = value
	}
	return values, nil
}

// meanings takes FIELD:WORD=VALUE apart. The word can hold any character.
func (f *logFlags) meanings() (map[incidentlog.Field]map[string]string, error) {
	words := map[incidentlog.Field]map[string]string{incidentlog.StateOf: {}, incidentlog.StageOf: {}}
	for _, text := range f.words {
		name, pair, ok := strings.Cut(text, ":")
		equals := strings.LastIndexByte(pair, '=')
		if !ok || equals < 0 {
			return nil, fmt.Errorf("--word %q is not of the form FIELD:WORD=VALUE", text)
		}
		field, err := incidentlog.ParseField(name)
		if err != nil {
			return nil, fmt.Errorf("--word: %w", err)
		}
		if words[field] == nil {
			return nil, fmt.Errorf("--word: words are those of state and stage, not of %s", field)
		}
		words[field][pair[:equals]] = pair[equals+1:]
	}
	return words, nil
}
