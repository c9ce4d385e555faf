import type { ImportChoices, ImportPreview, RejectedRow, UnknownWord } from '../../domain/analytics';

const DAY = 86_400_000;

/** The columns of the made-up file, each with the field that it is taken for. */
const columns: Record<string, string> = {
	Number: 'id',
	'Business service': 'services',
	'Incident state': 'state',
	Environment: 'stage',
	Opened: 'creationtime',
	'Last update': 'recentreporttime',
	'Short description': '',
	'Assignment group': '',
};

const unknownWords: UnknownWord[] = [
	{ field: 'state', word: 'Cancelled', count: 7 },
	{ field: 'state', word: 'Awaiting vendor, 2nd line', count: 2 },
	{ field: 'stage', word: 'DR site', count: 4 },
];

const unreadable = [
	{ column: 'Opened', value: '31/31/2026', reason: 'not a date in day-month-year order' },
	{ column: 'Business service', value: '', reason: 'no service' },
	{ column: 'Last update', value: 'yesterday', reason: 'not a date in day-month-year order' },
	{ column: 'Opened', value: '', reason: 'no creation time' },
	{ column: '', value: 'INC0049913;Checkout API;closed', reason: '9 cells, the header has 8' },
];

const rows = 4873;

/** The words that the choices leave without a meaning. */
function unknown(choices: ImportChoices): UnknownWord[] {
	return unknownWords.filter(
		({ field, word }) => !choices.words.some((each) => each.field === field && each.word === word && each.meaning),
	);
}

/** Every rejected row of the made-up file. */
export function rejects(choices: ImportChoices): RejectedRow[] {
	const words = unknown(choices).flatMap(({ field, word, count }) =>
		Array.from({ length: count }, (_, i) => ({
			line: 41 + 97 * i,
			column: field === 'state' ? 'Incident state' : 'Environment',
			value: word,
			reason: `unknown ${field}`,
		})),
	);
	const others = unreadable.flatMap((row, kind) =>
		Array.from({ length: 12 }, (_, i) => ({ ...row, line: 17 + 71 * kind + 397 * i })),
	);
	return [...words, ...others].sort((a, b) => a.line - b.line);
}

/** What the made-up file is understood as. state is that of the fake. */
export function preview(id: number, path: string, state: string, wish: ImportChoices, stored: boolean): ImportPreview {
	const header = Object.keys(columns);
	const chosen = new Set(wish.columns.map(({ field }) => field));
	const guessed = Object.entries(columns)
		.map(([value, field]) => ({ field, value }))
		.filter(({ field }) => field !== '' && !chosen.has(field) && (state !== 'missing' || field !== 'stage'));
	const fields = [...guessed, ...wish.columns.filter(({ value }) => value !== '')];
	const missing = ['services', 'state', 'stage', 'creationtime', 'recentreporttime'].filter(
		(field) => ![...fields, ...wish.set].some((each) => each.field === field),
	);
	const open = state === 'order' && wish.dateOrder === '' ? ['dmy', 'mdy'] : [];
	const counts = missing.length === 0 && open.length === 0;
	const rejected = counts ? rejects(wish).length : 0;
	const accepted = counts ? rows - rejected : 0;
	const now = Date.now();
	return {
		id,
		name: path.split('/').pop() ?? path,
		size: 612_480,
		format: path.endsWith('.xlsx') ? 'xlsx' : 'csv',
		choices: {
			...wish,
			encoding: wish.encoding || 'windows-1252',
			delimiter: wish.delimiter || ';',
			sheet: path.endsWith('.xlsx') ? wish.sheet || 'Incidents 2026' : '',
			headerRow: wish.headerRow || 3,
			columns: fields,
			split: wish.split || ';|',
			dateOrder: wish.dateOrder || (open.length > 0 ? '' : 'dmy'),
			zone: wish.zone || 'UTC',
		},
		sheets: path.endsWith('.xlsx') ? ['Incidents 2026', 'Problems', 'Lists'] : [],
		header,
		missing,
		open,
		mapped: state === 'mapped',
		warnings: [
			{ text: '2 lines above the header were passed over', count: 2, line: 1 },
			{ text: 'last report before creation', count: 12, line: 431 },
			{ text: 'text after a closing quote', count: 1, line: 2210 },
		],
		rows,
		accepted,
		rejected,
		duplicates: counts ? 9 : 0,
		incidents: counts ? accepted - 9 : 0,
		services: counts ? 40 : 0,
		from: counts ? now - 181 * DAY : 0,
		to: counts ? now - 3_600_000 : 0,
		unknown: counts ? unknown(wish) : [],
		first: counts ? firstRows(now) : [],
		appendNew: counts && stored ? 311 : 0,
		appendDuplicate: counts && stored ? accepted - 9 - 311 : 0,
	};
}

function firstRows(now: number): ImportPreview['first'] {
	const names = ['Checkout API', 'Payments gateway', 'Order events', 'Search index', 'Identity and SSO'];
	return Array.from({ length: 10 }, (_, i) => ({
		line: 4 + i + (i > 6 ? 1 : 0),
		services: i === 3 ? names.slice(1, 3) : names.slice(i % 5, (i % 5) + 1),
		state: i === 9 ? 'open' : i === 8 ? 'inprogress' : 'closed',
		stage: i % 4 === 2 ? 'stg' : 'prd',
		created: now - (181 - i) * DAY,
		reported: i === 5 ? 0 : now - (181 - i) * DAY + 5_400_000 * (i + 1),
		id: `INC00${49_871 + i}`,
	}));
}
