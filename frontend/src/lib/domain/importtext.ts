/** What the import says: names, sentences and counts. */
import type { ImportNote, ImportPreview, ImportProgress, LogFacts } from './analytics';
import { counted, figure } from './figures';
import type { Field } from './importing';
import { asSentence } from './timeline';

/** The fields as people read them. */
export const FIELD_WORDS: Record<Field, string> = {
	services: 'service',
	state: 'state',
	stage: 'stage',
	creationtime: 'created',
	recentreporttime: 'last report',
	id: 'id',
};

/** One thing that can be chosen. */
export interface Choice {
	value: string;
	text: string;
}

/** What the words of a state or a stage can mean. */
export const MEANINGS: Partial<Record<string, Choice[]>> = {
	state: [
		{ value: 'open', text: 'open' },
		{ value: 'inprogress', text: 'in progress' },
		{ value: 'closed', text: 'closed' },
	],
	stage: [
		{ value: 'prd', text: 'prd' },
		{ value: 'stg', text: 'stg' },
	],
};

/** The values that every row can be given of a field that the file lacks; services and times have none to choose from. */
export const CONSTANTS: Partial<Record<Field, Choice[]>> = {
	...MEANINGS,
	recentreporttime: [{ value: '', text: 'not known' }],
};

const ENCODINGS = [
	'utf-8 utf-16le utf-16be windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255',
	'windows-1256 windows-1257 windows-1258 iso-8859-2 iso-8859-15 macintosh koi8-r shift_jis euc-jp iso-2022-jp',
	'gb18030 big5 euc-kr',
].flatMap((line) => line.split(' '));

/** The encodings on offer, the one in force among them. */
export function encodings(current: string): Choice[] {
	return withCurrent(
		ENCODINGS.map((value) => ({ value, text: value.replace(/^utf/, 'UTF') })),
		current,
	);
}

/** The delimiters on offer. */
export function delimiters(current: string): Choice[] {
	const usual = [
		{ value: ',', text: 'comma' },
		{ value: ';', text: 'semicolon' },
		{ value: '\t', text: 'tab' },
		{ value: '|', text: 'pipe' },
	];
	return withCurrent(usual, current);
}

/** What may stand between the services of one cell. */
export function separators(current: string): Choice[] {
	const usual = [
		{ value: ';|', text: 'semicolon or pipe' },
		{ value: ';', text: 'semicolon' },
		{ value: '|', text: 'pipe' },
		{ value: ',', text: 'comma' },
		{ value: '/', text: 'slash' },
		{ value: 'none', text: 'none: one a cell' },
	];
	return withCurrent(usual, current);
}

function withCurrent(choices: Choice[], current: string): Choice[] {
	const known = current === '' || choices.some(({ value }) => value === current);
	return known ? choices : [{ value: current, text: current }, ...choices];
}

const ORDERS: Record<string, string> = { ymd: 'year-month-day', dmy: 'day-month-year', mdy: 'month-day-year' };

/** The orders of dates on offer. */
export const ORDER_CHOICES: Choice[] = Object.entries(ORDERS).map(([value, text]) => ({ value, text }));

/** An order of dates in words. */
export function orderWords(order: string): string {
	return ORDERS[order] ?? order;
}

const SHORT: Record<string, string> = { ymd: '5 April 2003', dmy: '3 April 2005', mdy: '4 March 2005' };
const LONG: Record<string, string> = { dmy: '3 April', mdy: '4 March' };

/** Asks between which days the reader cannot choose, by a date that shows it. */
export function orderQuestion(open: readonly string[]): string {
	const [date, meant] = open.includes('ymd') ? ['03/04/05', SHORT] : ['03/04/2026', LONG];
	return `${date} may be ${open.map((order) => meant[order]).join(' or ')}.`;
}

/** Why a file could not be read, as a sentence that stands below its name. */
export function unreadSentence(name: string, message: string): string {
	const prefix = `${name}: `;
	// Where the message came as a sentence, the name at its beginning has a capital that the file has not.
	const named = message.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
	return asSentence(named ? message.slice(prefix.length) : message);
}

/** How far reading has come. */
export function progressWords({ rows, secondsLeft }: ImportProgress): { done: string; left: string } {
	const done = `${counted(rows, 'row')} read`;
	if (secondsLeft < 0) return { done, left: '' };
	const left = secondsLeft < 90 ? `${Math.max(1, secondsLeft)} s` : `${Math.round(secondsLeft / 60)} min`;
	return { done, left: `about ${left} left` };
}

/** What importing does with the log that is there. */
export type ImportMode = 'replace' | 'append';

/** What a count is about. */
export type CountId = 'new' | 'there' | 'duplicates' | 'rejected';

/** One of the counts of what would happen. */
export interface ImportCount {
	id: CountId;
	value: number;
	text: string;
}

/** What would happen, as counts. */
export function importCounts(preview: ImportPreview, mode: ImportMode): ImportCount[] {
	const append = mode === 'append';
	return [
		{ id: 'new', value: append ? preview.appendNew : preview.incidents, text: 'New incidents' },
		...(append ? [{ id: 'there' as const, value: preview.appendDuplicate, text: 'Already there' }] : []),
		{ id: 'duplicates', value: preview.duplicates, text: 'Duplicates' },
		{ id: 'rejected', value: preview.rejected, text: 'Rejected' },
	];
}

/** What the rows of a count are that is not listed. */
export const COUNT_MEANS: Record<'there' | 'duplicates', string> = {
	there:
		'These are in the log already. One with an id takes the place of the incident with that id; one without is left out.',
	duplicates: 'These rows have an id that a later row has as well. The last row of an id counts.',
};

/** What Import would do, and what becomes of the log that is there. */
export function outcome(
	preview: ImportPreview,
	mode: ImportMode,
	log: LogFacts | null,
): { count: string; rest: string } {
	if (mode === 'append') {
		return {
			count: `${counted(preview.appendNew, 'new incident')}.`,
			rest: `Nothing is stored yet. They come to the ${figure(log?.rows ?? 0)} there are. One step undoes it.`,
		};
	}
	const rest =
		log && log.rows > 0
			? `Nothing is stored yet. They take the place of the ${figure(log.rows)} ${log.demo ? 'simulated' : 'there are'}. One step undoes it.`
			: 'Nothing is stored yet. One step undoes the import, also after a restart.';
	return { count: `${counted(preview.incidents, 'incident')}.`, rest };
}

/** Why Import is off; '' where it is not. */
export function hindrance({ missing, open, incidents, rejected }: ImportPreview): string {
	if (missing.length > 0) {
		const names = missing.map((field) => `“${FIELD_WORDS[field as Field] ?? field}”`);
		return `The file has no column for ${listed(names)}. Choose one at the left, or a value for every row.`;
	}
	if (open.length > 0) return 'Choose the order of the dates at the left. Nothing can be counted before.';
	if (incidents > 0) return '';
	return rejected > 0 ? 'Every row is rejected: see the reasons below.' : 'No row of it is an incident.';
}

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What was found in a file, for those who hear it. */
export function foundSentence(preview: ImportPreview, mode: ImportMode): string {
	const why = hindrance(preview);
	if (why) return `${preview.name} is read. ${why}`;
	const counts = importCounts(preview, mode).map(({ value, text }) => `${text}: ${figure(value)}.`);
	return `${preview.name} is read. ${counts.join(' ')}`;
}

/** A warning as it is read: what it is about, how often, and where first. */
export function noteWords({ text, count, line }: ImportNote): { text: string; where: string } {
	const said = text.charAt(0).toUpperCase() + text.slice(1);
	if (line === 0) return { text: said, where: '' };
	return {
		text: said,
		where: count > 1 ? `: ${figure(count)}, first in line ${figure(line)}` : `: line ${figure(line)}`,
	};
}

/** A time of a row as it will be stored, in UTC: "2026-10-14 09:12:00". */
export function rowTime(time: number): string {
	return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** A state as people read it. */
export function stateWords(state: string): string {
	return MEANINGS.state?.find(({ value }) => value === state)?.text ?? state;
}
