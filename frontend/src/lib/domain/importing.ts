/** What is chosen of a file to import: the steps from one set of choices to the next, and what is shown of them. */
import type { FieldValue, ImportChoices, ImportPreview, WordChoice } from './analytics';

/** The fields of an incident, in the order in which they are offered. */
export const FIELDS = ['services', 'state', 'stage', 'creationtime', 'recentreporttime', 'id'] as const;
export type Field = (typeof FIELDS)[number];

/** No choice at all: everything is guessed. */
export const GUESSED: ImportChoices = {
	encoding: '',
	delimiter: '',
	sheet: '',
	headerRow: 0,
	columns: [],
	set: [],
	words: [],
	split: '',
	dateOrder: '',
	zone: '',
};

/** The choices that decide which header is found. */
export type HeaderChoice = 'encoding' | 'delimiter' | 'sheet' | 'headerRow';

/** Changes what decides on the header. What was said of its columns is given up, because they may be others now. */
export function withHeaderChoice<K extends HeaderChoice>(
	own: ImportChoices,
	choice: K,
	value: ImportChoices[K],
): ImportChoices {
	const headerRow = choice === 'sheet' ? 0 : own.headerRow;
	return { ...own, headerRow, columns: [], set: [], [choice]: value };
}

/** Takes a column for a field, or for none. A field that had the column goes without one until it is given another. */
export function withColumn(own: ImportChoices, shown: ImportChoices, header: string, field: Field | ''): ImportChoices {
	const before = shown.columns.find(({ value }) => value === header)?.field;
	const columns = own.columns.filter((each) => each.field !== field && each.field !== before);
	if (before !== undefined && before !== field) columns.push({ field: before, value: '' });
	if (field !== '') columns.push({ field, value: header });
	return { ...own, columns, set: own.set.filter((each) => each.field !== field) };
}

/** Gives a field that has no column one value for every row. */
export function withConstant(own: ImportChoices, field: Field, value: string): ImportChoices {
	return {
		...own,
		columns: own.columns.filter((each) => each.field !== field),
		set: [...own.set.filter((each) => each.field !== field), { field, value }],
	};
}

/** Says what a word of the file means; '' is nothing, and its rows stay out. */
export function withWord(own: ImportChoices, { field, word, meaning }: WordChoice): ImportChoices {
	return { ...own, words: [...own.words.filter((each) => !sameWord(each, { field, word })), { field, word, meaning }] };
}

type Word = Pick<WordChoice, 'field' | 'word'>;

function sameWord(a: Word, b: Word): boolean {
	return a.field === b.field && a.word === b.word;
}

/** The choices as they are shown: what was understood, and over it what the user has said since. */
export function shownChoices(understood: ImportChoices, own: ImportChoices): ImportChoices {
	const said = new Set([...own.columns, ...own.set].map(({ field }) => field));
	const taken = new Set(own.columns.map(({ value }) => value));
	return {
		encoding: own.encoding || understood.encoding,
		delimiter: own.delimiter || understood.delimiter,
		sheet: own.sheet || understood.sheet,
		headerRow: own.headerRow || understood.headerRow,
		columns: [
			...understood.columns.filter(({ field, value }) => !said.has(field) && !taken.has(value)),
			...own.columns,
		].filter(({ value }) => value !== ''),
		set: [...understood.set.filter(({ field }) => !said.has(field)), ...own.set],
		words: [...understood.words.filter((each) => !own.words.some((word) => sameWord(word, each))), ...own.words],
		split: own.split || understood.split,
		dateOrder: own.dateOrder || understood.dateOrder,
		zone: own.zone || understood.zone,
	};
}

/** A column of the file and what it is taken for. */
export interface ColumnRow {
	/** Its place in the file, from 0. */
	at: number;
	header: string;
	/** '' where it is not used. */
	field: Field | '';
	/** Why it cannot be chosen; else empty. Columns are chosen by their names. */
	why: '' | 'no name' | 'name occurs twice';
}

/** All columns of the file, in its order. */
export function columnRows(header: readonly string[], columns: readonly FieldValue[]): ColumnRow[] {
	const fields = new Map(columns.map(({ field, value }) => [value, field as Field]));
	const seen = new Set<string>();
	return header.map((name, at) => {
		const again = seen.has(name);
		seen.add(name);
		const why = name === '' ? 'no name' : again ? 'name occurs twice' : '';
		return { at, header: name, field: why ? '' : (fields.get(name) ?? ''), why };
	});
}

/** The first columns, and of the rest those that are used: a file may have thousands. */
export function firstColumns(rows: readonly ColumnRow[], limit: number): ColumnRow[] {
	return rows.filter(({ at, field }) => at < limit || field !== '');
}

/** A field that has no column in the file. */
export interface LooseField {
	field: Field;
	/** The value that every row gets; null where none is given yet. */
	value: string | null;
}

/** The fields without a column: those that still need one or a value, then those that have a value. */
export function looseFields({ missing }: ImportPreview, shown: ImportChoices): LooseField[] {
	const settled = new Set([...shown.columns, ...shown.set].map(({ field }) => field));
	return [
		...missing.filter((field) => !settled.has(field)).map((field) => ({ field: field as Field, value: null })),
		...shown.set.map(({ field, value }) => ({ field: field as Field, value })),
	];
}

/** A word of the file that the program does not know by itself. */
export interface WordRow extends WordChoice {
	/** The rows that have it and stay out for it; 0 where it has a meaning. */
	count: number;
}

/** The words that need a meaning, or were given one, by field and name; of many, those that most rows have. */
export function wordRows({ unknown }: ImportPreview, { words }: ImportChoices, limit: number): WordRow[] {
	const told = words.map((word) => ({ ...word, count: unknown.find((each) => sameWord(each, word))?.count ?? 0 }));
	const untold = unknown
		.filter((each) => !words.some((word) => sameWord(word, each)))
		.map((each) => ({ ...each, meaning: '' }))
		.sort((a, b) => b.count - a.count);
	return [...told, ...untold]
		.slice(0, limit)
		.sort((a, b) => a.field.localeCompare(b.field) || a.word.localeCompare(b.word));
}

/** Whether what was understood is enough to import it. */
export function importable({ missing, open, incidents }: ImportPreview): boolean {
	return missing.length === 0 && open.length === 0 && incidents > 0;
}
