package bridge

// The types of the Analytics view and its import.

// LogFacts is what is known of the stored incident log. Its rows are fetched as bytes: see Data.
type LogFacts struct {
	Revision   int64  `json:"revision"` // 0: there is none; grows with every change
	Demo       bool   `json:"demo"`     // simulated, by "Try with demo data"
	Source     string `json:"source"`   // the name of the file that was imported last
	ImportedAt int64  `json:"importedAt"`
	Rows       int    `json:"rows"`  // incidents
	Bytes      int64  `json:"bytes"` // of the columns
	// The bytes from IDsFrom on and before IDsTo are ids, which the page needs not: they can be left out and zeros put in
	// their place.
	IDsFrom int64  `json:"idsFrom"`
	IDsTo   int64  `json:"idsTo"`
	CanUndo bool   `json:"canUndo"`
	Undoes  string `json:"undoes"` // what Undo would take back, such as "the import of march.csv"; else empty
}

// ImportChoices are what the user says of the file to import. Empty ones are guessed.
type ImportChoices struct {
	Encoding  string       `json:"encoding"`
	Delimiter string       `json:"delimiter"` // one character
	Sheet     string       `json:"sheet"`
	HeaderRow int          `json:"headerRow"`
	Columns   []FieldValue `json:"columns"` // the header of a field's column; an empty one takes the field off every column
	Set       []FieldValue `json:"set"`     // one value for a field that has no column
	Words     []WordChoice `json:"words"`
	Split     string       `json:"split"`     // characters, or "none"; empty: ; and |
	DateOrder string       `json:"dateOrder"` // "ymd", "dmy", "mdy"
	Zone      string       `json:"zone"`      // an IANA name, or "UTC"
}

// FieldValue is something of one field: "services", "state", "stage", "creationtime", "recentreporttime", "id".
type FieldValue struct {
	Field string `json:"field"`
	Value string `json:"value"`
}

// WordChoice is what a word of the file means.
type WordChoice struct {
	Field   string `json:"field"` // "state" or "stage"
	Word    string `json:"word"`
	Meaning string `json:"meaning"` // "open", "inprogress", "closed"; "prd", "stg"
}

// ImportProgress is how far the reading of a file has come. The last one of an id is Finished.
type ImportProgress struct {
	ID          int64   `json:"id"`
	Rows        int64   `json:"rows"`
	Share       float64 `json:"share"`       // of the file, 0 to 1
	SecondsLeft int     `json:"secondsLeft"` // -1: not known yet
	Finished    bool    `json:"finished"`
	Error       string  `json:"error"` // a sentence, where it could not be read
}

// ImportPreview is what was understood of a file and what would come of it.
type ImportPreview struct {
	ID       int64         `json:"id"`
	Name     string        `json:"name"` // of the file, without its folder
	Size     int64         `json:"size"` // in bytes
	Format   string        `json:"format"`
	Choices  ImportChoices `json:"choices"`  // with every guess filled in
	Sheets   []string      `json:"sheets"`   // hidden ones last
	Header   []string      `json:"header"`   // of the file
	Missing  []string      `json:"missing"`  // fields that have neither a column nor a constant; then nothing below counts
	Open     []string      `json:"open"`     // orders of dates between which the user must choose; then nothing below counts but Rows
	Mapped   bool          `json:"mapped"`   // the choices are those that were made for the last file with this header
	Warnings []ImportNote  `json:"warnings"` // about the file and about rows that are kept

	Rows       int           `json:"rows"`
	Accepted   int           `json:"accepted"`
	Rejected   int           `json:"rejected"`
	Duplicates int           `json:"duplicates"` // in the file
	Incidents  int           `json:"incidents"`
	Services   int           `json:"services"`
	From       int64         `json:"from"` // first and last creation
	To         int64         `json:"to"`
	Unknown    []UnknownWord `json:"unknown"`
	First      []ImportRow   `json:"first"` // the first ten
	// Appended is what adding to the log would bring; both are 0 where there is no log.
	AppendNew       int `json:"appendNew"`
	AppendDuplicate int `json:"appendDuplicate"`
}

// ImportNote is a warning.
type ImportNote struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
	Line  int    `json:"line"` // the first one; 0: the file as a whole
}

// UnknownWord is a word that means nothing to us.
type UnknownWord struct {
	Field string `json:"field"` // "state" or "stage"
	Word  string `json:"word"`
	Count int    `json:"count"`
}

// ImportRow is a row as it will be stored.
type ImportRow struct {
	Line     int      `json:"line"`
	Services []string `json:"services"`
	State    string   `json:"state"`
	Stage    string   `json:"stage"`
	Created  int64    `json:"created"`
	Reported int64    `json:"reported"` // 0: not known
	ID       string   `json:"id"`
}

// RejectedRow is a row that stays out, and why.
type RejectedRow struct {
	Line   int    `json:"line"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// LogFilter is what is exported of the log. Empty lists and zero times choose all.
type LogFilter struct {
	From     int64    `json:"from"` // milliseconds UTC, included
	To       int64    `json:"to"`   // milliseconds UTC, not included
	Services []string `json:"services"`
	States   []string `json:"states"`
	Stages   []string `json:"stages"`
	Zone     string   `json:"zone"` // in which times are written
	// Words are the filters as the view shows them, such as "Dates: last 13 weeks", to be written into the file.
	Words []string `json:"words"`
}

// Saved is what became of a file that the user was asked a place for.
type Saved struct {
	Path string `json:"path"` // empty: the user chose none
	Rows int    `json:"rows"`
}
