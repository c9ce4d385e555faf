/** What crosses for the Analytics view and its import: see model.ts. */

/** What is known of the stored incident log. revision is 0 where there is none, and grows with every change. */
export interface LogFacts {
	revision: number;
	demo: boolean;
	/** The name of the file that was imported last. */
	source: string;
	importedAt: number;
	rows: number;
	/** The size of its columns, which are fetched apart. */
	bytes: number;
	/** The bytes from idsFrom on and before idsTo are the ids of the incidents; the page leaves them out. */
	idsFrom: number;
	idsTo: number;
	canUndo: boolean;
	/** What undoing would take back, such as "the import of march.csv"; else empty. */
	undoes: string;
}

/** What the user says of the file to import. Empty ones are guessed. */
export interface ImportChoices {
	encoding: string;
	/** One character. */
	delimiter: string;
	sheet: string;
	headerRow: number;
	/** The header of a field's column; an empty one takes the field off every column. */
	columns: FieldValue[];
	/** One value for a field that has no column. */
	set: FieldValue[];
	words: WordChoice[];
	/** The characters that separate services in a cell, or "none"; empty: ; and |. */
	split: string;
	/** "ymd", "dmy" or "mdy". */
	dateOrder: string;
	/** An IANA name, or "UTC". */
	zone: string;
}

/** Something of one field: "services", "state", "stage", "creationtime", "recentreporttime" or "id". */
export interface FieldValue {
	field: string;
	value: string;
}

/** What a word of the file means for the field "state" or "stage". */
export interface WordChoice {
	field: string;
	word: string;
	meaning: string;
}

/** How far the reading of a file has come. The last one of an id is finished. */
export interface ImportProgress {
	id: number;
	rows: number;
	/** Of the file, 0 to 1. */
	share: number;
	/** -1: not known yet. */
	secondsLeft: number;
	finished: boolean;
	/** A sentence, where the file could not be read; else empty. */
	error: string;
}

/** What was understood of a file and what would come of it. */
export interface ImportPreview {
	id: number;
	name: string;
	size: number;
	format: string;
	/** With every guess filled in. */
	choices: ImportChoices;
	sheets: string[];
	header: string[];
	/** Fields that have neither a column nor a constant; then nothing is counted. */
	missing: string[];
	/** Orders of dates between which the user must choose; then nothing is counted but rows. */
	open: string[];
	/** The choices are those that were made for the last file with this header. */
	mapped: boolean;
	warnings: ImportNote[];
	rows: number;
	accepted: number;
	rejected: number;
	duplicates: number;
	incidents: number;
	services: number;
	/** First and last creation. */
	from: number;
	to: number;
	unknown: UnknownWord[];
	first: ImportRow[];
	/** What adding to the log would bring; both are 0 where there is none. */
	appendNew: number;
	appendDuplicate: number;
}

/** A warning; line is the first one it is about, 0 where it is about the file as a whole. */
export interface ImportNote {
	text: string;
	count: number;
	line: number;
}

/** A word of the file that means nothing to us, for the field "state" or "stage". */
export interface UnknownWord {
	field: string;
	word: string;
	count: number;
}

/** A row as it will be stored; reported is 0 where it is not known. */
export interface ImportRow {
	line: number;
	services: string[];
	state: string;
	stage: string;
	created: number;
	reported: number;
	id: string;
}

/** A row that stays out, and why. */
export interface RejectedRow {
	line: number;
	column: string;
	value: string;
	reason: string;
}

/** What is exported of the log. Empty lists and zero times choose all; words are the filters as the view shows them. */
export interface LogFilter {
	from: number;
	to: number;
	services: string[];
	states: string[];
	stages: string[];
	zone: string;
	words: string[];
}

/** What became of a file that the user was asked a place for; path is empty where the user chose none. */
export interface Saved {
	path: string;
	rows: number;
}
