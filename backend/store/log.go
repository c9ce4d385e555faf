package store

import "time"

// LogFacts is what is known of the stored incident log.
type LogFacts struct {
	Revision   int64     // grows with every change of the log, for ever; 0 where nothing was ever stored
	Stored     bool      // there is a log
	Demo       bool      // it is simulated
	Source     string    // the name of the file that was imported last, without its folder
	ImportedAt time.Time // when that was
	Rows       int       // incidents
	Bytes      int64     // the size of the file of columns
	// Undoes says what UndoLog takes back, such as "the import of march.csv"; empty where there is no way back.
	Undoes string
}
