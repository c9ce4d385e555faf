package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"isserviceup/backend/tabular"
)

// quiet is how long reading a file may take until its progress is shown.
const quiet = 500 * time.Millisecond

// progress shows on a terminal how far the reading of a file has come.
type progress struct {
	terminal io.Writer // nil: there is none
	began    time.Time
	shown    bool
}

func newProgress(w io.Writer) *progress {
	p := &progress{began: time.Now()}
	if f, ok := w.(*os.File); ok && isTerminal(f) {
		p.terminal = f
	}
	return p
}

// isTerminal tells whether somebody can see what is written to a file.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// tell takes the progress of a file.
func (p *progress) tell(now tabular.Progress) {
	if p.terminal == nil || now.Total == 0 || time.Since(p.began) < quiet {
		return
	}
	p.shown = true
	fmt.Fprintf(p.terminal, "\r%d rows, %d %%", now.Rows, 100*now.Bytes/now.Total)
}

// end takes what was shown away.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.terminal, "\r\x1b[K")
	}
}
