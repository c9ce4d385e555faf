-- The user's own incident log. Its rows lie in files of columns beside the database: see logfile.go. The newest revision
-- says what the log is now; the one before it, where there is one, is what undoing goes back to.
CREATE TABLE incident_log (
	revision    INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice
	file        INTEGER NOT NULL, -- the number of the file, which is the revision that brought it; 0: there is no log
	bytes       INTEGER NOT NULL, -- the size of the file
	checksum    INTEGER NOT NULL, -- of the file: CRC-32C
	ids_from    INTEGER NOT NULL, -- the span of the file in which the ids lie
	ids_to      INTEGER NOT NULL,
	rows        INTEGER NOT NULL,
	demo        INTEGER NOT NULL, -- 1: it is simulated
	source      TEXT    NOT NULL, -- the name of the file that was imported last
	imported_at INTEGER NOT NULL,
	undoes      TEXT    NOT NULL  -- what going back takes back, in words; empty: there is no way back
);

-- How the user had the files with a header read.
CREATE TABLE import_choice (
	header  TEXT    PRIMARY KEY, -- what is the same for the same header
	choices TEXT    NOT NULL,    -- JSON
	used_at INTEGER NOT NULL
);
