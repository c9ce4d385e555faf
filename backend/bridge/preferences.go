package bridge

// Preferences is what the Settings view and the Changes list may call.
type Preferences struct{}

// Settings returns the settings.
func (p *Preferences) Settings() (Settings, error) { return Settings{}, nil }

// Save validates and stores the settings; they take effect at once. A wrong field is an Error with its name.
func (p *Preferences) Save(s Settings) error { return nil }

// Changes returns the newest changes of level older than the change with the id before (0: the newest), at most limit.
func (p *Preferences) Changes(before int64, limit int) ([]Change, error) { return nil, nil }

// About returns what the program says of itself.
func (p *Preferences) About() (About, error) { return About{}, nil }

// TestNotification sends a notification that says it is a test.
func (p *Preferences) TestNotification() error { return nil }
