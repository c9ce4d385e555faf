package bridge

// Monitor is what the Monitor view may call.
type Monitor struct{}

// State returns everything the view shows. Subscribe to the events first, then pull.
func (m *Monitor) State() (State, error) { return State{}, nil }

// Days returns the strips of the last 30 days of every watched service.
func (m *Monitor) Days() ([]ServiceDays, error) { return nil, nil }

// Day returns one day of a service; start is the Start of its cell.
func (m *Monitor) Day(id string, start int64) (DayDetail, error) { return DayDetail{}, nil }

// Refresh begins a check of every watched service, if none is under way.
func (m *Monitor) Refresh() error { return nil }

// SetAutoRefresh makes the checks come every so many minutes; 0 is Off.
func (m *Monitor) SetAutoRefresh(minutes int) error { return nil }

// Details returns what the dialog of a service shows.
func (m *Monitor) Details(id string) (Details, error) { return Details{}, nil }

// History reads the page's own past, merges it with the archive and counts the weeks. It may take seconds.
func (m *Monitor) History(id string) (History, error) { return History{}, nil }

// Pin puts a service before the others, or back.
func (m *Monitor) Pin(id string, pinned bool) error { return nil }

// Mute holds back a service's notifications until a time; 0 ends it.
func (m *Monitor) Mute(id string, until int64) error { return nil }

// Choose makes only some components of a service count; none means the whole page.
func (m *Monitor) Choose(id string, choices []string) error { return nil }

// CopyReport puts today's report into the clipboard and returns it. format is "text" or "markdown".
func (m *Monitor) CopyReport(format string) (string, error) { return "", nil }

// CopyText puts a text into the clipboard.
func (m *Monitor) CopyText(text string) error { return nil }

// OpenPage opens a web page in the user's browser. Only http and https addresses are let through.
func (m *Monitor) OpenPage(url string) error { return nil }

// StartDemo shows simulated services instead of the real ones; nothing of it is stored.
func (m *Monitor) StartDemo() error { return nil }

// StopDemo goes back to the real services.
func (m *Monitor) StopDemo() error { return nil }
